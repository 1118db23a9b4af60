import ScrubjayCore
import ScrubjaySQL
import ScrubjaySQLite
import ScrubjayTestKit
import Synchronization
import Testing

/// The scan by itself, without the exact comparison that follows it: in memory, and in the file.
@Suite(.serialized) struct VectorScanTests {
  private static let sizes = [0, 1 << 30]

  @Test(arguments: sizes) func `An item of several parts is found once, by the best of them`(bytes: Int) async throws {
    var random = SeededRandom(seed: 31)
    // A block ends within an item.
    let items = Dictionary(
      uniqueKeysWithValues: (Int64(1)...900).map { item in
        (item, (0..<Int(item % 3 + 2)).map { _ in random.embedding(20) })
      })
    try await withVectors(cacheBytes: bytes) { storage, database in
      let shelf = try await VectorShelf(storage, dimension: 20)
      try await shelf.write { tx in
        for (item, parts) in items { try tx.vectors.set(parts, of: item, owner: shelf.owner, model: shelf.model) }
      }
      let query = random.embedding(20)
      let found = try await Self.scan(database, shelf.query(query), limit: 2_000)
      #expect(found.count == 900)
      #expect(Set(found) == Set(items.keys))
      let exact = try await shelf.nearest(query, limit: 2_000)
      let places = Dictionary(uniqueKeysWithValues: exact.enumerated().map { ($1, $0) })
      let largest = found.enumerated().map { abs($0 - (places[$1] ?? 9_999)) }.max() ?? 0
      #expect(largest < 30, "An item is \(largest) places from its own.")
      #expect(try await Self.scan(database, shelf.query(query), limit: 7) == Array(found.prefix(7)))
    }
  }

  @Test(arguments: sizes) func `Of items that are equally near the newer come first`(bytes: Int) async throws {
    try await withVectors(cacheBytes: bytes) { storage, database in
      let shelf = try await VectorShelf(storage)
      let embedding = Embedding([0.5, 0.5, -0.5, 0.5])
      try await shelf.set(Dictionary(uniqueKeysWithValues: (Int64(1)...50).map { ($0, embedding) }))
      for limit in [1, 20, 50, 60] {
        let found = try await Self.scan(database, shelf.query(embedding), limit: limit)
        #expect(found == Array((Int64(1)...50).reversed().prefix(limit)))
      }
    }
  }

  @Test(arguments: sizes) func `What was removed or replaced takes no other item's place`(bytes: Int) async throws {
    var random = SeededRandom(seed: 32)
    try await withVectors(cacheBytes: bytes) { storage, database in
      let shelf = try await VectorShelf(storage, dimension: 20)
      var left = Set<Int64>()
      for round in Int64(0)..<6 {
        let new = (1...700).map { (round * 1_000 + $0, random.embedding(20)) }
        try await shelf.set(Dictionary(uniqueKeysWithValues: new))
        left.formUnion(new.map(\.0))
        let all = try await Self.scan(database, shelf.query(new[0].1), limit: 9_999)
        #expect(left.symmetricDifference(all).count == 0, "round \(round), \(random)")
        let gone = left.filter { _ in !random.oneIn(3) }
        try await shelf.remove(gone)
        left.subtract(gone)
        if let item = left.min() { try await shelf.set([item: random.embedding(20)]) }
        let found = try await Self.scan(database, shelf.query(new[0].1), limit: left.count)
        #expect(left.symmetricDifference(found).count == 0, "round \(round), \(random)")
      }
    }
  }

  @Test func `Codes are read once, by whoever asks first, and then only what is newer`() async throws {
    var random = SeededRandom(seed: 33)
    try await withVectors { storage, database in
      let shelf = try await VectorShelf(storage, dimension: 20)
      try await shelf.set(Dictionary(uniqueKeysWithValues: (Int64(1)...3_000).map { ($0, random.embedding(20)) }))
      let query = shelf.query(random.embedding(20))
      let rows = RowCount()
      let ask: @Sendable () async throws -> Void = {
        try await database.read(tenant: nil) { connection in
          let counted = CountedConnection(connection: connection, rows: rows)
          _ = try database.vectorScan.nearest(query, of: .default, limit: 9, counted)
        }
      }
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<20 { group.addTask { try await ask() } }
        try await group.waitForAll()
      }
      #expect(rows.value == 3_000)
      try await shelf.set([5: random.embedding(20), 4_000: random.embedding(20)])
      try await ask()
      try await ask()
      // A removal, and two codes.
      #expect(rows.value == 3_003)
    }
  }

  private static func scan(_ database: SQLiteDatabase, _ query: VectorQuery, limit: Int) async throws -> [Int64] {
    try await database.read(tenant: nil) { connection in
      try database.vectorScan.nearest(query, of: .default, limit: limit, connection)
    }
  }
}

/// A connection that counts the rows that it reads of codes.
private struct CountedConnection: SQLConnection {
  let connection: any SQLConnection
  let rows: RowCount

  var isReadOnly: Bool { connection.isReadOnly }

  func execute(_ sql: String, _ values: [SQLValue]) throws -> Int { try connection.execute(sql, values) }

  func execute(_ sql: String, rows: [[SQLValue]]) throws { try connection.execute(sql, rows: rows) }

  func query<Element>(
    _ sql: String, _ values: [SQLValue], _ map: (any SQLRow) throws -> Element
  ) throws -> [Element] {
    let elements = try connection.query(sql, values, map)
    if sql.contains("FROM vector_codes") { rows.add(elements.count) }
    return elements
  }
}

private final class RowCount: Sendable {
  private let count = Mutex(0)

  var value: Int { count.withLock { $0 } }

  func add(_ more: Int) { count.withLock { $0 += more } }
}
