import Foundation
import ScrubjayCore
import ScrubjaySQLite
import ScrubjayTestKit
import Testing

@Suite struct ServerLockTests {
  @Test func `A second server is refused and told which process is the first`() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("memory.db")
    let first = try ServerLock(database: path)
    let error = #expect(throws: ScrubjayError.self) { try ServerLock(database: path) }
    #expect(error?.code == .databaseInUse)
    #expect(error?.message.contains("process \(getpid());") == true)
    _ = try ServerLock(database: folder.file("other.db"))
    withExtendedLifetime(first) {}
  }

  @Test func `The lock goes with the server that had it`() throws {
    let folder = try TemporaryFolder()
    for _ in 0..<3 { _ = try ServerLock(database: folder.file("memory.db")) }
  }

  @Test func `Commands may work beside a server`() async throws {
    let folder = try TemporaryFolder()
    let lock = try ServerLock(database: folder.file("memory.db"))
    try await withStorage(in: folder) { storage, _ in try await Diary(storage).begin() }
    withExtendedLifetime(lock) {}
  }

  @Test func `A place where no lock can be made is refused`() throws {
    let folder = try TemporaryFolder()
    try Data().write(to: URL(filePath: folder.file("file")))
    let error = #expect(throws: ScrubjayError.self) { try ServerLock(database: folder.file("file/memory.db")) }
    #expect(error?.code == .databaseUnusable)
  }
}
