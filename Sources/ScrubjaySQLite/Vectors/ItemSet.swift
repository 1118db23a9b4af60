/// A few items among which very many are looked up, nearly all in vain.
struct ItemSet: Sendable {
  private var items: Set<Int64> = []
  /// A bit for each remainder, by so many bits, that one of the items has.
  private var remainders: [UInt64]

  /// How many bits there are for each item, at least, so that few are looked up that are not there.
  private static let bitsPerItem = 16

  /// No items, of which some are going to be added.
  init() { remainders = [0] }

  /// These items.
  init(_ items: [Int64]) {
    let words = max(1, items.count * Self.bitsPerItem / UInt64.bitWidth)
    remainders = Array(repeating: 0, count: 1 << (Int.bitWidth - (words - 1).leadingZeroBitCount))
    for item in items { insert(item) }
  }

  /// Whether there are none.
  var isEmpty: Bool { items.isEmpty }

  private func word(of item: Int64) -> Int { Int(truncatingIfNeeded: item >> 6) & (remainders.count - 1) }

  /// Adds an item.
  mutating func insert(_ item: Int64) {
    items.insert(item)
    remainders[word(of: item)] |= 1 << UInt64(item & 63)
  }

  /// Whether an item is one of them.
  func contains(_ item: Int64) -> Bool {
    remainders[word(of: item)] >> UInt64(item & 63) & 1 == 1 && items.contains(item)
  }
}
