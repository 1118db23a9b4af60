import ScrubjayCore

/// What to do about an error, in words of the command line.
enum Hint {
  /// A hint for an error of a command; `nil` where the error says it all.
  static func of(_ error: ScrubjayError, in invocation: Invocation) -> String? {
    switch error.code {
    case .unauthenticated:
      return "Give the key with --key, or set SCRUBJAY_KEY."
    case .scopeRequired:
      return "Name a scope: --user, --session or --namespace."
    case .databaseUnusable:
      return "'scrubjay doctor' checks the database and says what to do."
    case .invalidField:
      let flags = invocation.command.flags.map(\.name)
      let names = error.fields.compactMap { issue in
        issue.field.split(separator: ".").last.map { String($0.prefix { $0 != "[" }).replacing("_", with: "-") }
      }
      guard let flag = names.first(where: { flags.contains($0) }) else { return nil }
      return "--\(flag): see 'scrubjay help \(invocation.command.name)'."
    case .stale:
      return "Read it again, and pass its current revision or version with --if-match."
    default:
      return nil
    }
  }
}
