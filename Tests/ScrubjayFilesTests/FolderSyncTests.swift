import Foundation
import ScrubjayCore
import ScrubjayEngine
import ScrubjayFiles
import ScrubjaySQLite
import ScrubjayTestKit
import Synchronization
import Testing

/// An engine that keeps the documents of real folders as their files are.
@Suite struct FolderSyncTests {
  /// An engine at work with folders that it watches.
  private struct Watch {
    let engine: Engine
    let temporary: TemporaryFolder
    let reports: Reports
    let call = Call(access: .local)

    func path(_ name: String) -> String { temporary.file(name) }

    func write(_ content: String, _ name: String) throws {
      let file = path(name)
      try FileManager.default.createDirectory(
        atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      try Data(content.utf8).write(to: URL(filePath: file))
    }

    func move(_ name: String, _ other: String) throws {
      try FileManager.default.moveItem(atPath: path(name), toPath: path(other))
    }

    func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: path(name)) }

    func documents(_ namespace: String = "org:default") async throws -> [String: Document] {
      let filter = DocumentFilter(namespaces: [try NamespacePrefix(namespace)])
      let page = try await engine.documents.list(filter, limit: 1_000, as: call)
      let own = page.elements.filter { $0.namespace.description == namespace }
      return Dictionary(uniqueKeysWithValues: own.map { ($0.path, $0) })
    }

    func found(_ query: String) async throws -> Set<String> {
      let hits = try await engine.documents.search(DocumentQuery(query, limit: 100, mode: .words), as: call).hits
      return Set(hits.map(\.content))
    }

    /// Waits longer than usual: beside all other tests, each of many steps waits for its turn.
    static func eventually(_ condition: () async throws -> Bool) async throws {
      try await ScrubjayTestKit.eventually(within: .seconds(240), condition)
    }

