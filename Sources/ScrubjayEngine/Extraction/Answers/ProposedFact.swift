import ScrubjayCore

/// A fact that a language model proposes, checked field by field.
struct ProposedFact: Sendable, Hashable {
  /// What is to be done about it. A model cannot delete.
  enum Operation: Sendable, Hashable {
    case add
    /// It takes the place of one there.
    case update(target: String)
    /// It is known already, by one there where the model names it.
    case none(target: String?)
  }

  /// One line of text.
  let content: String
  let category: FactCategory
  /// Since when it holds, where the model says so.
  let validFrom: Timestamp?
  /// The messages that it was read in, of those offered; none where the model named none of them.
  let evidence: [String]
  let operation: Operation

  /// The longest content, in bytes of UTF-8.
  static let contentBytes = 1_000
  /// How many messages may be named as evidence; those after them do not count.
  static let evidencePerFact = 32
}

/// Something in an answer that no fact was made of.
struct DroppedFact: Sendable, Hashable {
  /// Its place among what the answer proposes, from 0.
  let place: Int
  let reason: Reason

  enum Reason: String, Sendable, CaseIterable {
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
