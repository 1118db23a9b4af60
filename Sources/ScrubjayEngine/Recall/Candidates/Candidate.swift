import ScrubjayCore

/// An item that may answer a query, with what each arm of the search says of it.
struct Candidate {
  let kind: ItemKind
  let item: Int64
  /// What its words score, from 0 to 1; `nil` when it shares none.
  var words: BM25.Score?
  /// How near its meaning is; `nil` when it has no vector, or meaning is not looked at.
  var meaning: VectorMatch?

  /// How well it answers, from 0 to 1.
  func score(_ weights: FusionWeights) -> Double {
    weights.words * (words?.score ?? 0) + weights.meaning * max(0, meaning?.cosine ?? 0)
  }

  /// Why it was found, in parts that sum up to the score.
  func explanation(_ weights: FusionWeights) -> Explanation {
    Explanation(
      words: words?.shares.map { $0.multiplied(by: weights.words) } ?? [],
      meaning: meaning.map {
        MeaningShare(cosine: $0.cosine, part: $0.part, share: weights.meaning * max(0, $0.cosine))
      })
  }
}

/// How much each arm counts. Both scores can be compared as they are: BM25 as a share of the best possible score for the
/// query, and the cosine.
struct FusionWeights: Sendable, Hashable {
  let words: Double
  let meaning: Double

  /// Both arms. Round numbers, chosen by measuring conversations between two people: see the decision on fused recall.
  static let both = FusionWeights(words: 0.5, meaning: 0.5)
  /// One arm alone.
  static let wordsAlone = FusionWeights(words: 1, meaning: 0)
  static let meaningAlone = FusionWeights(words: 0, meaning: 1)
}

extension TermShare {
  fileprivate func multiplied(by weight: Double) -> TermShare {
    TermShare(word: word, term: term, frequency: frequency, rarity: rarity, share: share * weight)
  }
}
