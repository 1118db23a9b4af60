import ScrubjayCore

extension StorageRule {
  static let conflicts: [StorageRule] = [
    conflict("reads back as it was stored, and as it was decided") { ground in
      let stored = try await ground.write { tx in
        for id in ["a", "b"] { _ = try tx.memories.insert(.sample(id)) }
        return try tx.conflicts.insert(.sample("c", ["b", "a"], reason: .number))
      }
      let conflict = try require("the conflict", stored)
      try expect(conflict.sequence > 0, "the sequence is \(conflict.sequence)")
      try expect("what is stored", try await ground.read { try $0.conflicts.find("c") }, is: conflict)
      try expect("one that is not there", try await ground.read { try $0.conflicts.find("C") }, is: nil)
      try await ground.write { tx in try tx.conflicts.resolve("c", by: "someone", at: .at(9)) }
      let decided = try await ground.read { try $0.conflicts.find("c") }
      try expect("the state", decided?.state, is: .resolved)
      try expect(
        "who and when", [decided?.resolvedBy, decided?.resolvedAt?.description],
        is: ["someone", Timestamp.at(9).description])
      try expect("the members", decided?.members, is: conflict.members)
    },

    conflict("is stored once while it is open") { ground in
      let stored = try await ground.write { tx in
        for id in ["a", "b", "c"] { _ = try tx.memories.insert(.sample(id)) }
        let first = try tx.conflicts.insert(.sample("1", ["a", "b"]))
        let again = try tx.conflicts.insert(.sample("2", ["b", "a"]))
        let other = try tx.conflicts.insert(.sample("3", ["a", "c"]))
        try tx.conflicts.resolve("1", by: "x", at: .at(1))
        return [first, again, other, try tx.conflicts.insert(.sample("4", ["a", "b"]))].map { $0?.id }
      }
      try expect("what was stored", stored, is: ["1", nil, "3", "4"])
    },

    conflict("is listed by namespace and state, the last found first, page by page") { ground in
      try await ground.write { tx in
        for id in ["a", "b"] { _ = try tx.memories.insert(.sample(id)) }
        for number in 0..<12 {
          let namespace = ["user:al", "user:alice", "user:al:x"][number % 3]
          _ = try tx.conflicts.insert(.sample("\(number)", [], namespace: namespace))
          if number < 6 { try tx.conflicts.resolve("\(number)", by: "x", at: .at(1)) }
        }
      }
      let cases: [([String], ConflictState?, [Int])] = [
        ([], nil, Array(0..<12)), (["user:al"], nil, [0, 2, 3, 5, 6, 8, 9, 11]), (["user:al"], .open, [6, 8, 9, 11]),
        ([], .resolved, Array(0..<6)), (["user:al:x"], nil, [2, 5, 8, 11]), ([], .outdated, []), (["app:x"], nil, []),
      ]
      for (namespaces, state, wanted) in cases {
        let found = try await ground.read { tx in
          try pages("conflicts", of: 3) {
            try tx.conflicts.list(
              namespaces.map { NamespacePrefix(Namespace(stored: $0)) }, state: state, after: $0, limit: 3)
          }
        }
        try expect(
          "\(namespaces), \(state?.rawValue ?? "any")", found.joined().map(\.id), is: wanted.reversed().map(String.init)
        )
      }
    },

    conflict("is outdated once one of its memories changes, and goes when one is purged") { ground in
      try await ground.write { tx in
        for id in ["a", "b", "c", "d", "e", "f"] { _ = try tx.memories.insert(.sample(id)) }
        for other in ["b", "c", "d", "e", "f"] { _ = try tx.conflicts.insert(.sample(other, ["a", other])) }
        try tx.conflicts.resolve("f", by: "x", at: .at(1))
        let memory = try require("b", try tx.memories.find("b"))
        try tx.memories.append(memory.next("other", at: 2))
        try tx.memories.delete("c", at: .at(2))
        try tx.memories.redact(1, of: "d", at: .at(2))
        try tx.memories.delete("f", at: .at(2))
      }
      let states = try await ground.read { tx in try ["b", "c", "d", "e", "f"].map { try tx.conflicts.find($0)?.state }
      }
      try expect("the states", states, is: [.outdated, .outdated, .outdated, .open, .resolved])
      try await ground.write { tx in
        try tx.memories.purge("e")
        try tx.memories.purge("f")
      }
      let left = try await ground.read { try $0.conflicts.list([], state: nil, after: nil, limit: 9).elements }
      try expect("what is left", left.map(\.id), is: ["d", "c", "b"])
    },

    conflict("and a consolidation are their tenant's own, and go with their namespace") { ground in
      let neighbour = try await ground.neighbour()
      for each in [ground, neighbour] {
        try await each.write { tx in
          for id in ["a", "b"] { _ = try tx.memories.insert(.sample(id)) }
          for namespace in ["user:al", "user:al:x", "user:alice"] {
            _ = try tx.conflicts.insert(.sample(namespace, ["a", "b"], namespace: namespace))
            _ = try tx.consolidations.insert(.sample(namespace, ["a"], namespace: namespace))
          }
        }
      }
      try await ground.write { tx in
        for namespace in ["user:al", "app:x"] {
          try tx.conflicts.erase(under: NamespacePrefix(Namespace(stored: namespace)))
          try tx.consolidations.erase(under: NamespacePrefix(Namespace(stored: namespace)))
        }
      }
      for (each, count) in [(ground, 1), (neighbour, 1)] {
        let (conflicts, done) = try await each.read { tx in
          (
            try tx.conflicts.list([], state: nil, after: nil, limit: 9).elements,
            try tx.consolidations.list([], after: nil, limit: 9).elements
          )
        }
        // Of the same versions one open conflict is enough.
        try expect("the consolidations", done.count, is: each.tenant == ground.tenant ? 1 : 3)
        try expect("the conflicts", conflicts.count, is: each.tenant == ground.tenant ? 0 : count)
      }
    },

    consolidation("reads back as it was stored, and as it was undone") { ground in
      let stored = try await ground.write { tx in
        for id in ["a", "b"] { _ = try tx.memories.insert(.sample(id)) }
        return try tx.consolidations.insert(.sample("c", ["b", "a"]))
      }
      try expect("what is stored", try await ground.read { try $0.consolidations.find("c") }, is: stored)
      try expect(stored.sequence > 0, "the sequence is \(stored.sequence)")
      try await ground.write { tx in
        try tx.consolidations.markUndone("c", by: "someone", at: .at(7))
        try tx.memories.purge("b")
      }
      let undone = try await ground.read { try $0.consolidations.find("c") }
      try expect(
        "who and when", [undone?.undoneBy, undone?.undoneAt?.description], is: ["someone", Timestamp.at(7).description])
      try expect("the changes that are left", undone?.changes.map(\.memory), is: ["a"])
    },

    consolidation("is listed by namespace, the last first, page by page") { ground in
      try await ground.write { tx in
        for number in 0..<7 {
          let namespace = ["user:al", "user:alice", "user:al:x"][number % 3]
          _ = try tx.consolidations.insert(.sample("\(number)", [], namespace: namespace))
        }
      }
      for (namespaces, wanted) in [([], Array(0..<7)), (["user:al"], [0, 2, 3, 5, 6]), (["user:alice"], [1, 4])] {
        let found = try await ground.read { tx in
          try pages("consolidations", of: 2) {
            try tx.consolidations.list(
              namespaces.map { NamespacePrefix(Namespace(stored: $0)) }, after: $0, limit: 2)
          }
        }
        try expect("\(namespaces)", found.joined().map(\.id), is: wanted.reversed().map(String.init))
      }
    },

    consolidation("is no origin that a superseded memory goes with") { ground in
      try await ground.write { tx in
        let winner = try tx.memories.insert(.sample("winner"))
        let loser = try tx.memories.insert(.sample("loser"))
        try tx.memories.append(loser.next("x", origin: .superseded(by: winner.id, version: 1), at: 1))
        _ = try tx.memories.insert(.sample("copy", origin: .publish("winner", version: 1)))
      }
      let derived = try await ground.read { try $0.memories.derived(from: .memory("winner"), limit: 9) }
      try expect("what was copied", derived, is: ["copy"])
      try await ground.write { tx in try tx.memories.purge("winner") }
      let origins = try await ground.read { tx in try ["loser", "copy"].map { try tx.memories.find($0)?.origin.memory }
      }
      try expect("the origins", origins, is: [nil, "winner"])
    },
  ]

