import ScrubjayCore
import ScrubjaySQLite
import ScrubjayTestKit
import Synchronization
import Testing

@Suite struct VectorConcurrencyTests {
  @Test(arguments: Array(0..<4 as Range<UInt64>), [30_000, 1 << 30])
  func `A read finds all that was committed before it, and nothing that was removed before`(
    seed: UInt64, bytes: Int
  ) async throws {
    try await withVectors(cacheBytes: bytes) { storage, _ in
      var shelves: [(shelf: VectorShelf, board: Board)] = []
      for user in 0..<3 { shelves.append((try await VectorShelf(storage, user: "\(user)", dimension: 24), Board())) }
      try await withThrowingTaskGroup(of: Void.self) { [shelves] group in
        for writer in 0..<3 {
          group.addTask {
            var random = SeededRandom(seed: seed * 100 + UInt64(writer))
            for _ in 0..<40 { try await Self.change(shelves[Int(random.next() % 3)], writer, &random) }
          }
        }
        for reader in 0..<4 {
          group.addTask {
            var random = SeededRandom(seed: seed * 100 + 50 + UInt64(reader))
            for _ in 0..<60 { try await Self.look(shelves[Int(random.next() % 3)], &random) }
          }
        }
        try await group.waitForAll()
      }
    }
  }

  /// Stores some items, or removes some; each writer has its own.
  private static func change(
    _ place: (shelf: VectorShelf, board: Board), _ writer: Int, _ random: inout SeededRandom
  ) async throws {
    let items = Set((0..<4).map { _ in Int64(writer * 1_000 + Int.random(in: 1...30, using: &random)) })
    place.board.begin(items)
    if random.oneIn(3) {
      try await place.shelf.remove(items)
      place.board.end(items, nil)
    } else {
      let embedding = random.embedding(24)
      try await place.shelf.set(Dictionary(uniqueKeysWithValues: items.map { ($0, embedding) }))
      place.board.end(items, embedding)
    }
  }

  /// Reads, and compares with what was there before and unchanged after.
  private static func look(_ place: (shelf: VectorShelf, board: Board), _ random: inout SeededRandom) async throws {
    let before = place.board.items
    let query = before.values.compactMap(\.embedding).sorted { $0.values[0] < $1.values[0] }.first
    let found = try await place.shelf.nearest(query ?? random.embedding(24))
    let after = place.board.items
    for (item, state) in before where state == after[item] && !state.isChanging {
      #expect(found.contains(item) == (state.embedding != nil), "item \(item), \(random)")
    }
    let steady = before.filter { $0.value == after[$0.key] && !$0.value.isChanging && $0.value.embedding == query }
    if query != nil, !steady.isEmpty { #expect(!steady.keys.filter(found.prefix(60).contains).isEmpty, "\(random)") }
  }

  /// What is known of each item.
  private final class Board: Sendable {
    struct State: Equatable {
      var embedding: Embedding?
      var changes = 0
      var isChanging = false
    }

    private let states = Mutex<[Int64: State]>([:])

    var items: [Int64: State] { states.withLock { $0 } }

    func begin(_ items: Set<Int64>) {
      states.withLock { states in
        for item in items {
          states[item, default: State()].isChanging = true
          states[item]?.changes += 1
        }
      }
    }

    func end(_ items: Set<Int64>, _ embedding: Embedding?) {
      states.withLock { states in
        for item in items { states[item] = State(embedding: embedding, changes: states[item]?.changes ?? 0) }
      }
    }
  }
}
