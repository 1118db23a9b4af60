import ScrubjayCore

/// Whose the imported data becomes, where not what the file says.
struct ImportOwner: Sendable, Hashable {
  var user: String?
  var app: String?

  /// The fields of a session with this user and app.
  func applied(toSession fields: [JSON.Member]) -> [JSON.Member] {
    var fields = fields
    for (name, value) in [("user", user), ("app", app)] {
      guard let value else { continue }
      fields.removeAll { $0.name == name }
      fields.append(JSON.Member(name, .string(value)))
    }
    return fields
  }

  /// The fields of a memory: in the namespace of this user or app, where it is one of a user or app; and with a key,
  /// made from what it says where there is none, so that the same memory comes in only once.
  func applied(toMemory fields: [JSON.Member]) -> [JSON.Member] {
    var fields = fields.map { field in
      guard field.name == "namespace", let text = field.value.stringValue else { return field }
      return JSON.Member(field.name, .string(namespace(text)))
    }
    if !fields.contains(where: { $0.name == "key" }) {
      let said = JSON.object(fields.sorted { $0.name < $1.name }).text
      fields.append(JSON.Member("key", .string("import-\(Digest.of(said))")))
    }
    return fields
  }

  private func namespace(_ text: String) -> String {
    guard let namespace = try? Namespace(text) else { return text }
    let id: String? =
      switch namespace.root {
      case .user: user
      case .app: app
      case .temp, .session, .project, .org: nil
      }
    guard let id else { return text }
    let owner = [namespace.segments[0], Namespace.segment(for: id)]
    return (owner + namespace.segments.dropFirst(2)).joined(separator: ":")
  }
}
