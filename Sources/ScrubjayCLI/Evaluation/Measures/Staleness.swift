/// How often what no longer holds is found before what does.
struct Staleness: Sendable {
  /// How many questions name what no longer holds.
  let questions: Int
  /// The share of them for which it comes first, within the first ten hits.
  let share: Double

  /// The share among questions that name both; `nil` where there are none.
  init?(_ asked: [AskedQuestion]) {
    let candidates = asked.filter { !$0.question.stale.isEmpty && $0.hasEvidence }
    guard !candidates.isEmpty else { return nil }
    questions = candidates.count
    share = Double(candidates.count(where: Self.isMisled)) / Double(candidates.count)
  }

  private static func isMisled(_ asked: AskedQuestion) -> Bool {
    guard let stale = asked.staleRank, stale <= Measure.firstHits else { return false }
    return asked.ranks.compactMap(\.self).min().map { stale < $0 } ?? true
  }
}