  static let retention: [StorageRule] = [
    StorageRule("retention", "Episodes are those that may go, the longest unchanged first, page by page") { ground in
      try await ground.write { tx in
        for number in 0..<10 { _ = try tx.memories.insert(.sample("e\(number)", type: .episodic, at: 9 - number)) }
        _ = try tx.memories.insert(.sample("chosen", key: "k", type: .episodic))
        _ = try tx.memories.insert(.sample("semantic"))
        _ = try tx.memories.insert(.sample("expired", type: .episodic, expiresAt: 1))
        let changed = try tx.memories.insert(.sample("changed", type: .episodic))
        try tx.memories.append(changed.next("x", at: 99))
        try tx.memories.delete("e9", at: .at(1))
      }
      let found = try await ground.read { tx in
        try pages("episodes", of: 2) { try tx.memories.episodes(unchangedSince: .at(4), after: $0, limit: 2) }
      }
      try expect("the episodes", found.joined().map(\.id), is: ["e8", "e7", "e6", "e5"])
    },

    StorageRule("retention", "Sessions that were terminated come in that order, page by page") { ground in
      try await ground.write { tx in
        for number in 0..<8 {
          var session = Session.sample("s\(number)")
          try tx.sessions.insert(session)
          session.status = number == 3 ? .archived : .terminated
          session.terminatedAt = .at(20 - number)
          if number < 7 { try tx.sessions.update(session) }
        }
      }
      let found = try await ground.read { tx in
        try pages("sessions", of: 2) { try tx.sessions.terminated(by: .at(19), after: $0, limit: 2) }
      }
      try expect("the sessions", found.joined().map(\.id), is: ["s6", "s5", "s4", "s2", "s1"])
    },
  ]

  private static func conflict(_ name: String, _ check: @escaping @Sendable (Ground) async throws -> Void) -> Self {
    StorageRule("conflicts", "A conflict \(name)", check)
  }

  private static func consolidation(
    _ name: String, _ check: @escaping @Sendable (Ground) async throws -> Void
  ) -> Self { StorageRule("consolidations", "A consolidation \(name)", check) }
}

extension Conflict {
  fileprivate static func sample(
    _ id: String, _ memories: [String], namespace: String = "user:alice", reason: ConflictReason = .value
  ) -> Conflict {
    Conflict(
      id: id, namespace: Namespace(stored: namespace), reason: reason, members: memories.map { MemoryVersion($0, 1) },
      foundAt: .at(0))
  }
}

extension Consolidation {
  fileprivate static func sample(
    _ id: String, _ memories: [String], namespace: String = "user:alice"
  ) -> Consolidation {
    Consolidation(
      id: id, namespace: Namespace(stored: namespace), kind: .lastWrite, at: .at(1), actor: "agent",
      changes: memories.map { ConsolidationChange(memory: $0, before: 1, after: 2) })
  }
}
