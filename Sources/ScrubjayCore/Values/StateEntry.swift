/// A value of a session's state, which may be shared more widely than the session.
public struct StateEntry: Sendable, Hashable, Codable {
  /// Who shares it.
  public let scope: StateScope
  /// The id of the session, user, app or project that it belongs to.
  public let owner: String
  /// The name, without the scope's prefix.
  public let name: String
  /// The value.
  public let value: JSONText
  /// When it was last set.
  public let updatedAt: Timestamp

  /// A value of state.
  public init(scope: StateScope, owner: String, name: String, value: JSONText, updatedAt: Timestamp) {
    self.scope = scope
    self.owner = owner
    self.name = name
    self.value = value
    self.updatedAt = updatedAt
  }

  /// The key as callers write it; see ``StateKey/description``.
  public var key: String { scope.key(name) }
}

/// Who shares a value of state, and so how long it lives.
public enum StateScope: String, Sendable, Codable, CaseIterable {
  /// The turn: gone at the event that ends it, and on termination.
  case temp
  /// The session: gone on termination.
  case session
  /// Every session of the user.
  case user
  /// Every session of the app.
  case app
  /// Every session of the project.
  case project

  /// The key of a name in this scope, which reads back as the same.
  fileprivate func key(_ name: String) -> String {
    if self == .session, StateScope(prefixOf: name) == nil { return name }
    return "\(rawValue):\(name)"
  }

  /// The scope that a key begins with, if it begins with one.
  fileprivate init?(prefixOf key: String) {
    guard let colon = key.unicodeScalars.firstIndex(of: ":") else { return nil }
    self.init(rawValue: String(key.unicodeScalars[..<colon]))
  }
}

/// A key of state as callers write it: `temp:draft`, `session:step` or `step`, `user:theme`, `app:model`, `project:goal`.
public struct StateKey: Sendable, Hashable, CustomStringConvertible {
  /// Who shares the value.
  public let scope: StateScope
  /// The name, without the prefix.
  public let name: String

  /// The longest name, in bytes of UTF-8.
  public static let maximumBytes = 256

  /// Reads a key; a prefix that is no scope is part of the name.
  ///
  /// - Throws: `invalid_field` for a blank or overlong name.
  public init(_ text: String) throws(ScrubjayError) {
    let prefix = StateScope(prefixOf: text)
    scope = prefix ?? .session
    name = prefix.map { String(text.unicodeScalars.dropFirst($0.rawValue.unicodeScalars.count + 1)) } ?? text
    guard !name.isBlank, name.utf8.count <= Self.maximumBytes else {
      throw ScrubjayError(
        .invalidField, "A state key's name has 1 to \(Self.maximumBytes) bytes, with a visible character among them.")
    }
  }

  /// The key as callers write it: the session's own without a prefix, unless its name begins like another scope's key.
  public var description: String { scope.key(name) }
}
