import ScrubjayLanguage

/// How much each feature counts for a query.
///
/// They are round numbers, chosen by measuring conversations of several kinds: see the decisions on evidence and on kinds
/// of queries. One table serves all conversations; what differs is what a query asks for.
struct RecallWeights {
  private var changed: [RecallFeature: Double] = [:]

  /// - Parameters:
  ///   - kind: What the query asks for.
  ///   - known: How much of the query the embedder has words for, from 0 to 1: what it does not know it cannot compare.
  init(_ kind: QuestionKind, known: Double = 1) {
    if kind.contains(.statement) {
      // What somebody tells reminds of what means the like, seldom of what says the same, and of no turn's surroundings.
      changed = [.words: 0.2, .nearbyWords: 0, .meaning: 1, .nearbyMeaning: 0.3, .sessionMeaning: 0, .ownPerson: 0.2]
    } else if kind.contains(.several) {
      // Each of several things is told elsewhere: what the turns around one are about tells less of it.
      changed = [.nearbyWords: 0.4, .meaning: 0.5, .nearbyMeaning: 0.6, .sessionMeaning: 0.3, .speaker: 0.5]
    }
    for feature in Self.ofMeaning { changed[feature] = self[feature] * known }
  }

  private static let ofMeaning: [RecallFeature] = [.meaning, .nearbyMeaning, .sessionMeaning, .exchange]

  subscript(feature: RecallFeature) -> Double { changed[feature] ?? Self.usual(feature) }

  /// How much a feature counts unless the query asks for something special.
  private static func usual(_ feature: RecallFeature) -> Double {
    switch feature {
    // Less than the nearby words, of which they are the largest part.
    case .words: 0.4
    // A topic goes on for some turns, and the one that answers often leaves its words to the others.
    case .nearbyWords: 0.9
    case .meaning: 0.45
    // As with words; half a window says as much as an embedding of the whole window, which would have to be stored.
    case .nearbyMeaning: 0.3
    // Where one turn is very near, the others of the same talk are likelier.
    case .sessionMeaning: 0.4
    // Who is named is who says it, more often than not; more would hide what others say of them.
    case .speaker: 0.3
    // People tell of themselves; what an agent says is mostly advice, and longer.
    case .role: 0.25
    // A question names what it asks for, and does not answer it; one that also tells something may.
    case .question: -0.3
    // What is asked about those who speak they mostly say of themselves.
    case .ownPerson: 0.1
    // What is to be done follows what was once said on how.
    case .standing: 0.2
    case .exchange: 0.2
    // The turn after a question that fits is its answer, however few words it shares.
    case .answer: 0.5
    // An answer to "when" has a time more often than not.
    case .timeWords: 0.15
    case .numbers: 0.1
    // A date narrows a conversation of a year down to a session or two.
    case .date: 0.4
    // Enough to decide between equals.
    case .importance: 0.05
    // A fact worked out is shorter and surer than what it was worked out of, and has no speaker to count for it.
    case .memory: 0.4
    // It is a share of the evidence already.
    case .repetition: -1
    }
  }
}
