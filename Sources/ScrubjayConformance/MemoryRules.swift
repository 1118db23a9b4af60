import ScrubjayCore

extension StorageRule {
  static let memories: [StorageRule] = [
    memory("reads back as it was stored, by id and by namespace and key") { ground in
      let full = Memory.sample(
        "full", namespace: "user:alice:diet", key: "tea", origin: .publish("other", version: 3), type: .procedural,
        content: "steeps it",
        value: Tricky.json[6],
        importance: 10, category: "preferences", metadata: JSONText(stored: #"{"b":1.0,"a":2}"#), validFrom: 1,
        validUntil: 2, expiresAt: 3,
        sources: [
          MemorySource(session: "s2", event: "e9"), MemorySource(session: "s1"),
          MemorySource(session: "s2", event: "e1", deletedAt: .at(9)),
        ])
      let bare = Memory.sample("bare", importance: 1)
      let stored = try await ground.write { tx in [try tx.memories.insert(full), try tx.memories.insert(bare)] }
      for (memory, wanted) in zip(stored, [full, bare]) {
        let wanted = wanted.numbered(memory.sequence)
        try expect("what insert answers", memory, is: wanted)
        let found = try await ground.read { tx in
          [
            try tx.memories.find(wanted.id), try tx.memories.find(wanted.namespace, key: wanted.key),
            try tx.memories.version(1, of: wanted.id),
            try tx.memories.history(of: wanted.id, asOf: nil, after: nil, limit: 9).elements.first,
          ]
        }
        for memory in found { try expect("the memory", memory, is: wanted) }
      }
      try expect(0 < stored[0].sequence && stored[0].sequence < stored[1].sequence, "the sequences do not grow")
      try await ground.read { tx in
        try expect("an id that is not there", try tx.memories.find("none"), is: nil)
        try expect("a key that is not there", try tx.memories.find(full.namespace, key: "coffee"), is: nil)
        try expect("a key of the namespace above", try tx.memories.find(Namespace(.user, "alice"), key: "tea"), is: nil)
        try expect("a version that is not there", try tx.memories.version(2, of: "full"), is: nil)
      }
    },

    memory("keeps keys, text and JSON to the byte") { ground in
      let texts = Tricky.texts + [Tricky.long]
      for (index, text) in texts.enumerated() {
        let key = index < Tricky.texts.count ? text : "long"
        let value = Tricky.json[index % Tricky.json.count]
        let memory = Memory.sample("m\(index)", key: key, content: text, value: value)
        try await ground.write { tx in _ = try tx.memories.insert(memory) }
        let found = try await ground.read { try $0.memories.find(memory.namespace, key: key) }
        try expectBytes("the key", found?.key, are: key)
        try expectBytes("the content", found?.content, are: text)
        try expectBytes("the value", found?.value?.text, are: value.text)
      }
    },

    memory("refuses the namespace and key, or the id, of another, even of a deleted one") { ground in
      try await ground.write { tx in
        _ = try tx.memories.insert(.sample("1", key: "k", content: "first"))
        _ = try tx.memories.insert(.sample("2", key: "deleted"))
        try tx.memories.delete("2", at: .at(1))
        _ = try tx.memories.insert(.sample("3", namespace: "user:alice:x", key: "k"))
      }
      for rival in [Memory.sample("4", key: "k"), .sample("1", key: "other"), .sample("5", key: "deleted")] {
        try await expectError(.memoryExists, "the id \(rival.id) with the key \(rival.key)") {
          try await ground.write { tx in _ = try tx.memories.insert(rival) }
        }
      }
      try expect("the first", try await ground.read { try $0.memories.find("1")?.content }, is: "first")
    },

    memory("has versions that end where the next begins") { ground in
      try await ground.write { tx in
        var memory = try tx.memories.insert(.sample("m", key: "k", content: "one", at: 10))
        for (content, origin, second) in [("two", VersionOrigin.update, 20), ("three", .rollback(to: 1), 30)] {
          memory = memory.next(content, origin: origin, type: .episodic, importance: 9, at: second)
          try tx.memories.append(memory)
        }
      }
      try await ground.read { tx in
        let versions = try tx.memories.history(of: "m", asOf: nil, after: nil, limit: 9).elements
        try expect("the numbers", versions.map(\.version), is: [1, 2, 3])
        try expect("the texts", versions.map(\.content), is: ["one", "two", "three"])
        try expect("when they begin", versions.map(\.recordedAt), is: [.at(10), .at(20), .at(30)])
        try expect("when they end", versions.map(\.recordedUntil), is: [.at(20), .at(30), nil])
        try expect("how they came to be", versions.map(\.origin), is: [.create, .update, .rollback(to: 1)])
        try expect("who stored them", versions.map(\.updatedBy), is: ["maker", "changer", "changer"])
        try expect("the types", versions.map(\.type), is: [.semantic, .episodic, .episodic])
        try expect("when the entry was made", Set(versions.map(\.createdAt)), is: [.at(10)])
        try expect("the sequence", Set(versions.map(\.sequence)).count, is: 1)
        try expect("the current version", try tx.memories.find("m"), is: versions[2])
        try expect("the first version", try tx.memories.version(1, of: "m"), is: versions[0])
      }
    },

    memory("has a history that goes page by page without gap or repeat") { ground in
      try await ground.write { tx in
        var memory = try tx.memories.insert(.sample("m"))
        for number in 2...13 {
          memory = memory.next("version \(number)", at: number)
          try tx.memories.append(memory)
        }
      }
      for limit in [1, 5, 13] {
        let found = try await ground.read { tx in
          try pages("versions", of: limit) { try tx.memories.history(of: "m", asOf: nil, after: $0, limit: limit) }
        }
        try expect("versions in pages of \(limit)", found.joined().map(\.version), is: Array(1...13))
      }
    },

    memory("ends when it is deleted, and continues its versions when it is added again") { ground in
      let memory = try await ground.write { tx in
        let memory = try tx.memories.insert(.sample("m", key: "k", at: 10))
        try tx.memories.delete("m", at: .at(20))
        return memory
      }
      try await ground.read { tx in
        let deleted = try require("the deleted memory", try tx.memories.find("m"))
        try expect("when it was deleted", deleted.deletedAt, is: .at(20))
        try expect("when its version ended", deleted.recordedUntil, is: .at(20))
        try expect("by its key", try tx.memories.find(deleted.namespace, key: "k"), is: deleted)
        try expect("the list", try tx.memories.ids(MemoryFilter()), is: [])
        try expect("the list with deleted ones", try tx.memories.ids(MemoryFilter(includesDeleted: true)), is: ["m"])
        try expect(
          "by sequence", try tx.memories.find(sequences: [deleted.sequence], MemoryFilter()), is: [])
      }
      try await ground.write { tx in try tx.memories.append(memory.next("again", at: 30)) }
      try await ground.read { tx in
        let versions = try tx.memories.history(of: "m", asOf: nil, after: nil, limit: 9).elements
        try expect("the numbers", versions.map(\.version), is: [1, 2])
        try expect("when they end", versions.map(\.recordedUntil), is: [.at(20), nil])
        try expect("whether it is deleted", versions.map(\.deletedAt), is: [nil, nil])
        try expect("the list", try tx.memories.ids(MemoryFilter()), is: ["m"])
      }
    },

    memory("keeps its sources when their session goes, marked in every version") { ground in
      try await ground.write { tx in
        var memory = Memory.sample(
          "m", sources: [MemorySource(session: "s", event: "e"), MemorySource(session: "stays")])
        memory = try tx.memories.insert(memory)
        try tx.memories.append(memory.next("two", at: 1))
        _ = try tx.memories.insert(.sample("n", sources: [MemorySource(session: "s2")]))
        try tx.memories.markSourcesDeleted(session: "s", at: .at(5))
        try tx.memories.markSourcesDeleted(session: "s", at: .at(6))
      }
      try await ground.read { tx in
        for version in [1, 2] {
          try expect(
            "the sources of version \(version)", try tx.memories.version(version, of: "m")?.sources,
            is: [MemorySource(session: "s", event: "e", deletedAt: .at(5)), MemorySource(session: "stays")])
        }
        try expect("another's sources", try tx.memories.find("n")?.sources, is: [MemorySource(session: "s2")])
      }
    },

    memory("says nothing any more in a version that is redacted, and only there") { ground in
      let memory = try await ground.write { tx in
        let memory = try tx.memories.insert(
          .sample(
            "m", value: Tricky.json[0], category: "c", metadata: JSONText(stored: #"{"a":1}"#),
            sources: [MemorySource(session: "s")], at: 1))
        try tx.memories.append(memory.next("two", at: 2))
        _ = try tx.memories.insert(.sample("n"))
        try tx.memories.redact(1, of: "m", at: .at(9))
        return memory
      }
      try await ground.read { tx in
        let redacted = try require("the version", try tx.memories.version(1, of: "m"))
        try expect("when it was redacted", redacted.redactedAt, is: .at(9))
        try expect("its content", redacted.content, is: "")
        try expect("its value", redacted.value, is: nil)
        try expect("its category", redacted.category, is: nil)
        try expect("its metadata", redacted.metadata, is: .emptyObject)
        try expect("its sources", redacted.sources, is: memory.sources)
        try expect("when it was stored", redacted.recordedAt, is: .at(1))
        try expect("the version after it", try tx.memories.find("m")?.content, is: "two")
        try expect("whether that is redacted", try tx.memories.find("m")?.redactedAt, is: nil)
        try expect("another", try tx.memories.find("n")?.content, is: "likes tea")
      }
    },

    memory("that is purged is gone with all its versions, and its key is free") { ground in
      let first = try await ground.write { tx in
        let first = try tx.memories.insert(.sample("m", key: "k", sources: [MemorySource(session: "s")]))
        try tx.memories.append(first.next("two", at: 2))
        _ = try tx.memories.insert(.sample("n"))
        try tx.memories.purge("m")
        try tx.memories.purge("none")
        return first
      }
      try await ground.read { tx in
        try expect("by id", try tx.memories.find("m"), is: nil)
        try expect("a version", try tx.memories.version(1, of: "m"), is: nil)
        try expect("by key", try tx.memories.find(first.namespace, key: "k"), is: nil)
        try expect("its history", try tx.memories.history(of: "m", asOf: nil, after: nil, limit: 9).elements, is: [])
        try expect("the list", try tx.memories.ids(MemoryFilter(includesDeleted: true)), is: ["n"])
      }
      let second = try await ground.write { tx in try tx.memories.insert(.sample("m", key: "k")) }
      try expect(second.sequence > first.sequence, "a sequence is used again")
      try expect("its sources", try await ground.read { try $0.memories.find("m")?.sources }, is: [])
    },

    memory("is found in the versions that are not current any more, page by page and by number") { ground in
      try await ground.write { tx in
        let first = try tx.memories.insert(.sample("m", content: "one", at: 1))
        let second = first.next("two", at: 2)
        try tx.memories.append(second)
        try tx.memories.append(second.next("three", at: 2))
        _ = try tx.memories.insert(.sample("n", content: "current", at: 1))
        let deleted = try tx.memories.insert(.sample("o", namespace: "user:alice:deep", content: "deleted", at: 1))
        try tx.memories.delete("o", at: .at(5))

        for limit in [1, 2, 9] {
          let found = try pages("the past", of: limit) { try tx.memories.past(after: $0, limit: limit) }.joined()
          try expect("in pages of \(limit)", found.map(\.content), is: ["two", "deleted", "one"])
        }
        let items = [
          PastItem(entry: first.sequence, version: 1), PastItem(entry: first.sequence, version: 2),
          PastItem(entry: first.sequence, version: 3), PastItem(entry: deleted.sequence, version: 1),
          PastItem(entry: 999_999, version: 1),
        ]
        for item in items { try expect("the number", PastItem(number: item.number), is: item) }
        func past(_ filter: MemoryFilter) throws -> Set<String> {
          Set(try tx.memories.past(items, filter).map(\.content))
        }
        try expect("all", try past(MemoryFilter()), is: ["one", "two", "deleted"])
        try expect("at a time", try past(MemoryFilter(asOf: .at(1))), is: ["one", "deleted"])
        let deep = NamespacePrefix(Namespace(stored: "user:alice:deep"))
        try expect("of a namespace", try past(MemoryFilter(namespaces: [deep])), is: ["deleted"])
      }
    },
  ]

  private static func memory(_ name: String, _ check: @escaping @Sendable (Ground) async throws -> Void) -> Self {
    StorageRule("memories", "A memory \(name)", check)
  }
}

extension MemoryReader {
  /// The ids of the first hundred memories of a list.
  func ids(_ filter: MemoryFilter, order: MemoryOrder = .updated) throws -> [String] {
    try list(filter, order: order, after: nil, limit: 100).elements.map(\.id)
  }
}
