import ScrubjayCore
import ScrubjayTestKit
import Testing

@testable import ScrubjayEngine

/// Documents through the library.
@Suite struct DocumentTests {
  private static func embedder() -> ScriptedEmbedder { ScriptedEmbedder(MeaningTests.groups) }

  private static func put(
    _ world: World, _ path: String, _ content: String, in namespace: String = "org:default", wait: WriteWait = .stored,
    _ change: (inout DocumentDraft) -> Void = { _ in }
  ) async throws -> Document {
    var draft = DocumentDraft(namespace: try Namespace(namespace), path: path, content: content)
    change(&draft)
    return try await world.engine.documents.put(draft, wait: wait, as: world.call)
  }

  private static func find(_ world: World, _ text: String, _ mode: RecallMode = .both) async throws -> [String] {
    try await world.engine.documents.search(DocumentQuery(text, mode: mode), as: world.call).hits.map(\.content)
  }

  @Test func `A document is stored with its title, type, digest and chunks, and reads back whole`() async throws {
    try await withWorld { world in
      let content = "# Boats\n\n" + (0..<900).map { "word\($0)" }.joined(separator: " ") + "\n"
      let document = try await Self.put(world, "guides/boats.md", content) { $0.namespace = nil }
      #expect(document.namespace.description == "org:default")
      #expect((document.title, document.type) == ("Boats", .markdown))
      #expect(document.sha256 == Fingerprint.of(content))
      #expect(document.bytes == content.utf8.count)
      #expect(document.chunkCount > 2)
      #expect(document.status == .synced)
      #expect(document.embeddingModel == nil)
      #expect(document.syncedAt == world.clock.now())
      let detail = try await world.engine.documents.get(document.id, as: world.call)
      #expect(detail.document == document)
      #expect(detail.content.utf8.elementsEqual(content.utf8))
      let text = try await Self.put(world, "b.txt", "# no heading")
      #expect((text.title, text.type) == ("b", .text))
      let named = try await Self.put(world, "c", "x") { ($0.title, $0.type) = ("Named", .text) }
      #expect((named.title, named.type) == ("Named", .text))
    }
  }

  @Test func `A row of a long table is found with the table's head and the heading above`() async throws {
    let embedder = Self.embedder()
    try await withWorld(Embedders(embedder)) { world in
      let head = "| Boat | Harbour | Price |\n|------|---------|-------|\n"
      let rows = (1...200).map { "| boat\($0) | harbour number \($0) | \($0)00 euros |\n" }
      let content = "# Fleet\n\n## Prices\n\n\(head)\(rows.joined())\nEnd.\n"
      let document = try await Self.put(world, "fleet.md", content, wait: .embedded)
      for mode in [RecallMode.words, .both] {
        let found = try #require(try await Self.find(world, "boat80", mode).first)
        #expect(found.hasPrefix("## Prices\n\n\(head)| boat"))
        #expect(found.contains(rows[79]))
      }
      // By the words of the head every part of the table is found, and what is embedded has them.
      #expect(try await Self.find(world, "harbour", .words).count == document.chunkCount)
      #expect(embedder.embedded.allSatisfy { $0.contains(head) })
      let detail = try await world.engine.documents.get(document.id, as: world.call)
      #expect(detail.content.utf8.elementsEqual(content.utf8))
    }
  }

