import ScrubjayCore

/// An owner whose items have vectors of a model.
struct Shelf: Sendable {
  let owner: ItemOwner
  let number: Int64
  let model: VectorModel

  func query(_ embedding: Embedding) -> VectorQuery { VectorQuery(embedding, model: model.number, owner: number) }

  func set(_ embeddings: [Embedding], of item: Int64, _ tx: any WriteTransaction) throws {
    try tx.vectors.set(embeddings, of: item, owner: owner, model: model)
  }
}

extension Ground {
  /// Registers a model, and adds an owner by adding a word.
  func shelf(
    _ model: String, _ dimension: Int, of owner: ItemOwner = ItemOwner(.message, "alice", "planner")
  ) async throws -> Shelf {
    try await write { tx in
      try tx.words.add(.sample(1, ["tea": 1], kind: owner.kind, first: owner.first, second: owner.second))
      let owners = try tx.words.owners(owner.kind, first: owner.first, second: owner.second)
      return Shelf(
        owner: owner, number: try require("the owner", owners.first).number,
        model: try tx.vectors.register(EmbeddingModel(name: model, dimension: dimension), at: .at(0)))
    }
  }

  /// Fails unless a read finds what a comparison with all embeddings does.
  func expect(
    _ what: String, _ shelf: Shelf, _ query: Embedding, _ limit: Int, among items: [Int64: [Embedding]]
  ) async throws {
    let found = try await read { try $0.vectors.nearest(shelf.query(query), limit: limit) }
    try compare(what, found, query, limit, among: items)
  }
}

/// Fails unless these are the nearest of all items, in order, each by its nearest part; of equally near ones the newer first.
func compare(
  _ what: String, _ found: [VectorMatch], _ query: Embedding, _ limit: Int, among items: [Int64: [Embedding]]
) throws(ConformanceFailure) {
  let all = items.compactMap { item, parts -> VectorMatch? in
    let cosines = parts.map { part in zip(part.values, query.values).reduce(0) { $0 + Double($1.0) * Double($1.1) } }
    guard let best = cosines.indices.max(by: { cosines[$0] < cosines[$1] }) else { return nil }
    return VectorMatch(item: item, part: best, cosine: cosines[best], whole: cosines[0])
  }
  let wanted = all.sorted { ($0.cosine, $0.item) > ($1.cosine, $1.item) }.prefix(limit)
  try expect("\(what): the items", found.map(\.item), is: wanted.map(\.item))
  try expect("\(what): their parts", found.map(\.part), is: wanted.map(\.part))
  for (match, other) in zip(found, wanted) {
    try expect(
      abs(match.cosine - other.cosine) < 1e-4 && abs(match.whole - other.whole) < 1e-4,
      "\(what): found \(match), should be \(other)")
  }
}

/// The direction of the first axis of a space.
func axis(_ dimension: Int) -> Embedding { Embedding([1] + Array(repeating: 0, count: dimension - 1)) }

/// Directions that follow from a seed, by SplitMix64 (Steele, Lea and Flood, 2014).
struct VectorSource: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A direction, any as likely as another.
  mutating func embedding(_ dimension: Int) -> Embedding {
    var values = (0..<dimension).map { _ in
      // A sum of twelve is as good as normal here, and needs no logarithm.
      (0..<12).reduce(Float(-6)) { sum, _ in sum + Float.random(in: 0..<1, using: &self) }
    }
    let length = values.reduce(0) { $0 + $1 * $1 }.squareRoot()
    for index in values.indices { values[index] /= length }
    return Embedding(values)
  }
}
