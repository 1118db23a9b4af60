import ScrubjayCore
import ScrubjaySQL
import ScrubjaySQLite
import ScrubjayTestKit

/// An owner whose items have vectors of a model, in a storage.
struct VectorShelf: Sendable {
  let storage: OpenStorage
  let owner: ItemOwner
  let number: Int64
  let model: VectorModel
  private static let call = Call(access: .local)

  /// The owner of a user's messages, and a model with which they are embedded; both are made if they are not there.
  init(_ storage: OpenStorage, user: String = "user", model name: String = "model", dimension: Int = 4) async throws {
    self.storage = storage
    let owner = ItemOwner(.message, user, "app")
    self.owner = owner
    if try await !storage.tenants().contains(where: { $0.id == .default }) {
      try await storage.insert(Tenant(id: .default, name: "Default", createdAt: ManualClock.start))
    }
    (number, model) = try await storage.write(Self.call) { tx in
      try tx.words.add(IndexedItem(owner: owner, item: 1, terms: ["a": 1], length: 1, language: "en"))
      let number = try tx.words.owners(.message, first: user, second: "app").first?.number
      let model = try tx.vectors.register(EmbeddingModel(name: name, dimension: dimension), at: ManualClock.start)
      return (number ?? 0, model)
    }
  }

  /// The same owner, seen through another storage of the same file.
  init(_ shelf: VectorShelf, through storage: OpenStorage) {
    self.storage = storage
    (owner, number, model) = (shelf.owner, shelf.number, shelf.model)
  }

  func query(_ embedding: Embedding) -> VectorQuery { VectorQuery(embedding, model: model.number, owner: number) }

  func write<Result: Sendable>(
    _ body: @escaping @Sendable (any WriteTransaction) throws -> Result
  ) async throws -> Result {
    try await storage.write(Self.call, body)
  }

  func read<Result: Sendable>(
    _ body: @escaping @Sendable (any ReadTransaction) throws -> Result
  ) async throws -> Result {
    try await storage.read(Self.call, body)
  }

  func set(_ items: [Int64: Embedding]) async throws {
    try await write { tx in
      for (item, embedding) in items.sorted(by: { $0.key < $1.key }) {
        try tx.vectors.set([embedding], of: item, owner: owner, model: model)
      }
    }
  }

  func remove(_ items: some Sequence<Int64> & Sendable) async throws {
    try await write { tx in for item in items { try tx.vectors.remove(item, of: owner) } }
  }

  /// The nearest items, as a read of its own finds them.
  func nearest(_ embedding: Embedding, limit: Int = 100_000) async throws -> [Int64] {
    try await read { tx in try tx.vectors.nearest(query(embedding), limit: limit).map(\.item) }
  }
}

/// A storage of a file, and the database below it, with so much room for the codes of vectors.
func withVectors<Result>(
  cacheBytes: Int? = nil, in folder: TemporaryFolder? = nil,
  _ body: (OpenStorage, SQLiteDatabase) async throws -> Result
) async throws -> Result {
  let folder = try folder ?? TemporaryFolder()
  defer { withExtendedLifetime(folder) {} }
  let database = try SQLiteDatabase(path: folder.file("memory.db"), vectorCacheBytes: cacheBytes)
  let storage = try await SQLStorage.open(database, at: ManualClock.start)
  do {
    let result = try await body(storage, database)
    await storage.close()
    return result
  } catch {
    await storage.close()
    throw error
  }
}

extension SeededRandom {
  /// A direction; of a cluster when there is a centre, which so much noise is added to.
  mutating func embedding(_ dimension: Int, around centre: Embedding? = nil, noise: Float = 1) -> Embedding {
    var values = centre?.values ?? Array(repeating: 0, count: dimension)
    values.withUnsafeMutableBufferPointer { values in
      var square: Float = 0
      for index in 0..<dimension {
        // The upper bits as a number from -1 to 1.
        values[index] += noise * Float(Int64(bitPattern: next()) >> 40) / Float(1 << 23)
        square += values[index] * values[index]
      }
      let factor = 1 / square.squareRoot()
      for index in 0..<dimension { values[index] *= factor }
    }
    return Embedding(values)
  }
}