  @Test func `The same again changes nothing; other metadata leaves the chunks; other content replaces them`()
    async throws
  {
    let embedder = Self.embedder()
    try await withWorld(Embedders(embedder)) { world in
      let first = try await Self.put(world, "a.md", "a cello", wait: .embedded)
      #expect(embedder.embedded.count == 1)
      world.clock.advance(by: .seconds(5))
      #expect(try await Self.put(world, "a.md", "a cello") == first)
      let described = try await Self.put(world, "a.md", "a cello") { $0.metadata = JSONText(stored: #"{"n":1}"#) }
      #expect(described.metadata.text == #"{"n":1}"#)
      #expect(described.status == .synced)
      #expect(described.updatedAt > first.updatedAt)
      try await world.engine.embeddings.finish()
      #expect(embedder.embedded.count == 1)

      let changed = try await Self.put(world, "a.md", "some tea", wait: .embedded)
      #expect(changed.id == first.id)
      #expect(changed.createdAt == first.createdAt)
      #expect(changed.sha256 != first.sha256)
      #expect(embedder.embedded.count == 2)
      #expect(try await Self.find(world, "drink") == ["some tea"])
      #expect(try await Self.find(world, "instrument") == [])
      #expect(try await Self.find(world, "cello", .words) == [])
    }
  }

  @Test func `A document is pending until its chunks are embedded, and failed with the reason when they are not`()
    async throws
  {
    let embedder = Self.embedder()
    try await withWorld(Embedders(embedder)) { world in
      func status(_ id: String) async throws -> SyncStatus {
        try await world.engine.documents.get(id, as: world.call).document.status
      }
      let long = (0..<1_500).map { "cello\($0) word" }.joined(separator: " ")
      let document = try await Self.put(world, "a.md", long)
      #expect(document.status == .pending)
      #expect(document.syncedAt == nil)
      // By its words it is found at once.
      #expect(try await !Self.find(world, "cello7", .words).isEmpty)
      try await world.engine.embeddings.finish()
      let synced = try await world.engine.documents.get(document.id, as: world.call).document
      #expect(synced.status == .synced)
      #expect(synced.embeddingModel == "scripted/1")
      #expect(synced.syncedAt == world.clock.now())
      // What says nothing has nothing to wait for.
      #expect(try await Self.put(world, "b.md", "---\n").status == .synced)
      #expect(try await Self.put(world, "c.md", "").chunkCount == 0)

      embedder.refuse("violin")
      let refused = try await Self.put(world, "d.md", "a violin")
      for _ in 0..<12 {
        try await world.engine.embeddings.finish()
        world.clock.advance(by: .seconds(2_000))
      }
      let failed = try await world.engine.documents.get(refused.id, as: world.call).document
      #expect(failed.status == .failed)
      #expect(failed.failure == Document.Failure(.embedding, "The embedder does not take this word."))
      embedder.refuse(nil)
      let job = try #require(
        try await world.engine.jobs.list(queue: "embedding-generation", as: world.call).elements.first)
      _ = try await world.engine.jobs.retry(job.id, as: world.call)
      try await world.engine.embeddings.finish()
      #expect(try await status(refused.id) == .synced)
    }
  }

  @Test func `While another model is wanted documents are stale, and then found by it`() async throws {
    let (folder, clock) = (try TemporaryFolder(), ManualClock())
    let old = ScriptedEmbedder(MeaningTests.groups, name: "old")
    let new = ScriptedEmbedder([["cello", "furniture"]], name: "new", dimension: 5)
    func documents(_ world: World) async throws -> [Document] {
      try await world.engine.documents.list(DocumentFilter(), as: world.call).elements
    }
    // Before there is any model they are found by their words.
    try await withWorld(in: folder, at: clock, Embedders()) { world in
      _ = try await Self.put(world, "a.md", "a cello")
      #expect(try await documents(world).map(\.status) == [.synced])
    }
    try await withWorld(in: folder, at: clock, Embedders(old)) { world in
      #expect(try await documents(world).map(\.status) == [.stale])
      _ = try await Self.put(world, "b.md", "a violin")
      try await world.engine.embeddings.finish()
      #expect(try await documents(world).map(\.status) == [.synced, .synced])
      #expect(try await documents(world).map(\.embeddingModel) == ["old/1", "old/1"])
      #expect(try await Self.find(world, "instrument", .meaning).count == 2)
    }
    try await withWorld(in: folder, at: clock, Embedders(new, others: [old])) { world in
      #expect(try await documents(world).map(\.status) == [.stale, .stale])
      #expect(try await Self.find(world, "instrument", .meaning).count == 2)
      _ = try await Self.put(world, "c.md", "one more cello")
      try await world.engine.embeddings.finish()
      #expect(try await documents(world).map(\.status) == [.synced, .synced, .synced])
      #expect(Set(try await documents(world).map(\.embeddingModel)) == ["new/1"])
      #expect(try await Self.find(world, "furniture", .meaning).count == 2)
    }
  }

  @Test func `A deleted document is found no more, and its path is free`() async throws {
    try await withWorld(Embedders(Self.embedder())) { world in
      let first = try await Self.put(world, "a.md", "a cello", wait: .embedded)
      try await world.engine.documents.delete(first.id, as: world.call)
      #expect(try await Self.find(world, "instrument") == [])
      #expect(try await Self.find(world, "cello", .words) == [])
      #expect(await code { _ = try await world.engine.documents.get(first.id, as: world.call) } == .documentNotFound)
      #expect(await code { try await world.engine.documents.delete(first.id, as: world.call) } == .documentNotFound)
      let second = try await Self.put(world, "a.md", "a cello")
      #expect(second.id != first.id)
    }
  }

  @Test func `What is renamed keeps its id and its embeddings`() async throws {
    let embedder = Self.embedder()
    try await withWorld(Embedders(embedder)) { world in
      let first = try await Self.put(world, "a.md", "# T\na cello", wait: .embedded)
      let moved = try await Self.put(world, "sub/b.md", "# T\na cello") { $0.movedFrom = "a.md" }
      #expect((moved.id, moved.path, moved.status) == (first.id, "sub/b.md", .synced))
      try await world.engine.embeddings.finish()
      #expect(embedder.embedded.count == 1)
      // Where the title was its name, it is found by the other one.
      let named = try await Self.put(world, "salary.txt", "x", wait: .embedded)
      let renamed = try await Self.put(world, "elevator.txt", "x", wait: .embedded) { $0.movedFrom = "salary.txt" }
      #expect((renamed.id, renamed.title) == (named.id, "elevator"))
      #expect(try await Self.find(world, "lift") == ["x"])
      #expect(try await Self.find(world, "pay") == [])
      // Another document is not overwritten by what was moved.
      let other = try await Self.put(world, "a.md", "some tea") { $0.movedFrom = "none.md" }
      #expect(other.id != first.id)
    }
  }

  @Test func `A folder's file does not take the place of another folder's, or of what was sent by hand`() async throws {
    try await withWorld { world in
      let first = try await Self.put(world, "README.md", "one") { $0.root = "/a" }
      let refused = await code { _ = try await Self.put(world, "README.md", "two") { $0.root = "/b" } }
      #expect(refused == .documentExists)
      #expect(try await Self.put(world, "README.md", "three").root == nil)
      for root in ["/a", "/b"] {
        let refused = await code { _ = try await Self.put(world, "README.md", "two") { $0.root = root } }
        #expect(refused == .documentExists)
      }
      let there = try await world.engine.documents.get(first.id, as: world.call)
      #expect(there.content == "three" && there.document.root == nil)
      #expect(try await Self.put(world, "README.md", "one", in: "org:other") { $0.root = "/a" }.id != first.id)
    }
  }

  @Test func `Search knows titles and headings, types and namespaces`() async throws {
    try await withWorld { world in
      let body = (0..<700).map { "word\($0)" }.joined(separator: " ")
      _ = try await Self.put(world, "a.md", "# Sailing\n\n## Rigging\n\n\(body)")
      _ = try await Self.put(world, "b.txt", "rigging of elections", in: "org:default:news")
      _ = try await Self.put(world, "c.md", "rigging", in: "user:alice")
      func hits(_ query: DocumentQuery) async throws -> [(path: String, headings: [String])] {
        try await world.engine.documents.search(query, as: world.call).hits.compactMap { hit in
          guard case .document(let found) = hit.item else { return nil }
          return (found.document.path, found.chunk.headings)
        }
      }
      let all = try await hits(DocumentQuery("rigging", limit: 50))
      #expect(Set(all.map(\.path)) == ["a.md", "b.txt", "c.md"])
      // Every chunk of the section is found by its heading.
      #expect(all.filter { $0.path == "a.md" }.count > 1)
      #expect(
        all.filter { $0.path == "a.md" }.allSatisfy {
          $0.headings == ["Sailing", "Rigging"] || $0.headings == ["Sailing"]
        })
      #expect(try await hits(DocumentQuery("rigging", type: .text)).map(\.path) == ["b.txt"])
      let cases: [([String], Set<String>)] = [
        (["org"], ["a.md", "b.txt"]), (["org:default"], ["a.md", "b.txt"]), (["org:default:news"], ["b.txt"]),
        (["org:default:new"], []), (["user:alice", "user"], ["c.md"]), (["user:al"], []),
      ]
      for (prefixes, wanted) in cases {
        let namespaces = try prefixes.map { try NamespacePrefix($0) }
        let found = try await hits(DocumentQuery("rigging", namespaces: namespaces, limit: 50)).map(\.path)
        #expect(Set(found) == wanted, "\(prefixes)")
        let recalled = try await world.engine.recall(
          RecallQuery("rigging", namespaces: namespaces, kinds: [.document], limit: 50), as: world.call)
        #expect(recalled.hits.count == found.count)
      }
    }
  }

