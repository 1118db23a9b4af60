/// A few items among which very many are looked up, nearly all in vain.
struct ItemSet: Sendable {
  private var items: Set<Int64> = []
  /// A bit for each remainder by 64 that one of the items has.
  private var remainders: UInt64 = 0

  /// Whether there are none.
  var isEmpty: Bool { items.isEmpty }

  /// Adds an item.
  mutating func insert(_ item: Int64) {
    items.insert(item)
    remainders |= 1 << UInt64(item & 63)
  }

  /// Whether an item is one of them.
  func contains(_ item: Int64) -> Bool { remainders >> UInt64(item & 63) & 1 == 1 && items.contains(item) }
}