    /// Waits until the documents are synced with these paths, and no others are there.
    func paths(_ wanted: Set<String>, _ namespace: String = "org:default") async throws {
      try await Self.eventually { try await Set(documents(namespace).keys) == wanted }
    }
  }

  /// Runs a test with an engine that watches `docs`, which is there, in a folder of its own.
  private static func withWatch(
    namespaces: [String: String] = ["docs": "org:default"],
    _ prepare: (TemporaryFolder) throws -> Void = { _ in }, _ test: (Watch) async throws -> Void
  ) async throws {
    let temporary = try TemporaryFolder()
    var roots: [DocumentRoot] = []
    for (name, namespace) in namespaces.sorted(by: { $0.key < $1.key }) {
      try FileManager.default.createDirectory(atPath: temporary.file(name), withIntermediateDirectories: true)
      // A folder that holds nothing at all is taken for one whose disk is not mounted.
      try Data().write(to: URL(filePath: temporary.file("\(name)/.keep")))
      let folder = LocalFolder(
        temporary.file(name), limits: .init(fileBytes: Limits.documentBytes, pathBytes: Limits.pathBytes))
      roots.append(DocumentRoot(tenant: .default, namespace: try Namespace(namespace), folder: folder))
    }
    try prepare(temporary)
    let storage = try await SQLiteStorage.open(path: temporary.file("memory.db"), at: SystemClock().now())
    let engine = Engine(storage: storage, secret: try ServerSecret("a secret for tests only"), roots: roots)
    try await engine.prepare()
    let reports = Reports()
    let work = Task { await engine.run(folders: reports.add) }
    let result: Result<Void, any Error>
    do { result = .success(try await test(Watch(engine: engine, temporary: temporary, reports: reports))) } catch {
      result = .failure(error)
    }
    work.cancel()
    await work.value
    await engine.close()
    try result.get()
  }

  @Test func `What is there at first is found, and what comes, changes and goes is seen`() async throws {
    try await Self.withWatch { temporary in
      try "boats".write(toFile: temporary.file("docs/a.md"), atomically: false, encoding: .utf8)
    } _: { watch in
      try await watch.paths(["a.md"])
      let first = try #require(try await watch.documents()["a.md"])
      #expect(first.root == watch.path("docs"))
      #expect(first.status == .synced)

      try watch.write("cellos", "docs/b.txt")
      try await watch.paths(["a.md", "b.txt"])
      #expect(try await watch.found("cello") == ["cellos"])

      try watch.write("violins", "docs/b.txt")
      try await Watch.eventually { try await watch.found("violin") == ["violins"] }
      #expect(try await watch.found("cello") == [])

      try watch.move("docs/a.md", "docs/moved.md")
      try await watch.paths(["moved.md", "b.txt"])
      #expect(try await watch.documents()["moved.md"]?.id == first.id)

      try watch.remove("docs/b.txt")
      try await watch.paths(["moved.md"])
      #expect(try await watch.found("violin") == [])
    }
  }

  @Test func `Folders that come are watched, renamed ones and what is in them are seen, and so are those that go`()
    async throws
  {
    try await Self.withWatch { watch in
      try watch.write("one", "docs/x/y/a.md")
      try await watch.paths(["x/y/a.md"])
      // Into a folder that was not there when the engine started.
      try watch.write("two", "docs/x/y/b.md")
      try await watch.paths(["x/y/a.md", "x/y/b.md"])
      let id = try await watch.documents()["x/y/b.md"]?.id
      try watch.move("docs/x", "docs/z")
      try await watch.paths(["z/y/a.md", "z/y/b.md"])
      #expect(try await watch.documents()["z/y/b.md"]?.id == id)
      try watch.write("three", "docs/z/y/c.md")
      try await watch.paths(["z/y/a.md", "z/y/b.md", "z/y/c.md"])
      // A folder from elsewhere, with files in it already, and one that leaves.
      try watch.write("four", "outside/w/d.md")
      try watch.move("outside/w", "docs/w")
      try watch.move("docs/z", "outside/z")
      try await watch.paths(["w/d.md"])
      try watch.remove("docs/w")
      try await watch.paths([])
    }
  }

  @Test func `What cannot be a document is one that failed, and does not keep the rest`() async throws {
    try await Self.withWatch { watch in
      try watch.write("fine", "docs/a.md")
      try watch.write("a\0b", "docs/binary.md")
      try Data([0xFF, 0xFE, 0x41, 0x01]).write(to: URL(filePath: watch.path("docs/latin.txt")))
      try FileManager.default.createSymbolicLink(
        atPath: watch.path("docs/out.md"), withDestinationPath: "/etc/hostname")
      #expect(FileManager.default.createFile(atPath: watch.path("docs/large.md"), contents: nil))
      #expect(truncate(watch.path("docs/large.md"), 50_000_000) == 0)
      try await watch.paths(["a.md", "binary.md", "latin.txt", "out.md", "large.md"])
      let documents = try await watch.documents()
      #expect(documents["a.md"]?.status == .synced)
      let reasons = ["binary.md": "U+0000", "latin.txt": "UTF-8", "out.md": "link", "large.md": "larger"]
      for (path, reason) in reasons {
        let document = try #require(documents[path])
        #expect(document.status == .failed, "\(path)")
        #expect(document.failure?.cause == .file)
        #expect(document.failure?.reason.contains(reason) == true, "\(path)")
        #expect(document.chunkCount == 0)
      }
      // What is mended is found, and what was found before it broke still is.
      try watch.write("mended", "docs/binary.md")
      try await Watch.eventually { try await watch.documents()["binary.md"]?.status == .synced }
      try watch.write("a\0b", "docs/a.md")
      try await Watch.eventually { try await watch.documents()["a.md"]?.status == .failed }
      #expect(try await watch.found("fine") == ["fine"])
      try watch.write("fine", "docs/a.md")
      try await Watch.eventually { try await watch.documents()["a.md"]?.status == .synced }
      try watch.remove("docs/out.md")
      try await watch.paths(["a.md", "binary.md", "latin.txt", "large.md"])
    }
  }

  @Test func `A folder that is gone loses no documents, and is looked at again when it is back`() async throws {
    try await Self.withWatch { watch in
      try watch.write("one", "docs/a.md")
      try await watch.paths(["a.md"])
      try watch.move("docs", "gone")
      try await Watch.eventually {
        watch.reports.all.contains { if case .failed = $0.outcome { true } else { false } }
      }
      try await watch.paths(["a.md"])
      try watch.write("two", "gone/b.md")
      try watch.move("gone", "docs")
      // Nothing tells of it, so this is asked for.
      _ = try await watch.engine.documents.sync(watch.path("docs"), as: watch.call)
      try await watch.paths(["a.md", "b.md"])
    }
  }

  @Test func `A folder that holds nothing at all any more, as where a disk is not mounted, loses no documents`()
    async throws
  {
    try await Self.withWatch { watch in
      try watch.write("one", "docs/a.md")
      try await watch.paths(["a.md"])
      try watch.remove("docs/.keep")
      try watch.remove("docs/a.md")
      try await Watch.eventually {
        watch.reports.all.contains { if case .failed = $0.outcome { true } else { false } }
      }
      try await watch.paths(["a.md"])
      try watch.write("", "docs/.keep")
      try await watch.paths([])
    }
  }

  @Test func `Two folders of one namespace do not delete each other's documents`() async throws {
    let namespaces = ["docs": "org:default", "more": "org:default", "third": "org:default:third"]
    try await Self.withWatch(namespaces: namespaces) { watch in
      try watch.write("apple", "docs/a.md")
      try watch.write("banana", "more/b.md")
      try watch.write("cherry", "third/a.md")
      try await watch.paths(["a.md"], "org:default:third")
      try await Watch.eventually { try await watch.found("apple banana cherry").count == 3 }
      // The path is another folder's: it is told, and neither is overwritten, over and over.
      try watch.write("zebra", "more/a.md")
      try await Watch.eventually {
        watch.reports.all.contains { report in
          guard case .synced(let summary, _) = report.outcome else { return false }
          return summary.failed.contains { $0.path == "a.md" && $0.reason.contains("another folder") }
        }
      }
      #expect(try await watch.found("apple banana cherry zebra") == ["apple", "banana", "cherry"])
      try watch.remove("docs/a.md")
      // Now the path is free.
      try await Watch.eventually { try await watch.found("apple banana cherry").count == 2 }
      try watch.write("zebra", "more/a.md")
      try await Watch.eventually {
        try await watch.found("apple banana cherry zebra") == ["zebra", "banana", "cherry"]
      }
    }
  }

  @Test func `A job looks at a part of a folder, and shows how far it is`() async throws {
    try await Self.withWatch { watch in
      for number in 0..<6 { try watch.write("note \(number)", "docs/sub/\(number).md") }
      let job = try await watch.engine.documents.sync(watch.path("docs") + "/./sub/", as: watch.call)
      #expect((job.queue, job.state) == ("document-sync", .waiting))
      try await Watch.eventually { try await watch.engine.jobs.get(job.id, as: watch.call).state == .completed }
      let done = try await watch.engine.jobs.get(job.id, as: watch.call)
      let progress = try #require(done.progress)
      #expect(progress.done == progress.total)
      try await watch.paths(Set((0..<6).map { "sub/\($0).md" }))
      for path in ["/", "/etc", watch.path("docs/../x"), watch.path("docsx"), "docs", "sub/1.md"] {
        let error = await #expect(throws: ScrubjayError.self) {
          _ = try await watch.engine.documents.sync(path, as: watch.call)
        }
        #expect(error?.code == .folderNotServed, "\(path)")
      }
    }
  }

  @Test func `Of many files that come and go at once none is missed`() async throws {
    try await Self.withWatch { watch in
      for number in 0..<60 { try watch.write("n\(number)", "docs/\(number % 10)/\(number).md") }
      for number in 0..<60 where number.isMultiple(of: 2) { try watch.remove("docs/\(number % 10)/\(number).md") }
      try await watch.paths(Set((0..<60).filter { !$0.isMultiple(of: 2) }.map { "\($0 % 10)/\($0).md" }))
    }
  }
}

/// The reports of a watch so far.
private final class Reports: Sendable {
  private let reports = Mutex<[FolderReport]>([])

  var all: [FolderReport] { reports.withLock { $0 } }

  func add(_ report: FolderReport) { reports.withLock { $0.append(report) } }
}