  @Test func `Recall finds documents beside what was said and is known, where it looks for memories`() async throws {
    try await withWorld { world in
      try await world.session()
      try await world.say("sailing with Ana")
      try await world.remember("likes sailing")
      _ = try await Self.put(world, "a.md", "sailing for beginners", in: "user:alice:notes")
      _ = try await Self.put(world, "b.md", "sailing in general")
      func kinds(_ query: RecallQuery) async throws -> [ItemKind] {
        try await world.engine.recall(query, as: world.call).hits.map { hit in
          switch hit.item {
          case .message: .message
          case .memory: .memory
          case .document: .document
          }
        }.sorted { $0.rawValue < $1.rawValue }
      }
      #expect(try await kinds(RecallQuery("sailing", user: "alice")) == [.document, .memory, .message])
      #expect(try await kinds(RecallQuery("sailing", user: "alice", kinds: [.document])) == [.document])
      #expect(try await kinds(RecallQuery("sailing", user: "alice", kinds: [.memory])) == [.memory])
      #expect(try await kinds(RecallQuery("sailing")) == [.document, .document, .memory, .message])
    }
  }

  @Test func `A search without namespaces finds what the key may read, and nothing else`() async throws {
    try await withWorld { world in
      _ = try await Self.put(world, "a.md", "sailing", in: "org:default")
      _ = try await Self.put(world, "b.md", "sailing", in: "user:alice")
      _ = try await Self.put(world, "c.md", "sailing", in: "user:bob")
      func paths(_ call: Call) async throws -> [String] {
        try await world.engine.documents.search(DocumentQuery("sailing"), as: call).hits.compactMap { hit in
          if case .document(let found) = hit.item { found.document.path } else { nil }
        }.sorted()
      }
      #expect(try await paths(world.call("read:org:default", "read:user:alice")) == ["a.md", "b.md"])
      #expect(try await paths(world.call("read:user:*")) == ["b.md", "c.md"])
      #expect(try await paths(world.call("write:user:bob")) == [])
      #expect(try await paths(world.stranger()) == [])
      #expect(try await paths(world.call) == ["a.md", "b.md", "c.md"])
    }
  }

