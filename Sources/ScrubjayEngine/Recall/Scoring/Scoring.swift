import ScrubjayCore
import ScrubjayLanguage

/// Weighs what speaks for each of the examined items.
struct Scoring {
  let analysis: QueryAnalysis
  let candidates: Candidates
  let surroundings: Surroundings
  private let weights: RecallWeights

  init(
    _ examined: [Examined], _ analysis: QueryAnalysis, _ candidates: Candidates, _ surroundings: Surroundings
  ) {
    self.analysis = analysis
    self.candidates = candidates
    self.surroundings = surroundings
    weights = RecallWeights(analysis.kind, known: candidates.known)
  }

  /// What an item is taken to mean that has no vector yet, by its words: what is measured of items with both, by a line.
  private static func expectedCosine(words: Double) -> Double { 0.25 + 0.4 * words }
  /// The importance that says nothing, and how far it goes in both directions.
  private static let middleImportance = 5
  private static let importanceRange = 5.0
  /// How much a question counts that a person asks an agent: most of what people tell agents ends with one.
  private static let questionToAgent = 0.25

  /// What speaks for an item.
  func evidence(for item: Examined) -> Evidence {
    let source = candidates.sources[item.candidate.source]
    let openness = item.openness
    func open(_ around: Double, _ own: Double) -> Double { openness * around + (1 - openness) * own }

    let words = source.words.score(of: item.candidate.item)
    var evidence = Evidence(weights)
    evidence.set(.words, words)
    evidence.set(.nearbyWords, open(surroundings.words(around: item), words))
    if candidates.arms != .words {
      let expected = Self.expectedCosine(words: words)
      let whole = item.candidate.meaning?.whole ?? expected
      let best = max(whole, surroundings.bestCosine(around: item) ?? whole)
      evidence.set(.meaning, max(0, item.candidate.meaning?.cosine ?? expected))
      evidence.set(.nearbyMeaning, max(0, open(surroundings.cosine(around: item) ?? whole, whole)))
      evidence.set(.sessionMeaning, max(0, open(best, whole)))
    }
    switch item.item {
    case .message(let message): add(message, of: item, in: source, to: &evidence)
    case .memory(let memory):
      evidence.set(.memory, 1)
      evidence.set(.importance, Double(memory.importance - Self.middleImportance) / Self.importanceRange)
      evidence.set(.date, analysis.fit(memory.validFrom ?? memory.recordedAt))
    case .document(let found): evidence.set(.date, analysis.fit(found.document.updatedAt))
    }
    return evidence
  }

  private func add(
    _ message: Event, of item: Examined, in source: Candidates.Source, to evidence: inout Evidence
  ) {
    if let asked = source.asked, message.name == asked.name { evidence.set(.speaker, asked.sureness) }
    let traits = TurnTraits(message.content.text)
    let isOfSpeakers = source.namesSpeaker || analysis.isOfAsker || analysis.kind.contains(.statement)
    if isOfSpeakers, message.role != .assistant, traits.tellsOfItself { evidence.set(.ownPerson, 1) }
    if item.openness >= Examined.leastOpenness, traits.endsWithQuestion {
      let weight = surroundings.isBetweenPersonAndAgent ? Self.questionToAgent : 1
      evidence.set(.question, item.openness * traits.questionShare * weight)
    }
    if surroundings.isBetweenPersonAndAgent, let role = message.role {
      evidence.set(.role, role == (analysis.kind.contains(.asked) ? .assistant : .user) ? 1 : 0)
      if role == .user, analysis.kind.contains(.request), traits.isStanding { evidence.set(.standing, 1) }
      evidence.set(.exchange, max(0, surroundings.exchangeCosine(of: item) ?? 0))
    } else {
      // An agent answers whatever it is asked; between people it tells something that one follows a question.
      evidence.set(.answer, item.openness * surroundings.questionBefore(item))
    }
    if analysis.kind.contains(.time), traits.namesTime { evidence.set(.timeWords, item.openness) }
    if analysis.kind.contains(.number), traits.holdsNumber { evidence.set(.numbers, item.openness) }
    evidence.set(.date, message.utcOffset == nil ? analysis.fit(message.occurredAt) : analysis.fit(message.localTime))
  }
}
