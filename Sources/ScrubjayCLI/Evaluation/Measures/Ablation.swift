import ScrubjayCore

/// What each feature of the ranking is worth: the measures of the ranking that there would be without it.
struct Ablation: Sendable {
  let whole: [Measure: Double]
  let features: [Feature]

  struct Feature: Sendable {
    let name: String
    /// The measures without the feature.
    let without: [Measure: Double]
  }

  /// How many hits each question is asked for: those that may come up when a feature no longer holds them down.
  static let depth = 200

  /// Ranks again without each feature.
  ///
  /// - Throws: `invalid_field` when a hit does not say what its rank follows from.
  init(_ asked: [AskedQuestion]) throws(ScrubjayError) {
    let measured = asked.measured
    var names: Set<String> = []
    for asked in measured {
      let hits = asked.hits + asked.deeperHits
      try Self.check(hits)
      names.formUnion(hits.flatMap { $0.explanation?.shares.map(\.feature) ?? [] })
    }
    whole = Self.means(measured) { $0.ranks }
    features = names.sorted().map { name in
      Feature(
        name: name,
        without: Self.means(measured) { asked in
          let hits = Self.ranking(asked.hits + asked.deeperHits, without: name).prefix(asked.hits.count)
          return AskedQuestion.ranks(of: asked.question.evidence, among: Array(hits))
        })
    }
  }

  /// Checks that hits say what their rank follows from.
  ///
  /// - Throws: `invalid_field` when one does not.
  static func check(_ hits: [EvaluationHit]) throws(ScrubjayError) {
    guard hits.allSatisfy({ $0.explanation != nil }) else {
      throw ScrubjayError(
        .invalidField, "The hits lack the features by which they are ranked ('why.features'), which --ablation needs.")
    }
  }

  /// How much a measure changes when a feature is left out; negative where the feature helps.
  func difference(_ feature: Feature, _ measure: Measure) -> Double {
    (feature.without[measure] ?? 0) - (whole[measure] ?? 0)
  }

  /// Hits in the order of what is left of their evidence without a feature; hits of which the same is left stay in order.
  static func ranking(_ hits: [EvaluationHit], without feature: String) -> [EvaluationHit] {
    let left = hits.map { hit in
      (hit.explanation?.evidence ?? 0)
        - (hit.explanation?.shares.reduce(0) { $1.feature == feature ? $0 + $1.share : $0 } ?? 0)
    }
    return hits.indices.sorted { left[$0] == left[$1] ? $0 < $1 : left[$0] > left[$1] }.map { hits[$0] }
  }

  private static func means(_ asked: [AskedQuestion], _ ranks: (AskedQuestion) -> [Int?]) -> [Measure: Double] {
    let all = asked.map(ranks)
    return Dictionary(
      uniqueKeysWithValues: Measure.allCases.map { measure in
        (measure, all.map { measure.value(ranks: $0) }.mean)
      })
  }
}
