import CScrubjaySQLite
import Dispatch
import ScrubjayCore
import ScrubjaySQLite
import ScrubjayTestKit
import Testing

@Suite struct VectorCacheTests {
  private static let axes = (0..<4).map { axis in Embedding((0..<4).map { $0 == axis ? 1 : 0 }) }

  private struct Refusal: Error {}

  @Test func `What a write that failed had stored or removed is not in memory`() async throws {
    try await withVectors { storage, _ in
      let shelf = try await VectorShelf(storage)
      let axes = Self.axes
      try await shelf.set([1: axes[0], 2: axes[1]])
      for isLoaded in [false, true] {
        await #expect(throws: Refusal.self) {
          try await shelf.write { tx in
            try tx.vectors.set([axes[2]], of: 3, owner: shelf.owner, model: shelf.model)
            try tx.vectors.set([axes[3]], of: 1, owner: shelf.owner, model: shelf.model)
            try tx.vectors.remove(2, of: shelf.owner)
            let found = try tx.vectors.nearest(shelf.query(axes[3]), limit: 9).map(\.item)
            #expect(found == [1, 3], "loaded: \(isLoaded)")
            throw Refusal()
          }
        }
        // Other changes come under the numbers of those that were undone.
        #expect(try await shelf.nearest(axes[2]).sorted() == [1, 2])
        #expect(try await shelf.nearest(axes[0], limit: 1) == [1])
      }
      try await shelf.set([4: axes[3]])
      #expect(try await shelf.nearest(axes[3]) == [4, 2, 1])
    }
  }

  @Test func `Writes that share a commit see each other's vectors, and never those of one that failed`() async throws {
    try await withVectors { storage, _ in
      let shelf = try await VectorShelf(storage)
      let errors = try await Diary(storage).writeTogether(1...40) { number in
        try await shelf.write { tx in
          try tx.vectors.set([Self.axes[number % 4]], of: Int64(number), owner: shelf.owner, model: shelf.model)
          let found = try tx.vectors.nearest(shelf.query(Self.axes[0]), limit: 99).map(\.item)
          #expect(found.contains(Int64(number)))
          #expect(!found.contains { $0 != number && $0.isMultiple(of: 3) })
          if number.isMultiple(of: 3) { throw Refusal() }
        }
      }
      #expect(errors.count == 13)
      #expect(try await shelf.nearest(Self.axes[0]).sorted() == (1...40).filter { !$0.isMultiple(of: 3) })
    }
  }

  @Test(arguments: [0, 20_000, 60_000, 1 << 30])
  func `Answers are right however little memory there is`(bytes: Int) async throws {
    var random = SeededRandom(seed: 9)
    try await withVectors(cacheBytes: bytes) { storage, database in
      var shelves: [(shelf: VectorShelf, items: [Int64: Embedding])] = []
      for user in 0..<12 {
        let shelf = try await VectorShelf(storage, user: "user \(user)", dimension: 16)
        // The last of them have several blocks.
        let items = (1...Int64(user < 10 ? 50 : 1_500)).map { ($0, random.embedding(16)) }
        shelves.append((shelf, Dictionary(uniqueKeysWithValues: items)))
        try await shelf.set(shelves[user].items)
      }
      for step in 0..<60 {
        let user = Int.random(in: 0..<12, using: &random)
        let shelf = shelves[user].shelf
        let item = Int64.random(in: 1...60, using: &random)
        let old = shelves[user].items[item]
        shelves[user].items[item] = random.oneIn(3) ? nil : random.embedding(16)
        if let new = shelves[user].items[item] {
          try await shelf.set([item: new])
          #expect(try await shelf.nearest(new, limit: 1) == [item], "step \(step), \(random)")
        } else {
          try await shelf.remove([item])
          let found = try await shelf.nearest(old ?? random.embedding(16), limit: 20)
          #expect(!found.contains(item), "step \(step), \(random)")
        }
        #expect(try await shelf.nearest(random.embedding(16)).sorted() == shelves[user].items.keys.sorted())
        #expect(database.loadedVectorBytes <= bytes)
      }
      let codes = shelves.reduce(0) { $0 + $1.items.count }
      #expect(bytes == 0 ? database.loadedVectorBytes == 0 : database.loadedVectorBytes > 0)
      #expect(bytes < 1 << 30 || database.loadedVectorBytes > codes * (16 + 4 + 8))
    }
  }

  @Test func `Those that were used last stay in memory`() async throws {
    var random = SeededRandom(seed: 10)
    try await withVectors(cacheBytes: 10_000) { storage, database in
      var shelves: [VectorShelf] = []
      for (user, count) in [Int64(100), 200, 100].enumerated() {
        let shelf = try await VectorShelf(storage, user: "user \(user)", dimension: 16)
        try await shelf.set(Dictionary(uniqueKeysWithValues: (1...count).map { ($0, random.embedding(16)) }))
        shelves.append(shelf)
      }
      let query = random.embedding(16)
      #expect(try await shelves[0].nearest(query).count == 100)
      let small = database.loadedVectorBytes
      #expect(try await shelves[1].nearest(query).count == 200)
      #expect(database.loadedVectorBytes > 2 * small)
      #expect(try await shelves[0].nearest(query).count == 100)
      #expect(try await shelves[2].nearest(query).count == 100)
      // Without the one of 200; memory comes in pieces of different sizes.
      #expect((2 * small - 500...2 * small + 500).contains(database.loadedVectorBytes))
    }
  }

  @Test func `A read that began earlier is answered, and takes nothing back from those that began later`() async throws
  {
    try await withVectors { storage, _ in
      let shelf = try await VectorShelf(storage)
      let axes = Self.axes
      try await shelf.set([1: axes[0], 2: axes[1]])
      let (begun, beginning) = AsyncStream<Never>.makeStream()
      let isOver = DispatchSemaphore(value: 0)
      async let early = shelf.read { tx in
        _ = try tx.vectors.models()
        beginning.finish()
        isOver.wait()
        return try tx.vectors.nearest(shelf.query(axes[0]), limit: 9).map(\.item)
      }
      for await _ in begun {}
      try await shelf.remove([2])
      try await shelf.set([3: axes[2]])
      #expect(try await shelf.nearest(axes[0]) == [1, 3])
      isOver.signal()
      let found = try await early
      #expect(found.first == 1)
      #expect(!found.contains(3))
      #expect(try await shelf.nearest(axes[0]) == [1, 3])
    }
  }

  @Test func `A model that was removed, and a tenant, begin anew`() async throws {
    try await withVectors { storage, database in
      let shelf = try await VectorShelf(storage)
      try await shelf.set([1: Self.axes[0], 2: Self.axes[1]])
      #expect(try await shelf.nearest(Self.axes[0]) == [1, 2])
      #expect(try await shelf.write { try $0.vectors.remove(model: shelf.model.number, limit: 99) })
      let again = try await VectorShelf(storage)
      #expect(again.model.number != shelf.model.number)
      #expect(try await shelf.nearest(Self.axes[0]) == [])
      #expect(database.loadedVectorBytes == 0)
      try await again.set([3: Self.axes[2]])
      #expect(try await again.nearest(Self.axes[0]) == [3])
      try await storage.deleteTenant(.default)
      #expect(try await again.nearest(Self.axes[0]) == [])
      let anew = try await VectorShelf(storage)
      #expect(anew.number != again.number)
      try await anew.set([4: Self.axes[3]])
      #expect(try await anew.nearest(Self.axes[0]) == [4])
    }
  }

  /// With other vectors under the same numbers, and as many changes, fewer, or more.
  @Test(arguments: [2, 1, 5]) func `A backup put in the file's place is what is found`(count: Int) async throws {
    let folder = try TemporaryFolder()
    try await withVectors(in: folder) { storage, _ in
      let shelf = try await VectorShelf(storage)
      for item in Int64(1)...Int64(count) { try await shelf.set([item + 100: Self.axes[0]]) }
    }
    try await withVectors { storage, database in
      let shelf = try await VectorShelf(storage)
      try await shelf.set([1: Self.axes[0], 2: Self.axes[1]])
      #expect(try await shelf.nearest(Self.axes[0]) == [1, 2])
      try Self.copy(folder.file("memory.db"), over: database.path)
      #expect(try await shelf.nearest(Self.axes[0]).sorted() == (1...count).map { Int64($0 + 100) })
      try await shelf.set([7: Self.axes[3]])
      #expect(try await shelf.nearest(Self.axes[3], limit: 1) == [7])
    }
  }

  /// Copies a database as SQLite's own `.restore` does.
  private static func copy(_ source: String, over target: String) throws {
    var connections: [OpaquePointer?] = [nil, nil]
    #expect(sqlite3_open(source, &connections[0]) == SQLITE_OK)
    #expect(sqlite3_open(target, &connections[1]) == SQLITE_OK)
    defer { for connection in connections { sqlite3_close(connection) } }
    let backup = try #require(sqlite3_backup_init(connections[1], "main", connections[0], "main"))
    #expect(sqlite3_backup_step(backup, -1) == SQLITE_DONE)
    #expect(sqlite3_backup_finish(backup) == SQLITE_OK)
  }
}
