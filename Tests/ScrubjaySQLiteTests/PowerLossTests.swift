import ScrubjayCore
import ScrubjaySQLite
import ScrubjayTestKit
import Synchronization
import Testing

@Suite struct PowerLossTests {
  @Test(arguments: 0..<64 as Range<UInt64>)
  func `What was acknowledged is there after a power cut, and nothing is half-written`(seed: UInt64) async throws {
    var random = SeededRandom(seed: seed)
    // Now and then so much is written that the log is moved into the file meanwhile; else closing does that, and the
    // power goes then.
    let isLarge = random.oneIn(6)
    let content = String(repeating: "x", count: isLarge ? 150_000 : 200)
    let vfs = try PowerLossVFS()
    let folder = try TemporaryFolder()
    let storage = try await SQLiteStorage.open(path: folder.file("memory.db"), vfs: vfs.name, at: ManualClock.start)
    let diary = Diary(storage)
    try await diary.begin()
    vfs.cutPower(afterSteps: Int.random(in: 1...(isLarge ? 16_000 : 1_500), using: &random))
    let acknowledged = await withTaskGroup(of: [Int].self) { group in
      for writer in 0..<6 {
        group.addTask {
          var written: [Int] = []
          for number in 1...30 {
            let id = writer * 100 + number
            do { try await diary.write(id, content) } catch { break }
            written.append(id)
          }
          return written
        }
      }
      return await group.reduce(into: Set()) { $0.formUnion($1) }
    }
    if !vfs.isPowerCut { vfs.cutPower(afterSteps: Int.random(in: 1...100, using: &random)) }
    await storage.close()
    vfs.cutPower()

    let found = try TemporaryFolder()
    try vfs.restore(into: found, random.oneIn(3) ? .lost : .kept(random))
    try await withStorage(in: found) { storage, _ in
      #expect(try await storage.check() == [], "\(random)")
      let pages = try await Diary(storage).pages()
      #expect(acknowledged.subtracting(pages.events) == [], "\(random)")
      #expect(pages == Diary.Pages(pages.events), "\(random)")
      try await Diary(storage).write(1_000)
    }
  }

  @Test func `A write whose sync was cut off is not acknowledged, and lost where the disk loses it`() async throws {
    let vfs = try PowerLossVFS()
    let folder = try TemporaryFolder()
    let storage = try await SQLiteStorage.open(path: folder.file("memory.db"), vfs: vfs.name, at: ManualClock.start)
    let diary = Diary(storage)
    try await diary.begin()
    try await diary.write(1)
    vfs.cutPower(afterSteps: 1)
    await #expect(throws: (any Error).self) { try await diary.write(2) }
    #expect(vfs.isPowerCut)
    await #expect(throws: (any Error).self) { try await diary.write(3) }
    #expect(try await diary.pages().events == [1])
    await storage.close()
    let found = try TemporaryFolder()
    try vfs.restore(into: found)
    try await withStorage(in: found) { storage, _ in
      let found = try await Diary(storage).pages().events
      #expect(found == [1])
    }
  }

  @Test(arguments: 0..<12 as Range<UInt64>)
  func `A database that lost power while it was made can be opened`(seed: UInt64) async throws {
    var random = SeededRandom(seed: seed)
    let vfs = try PowerLossVFS()
    let folder = try TemporaryFolder()
    vfs.cutPower(afterSteps: Int.random(in: 1...160, using: &random))
    await #expect(throws: (any Error).self) {
      let storage = try await SQLiteStorage.open(path: folder.file("memory.db"), vfs: vfs.name, at: ManualClock.start)
      do {
        try await Diary(storage).begin()
        for id in 1...100 { try await Diary(storage).write(id) }
        await storage.close()
      } catch {
        await storage.close()
        throw error
      }
    }
    let found = try TemporaryFolder()
    try vfs.restore(into: found, .kept(random))
    try await withStorage(in: found) { storage, _ in
      let found = try await storage.check()
      #expect(found == [], "\(random)")
    }
  }
}
