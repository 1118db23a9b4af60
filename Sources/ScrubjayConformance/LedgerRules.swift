import ScrubjayCore

// The audit and answers: what is written beside everything else.

extension StorageRule {
  static let audit: [StorageRule] = [
    StorageRule("audit", "A record reads back as it was written, in the order of writing") { ground in
      let records = [
        AuditRecord.sample(.create, task: "t", details: JSONText(stored: #"{"b":1.0,"a":"é"}"#)),
        .sample(.deleteSession, namespace: nil, memory: nil, at: -9),
      ]
      try await ground.write { tx in for record in records { try tx.audit.append(record) } }
      let found = try await ground.read { try $0.audit.list(AuditFilter(), before: nil, limit: 9).elements }
      try expect("the number of records", found.count, is: 2)
      try expect(found[1].sequence > 0 && found[0].sequence > found[1].sequence, "the sequences do not grow")
      for (record, wanted) in zip(found.reversed(), records) {
        try expect(
          "the record", record,
          is: AuditRecord(
            sequence: record.sequence, at: wanted.at, action: wanted.action, actor: wanted.actor,
            principal: wanted.principal, task: wanted.task, namespace: wanted.namespace, memory: wanted.memory,
            version: wanted.version, details: wanted.details, salt: wanted.salt, digest: wanted.digest))
      }
      let inOrder = try await ground.read { tx in
        (try tx.audit.records(after: 0, limit: 1), try tx.audit.records(after: found[1].sequence, limit: 9))
      }
      try expect("the first record", inOrder.0, is: [found[1]])
      try expect("those after it", inOrder.1, is: [found[0]])
    },

    StorageRule("audit", "The content of records is erased by namespace or memory, and the rest stays") { ground in
      try await ground.write { tx in
        try tx.audit.append(.sample(actor: "1", task: "t", namespace: "user:al", memory: "m", at: 1))
        try tx.audit.append(.sample(.update, actor: "2", namespace: "user:al:x", memory: "n", at: 2))
        try tx.audit.append(.sample(actor: "3", namespace: "user:alice", memory: "o", at: 3))
        try tx.audit.append(.sample(.deleteSession, actor: "4", namespace: nil, memory: nil, at: 4))
        try tx.audit.append(
          .sample(actor: "5", namespace: "org:o", memory: "p", details: JSONText(stored: #"{"a":1}"#), at: 5))
        try tx.audit.erase(under: NamespacePrefix(Namespace(.user, "al")))
        try tx.audit.erase(memory: "p")
      }
      let records = try await ground.read { try $0.audit.records(after: 0, limit: 9) }
      try expect("the actors", records.map(\.actor), is: [nil, nil, "3", "4", nil])
      let erased = AuditRecord(
        sequence: records[4].sequence, at: .at(5), action: .create, actor: nil, principal: nil, task: nil,
        namespace: nil, memory: nil, version: nil, details: .emptyObject, salt: nil, digest: "digest")
      try expect("an erased record", records[4], is: erased)
    },

    StorageRule("audit", "Seals come back in order, and the last is the last") { ground in
      try expect("the last of none", try await ground.read { try $0.audit.lastSeal() }, is: nil)
      let seals = (1...3).map {
        AuditSeal(number: $0, through: Int64($0 * 10), records: $0, hash: "hash\($0)", sealedAt: .at($0))
      }
      try await ground.write { tx in for seal in seals { try tx.audit.seal(seal) } }
      let (after, last) = try await ground.read { tx in
        (try tx.audit.seals(after: 1, limit: 1), try tx.audit.lastSeal())
      }
      try expect("those after one", after, is: [seals[1]])
      try expect("the last", last, is: seals[2])
    },

    StorageRule("audit", "Records are listed the newest first, page by page without gap or repeat") { ground in
      try await ground.write { tx in
        for number in 0..<23 { try tx.audit.append(.sample(actor: "\(number)")) }
      }
      for limit in [1, 5, 23] {
        let found = try await ground.read { tx in
          try pages("records", of: limit) { try tx.audit.list(AuditFilter(), before: $0, limit: limit) }
        }
        try expect("in pages of \(limit)", found.joined().map(\.actor), is: (0..<23).reversed().map(String.init))
      }
    },

    StorageRule("audit", "Records are listed by what the filter names") { ground in
      try await ground.write { tx in
        try tx.audit.append(.sample(.create, actor: "1", task: "t", namespace: "user:al", memory: "m", at: 1))
        try tx.audit.append(.sample(.update, actor: "2", task: "t2", namespace: "user:al:x", memory: "n", at: 2))
        try tx.audit.append(.sample(.delete, actor: "3", namespace: "user:alice", memory: "m", at: 3))
        try tx.audit.append(.sample(.deleteSession, actor: "4", namespace: nil, memory: nil, at: 4))
      }
      let cases: [(AuditFilter, [String])] = [
        (AuditFilter(), ["4", "3", "2", "1"]),
        (AuditFilter(namespace: NamespacePrefix(Namespace(.user, "al"))), ["2", "1"]),
        (AuditFilter(memory: "m"), ["3", "1"]), (AuditFilter(action: .update), ["2"]), (AuditFilter(actor: "4"), ["4"]),
        (AuditFilter(task: "t"), ["1"]), (AuditFilter(since: .at(3)), ["4", "3"]),
        (AuditFilter(until: .at(2)), ["2", "1"]),
        (AuditFilter(since: .at(2), until: .at(2)), ["2"]), (AuditFilter(memory: "m", action: .delete), ["3"]),
        (AuditFilter(memory: "m", actor: "2"), []),
      ]
      for (filter, wanted) in cases {
        let found = try await ground.read { try $0.audit.list(filter, before: nil, limit: 9).elements.map(\.actor) }
        try expect("\(filter)", found, is: wanted)
      }
    },
  ]

  static let answers: [StorageRule] = [
    StorageRule("answers", "An answer is the principal's own, and kept to the byte") { ground in
      let answer = StoredAnswer.sample("print")
      try await ground.write { tx in
        try tx.answers.insert(answer, showing: [], key: "k", principal: "alice")
        try tx.answers.insert(.sample("other"), showing: [], key: "k", principal: "bob")
        try expect("the answer", try tx.answers.find("k", principal: "alice"), is: answer)
        try expectBytes(
          "its JSON", try tx.answers.find("k", principal: "alice")?.answer?.text, are: answer.answer?.text ?? "")
        try expect("another's", try tx.answers.find("k", principal: "bob")?.fingerprint, is: "other")
        try expect("a key that is not there", try tx.answers.find("K", principal: "alice"), is: nil)
        try expect("a principal that is not there", try tx.answers.find("k", principal: "al"), is: nil)
      }
    },

    StorageRule("answers", "What shows a version of a memory is emptied, and stays known") { ground in
      let shown = [
        "1": [MemoryVersion("m", 1)], "2": [MemoryVersion("m", 2), MemoryVersion("n", 1)], "3": [MemoryVersion("n", 2)],
        "4": [MemoryVersion("m", 1), MemoryVersion("m", 1)], "5": [],
      ]
      func left() async throws -> Set<String> {
        try await ground.write { tx in
          Set(try shown.keys.filter { try tx.answers.find($0, principal: "p")?.answer != nil })
        }
      }
      func store() async throws {
        try await ground.write { tx in
          for (key, memories) in shown { try tx.answers.insert(.sample(), showing: memories, key: key, principal: "p") }
        }
      }
      try await store()
      try await ground.write { tx in
        try tx.answers.erase(showing: "m", version: 3)
        try tx.answers.erase(showing: "m", version: 1)
        try expect("what is known", try tx.answers.find("1", principal: "p")?.fingerprint, is: "print")
      }
      try expect("without a version", try await left(), is: ["2", "3", "5"])
      try await ground.write { tx in try tx.answers.erase(showing: "n", version: nil) }
      try expect("without any version", try await left(), is: ["5"])
      // An answer in the place of another shows what it shows, and no more.
      try await store()
      try await ground.write { tx in
        try tx.answers.insert(.sample(), showing: [], key: "2", principal: "p")
        try tx.answers.erase(showing: "m", version: nil)
        try tx.answers.prune(before: .at(9), limit: 1)
      }
      try expect("one in the place of another", try await left().intersection(["2", "5"]).count >= 1, is: true)
    },

    StorageRule("answers", "What shows a session is emptied, and stays known") { ground in
      try await ground.write { tx in
        for (key, session) in [("1", "s"), ("2", "ss"), ("3", nil), ("4", "s"), ("5", "s")] {
          try tx.answers.insert(.sample(session: session), showing: [], key: key, principal: "p")
        }
        // An answer in the place of another shows what it shows, and no more.
        try tx.answers.insert(.sample(), showing: [], key: "5", principal: "p")
        try expect("the session", try tx.answers.find("1", principal: "p")?.session, is: "s")
        try tx.answers.erase(session: "s")
        let left = try (1...5).filter { try tx.answers.find("\($0)", principal: "p")?.answer != nil }
        try expect("what is left", left, is: [2, 3, 5])
        try expect("what is known", try tx.answers.find("1", principal: "p")?.fingerprint, is: "print")
      }
    },

    StorageRule("answers", "Pruning takes the oldest that are older, so many at once") { ground in
      try await ground.write { tx in
        for second in [3, 1, 2, 4, 5] {
          try tx.answers.insert(.sample(at: second), showing: [], key: "\(second)", principal: "p\(second % 2)")
        }
      }
      func left() async throws -> [Int] {
        try await ground.write { tx in
          try (1...5).filter { try tx.answers.find("\($0)", principal: "p\($0 % 2)") != nil }
        }
      }
      for (limit, wanted) in [(2, [3, 4, 5]), (2, [4, 5]), (2, [4, 5])] {
        try await ground.write { tx in try tx.answers.prune(before: .at(4), limit: limit) }
        let found = try await left()
        try expect("what is left", found, is: wanted)
      }
    },
  ]
}
