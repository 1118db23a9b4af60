/// What speaks for a hit, or against it.
///
/// A hit's evidence is the sum of its features, each times its weight. Weights are round numbers, chosen by measuring
/// conversations of several kinds, and one set serves them all: see the decision on evidence.
public enum RecallFeature: String, Sendable, CaseIterable {
  /// The share of the query's topic that its words have: BM25, from 0 to 1.
  case words
  /// The same of the turns around it together with it.
  case nearbyWords = "nearby_words"
  /// The cosine of its nearest part.
  case meaning
  /// The mean cosine of it and its neighbours, who count half.
  case nearbyMeaning = "nearby_meaning"
  /// The highest cosine of its session or document.
  case sessionMeaning = "session_meaning"
  /// Whether who says it is who is asked about.
  case speaker
  /// Whether, of a person and an agent, the one says it whose words are asked for.
  case role
  /// Whether it asks something itself.
  case question
  /// How well the question fits that it answers.
  case answer
  /// Whether it names a time, and a time is asked for.
  case timeWords = "time_words"
  /// Whether it holds a number, and a number is asked for.
  case numbers
  /// How well its time fits the days that are asked about.
  case date
  /// How important a memory is, between -1 and 1.
  case importance
  /// Whether it is a memory: worked out of what was said, rather than said.
  case memory
  /// How many better hits say the very same.
  case repetition

  /// How much it counts.
  var weight: Double {
    switch self {
    // Less than the nearby words, of which they are the largest part.
    case .words: 0.4
    // A topic goes on for some turns, and the one that answers often leaves its words to the others.
    case .nearbyWords: 1
    case .meaning: 0.3
    // As with words; half a window says as much as an embedding of the whole window, which would have to be stored.
    case .nearbyMeaning: 0.5
    // Where one turn is very near, the others of the same talk are likelier.
    case .sessionMeaning: 0.3
    // Who is named is who says it, more often than not; more would hide what others say of them.
    case .speaker: 0.3
    // People tell of themselves; what an agent says is mostly advice, and longer.
    case .role: 0.2
    // A question names what it asks for, and does not answer it.
    case .question: -0.15
    // The turn after a question that fits is its answer, however few words it shares.
    case .answer: 0.5
    // An answer to "when" has a time more often than not.
    case .timeWords: 0.15
    case .numbers: 0.1
    // A date narrows a conversation of a year down to a session or two.
    case .date: 0.4
    // Enough to decide between equals.
    case .importance: 0.05
    // A fact worked out is shorter and surer than what it was worked out of.
    case .memory: 0.15
    // Enough to let what else there is come first.
    case .repetition: -0.5
    }
  }
}

/// What a feature contributes to a hit's evidence.
public struct FeatureShare: Sendable, Hashable {
  /// The feature.
  public let feature: RecallFeature
  /// What it is, mostly from 0 to 1.
  public let value: Double

  /// Its part of the evidence: its value, as often as it counts.
  public var share: Double { value * feature.weight }
}
