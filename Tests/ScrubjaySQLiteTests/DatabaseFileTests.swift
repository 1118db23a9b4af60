import CScrubjaySQLite
import Foundation
import ScrubjayCore
import ScrubjaySQL
import ScrubjaySQLite
import ScrubjayTestKit
import Testing

@Suite struct DatabaseFileTests {
  @Test func `Only the owner may open the database and the files beside it`() async throws {
    let folder = try TemporaryFolder()
    try await withStorage(in: folder) { storage, path in
      try await Diary(storage).begin()
      #expect(try folder.names() == ["memory.db", "memory.db-shm", "memory.db-wal"])
      for name in try folder.names() { #expect(try Self.mode(folder.file(name)) == 0o600, "\(name)") }
      #expect(try await storage.check() == [])
      try Self.setMode(0o644, path)
      let findings = try await storage.check()
      #expect(findings.map { $0.contains("chmod 600") } == [true])
    }
    let tightened = try await withStorage(in: folder) { _, path in try Self.mode(path) }
    #expect(tightened == 0o600)
  }

  @Test func `The database of another program is refused, and left as it was`() async throws {
    let folder = try TemporaryFolder()
    let path = folder.file("other.db")
    var other: OpaquePointer?
    sqlite3_open(path, &other)
    sqlite3_exec(other, "CREATE TABLE notes (text); INSERT INTO notes VALUES ('mine')", nil, nil, nil)
    sqlite3_close(other)
    let before = try Data(contentsOf: URL(filePath: path))
    let error = #expect(throws: ScrubjayError.self) { try SQLiteDatabase(path: path) }
    #expect(error?.code == .databaseUnusable)
    #expect(error?.message.contains("another program") == true)
    #expect(try Data(contentsOf: URL(filePath: path)) == before)
  }

  @Test func `A folder that is not there is made, for the owner only`() async throws {
    let folder = try TemporaryFolder()
    let path = folder.file("a/b/memory.db")
    let database = try SQLiteDatabase(path: path)
    await database.close()
    #expect(try Self.mode(folder.file("a/b")) == 0o700)
    #expect(try Self.mode(path) == 0o600)
  }

  @Test func `A closed storage leaves one file, and says that it is closed`() async throws {
    let folder = try TemporaryFolder()
    let storage = try await withStorage(in: folder) { storage, _ in
      try await Diary(storage).begin()
      return storage
    }
    #expect(try folder.names() == ["memory.db"])
    let write = await #expect(throws: ScrubjayError.self) { try await Diary(storage).write(1) }
    let read = await #expect(throws: ScrubjayError.self) { try await Diary(storage).pages() }
    #expect(write?.code == .closed)
    #expect(read?.code == .closed)
  }

  @Test func `Closing finishes what was begun, however often and by whomever it is asked for`() async throws {
    let folder = try TemporaryFolder()
    let written = try await withStorage(in: folder) { storage, _ in
      let diary = Diary(storage)
      try await diary.begin()
      return try await withThrowingTaskGroup(of: Int?.self) { group in
        for id in 1...40 {
          group.addTask {
            do {
              try await diary.write(id)
              return id
            } catch let error as ScrubjayError where error.code == .closed {
              return nil
            }
          }
          if id.isMultiple(of: 10) {
            group.addTask {
              await storage.close()
              return nil
            }
          }
        }
        return try await group.reduce(into: Set()) { $0.formUnion($1.map { [$0] } ?? []) }
      }
    }
    try await withStorage(in: folder) { storage, _ in
      let found = try await Diary(storage).pages().events
      #expect(found == written)
    }
  }

  @Test func `A file that is no database is refused and left alone`() async throws {
    let folder = try TemporaryFolder()
    let text = Data(String(repeating: "These are my notes, not a database.\n", count: 100).utf8)
    try text.write(to: URL(fileURLWithPath: folder.file("memory.db")))
    let error = await #expect(throws: ScrubjayError.self) { try await withStorage(in: folder) { _, _ in } }
    #expect(error?.code == .databaseUnusable)
    #expect(error?.message.contains("not a Scrubjay database") == true)
    #expect(try Data(contentsOf: URL(fileURLWithPath: folder.file("memory.db"))) == text)
  }

  @Test func `A folder in the database's place is refused, and its permissions stay`() async throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: folder.file("memory.db"), withIntermediateDirectories: false, attributes: [.posixPermissions: 0o755])
    let error = await #expect(throws: ScrubjayError.self) { try await withStorage(in: folder) { _, _ in } }
    #expect(error?.code == .databaseUnusable)
    #expect(try Self.mode(folder.file("memory.db")) == 0o755)
  }

  @Test func `A path below a file is refused`() throws {
    let folder = try TemporaryFolder()
    try Data().write(to: URL(fileURLWithPath: folder.file("file")))
    let error = #expect(throws: ScrubjayError.self) { try SQLiteDatabase(path: folder.file("file/memory.db")) }
    #expect(error?.code == .databaseUnusable)
  }

  @Test func `A damaged database is found out`() async throws {
    let folder = try TemporaryFolder()
    try await withStorage(in: folder) { storage, _ in
      try await Diary(storage).begin()
      for id in 1...200 { try await Diary(storage).write(id) }
    }
    let url = URL(fileURLWithPath: folder.file("memory.db"))
    var bytes = try Data(contentsOf: url)
    let pages = bytes.count / 4_096
    for page in pages - 12..<pages { bytes.replaceSubrange(page * 4_096..<page * 4_096 + 64, with: Data(count: 64)) }
    try bytes.write(to: url)
    let database = try SQLiteDatabase(path: folder.file("memory.db"))
    let findings: [String]
    do { findings = try await database.check() } catch { findings = ["\(error)"] }
    #expect(findings.contains { $0.contains("damaged") })
    await database.close()
  }

  #if os(Linux)
    @Test func `Opening the database again in one process keeps the locks it has against other processes`() async throws
    {
      let folder = try TemporaryFolder()
      let path = folder.file("memory.db")
      try await withStorage(in: folder) { first, _ in
        try await Diary(first).begin()
        // A lock of another open file stands for another process: such a one that could have the whole file would take
        // itself for the last, and delete the log under us.
        let descriptor = open(path, O_RDWR)
        #expect(try Self.isLocked(descriptor))
        try await withStorage(in: folder) { second, _ in
          #expect(try Self.isLocked(descriptor))
          try await Diary(second).write(1)
        }
        #expect(try Self.isLocked(descriptor))
      }
    }

    /// Whether someone holds a lock on the bytes by which SQLite's connections show that they are there.
    private static func isLocked(_ descriptor: Int32) throws -> Bool {
      let getLockOfOpenFile: Int32 = 36
      var lock = flock()
      lock.l_type = Int16(F_WRLCK)
      lock.l_whence = Int16(SEEK_SET)
      lock.l_start = 0x4000_0002
      lock.l_len = 510
      try #require(fcntl(descriptor, getLockOfOpenFile, &lock) == 0)
      return lock.l_type != Int16(F_UNLCK)
    }
  #endif

  private static func mode(_ path: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return try #require(attributes[.posixPermissions] as? Int)
  }

  private static func setMode(_ mode: Int, _ path: String) throws {
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
  }
}