  @Test func `What is too large or malformed is refused by name`() async throws {
    try await withWorld { world throws in
      let large = String(repeating: "a", count: Limits.documentBytes + 1)
      let drafts: [(String, DocumentDraft)] = [
        ("content", DocumentDraft(path: "a", content: large)), ("content", DocumentDraft(path: "a", content: "\0")),
        ("path", DocumentDraft(path: "", content: "x")), ("path", DocumentDraft(path: "a\nb", content: "x")),
        ("path", DocumentDraft(path: String(repeating: "p", count: 1_025), content: "x")),
        ("title", DocumentDraft(path: "a", content: "x", title: "")),
        ("metadata", DocumentDraft(path: "a", content: "x", metadata: JSONText(stored: "[]"))),
        ("root", DocumentDraft(path: "a", content: "x", root: "")),
        ("moved_from", DocumentDraft(path: "a", content: "x", movedFrom: "")),
      ]
      for (field, draft) in drafts {
        let error = await #expect(throws: ScrubjayError.self) {
          _ = try await world.engine.documents.put(draft, as: world.call)
        }
        #expect(error?.fields.map(\.field) == [field])
      }
      let largest = String(repeating: "a ", count: Limits.documentBytes / 2)
      #expect(try await Self.put(world, "a.txt", largest).bytes == Limits.documentBytes)
    }
  }

  @Test func `Both indexes can be made again, with documents in them`() async throws {
    let embedder = Self.embedder()
    try await withWorld(Embedders(embedder)) { world in
      _ = try await Self.put(world, "a.md", "# Sailing\na cello", wait: .embedded)
      try await world.engine.wordIndex.rebuild { _ in }
      #expect(try await Self.find(world, "sailing", .words) == ["# Sailing\na cello"])
      #expect(try await Self.find(world, "instrument", .meaning) == ["# Sailing\na cello"])
      // What was given up is embedded after all.
      embedder.refuse("violin")
      let refused = try await Self.put(world, "b.md", "a violin")
      for _ in 0..<12 {
        try await world.engine.embeddings.finish()
        world.clock.advance(by: .seconds(2_000))
      }
      embedder.refuse(nil)
      try await world.engine.embeddings.complete()
      try await world.engine.embeddings.finish()
      #expect(try await world.engine.documents.get(refused.id, as: world.call).document.status == .synced)
    }
  }

  @Test func `Documents of a namespace go one by one, with all by which they are found`() async throws {
    try await withWorld(Embedders(Self.embedder())) { world in
      for number in 0..<5 {
        _ = try await Self.put(world, "\(number).md", "a cello", in: number < 3 ? "user:alice:x" : "user:alicex")
      }
      try await world.engine.embeddings.finish()
      let prefix = try NamespacePrefix("user:alice")
      let work = world.engine.documents.work
      var counts: [Int] = []
      for _ in 0..<3 {
        counts.append(
          try await work.storage.write(world.call) { tx in try tx.deleteDocuments(below: prefix, limit: 2) })
      }
      #expect(counts == [2, 1, 0])
      #expect(try await Self.find(world, "instrument", .meaning).count == 2)
      #expect(try await Self.find(world, "cello", .words).count == 2)
    }
  }
}
