import ScrubjaySQL

/// Some of an owner's codes, one after the other, such that they are compared at memory's speed.
///
/// A value: who scans one keeps what it had, while another thread changes the owner's.
struct CodeBlock: Sendable {
  /// How many rows a block has at most.
  static let maximumRows = 1_024

  /// The coordinates, row after row.
  private(set) var coordinates: [Int8] = []
  /// What each row's coordinates are to be multiplied by.
  private(set) var scales: [Float] = []
  /// The item that each row is of.
  private(set) var items: [Int64] = []

  /// A block with room for so many rows, and for more when they come.
  init(rows: Int, dimension: Int) {
    let rows = min(rows, Self.maximumRows)
    coordinates.reserveCapacity(rows * dimension)
    scales.reserveCapacity(rows)
    items.reserveCapacity(rows)
  }

  /// How many rows there are.
  var rows: Int { items.count }
  /// Whether no row fits in.
  var isFull: Bool { rows >= Self.maximumRows }
  /// How much memory it takes.
  var bytes: Int {
    coordinates.capacity + scales.capacity * MemoryLayout<Float>.size + items.capacity * MemoryLayout<Int64>.size
  }

  /// Adds a row by its stored code.
  mutating func append(_ code: UnsafeRawBufferPointer, of item: Int64) {
    let scale = Float(bitPattern: UInt32(littleEndian: code.loadUnaligned(as: UInt32.self)))
    scales.append(scale.isFinite ? scale : 0)
    UnsafeRawBufferPointer(rebasing: code.dropFirst(VectorCode.headerBytes)).withMemoryRebound(to: Int8.self) {
      coordinates.append(contentsOf: $0)
    }
    items.append(item)
  }

  /// Adds rows of another block.
  mutating func append(_ rows: Range<Int>, of other: CodeBlock, dimension: Int) {
    coordinates.append(contentsOf: other.coordinates[rows.lowerBound * dimension..<rows.upperBound * dimension])
    scales.append(contentsOf: other.scales[rows])
    items.append(contentsOf: other.items[rows])
  }

  /// Removes all rows and keeps their room.
  mutating func removeAll() {
    coordinates.removeAll(keepingCapacity: true)
    scales.removeAll(keepingCapacity: true)
    items.removeAll(keepingCapacity: true)
  }

  /// Tells the cosine of a query with each row of these items, in their order.
  func compare(_ query: VectorCode, with wanted: ItemSet, _ body: (Int64, Double) -> Void) {
    let (dimension, scale) = (query.coordinates.count, query.scale)
    query.coordinates.withUnsafeBufferPointer { query in
      coordinates.withUnsafeBufferPointer { coordinates in
        for row in 0..<rows where wanted.contains(items[row]) {
          var product: Int32 = 0
          withUnsafeMutablePointer(to: &product) { product in
            CodeKernel.multiply(
              query, UnsafeBufferPointer(rebasing: coordinates[row * dimension..<(row + 1) * dimension]),
              into: UnsafeMutableBufferPointer(start: product, count: 1))
          }
          body(items[row], Double(product) * Double(scales[row]) * Double(scale))
        }
      }
    }
  }

  /// The block without the rows of these items; itself when it has none of them.
  func removing(_ removed: ItemSet, dimension: Int) -> CodeBlock {
    guard let first = items.firstIndex(where: removed.contains) else { return self }
    var left = CodeBlock(rows: rows, dimension: dimension)
    left.append(0..<first, of: self, dimension: dimension)
    var start = first + 1
    for row in start..<rows where removed.contains(items[row]) {
      left.append(start..<row, of: self, dimension: dimension)
      start = row + 1
    }
    left.append(start..<rows, of: self, dimension: dimension)
    return left
  }
}
