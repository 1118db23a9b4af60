import ScrubjayCore

extension StorageRule {
  static let documents: [StorageRule] = [
    document("reads back as it was stored, and as it was changed") { ground in
      var document = Document(
        id: "d", namespace: Namespace(stored: "org:acme:é"), path: "a/'b'.md", title: "T\u{301}", type: .markdown,
        sha256: String(repeating: "0", count: 64), metadata: JSONText(stored: #"{"b":1.0}"#), bytes: 5, chunkCount: 1,
        embeddingModel: "model", status: .failed, failure: .init(.file, "It is gone."), root: "/srv/docs",
        syncedAt: .at(3), createdAt: .at(1), updatedAt: .at(2))
      let stored = try await ground.write { [document] tx in try tx.documents.insert(document) }
      document.sequence = stored.sequence
      try expect("what is stored", stored, is: document)
      try expect(stored.sequence > 0, "the sequence is \(stored.sequence)")
      try expect("the document", try await ground.read { try $0.documents.find("d") }, is: document)
      let namespace = document.namespace
      try expect(
        "the document of the path", try await ground.read { try $0.documents.find(namespace, path: "a/'b'.md") },
        is: document)
      try expect(
        "the document of another path", try await ground.read { try $0.documents.find(namespace, path: "A/'b'.md") },
        is: nil)
      (document.path, document.title, document.type, document.sha256) = ("c", "", .text, nil)
      (document.metadata, document.bytes, document.chunkCount) = (.emptyObject, 0, 0)
      (document.embeddingModel, document.status, document.failure) = (nil, .stale, nil)
      (document.root, document.syncedAt, document.updatedAt) = (nil, nil, .at(9))
      try await ground.write { [document] tx in try tx.documents.update(document) }
      try expect("the changed document", try await ground.read { try $0.documents.find("d") }, is: document)
    },

    document("has its path to itself in its namespace") { ground in
      try await ground.write { tx in
        for (id, namespace, path) in [("1", "org:a", "p"), ("2", "org:b", "p"), ("3", "org:a", "q")] {
          _ = try tx.documents.insert(.sample(id, namespace: namespace, path: path))
        }
      }
      for (id, path) in [("4", "p"), ("1", "r")] {
        try await expectError(.documentExists, "a second document of the same path or id") {
          try await ground.write { tx in _ = try tx.documents.insert(.sample(id, namespace: "org:a", path: path)) }
        }
      }
      try await expectError(.documentExists, "a document moved to another's path") {
        try await ground.write { tx in
          var document = try require("the document", try tx.documents.find("3"))
          document.path = "p"
          try tx.documents.update(document)
        }
      }
    },

    document("is listed by namespace, path, type, status and folder, page by page") { ground in
      try await ground.write { tx in
        for number in 0..<12 {
          var document = Document.sample(
            "\(number)", namespace: ["org:a", "org:a:x", "org:ab"][number % 3], path: "p\(number / 3)")
          if number >= 6 { (document.type, document.root) = (.text, "/r") }
          if number.isMultiple(of: 4) { document.status = .stale }
          _ = try tx.documents.insert(document)
        }
      }
      let (a, x) = (try NamespacePrefix("org:a"), try NamespacePrefix("org:a:x"))
      let cases: [(String, DocumentFilter, [Int])] = [
        ("all", DocumentFilter(), Array(0..<12)),
        ("a namespace and below", DocumentFilter(namespaces: [a]), [0, 1, 3, 4, 6, 7, 9, 10]),
        ("overlapping namespaces", DocumentFilter(namespaces: [x, a]), [0, 1, 3, 4, 6, 7, 9, 10]),
        ("a path", DocumentFilter(path: "p1"), [3, 4, 5]),
        ("a path in a namespace", DocumentFilter(namespaces: [x], path: "p1"), [4]),
        ("a type", DocumentFilter(type: .text), Array(6..<12)),
        ("a status", DocumentFilter(status: .stale), [0, 4, 8]),
        ("a folder", DocumentFilter(root: "/r"), Array(6..<12)), ("no folder", DocumentFilter(root: "/"), []),
        ("a folder and namespace", DocumentFilter(namespaces: [x], root: "/r"), [7, 10]),
      ]
      for (name, filter, wanted) in cases {
        let found = try await ground.read { tx in
          try pages("documents", of: 3) { try tx.documents.list(filter, after: $0, limit: 3) }
        }
        try expect(name, found.joined().map(\.id), is: wanted.map(String.init))
      }
    },

    document("has its chunks in their order, and other ones in their place") { ground in
      let document = try await ground.write { tx in try tx.documents.insert(.sample("d")) }
      let other = try await ground.write { tx in try tx.documents.insert(.sample("e")) }
      let texts = Tricky.texts + [""]
      let drafts = texts.enumerated().map { place, text in
        DocumentChunk(
          place: place, headings: place == 0 ? [] : ["A \"b\"", text], start: place * 3,
          lead: place.isMultiple(of: 3) ? "" : text, text: text, hasMeaning: place.isMultiple(of: 2))
      }
      let first = try await ground.write { tx in
        _ = try tx.documents.replaceChunks(of: other.sequence, with: [drafts[0]])
        return try tx.documents.replaceChunks(of: document.sequence, with: drafts)
      }
      let found = try await ground.read { try $0.documents.chunks(of: document.sequence) }
      try expect("the chunks", found, is: first)
      try expect("their numbers", Set(first.map(\.sequence)).count, is: drafts.count)
      for (chunk, draft) in zip(found, drafts) {
        try expectBytes("the text of a chunk", chunk.text, are: draft.text)
        try expectBytes("the lead of a chunk", chunk.lead, are: draft.lead)
        try expect("the headings of a chunk", chunk.headings, is: draft.headings)
      }
      let second = try await ground.write { tx in
        try tx.documents.replaceChunks(of: document.sequence, with: Array(drafts.prefix(2)))
      }
      try expect(
        "the chunks in their place", try await ground.read { try $0.documents.chunks(of: document.sequence) },
        is: second)
      let isNew = second.allSatisfy { chunk in !first.contains { $0.sequence == chunk.sequence } }
      try expect(isNew, "a number is used again")
      try await ground.write { tx in try tx.documents.delete(document.sequence) }
      let left = try await ground.read { tx in
        (
          try tx.documents.find("d"), try tx.documents.chunks(of: document.sequence),
          try tx.documents.chunks(of: other.sequence)
        )
      }
      try expect("the deleted document", left.0, is: nil)
      try expect("its chunks", left.1, is: [])
      try expect("the other's chunks", left.2.count, is: 1)
    },

    document("is found by its chunks, through a filter, and page by page") { ground in
      let chunks = try await ground.write { tx in
        try (0..<6).flatMap { number in
          let document = try tx.documents.insert(
            .sample(
              "\(number)", namespace: number < 3 ? "org:a" : "org:b", type: number.isMultiple(of: 2) ? .text : .markdown
            ))
          return try tx.documents.replaceChunks(of: document.sequence, with: [.sample(0), .sample(1)])
        }
      }
      let numbers = chunks.map(\.sequence)
      let a = try NamespacePrefix("org:a")
      let cases: [(String, DocumentFilter, [Int])] = [
        ("all", DocumentFilter(), Array(0..<12)), ("a namespace", DocumentFilter(namespaces: [a]), Array(0..<6)),
        ("a type", DocumentFilter(type: .markdown), [2, 3, 6, 7, 10, 11]),
        ("a time", DocumentFilter(updatedSince: .at(1)), []),
        ("a time before", DocumentFilter(updatedUntil: .at(1)), Array(0..<12)),
      ]
      for (name, filter, wanted) in cases {
        let found = try await ground.read { try $0.documents.chunks(sequences: numbers + [0, 1 << 40], filter) }
        try expect(name, found.map(\.chunk.sequence).sorted(), is: wanted.map { numbers[$0] })
        try expect("\(name): the documents", found.allSatisfy { $0.document.sequence > 0 }, is: true)
      }
      let all = try await ground.read { tx in
        try pages("chunks", of: 5) { try tx.documents.chunks(before: $0, limit: 5) }
      }
      try expect("all, the last first", all.joined().map(\.chunk.sequence), is: numbers.reversed())
    },

    document("has its chunks in their places") { ground in
      let (one, other) = try await ground.write { tx in
        let documents = try ["one", "other"].map { try tx.documents.insert(.sample($0)) }
        let chunks = try zip(documents, [5, 2]).map { document, count in
          try tx.documents.replaceChunks(of: document.sequence, with: (0..<count).map { .sample($0) })
        }
        func places(_ index: Int) -> [Place<Int64>] {
          chunks[index].map { Place(item: $0.sequence, thread: documents[index].sequence, position: $0.place) }
        }
        return (places(0), places(1))
      }
      let (first, second) = (one[0].thread, other[0].thread)
      let cases: [([Stretch<Int64>], [Place<Int64>])] = [
        ([], []), ([Stretch(1 << 40, 0...9)], []), ([Stretch(first, 0...0)], [one[0]]),
        ([Stretch(first, 1...3)], Array(one[1...3])), ([Stretch(first, -6...99)], one), ([Stretch(first, 5...9)], []),
        ([Stretch(first, 4...4), Stretch(second, 0...9)], [one[4]] + other),
        // What is in both stretches may come twice.
        ([Stretch(first, 0...3), Stretch(first, 2...4), Stretch(first, 2...2)], one),
      ]
      for (stretches, wanted) in cases {
        let found = try await ground.read { try $0.documents.places(stretches) }
        try expect("the places of \(stretches)", Set(found), is: Set(wanted))
        if stretches.count < 3 { try expect("how many of \(stretches)", found.count, is: wanted.count) }
      }
      let replaced = try await ground.write { tx in
        try tx.documents.replaceChunks(of: first, with: [.sample(0), .sample(1)]).map(\.sequence)
      }
      let found = try await ground.read { try $0.documents.places([Stretch(first, 0...9)]) }
      try expect("the places of other chunks", Set(found.map(\.item)), is: Set(replaced))
    },

    document("is synced once all of its chunks that mean something are embedded") { ground in
      let model = try await ground.write { tx in try tx.vectors.register(.sample, at: .at(0)) }
      let documents = try await ground.write { tx in
        try ["half", "whole", "empty", "failed", "unreadable", "synced"].map { id in
          var document = Document.sample(id)
          switch id {
          case "failed": (document.status, document.failure) = (.failed, .init(.embedding, "It broke."))
          case "unreadable": (document.status, document.failure) = (.failed, .init(.file, "It is gone."))
          case "synced": document.status = .synced
          default: document.status = id == "whole" ? .stale : .pending
          }
          let stored = try tx.documents.insert(document)
          let chunks = try tx.documents.replaceChunks(
            of: stored.sequence, with: [.sample(0), .sample(1, hasMeaning: id == "half" || id == "whole")])
          for chunk in chunks where chunk.hasMeaning && !(id == "half" && chunk.place == 1) && id != "empty" {
            try tx.words.add(
              IndexedItem(owner: stored.owner, item: chunk.sequence, terms: ["tea": 1], length: 1, language: "en"))
            try tx.vectors.set([.sample, .sample], of: chunk.sequence, owner: stored.owner, model: model)
          }
          if id == "empty" {
            _ = try tx.documents.replaceChunks(of: stored.sequence, with: [.sample(0, hasMeaning: false)])
          }
          return stored
        }
      }
      func statuses() async throws -> [SyncStatus?] {
        try await ground.read { tx in try documents.map { try tx.documents.find($0.id)?.status } }
      }
      try await ground.write { tx in
        try tx.documents.settle([documents[1].sequence, documents[0].sequence], by: model, at: .at(5))
        try tx.documents.settle([], by: model, at: .at(5))
      }
      try expect("after some", try await statuses(), is: [.pending, .synced, .pending, .failed, .failed, .synced])
      try await ground.write { tx in try tx.documents.settle(nil, by: model, at: .at(6)) }
      try expect("after all", try await statuses(), is: [.pending, .synced, .synced, .synced, .failed, .synced])
      let (whole, failed) = try await ground.read { tx in
        (try tx.documents.find("whole"), try tx.documents.find("failed"))
      }
      try expect("the model", whole?.embeddingModel, is: EmbeddingModel.sample.name)
      try expect("the time", whole?.syncedAt, is: .at(5))
      try expect("the failure", failed?.failure, is: nil)
      try await ground.write { tx in try tx.documents.markStale() }
      try expect(
        "with another model wanted", try await statuses(), is: [.pending, .stale, .stale, .stale, .failed, .stale])
    },

    document("is its tenant's own") { ground in
      let neighbour = try await ground.neighbour()
      for each in [ground, neighbour] {
        try await each.write { tx in
          let document = try tx.documents.insert(.sample("d", status: .synced))
          _ = try tx.documents.replaceChunks(of: document.sequence, with: [.sample(0)])
        }
      }
      let mine = try await ground.read { try require("the document", try $0.documents.find("d")) }
      let chunk = try await ground.read { try $0.documents.chunks(of: mine.sequence)[0].sequence }
      let seen = try await neighbour.read { tx in
        (
          try tx.documents.chunks(of: mine.sequence), try tx.documents.chunks(sequences: [chunk], DocumentFilter()),
          try tx.documents.list(DocumentFilter(), after: nil, limit: 9).elements.count,
          try tx.documents.chunks(before: nil, limit: 9).elements.count,
          try tx.documents.places([Stretch(mine.sequence, 0...9)])
        )
      }
      try expect("the places of a neighbour's chunks", seen.4, is: [])
      try expect("a neighbour's chunks", seen.0, is: [])
      try expect("a neighbour's chunk", seen.1, is: [])
      try expect("the documents and chunks", [seen.2, seen.3], is: [1, 1])
      try await neighbour.write { tx in
        try tx.documents.markStale()
        try tx.documents.delete(mine.sequence)
      }
      let left = try await ground.read { tx in try tx.documents.find("d") }
      try expect("the neighbour's doing", left?.status, is: .synced)
    },
  ]

  private static func document(_ name: String, _ check: @escaping @Sendable (Ground) async throws -> Void) -> Self {
    StorageRule("documents", "A document \(name)", check)
  }
}

extension Document {
  static func sample(
    _ id: String, namespace: String = "org:acme", path: String? = nil, type: DocumentType = .markdown,
    status: SyncStatus = .pending
  ) -> Document {
    Document(
      id: id, namespace: Namespace(stored: namespace), path: path ?? id, title: "Title", type: type,
      sha256: String(repeating: "a", count: 64), metadata: .emptyObject, bytes: 3, chunkCount: 1, status: status,
      createdAt: .at(0), updatedAt: .at(0))
  }
}

extension DocumentChunk {
  fileprivate static func sample(_ place: Int, hasMeaning: Bool = true) -> DocumentChunk {
    DocumentChunk(place: place, headings: [], start: place * 3, text: "tea", hasMeaning: hasMeaning)
  }
}
