import ScrubjayCore
import ScrubjayLanguage

/// Weighs what speaks for each of the examined items.
struct Scoring {
  let analysis: QueryAnalysis
  let candidates: Candidates
  let surroundings: Surroundings
  /// Whether both people and agents speak.
  private let isBetweenPersonAndAgent: Bool

  init(
    _ examined: [Examined], _ analysis: QueryAnalysis, _ candidates: Candidates, _ surroundings: Surroundings
  ) {
    self.analysis = analysis
    self.candidates = candidates
    self.surroundings = surroundings
    let roles = Set(examined.compactMap { $0.message?.role })
    isBetweenPersonAndAgent = roles.contains(.user) && roles.contains(.assistant)
  }

  /// What an item is taken to mean that has no vector yet, by its words: what is measured of items with both, by a line.
  private static func expectedCosine(words: Double) -> Double { 0.25 + 0.4 * words }
  /// The importance that says nothing, and how far it goes in both directions.
  private static let middleImportance = 5
  private static let importanceRange = 5.0

  /// What speaks for an item.
  func evidence(for item: Examined) -> Evidence {
    let source = candidates.sources[item.candidate.source]
    let openness = item.openness
    func open(_ around: Double, _ own: Double) -> Double { openness * around + (1 - openness) * own }

    let words = source.words.score(of: item.candidate.item)
    var evidence = Evidence()
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
    if let asked = source.asked, message.name == asked { evidence.set(.speaker, 1) }
    if isBetweenPersonAndAgent, let role = message.role {
      evidence.set(.role, role == (analysis.kind.contains(.asked) ? .assistant : .user) ? 1 : 0)
    }
    let traits = TurnTraits(message.content.text)
    if traits.endsWithQuestion { evidence.set(.question, item.openness) }
    evidence.set(.answer, item.openness * surroundings.questionBefore(item))
    if analysis.kind.contains(.time), traits.namesTime { evidence.set(.timeWords, item.openness) }
    if analysis.kind.contains(.number), traits.holdsNumber { evidence.set(.numbers, item.openness) }
    evidence.set(.date, message.utcOffset == nil ? analysis.fit(message.occurredAt) : analysis.fit(message.localTime))
  }
}
