/// What speaks for a hit, or against it.
///
/// A hit's evidence is the sum of its features, each times its weight for the kind of query.
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
  /// Whether who says it is who is asked about, as far as that is sure.
  case speaker
  /// Whether, of a person and an agent, the one says it whose words are asked for.
  case role
  /// How much of it is in questions, if it ends with one.
  case question
  /// Whether who says it speaks of themselves, and the query is about somebody who speaks.
  case ownPerson = "own_person"
  /// Whether a person tells an agent what is to hold from then on, or is preferred, and something is to be done.
  case standing
  /// Between a person and an agent: the cosine of the answer to it, or of what it answers.
  case exchange
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
  /// How much is taken off because better hits say the very same.
  case repetition
}

/// What a feature contributes to a hit's evidence.
public struct FeatureShare: Sendable, Hashable {
  /// The feature.
  public let feature: RecallFeature
  /// What it is, mostly from 0 to 1.
  public let value: Double
  /// Its part of the evidence: its value, as often as it counts.
  public let share: Double
}
