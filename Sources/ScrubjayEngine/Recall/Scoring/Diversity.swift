import ScrubjayCore

/// Puts hits in an order in which those that say the very same do not crowd out the others.
///
/// What merely stands near a better hit is left where it is: an answer is often said in several turns, and to hold them
/// apart was measured to cost as many answers as it brought.
struct Diversity {
  private let scored: [ScoredItem]

  init(_ scored: [ScoredItem]) { self.scored = scored }

  /// The best of them, the best first.
  func best(_ count: Int) -> [ScoredItem] {
    var said: [Text: Int] = [:]
    var repeated: [ScoredItem] = []
    var chosen: [ScoredItem] = []
    for var item in scored.sorted(by: ScoredItem.isBetter) {
      let text = Text(kind: item.item.candidate.kind, content: item.item.item.content)
      let times = said[text, default: 0]
      said[text] = times + 1
      if times > 0 {
        item.evidence.set(.repetition, Double(times))
        repeated.append(item)
      } else {
        chosen.append(item)
      }
    }
    if !repeated.isEmpty { chosen = (chosen + repeated).sorted(by: ScoredItem.isBetter) }
    return Array(chosen.prefix(count))
  }

  /// What something says, and as what.
  private struct Text: Hashable {
    let kind: ItemKind
    let content: String
  }
}
