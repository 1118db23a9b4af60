/// Whom a statement in the first person is about.
package enum Speaker: Sendable, Hashable {
  /// The user, of whom no name is known.
  case user
  /// Somebody with a name: the user, or one of several people who write in the same session.
  case named(String)

  /// The name, if one is known.
  package var name: String? { if case .named(let name) = self { name } else { nil } }
}
