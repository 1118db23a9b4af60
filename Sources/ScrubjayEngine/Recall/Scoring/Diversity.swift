import ScrubjayCore

/// Puts hits in an order in which those that say the same, or stand in the same place, do not crowd out the others.
struct Diversity {
  private let scored: [ScoredItem]

  /// How many turns apart two hits stand in the same place.
  private static let placeWidth = 2
  /// As how many neighbours one counts that says the very same.
  private static let repetition = 5.0

  init(_ scored: [ScoredItem]) { self.scored = scored }

  /// The best of them, each chosen by what it adds to those before it.
  func best(_ count: Int) -> [ScoredItem] {
    var crowding = Array(repeating: 0.0, count: scored.count)
    var values = scored.map(\.evidence.sum)
    let texts = Dictionary(grouping: scored.indices) { Text(kind: scored[$0].item.candidate.kind, content: scored[$0].item.item.content) }
    let threads = Dictionary(grouping: scored.indices.filter { scored[$0].item.place != nil }) { scored[$0].item.place?.thread }
    var chosen: [ScoredItem] = []
    while chosen.count < min(count, scored.count), let next = values.indices.max(by: { values[$0] < values[$1] }) {
      var item = scored[next]
      item.evidence.set(.crowding, crowding[next])
      chosen.append(item)
      values[next] = -.infinity
      crowd(texts[Text(kind: item.item.candidate.kind, content: item.item.item.content)] ?? [], by: Self.repetition)
      if let place = item.item.place {
        crowd((threads[place.thread] ?? []).filter { isNear($0, place) }, by: 1)
      }
    }
    return chosen

    func isNear(_ index: Int, _ place: ThreadPlace) -> Bool {
      scored[index].item.place.map { abs($0.position - place.position) <= Self.placeWidth } ?? false
    }

    func crowd(_ indices: [Int], by amount: Double) {
      for index in indices where values[index] > -.infinity {
        crowding[index] += amount
        values[index] += amount * RecallFeature.crowding.weight
      }
    }
  }

  /// What something says, and as what.
  private struct Text: Hashable {
    let kind: ItemKind
    let content: String
  }
}
