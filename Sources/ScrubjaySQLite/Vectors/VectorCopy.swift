import ScrubjayCore
import ScrubjaySQL

/// A copy of all codes that an owner has of a model, as they were after one of its changes.
struct VectorCopy: Sendable {
  /// The last change that it holds.
  private(set) var change: Int64 = 0
  /// The version of the schema under which it was read; another one after the file's content was replaced.
  let schema: Int64
  /// How many coordinates a code has; 0 before the first.
  private(set) var dimension = 0
  private var blocks: [CodeBlock] = []

  /// What a copy takes beside its blocks, in bytes, by and large.
  private static let overheadBytes = 512

  /// A copy of nothing yet.
  init(schema: Int64) { self.schema = schema }

  /// How much memory it takes.
  var bytes: Int { blocks.reduce(Self.overheadBytes) { $0 + $1.bytes } }

  /// Brings the copy to a later state of the owner.
  mutating func apply(_ changes: VectorChanges, upTo change: Int64) {
    self.change = change
    if dimension == 0 { dimension = changes.dimension }
    if !changes.removed.isEmpty { remove(changes.removed) }
    if blocks.isEmpty {
      blocks = changes.added
    } else {
      for block in changes.added { append(block) }
    }
  }

  private mutating func append(_ block: CodeBlock) {
    var start = 0
    while start < block.rows {
      if blocks.last?.isFull ?? true { blocks.append(CodeBlock(rows: block.rows - start, dimension: dimension)) }
      let last = blocks.count - 1
      let end = min(block.rows, start + CodeBlock.maximumRows - blocks[last].rows)
      blocks[last].append(start..<end, of: block, dimension: dimension)
      start = end
    }
  }

  /// Removes the rows of items, and closes the gaps once they are half of it all.
  private mutating func remove(_ items: ItemSet) {
    for index in blocks.indices { blocks[index] = blocks[index].removing(items, dimension: dimension) }
    blocks.removeAll { $0.rows == 0 }
    let rows = blocks.reduce(0) { $0 + $1.rows }
    guard rows < (blocks.count - 1) * CodeBlock.maximumRows / 2 else { return }
    let sparse = blocks
    blocks = []
    for block in sparse { append(block) }
  }

  /// The items whose codes are nearest to a query, the nearest first.
  func nearest(_ query: VectorCode, limit: Int) -> [Int64] {
    guard query.coordinates.count == dimension else { return [] }
    var comparison = CodeComparison(query, limit: limit)
    for block in blocks { comparison.add(block) }
    return comparison.nearest
  }

  /// About how near items are to a query, by their codes.
  func nearness(_ query: VectorCode, of items: ItemSet) -> [VectorMatch] {
    guard query.coordinates.count == dimension else { return [] }
    // The parts of an item follow one another, the first of them first.
    var matches: [Int64: VectorMatch] = [:]
    var parts: [Int64: Int] = [:]
    for block in blocks {
      block.compare(query, with: items) { item, cosine in
        let part = parts[item, default: 0]
        parts[item] = part + 1
        guard let known = matches[item] else {
          matches[item] = VectorMatch(item: item, part: part, cosine: cosine, whole: cosine)
          return
        }
        if cosine > known.cosine {
          matches[item] = VectorMatch(item: item, part: part, cosine: cosine, whole: known.whole)
        }
      }
    }
    return Array(matches.values)
  }
}

/// What became of an owner's codes after one of its changes.
struct VectorChanges: Sendable {
  /// The items whose earlier codes are gone.
  private(set) var removed = ItemSet()
  /// The codes that came, in their order.
  private(set) var added: [CodeBlock] = []
  /// How many coordinates they have; 0 when there are none.
  private(set) var dimension = 0
  /// How many rows will come at most, as far as is known.
  private var expected: Int

  /// No changes yet, of which about so many are going to be read.
  init(expecting rows: Int) { expected = rows }

  /// Notes that an item's codes are gone; those that are added after it are others.
  mutating func remove(_ item: Int64) { removed.insert(item) }

  /// Adds a code as it is stored; one of another length than those before it cannot be compared, and is left out.
  mutating func add(_ code: UnsafeRawBufferPointer, of item: Int64) {
    let coordinates = code.count - VectorCode.headerBytes
    if dimension == 0 { dimension = max(0, coordinates) }
    guard coordinates == dimension, dimension > 0 else { return }
    if added.last?.isFull ?? true { added.append(CodeBlock(rows: max(1, expected), dimension: dimension)) }
    added[added.count - 1].append(code, of: item)
    expected -= 1
  }
}
