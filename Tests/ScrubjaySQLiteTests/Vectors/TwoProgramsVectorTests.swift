import ScrubjayCore
import ScrubjaySQL
import ScrubjaySQLite
import ScrubjayTestKit
import Testing

/// Two databases of one file share nothing but the file, like those of two programs.
@Suite struct TwoProgramsVectorTests {
  @Test func `A program finds at once what another stored, and not what it removed`() async throws {
    let folder = try TemporaryFolder()
    var random = SeededRandom(seed: 21)
    try await withVectors(in: folder) { server, _ in
      let mine = try await VectorShelf(server, dimension: 12)
      try await withVectors(in: folder) { command, _ in
        let shelves = [mine, VectorShelf(mine, through: command)]
        var items: [Int64: Embedding] = [:]
        for step in 0..<80 {
          let (writer, reader) = (shelves[step % 2], shelves[(step + 1) % 2])
          let item = Int64.random(in: 1...20, using: &random)
          items[item] = random.oneIn(3) ? nil : random.embedding(12)
          if let embedding = items[item] {
            try await writer.set([item: embedding])
            #expect(try await reader.nearest(embedding, limit: 1) == [item], "step \(step), \(random)")
          } else {
            try await writer.remove([item])
          }
          #expect(try await reader.nearest(random.embedding(12)).sorted() == items.keys.sorted(), "\(random)")
        }
      }
    }
  }

  @Test func `A program that has not looked for long finds what is there, though removals are forgotten`() async throws
  {
    let folder = try TemporaryFolder()
    var random = SeededRandom(seed: 22)
    try await withVectors(in: folder) { server, _ in
      let mine = try await VectorShelf(server, dimension: 12)
      let query = random.embedding(12)
      let near = Dictionary(uniqueKeysWithValues: (Int64(100)..<400).map { ($0, query) })
      try await mine.set([1: random.embedding(12), 2: random.embedding(12)])
      try await mine.set(near)
      #expect(try await mine.nearest(query).count == 302)
      try await withVectors(in: folder) { command, database in
        let other = VectorShelf(mine, through: command)
        try await other.remove(near.keys)
        for _ in 0..<3 {
          let passing = (Int64(1_000)..<1_500).map { ($0, random.embedding(12)) }
          try await other.set(Dictionary(uniqueKeysWithValues: passing))
          try await other.remove(passing.map(\.0))
        }
        let forgotten = try await database.read(tenant: nil) { connection in
          try connection.query("SELECT forgotten FROM vector_sets", []) { $0.integer(0) }
        }
        #expect(forgotten.allSatisfy { $0 > 1_000 })
        try await other.set([9: random.embedding(12)])
      }
      // What the copy held on to would take the few places there are.
      #expect(try await mine.nearest(query, limit: 3).sorted() == [1, 2, 9])
    }
  }
}
