import ScrubjayCore

/// What the process tells who started it.
struct ExitCode: Sendable, Hashable {
  let rawValue: Int32

  /// Done.
  static let ok = ExitCode(rawValue: 0)
  /// It did not work.
  static let failure = ExitCode(rawValue: 1)
  /// The command line, or a value in it, is wrong.
  static let usage = ExitCode(rawValue: 2)
  /// There is no such thing.
  static let notFound = ExitCode(rawValue: 3)
  /// No key, or one without the grant.
  static let denied = ExitCode(rawValue: 4)
  /// It contradicts what is stored, or what was seen is outdated.
  static let conflict = ExitCode(rawValue: 5)
  /// The server or database cannot be reached, or the disk is full; later it may work.
  static let unavailable = ExitCode(rawValue: 6)
  /// Stopped by Ctrl-C.
  static let interrupted = ExitCode(rawValue: 130)

  /// What the help says of each.
  static let table: [(code: ExitCode, about: String)] = [
    (.ok, "success"), (.failure, "failure"), (.usage, "the command line, or a value in it, is invalid"),
    (.notFound, "not found"), (.denied, "no valid key, or a key without the required grant"),
    (.conflict, "conflict with stored data, or a stale revision or version"),
    (.unavailable, "the server or database is unreachable or full; retry later"),
    (.interrupted, "interrupted by Ctrl-C"),
  ]
}

extension ExitCode {
  /// The code for a kind of trouble.
  init(_ kind: ScrubjayError.Kind) {
    switch kind {
    case .invalid: self = .usage
    case .notFound: self = .notFound
    case .unauthenticated, .forbidden: self = .denied
    case .conflict, .stale: self = .conflict
    case .throttled, .timedOut, .unavailable, .full: self = .unavailable
    case .methodNotAllowed, .tooLarge, .unsupportedMedia, .internal: self = .failure
    }
  }
}
