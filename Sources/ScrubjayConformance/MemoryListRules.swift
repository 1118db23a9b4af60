import ScrubjayCore

extension StorageRule {
  static let memoryLists: [StorageRule] = [
    list("goes by importance, then by the last change, without gap or repeat") { ground in
      try await ground.write { tx in
        for number in 0..<30 {
          _ = try tx.memories.insert(.sample("m\(number)", importance: number % 3 + 1, at: number / 4))
        }
      }
      // The later of two that are equal in everything is listed first.
      let byImportance = (0..<30).sorted { left, right in
        (left % 3, left / 4, left) > (right % 3, right / 4, right)
      }
      for (order, wanted) in [(MemoryOrder.importance, byImportance), (.updated, (0..<30).reversed())] {
        for limit in [1, 7, 30] {
          let found = try await ground.read { tx in
            try pages("memories", of: limit) {
              try tx.memories.list(MemoryFilter(), order: order, after: $0, limit: limit)
            }
          }
          try expect("by \(order), in pages of \(limit)", found.joined().map(\.id), is: wanted.map { "m\($0)" })
        }
      }
    },

    list("shows current versions, and filters by what they say") { ground in
      try await ground.write { tx in
        let memory = try tx.memories.insert(.sample("m", type: .working, content: "old", importance: 9, at: 1))
        _ = try tx.memories.insert(.sample("n", importance: 5, at: 2))
        try tx.memories.append(memory.next("new", type: .semantic, importance: 1, at: 3))
      }
      try await ground.read { tx in
        let found = try tx.memories.list(MemoryFilter(), order: .updated, after: nil, limit: 9).elements
        try expect("the texts", found.map(\.content), is: ["new", "likes tea"])
        try expect("by importance", try tx.memories.ids(MemoryFilter(), order: .importance), is: ["n", "m"])
        try expect("of the old type", try tx.memories.ids(MemoryFilter(types: [.working])), is: [])
        try expect("changed until then", try tx.memories.ids(MemoryFilter(updatedUntil: .at(2))), is: ["n"])
      }
    },

    list("matches whole segments of a namespace, whatever is in them") { ground in
      let segments = [
        "al", "alice", "al;x", "al\u{301}", "\u{301}al", "AL", "a", "al%", "a_", "%", "_", "al!", "al/x", "é",
        "e\u{301}",
        "\u{10FFFF}", "al:x", "al:\u{301}x", "al:;", "al:%3A", "al:x:y", "al:xy", "大", "al\u{7FF}", "\u{37E}",
      ]
      let names = segments.map { "user:\($0)" } + ["app:al", "org:al:x"]
      try await ground.write { tx in
        for name in names { _ = try tx.memories.insert(.sample(name, namespace: name)) }
      }
      for text in names + ["user", "app", "session"] {
        let prefix = NamespacePrefix(Namespace(stored: text))
        let wanted = names.filter { name in
          let (name, text) = (Array(name.utf8), Array(text.utf8))
          return name == text || name.starts(with: text + [UInt8(ascii: ":")])
        }
        let found = try await ground.read { try $0.memories.ids(MemoryFilter(namespaces: [prefix])) }
        try expect(
          "below \(text.debugDescription)", found.map { Array($0.utf8) }.sorted { $0.lexicographicallyPrecedes($1) },
          is: wanted.map { Array($0.utf8) }.sorted { $0.lexicographicallyPrecedes($1) })
      }
    },

    list("of several namespaces has what is in any of them, once") { ground in
      try await ground.write { tx in
        for (index, name) in ["user:al", "user:al:x", "user:bo", "app:x", "org:o"].enumerated() {
          _ = try tx.memories.insert(.sample(name, namespace: name, at: -index))
        }
      }
      let prefixes = ["user:al", "user", "app:x"].map { NamespacePrefix(Namespace(stored: $0)) }
      let found = try await ground.read { try $0.memories.ids(MemoryFilter(namespaces: prefixes)) }
      try expect("the memories", found, is: ["user:al", "user:al:x", "user:bo", "app:x"])
    },

    list("lets through what its filter names, both ways of asking") { ground in
      let stored = try await ground.write { tx in
        [
          try tx.memories.insert(
            .sample(
              "a", namespace: "user:al", key: "k", type: .working, category: "health", validFrom: 10, validUntil: 20,
              expiresAt: 30, createdBy: "x", at: 1)),
          try tx.memories.insert(
            .sample("b", namespace: "user:al", type: .episodic, category: "work", createdBy: "y", at: 2)),
          try tx.memories.insert(.sample("c", namespace: "app:z", key: "k", validFrom: 15, createdBy: "x", at: 3)),
        ]
      }
      let al = [NamespacePrefix(Namespace(.user, "al"))]
      let cases: [(MemoryFilter, [String])] = [
        (MemoryFilter(), ["a", "b", "c"]), (MemoryFilter(namespaces: al), ["a", "b"]),
        (MemoryFilter(key: "k"), ["a", "c"]), (MemoryFilter(types: [.working]), ["a"]),
        (MemoryFilter(types: [.semantic, .episodic]), ["b", "c"]),
        (MemoryFilter(types: MemoryType.allCases), ["a", "b", "c"]), (MemoryFilter(types: [.procedural]), []),
        (MemoryFilter(category: "work"), ["b"]), (MemoryFilter(category: "wor_"), []),
        (MemoryFilter(createdBy: "x"), ["a", "c"]), (MemoryFilter(updatedSince: .at(2)), ["b", "c"]),
        (MemoryFilter(updatedUntil: .at(2)), ["a", "b"]),
        (MemoryFilter(updatedSince: .at(2), updatedUntil: .at(2)), ["b"]),
        (MemoryFilter(unexpiredAt: .at(29)), ["a", "b", "c"]), (MemoryFilter(unexpiredAt: .at(30)), ["b", "c"]),
        (MemoryFilter(validAt: .at(9)), ["b"]), (MemoryFilter(validAt: .at(10)), ["a", "b"]),
        (MemoryFilter(validAt: .at(19)), ["a", "b", "c"]), (MemoryFilter(validAt: .at(20)), ["b", "c"]),
        (MemoryFilter(namespaces: al, key: "k", types: [.working], category: "health", createdBy: "x"), ["a"]),
        (MemoryFilter(namespaces: al, createdBy: "z"), []),
      ]
      let sequences = stored.map(\.sequence)
      for (filter, wanted) in cases {
        let (listed, picked) = try await ground.read { tx in
          (
            try tx.memories.ids(filter).sorted(),
            try tx.memories.find(sequences: sequences, filter).map(\.id).sorted()
          )
        }
        try expect("the list of \(filter)", listed, is: wanted)
        try expect("those picked by \(filter)", picked, is: wanted)
      }
    },

    list("can be of any number of sequences") { ground in
      let stored = try await ground.write { tx in
        try (0..<200).map { try tx.memories.insert(.sample("m\($0)")).sequence }
      }
      for count in [0, 1, 3, 9, 128, 200] {
        let sequences = stored.prefix(count) + (count > 0 ? [Int64.max, -1] : [])
        let found = try await ground.read { try $0.memories.find(sequences: Array(sequences), MemoryFilter()) }
        try expect("\(count) by sequence", found.map(\.sequence).sorted(), is: Array(stored.prefix(count)))
      }
    },

    list("shows what was current at a time, in its order, page by page") { ground in
      try await ground.write { tx in
        // Stored at 0 and changed at 10; every third is deleted at 20, and every sixth comes back at 30.
        for number in 0..<18 {
          let namespace = number.isMultiple(of: 2) ? "user:al" : "user:bo:x"
          var memory = try tx.memories.insert(
            .sample("m\(number)", namespace: namespace, type: .working, importance: number % 3 + 1))
          memory = memory.next("two", type: .episodic, importance: number % 4 + 1, at: 10)
          try tx.memories.append(memory)
          if number.isMultiple(of: 3) { try tx.memories.delete(memory.id, at: .at(20)) }
          if number.isMultiple(of: 6) { try tx.memories.append(memory.next("three", importance: 5, at: 30)) }
        }
      }
      @Sendable func importance(_ number: Int, _ second: Int) -> Int? {
        switch second {
        case ..<0: nil
        case ..<10: number % 3 + 1
        case ..<20: number % 4 + 1
        case ..<30: number.isMultiple(of: 3) ? nil : number % 4 + 1
        default: number.isMultiple(of: 6) ? 5 : number.isMultiple(of: 3) ? nil : number % 4 + 1
        }
      }
      for second in [-1, 0, 9, 10, 19, 20, 29, 30, 99] {
        let there = (0..<18).filter { importance($0, second) != nil }
        @Sendable func recorded(_ number: Int) -> Int { second < 10 ? 0 : second < 30 || number % 6 != 0 ? 10 : 30 }
        for namespaces in [[], [NamespacePrefix(Namespace(stored: "user:bo"))]] {
          let those = there.filter { namespaces.isEmpty || !$0.isMultiple(of: 2) }
          for (order, wanted) in [
            (
              MemoryOrder.importance,
              those.sorted {
                (importance($0, second) ?? 0, recorded($0), $0) > (importance($1, second) ?? 0, recorded($1), $1)
              }
            ), (.updated, those.sorted { (recorded($0), $0) > (recorded($1), $1) }),
          ] {
            let filter = MemoryFilter(namespaces: namespaces, asOf: .at(second))
            for limit in [4, 18] {
              let found = try await ground.read { tx in
                try pages("memories", of: limit) {
                  try tx.memories.list(filter, order: order, after: $0, limit: limit)
                }
              }
              try expect(
                "as of \(second) by \(order) in \(namespaces), in pages of \(limit)", found.joined().map(\.id),
                is: wanted.map { "m\($0)" })
            }
          }
        }
        try await ground.read { tx in
          for number in [1, 6] {
            try expect(
              "m\(number) as of \(second)", try tx.memories.find("m\(number)", asOf: .at(second))?.importance,
              is: importance(number, second))
          }
          let versions = try tx.memories.history(of: "m6", asOf: .at(second), after: nil, limit: 9).elements.count
          try expect("the versions by \(second)", versions, is: [0, 10, 30].filter { $0 <= second }.count)
          let ofType = MemoryFilter(types: [.working], asOf: .at(second))
          try expect("those of the first type", try tx.memories.ids(ofType).count, is: 0..<10 ~= second ? 18 : 0)
        }
      }
    },

    list("has of an owner what is there, and what gives way first") { ground in
      try await ground.write { tx in
        for (id, namespace, importance, second) in [
          ("a", "user:al", 5, 1), ("b", "user:al:x", 3, 9), ("c", "user:al:x:y", 3, 2), ("d", "user:alice", 1, 1),
          ("e", "app:al", 1, 1),
        ] { _ = try tx.memories.insert(.sample(id, namespace: namespace, importance: importance, at: second)) }
        _ = try tx.memories.insert(.sample("f", namespace: "user:al", key: "chosen", importance: 1))
        _ = try tx.memories.insert(.sample("g", namespace: "user:al", type: .procedural, importance: 1))
        _ = try tx.memories.insert(.sample("h", namespace: "user:al", importance: 1))
        try tx.memories.delete("h", at: .at(2))
        _ = try tx.memories.insert(.sample("i", namespace: "user:al", importance: 9, expiresAt: 50))
      }
      try await ground.read { tx in
        try expect("how many", try tx.memories.count(of: "user:al", at: .at(49)), is: 6)
        try expect("how many are left", try tx.memories.count(of: "user:al", at: .at(50)), is: 5)
        try expect("of nobody", try tx.memories.count(of: "user:a", at: .at(0)), is: 0)
        func evictable(_ second: Int, _ limit: Int) throws -> [String] {
          try tx.memories.evictable(of: "user:al", at: .at(second), limit: limit).map(\.id)
        }
        try expect("in order", try evictable(49, 9), is: ["c", "b", "a", "i"])
        try expect("in order, without what has expired", try evictable(50, 9), is: ["c", "b", "a"])
        try expect("the first", try evictable(49, 1), is: ["c"])
      }
    },

    list("has what expired, the first first, until it is deleted") { ground in
      try await ground.write { tx in
        for (id, second) in [("a", 30), ("b", 10), ("c", 20), ("d", 31)] {
          _ = try tx.memories.insert(.sample(id, expiresAt: second))
        }
        _ = try tx.memories.insert(.sample("e"))
      }
      func expired(_ limit: Int) async throws -> [String] {
        try await ground.read { try $0.memories.expired(by: .at(30), limit: limit).map(\.id) }
      }
      try expect("all", try await expired(9), is: ["b", "c", "a"])
      try expect("two", try await expired(2), is: ["b", "c"])
      try await ground.write { try $0.memories.delete("b", at: .at(30)) }
      try expect("without a deleted one", try await expired(9), is: ["c", "a"])
    },
  ]

  private static func list(_ name: String, _ check: @escaping @Sendable (Ground) async throws -> Void) -> Self {
    StorageRule("memory lists", "A list of memories \(name)", check)
  }
}
