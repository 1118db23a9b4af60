/// What part of a person's life a fact is about.
package enum FactCategory: String, Sendable, Codable, CaseIterable {
  case preferences, health, relationships, work, interests, other

  /// The category of this name, in whatever case; `other` for any that there is not.
  package init(lenient name: String) { self = Self(rawValue: name.lowercased()) ?? .other }
}
