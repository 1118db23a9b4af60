package import ScrubjayCore

/// Something lasting that a person said of themselves or of theirs.
package struct ExtractedStatement: Sendable, Hashable {
  /// A sentence in the third person that names whom it is about, such as "The user likes coffee"; in the language of the
  /// message.
  package let content: String
  /// What part of a person's life it is about.
  package let category: FactCategory
  /// Since when it holds, where the message says so.
  package let validFrom: Timestamp?
  /// What the person is called, where that is what is stated.
  package var name: String?
}
