import ScrubjayCore

/// An item with what speaks for it.
struct ScoredItem {
  let item: Examined
  var evidence: Evidence

  /// What has more evidence first, of equals the newer item, so that the order is always the same.
  static func isBetter(_ left: ScoredItem, _ right: ScoredItem) -> Bool {
    if left.evidence.sum != right.evidence.sum { return left.evidence.sum > right.evidence.sum }
    let (first, second) = (left.item.candidate, right.item.candidate)
    if first.item != second.item { return first.item > second.item }
    return first.kind.rawValue < second.kind.rawValue
  }
}
