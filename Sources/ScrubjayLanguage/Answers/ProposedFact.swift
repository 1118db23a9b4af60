package import ScrubjayCore

/// A fact that a language model proposes, checked field by field.
package struct ProposedFact: Sendable, Hashable {
  /// What is to be done about it. A model cannot delete.
  package enum Operation: Sendable, Hashable {
    case add
    /// It takes the place of one there.
    case update(target: String)
    /// It is known already, by one there where the model names it.
    case none(target: String?)
  }

  /// One line of text.
  package let content: String
  package let category: FactCategory
  /// Since when it holds, where the model says so.
  package let validFrom: Timestamp?
  /// The messages that it was read in, of those offered; none where the model named none of them.
  package let evidence: [String]
  package let operation: Operation

  /// A fact from its parts.
  package init(
    content: String, category: FactCategory, validFrom: Timestamp?, evidence: [String], operation: Operation
  ) {
    self.content = content
    self.category = category
    self.validFrom = validFrom
    self.evidence = evidence
    self.operation = operation
  }

  /// The longest content, in bytes of UTF-8.
  package static let contentBytes = 1_000
  /// How many messages may be named as evidence; those after them do not count.
  package static let evidencePerFact = 32
}

/// Something in an answer that no fact was made of.
package struct DroppedFact: Sendable, Hashable {
  /// Its place among what the answer proposes, from 0.
  package let place: Int
  package let reason: Reason

  package enum Reason: String, Sendable, CaseIterable {
    /// It is neither an object nor a text.
    case form
    /// It has no content, or one without letters.
    case empty
    /// Its content is longer than ``ProposedFact/contentBytes``.
    case tooLong
    /// Its content holds invisible signs.
    case controlCharacters
    /// Its content asks something.
    case question
    /// Its content holds tags, code or the signs between the turns of a prompt.
    case markup
    /// Its content tells a model what to do.
    case instruction
    /// Its operation is none that is offered; deleting is none.
    case operation
    /// What it updates is not among the memories that were offered.
    case target
    /// The same content stands before it.
    case repeated
    /// There are as many as ``ExtractionAnswer/factsPerAnswer`` before it.
    case tooMany
  }
}
