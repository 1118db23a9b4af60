import ScrubjayCore
import ScrubjayTestKit
import Testing

@Suite struct GroupCommitTests {
  @Test func `Writes that arrive together share a commit`() async throws {
    let vfs = try PowerLossVFS()
    try await withStorage(vfs: vfs) { storage, _ in
      let diary = Diary(storage)
      try await diary.begin()
      let before = vfs.syncs
      let errors = try await diary.writeTogether(1...200) { try await diary.write($0) }
      let syncs = vfs.syncs - before
      #expect(errors.isEmpty)
      #expect((1...20).contains(syncs), "200 writes took \(syncs) syncs")
      #expect(try await diary.pages() == Diary.Pages(1...200))
    }
  }

  @Test func `A write alone is synced before it is answered`() async throws {
    let vfs = try PowerLossVFS()
    try await withStorage(vfs: vfs) { storage, _ in
      let diary = Diary(storage)
      try await diary.begin()
      for id in 1...10 {
        let before = vfs.syncs
        try await diary.write(id)
        #expect(vfs.syncs > before)
      }
    }
  }

  @Test func `A write that fails leaves the others of its commit`() async throws {
    let vfs = try PowerLossVFS()
    try await withStorage(vfs: vfs) { storage, _ in
      let diary = Diary(storage)
      try await diary.begin()
      try await diary.write(1)
      let before = vfs.syncs
      // The first id is there already, and every tenth write changes its mind.
      let errors = try await diary.writeTogether(2...30) { id in
        try await diary.write(id == 2 ? 1 : id) { if id.isMultiple(of: 10) { throw ChangeOfMind() } }
      }
      #expect(vfs.syncs - before <= 5)
      #expect((errors[2] as? ScrubjayError)?.code == .eventExists)
      #expect(Set(errors.filter { $0.value is ChangeOfMind }.keys) == [10, 20, 30])
      #expect(errors.count == 4)
      let kept = Set(1...30).subtracting([2, 10, 20, 30])
      #expect(try await diary.pages() == Diary.Pages(kept))
    }
  }

  private struct ChangeOfMind: Error {}
}
