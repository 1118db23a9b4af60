import ScrubjayCore

/// Checks what callers give, and says which field is wrong.
enum Check {
  static func failure(_ field: String, _ problem: String) -> ScrubjayError {
    ScrubjayError(
      .invalidField, "The field '\(field)' \(problem).", fields: [.init(field: field, message: problem)])
  }

  /// What must say something: not blank.
  static func visible(_ text: String, _ field: String) throws(ScrubjayError) {
    if text.isBlank { throw failure(field, "is empty, or holds nothing that can be seen") }
  }

  /// A name: not blank, not too long, without control characters.
  static func name(_ text: String, _ field: String) throws(ScrubjayError) {
    try visible(text, field)
    if text.utf8.count > Limits.nameBytes { throw failure(field, "is longer than \(Limits.nameBytes) bytes") }
    if text.unicodeScalars.contains(where: { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) }) {
      throw failure(field, "holds a control character")
    }
  }

  /// A name, when there is one.
  static func name(_ text: String?, _ field: String) throws(ScrubjayError) {
    if let text { try name(text, field) }
  }

  /// Text: not too long, without U+0000.
  static func text(_ text: String, _ field: String, maximum: Int = Limits.contentBytes) throws(ScrubjayError) {
    if text.utf8.count > maximum { throw failure(field, "is longer than \(maximum) bytes") }
    if text.utf8.contains(0) { throw failure(field, "holds U+0000, which cannot be stored") }
  }

  /// JSON: not too long.
  static func json(_ json: JSONText?, _ field: String) throws(ScrubjayError) {
    if let json, json.text.utf8.count > Limits.jsonBytes {
      throw failure(field, "is longer than \(Limits.jsonBytes) bytes of JSON")
    }
  }

  /// A JSON object: not too long.
  static func object(_ json: JSONText?, _ field: String) throws(ScrubjayError) {
    try self.json(json, field)
    if let json, json.json.members == nil { throw failure(field, "is not a JSON object") }
  }

  /// A number of elements: at least one, not too many.
  static func count(_ count: Int, _ field: String, maximum: Int) throws(ScrubjayError) {
    if count < 1 { throw failure(field, "is less than 1") }
    if count > maximum { throw failure(field, "is more than \(maximum)") }
  }
}

extension Check {
  /// That a status may follow another.
  static func transition<Status: RawRepresentable<String> & Equatable>(
    of what: String, from status: Status, to next: Status, among successors: [Status]
  ) throws(ScrubjayError) {
    guard !successors.contains(next) else { return }
    let allowed = successors.map { "'\($0.rawValue)'" }.joined(separator: " or ")
    throw ScrubjayError(
      .illegalTransition,
      "A \(what) that is \(status.rawValue) cannot become \(next.rawValue)"
        + (allowed.isEmpty ? "." : ", only \(allowed)."))
  }
}

/// A change of a field that may be absent.
public enum Change<Value: Sendable & Hashable>: Sendable, Hashable {
  /// Leave it as it is.
  case keep
  /// Give it this value, or none.
  case set(Value?)

  /// The value after the change.
  func applied(to value: Value?) -> Value? {
    switch self {
    case .keep: value
    case .set(let new): new
    }
  }
}
