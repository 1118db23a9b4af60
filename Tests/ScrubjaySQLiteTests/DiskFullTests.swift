import ScrubjayCore
import ScrubjayTestKit
import Testing

@Suite struct DiskFullTests {
  @Test func `A write too large for the disk does not take the others of its commit with it`() async throws {
    let vfs = try PowerLossVFS()
    try await withStorage(vfs: vfs) { storage, _ in
      let diary = Diary(storage)
      try await diary.begin()
      vfs.failAfter(bytes: 3_000_000)
      let large = String(repeating: "large ", count: 1_000_000)
      let errors = try await diary.writeTogether(1...20) { try await diary.write($0, $0 == 7 ? large : "small") }
      #expect(errors.mapValues { ($0 as? ScrubjayError)?.code } == [7: .diskFull])
      let kept = Set(1...20).subtracting([7])
      #expect(try await diary.pages() == Diary.Pages(kept))
      vfs.freeSpace()
      try await diary.write(7, large)
      #expect(try await diary.pages().events == Set(1...20))
      #expect(try await storage.check() == [])
    }
  }

  @Test func `A full disk refuses writes, not reads, and takes writes again once there is room`() async throws {
    let vfs = try PowerLossVFS()
    let folder = try TemporaryFolder()
    var stored: Set<Int> = []
    try await withStorage(vfs: vfs, in: folder) { storage, _ in
      let diary = Diary(storage)
      try await diary.begin()
      vfs.failAfter(bytes: 300_000)
      var failures: [ScrubjayError.Code] = []
      for id in 1...200 where failures.count < 3 {
        do {
          try await diary.write(id, String(repeating: "text ", count: 1_000))
          stored.insert(id)
        } catch let error as ScrubjayError {
          failures.append(error.code)
        }
      }
      #expect(failures == [.diskFull, .diskFull, .diskFull])
      #expect(!stored.isEmpty)
      #expect(try await diary.pages() == Diary.Pages(stored))
      vfs.freeSpace()
      try await diary.write(500)
      stored.insert(500)
    }
    try await withStorage(in: folder) { storage, _ in
      let pages = try await Diary(storage).pages()
      #expect(pages == Diary.Pages(stored))
      #expect(try await storage.check() == [])
    }
  }

  @Test(arguments: 0..<16 as Range<UInt64>)
  func `Nothing is half-written, wherever the disk is full`(seed: UInt64) async throws {
    var random = SeededRandom(seed: seed)
    let vfs = try PowerLossVFS()
    try await withStorage(vfs: vfs) { storage, _ in
      let diary = Diary(storage)
      try await diary.begin()
      vfs.failAfter(bytes: Int.random(in: 0...400_000, using: &random))
      let sizes = (1...40).map { _ in Int.random(in: 1...20_000, using: &random) }
      let errors = try await diary.writeTogether(1...40) { [sizes] id in
        try await diary.write(id, String(repeating: "x", count: sizes[id - 1]))
      }
      let codes = Set(errors.values.map { ($0 as? ScrubjayError)?.code })
      #expect(codes.isSubset(of: [.diskFull]), "\(random)")
      let stored = Set(1...40).subtracting(errors.keys)
      #expect(try await diary.pages() == Diary.Pages(stored), "\(random)")
      vfs.freeSpace()
      try await diary.write(1_000)
      #expect(try await storage.check() == [], "\(random)")
    }
  }
}
