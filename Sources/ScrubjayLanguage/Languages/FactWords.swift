/// How facts of a language name the user, and how they are compared.
struct FactWords: Sendable {
  /// How a fact begins that says what the user is called, with its spaces.
  let names: [String]
  /// How brackets begin in which the day stands that a number is counted from.
  let counted: String
  /// By what facts are compared of which only how they begin is known; `nil` where they are understood.
  var comparison: ComparisonWords?
}

/// The words by which two facts of a language are told to contradict each other; divided by bars, folded and in lower case.
struct ComparisonWords: Sendable {
  /// The language in which countries are named.
  let locale: String
  /// How the user is written where ``OpeningWords`` does not say it.
  var users = ""
  /// Words that deny.
  let negations: String
  /// Words that may stand beside what denies.
  let idle: String
  /// How facts begin of which a person has one: where they live, what they are called.
  let single: String
}
