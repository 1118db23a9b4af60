package import ScrubjayCore

/// Something lasting that a person said of themselves or of theirs.
package struct ExtractedStatement: Sendable, Hashable {
  /// A sentence in the third person without its subject, such as "Likes coffee"; in the language of the message.
  package let content: String
  package let category: FactCategory
  /// Since when it holds, where the message says so.
  package let validFrom: Timestamp?
}
