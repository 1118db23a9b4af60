import ScrubjayCore

/// Sums a conversation up in its own sentences, where no language model is configured: those that most others are near
/// to and that say different things, in the order in which they were said.
enum ExtractiveSummary {
  /// A turn of a conversation.
  struct Turn: Sendable, Hashable {
    /// By what name the one who spoke is mentioned.
    let speaker: String
    let role: Role
    let text: String
    let at: Timestamp
  }

  /// A sentence that was chosen.
  struct Line: Sendable, Hashable {
    let speaker: String
    let at: Timestamp
    let text: String

    /// As it stands in a summary.
    var written: String { "\(speaker): \(text)" }
  }

  /// Makes a vector of each sentence; all of them have the same dimension.
  typealias Vectors = @Sendable ([String]) async throws -> [[Float]]

  /// How many sentences are weighed against each other; of more, those that say most of what the conversation is about.
  static let sentences = 300
  /// How many turns are looked at, the newest.
  static let turns = 1_000
  /// How many sentences are chosen at most.
  static let lines = 60

  /// The sentences that sum the turns up, in their order.
  ///
  /// - Parameters:
  ///   - turns: In the order of time.
  ///   - characters: How long the summary may be, with the speakers' names and one line break a sentence.
  ///   - vectors: What makes vectors of sentences; without it they are compared by their words.
  /// - Throws: What `vectors` throws.
  static func lines(of turns: [Turn], characters: Int, vectors: Vectors?) async throws -> [Line] {
    let spoken = turns.suffix(self.turns).flatMap { turn in
      SummarySentence.sentences(of: turn.text, role: turn.role).map { (turn: turn, sentence: $0) }
    }
    guard !spoken.isEmpty else { return [] }
    let all = WordVectors(spoken.map(\.sentence.text))
    let kept = all.mostCentral(sentences)
    let texts = kept.map { spoken[$0].sentence.text }
    let similarity =
      if let vectors {
        SentenceSimilarity(try await vectors(texts), count: texts.count)
      } else {
        SentenceSimilarity(all.chosen(kept))
      }
    let centrality = Centrality.ranks(similarity)
    let scores = zip(kept, centrality).map { index, rank in rank + spoken[index].sentence.bonus }
    let lines = kept.map { index in
      Line(speaker: spoken[index].turn.speaker, at: spoken[index].turn.at, text: spoken[index].sentence.text)
    }
    let costs = lines.map { $0.written.count + 1 }
    let choice = SentenceChoice(scores: scores, costs: costs, similarity: similarity)
    return choice.best(within: characters, most: Self.lines).map { lines[$0] }
  }
}
