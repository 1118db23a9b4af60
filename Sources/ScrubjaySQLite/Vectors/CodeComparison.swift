import ScrubjaySQL

/// The comparison of a query with an owner's codes, block after block: keeps the nearest items, each by its best part.
struct CodeComparison {
  private let query: VectorCode
  private var selection: NearestItems
  // The item whose parts are being read; they follow one another, but may go on in the next block.
  private var item: Int64?
  private var best = -Float.infinity

  /// A comparison that keeps so many items.
  init(_ query: VectorCode, limit: Int) {
    self.query = query
    selection = NearestItems(limit: limit)
  }

  /// Compares the query with a block, whose codes must have as many coordinates.
  mutating func add(_ block: CodeBlock) {
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: block.rows) { products in
      query.coordinates.withUnsafeBufferPointer { query in
        block.coordinates.withUnsafeBufferPointer { CodeKernel.multiply(query, $0, into: products) }
      }
      block.scales.withUnsafeBufferPointer { scales in
        block.items.withUnsafeBufferPointer { items in fold(UnsafeBufferPointer(products), scales, items) }
      }
    }
  }

  private mutating func fold(
    _ products: UnsafeBufferPointer<Int32>, _ scales: UnsafeBufferPointer<Float>, _ items: UnsafeBufferPointer<Int64>
  ) {
    guard let first = items.first else { return }
    var current = item ?? first
    var best = best
    for row in 0..<items.count {
      let score = Float(products[row]) * scales[row]
      if items[row] != current {
        selection.offer(current, best)
        current = items[row]
        best = score
      } else if score > best {
        best = score
      }
    }
    (item, self.best) = (current, best)
  }

  /// The nearest items of all blocks, the nearest first; of equally near ones the newer.
  var nearest: [Int64] {
    var selection = selection
    if let item { selection.offer(item, best) }
    return selection.items
  }
}
