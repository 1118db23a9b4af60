import Foundation
import ScrubjayCore

/// Puts hits in an order in which those that say the very same do not crowd out the others.
///
/// What merely stands near a better hit is left where it is: an answer is often said in several turns, and to hold them
/// apart was measured to cost as many answers as it brought.
struct Diversity {
  private let scored: [ScoredItem]

  /// What is left of the evidence of a hit for each better one that says the very same.
  private static let left = 0.85

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
        item.evidence.set(.repetition, item.evidence.sum * (1 - pow(Self.left, Double(times))))
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
