import ScrubjayCore

// The audit, jobs and answers: what is written beside everything else.

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
            version: wanted.version, details: wanted.details))
      }
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

  static let jobs: [StorageRule] = [
    StorageRule("jobs", "A job reads back as it was enqueued") { ground in
      let job = Job.sample("j", uniqueKey: "k")
      let answer = try await ground.write { tx in try tx.jobs.enqueue(job) }
      try expect("what enqueue answers", answer, is: job)
      try expect("the job", try await ground.read { try $0.jobs.find("j") }, is: job)
      try expect("a job that is not there", try await ground.read { try $0.jobs.find("none") }, is: nil)
    },

    StorageRule("jobs", "Of two unfinished jobs of a queue only one has a unique key; the answer is the one there") {
      ground in
      for state in [JobState.waiting, .running] {
        let queue = "q-\(state.rawValue)"
        try await ground.write { tx in
          let first = try tx.jobs.enqueue(.sample("\(queue) 1", queue: queue, uniqueKey: "k", state: state))
          let second = try tx.jobs.enqueue(.sample("\(queue) 2", queue: queue, uniqueKey: "k"))
          try expect("the second job", second, is: first)
          try expect("whether it was stored", try tx.jobs.find("\(queue) 2"), is: nil)
        }
      }
    },

    StorageRule("jobs", "Other queues, other keys, no key and finished jobs do not stand in a job's way") { ground in
      let jobs: [Job] = [
        .sample("1", queue: "a", uniqueKey: "k"), .sample("2", queue: "b", uniqueKey: "k"),
        .sample("3", queue: "a", uniqueKey: "K"), .sample("4", queue: "a"), .sample("5", queue: "a"),
        .sample("6", queue: "c", uniqueKey: "k", state: .completed),
        .sample("7", queue: "c", uniqueKey: "k", state: .discarded), .sample("8", queue: "c", uniqueKey: "k"),
      ]
      try await ground.write { tx in
        for job in jobs { try expect("what enqueue answers", try tx.jobs.enqueue(job), is: job) }
      }
      let found = try await ground.read { try $0.jobs.list(queue: nil, state: nil, limit: 99) }
      try expect("all jobs", found, is: jobs)
    },

    StorageRule("jobs", "Jobs are listed the oldest first, by queue and state, up to the limit") { ground in
      let states = JobState.allCases
      try await ground.write { tx in
        for number in 0..<12 {
          _ = try tx.jobs.enqueue(.sample("\(number)", queue: number < 8 ? "a" : "b", state: states[number % 4]))
        }
      }
      let cases: [(String?, JobState?, Int, [Int])] = [
        (nil, nil, 99, Array(0..<12)), ("a", nil, 99, Array(0..<8)), ("a", nil, 3, [0, 1, 2]),
        (nil, .waiting, 99, [0, 4, 8]), ("b", .discarded, 99, [11]), ("c", nil, 99, []),
      ]
      for (queue, state, limit, wanted) in cases {
        let found = try await ground.read { try $0.jobs.list(queue: queue, state: state, limit: limit).map(\.id) }
        try expect("\(queue ?? "any queue"), \(state?.rawValue ?? "any state")", found, is: wanted.map(String.init))
      }
    },

    StorageRule("jobs", "A job that is enqueued twice by its id is there once") { ground in
      let job = Job.sample("j")
      try await ground.write { tx in
        _ = try tx.jobs.enqueue(job)
        try expect("what enqueue answers", try tx.jobs.enqueue(.sample("j", at: 7)), is: job)
      }
      try expect(
        "the jobs", try await ground.read { try $0.jobs.list(queue: nil, state: nil, limit: 9) }, is: [job])
    },
  ]

  static let answers: [StorageRule] = [
    StorageRule("answers", "An answer is the principal's own, and kept to the byte") { ground in
      let answer = StoredAnswer.sample("print")
      try await ground.write { tx in
        try tx.answers.insert(answer, key: "k", principal: "alice")
        try tx.answers.insert(.sample("other"), key: "k", principal: "bob")
        try expect("the answer", try tx.answers.find("k", principal: "alice"), is: answer)
        try expectBytes(
          "its JSON", try tx.answers.find("k", principal: "alice")?.answer.text, are: answer.answer.text)
        try expect("another's", try tx.answers.find("k", principal: "bob")?.fingerprint, is: "other")
        try expect("a key that is not there", try tx.answers.find("K", principal: "alice"), is: nil)
        try expect("a principal that is not there", try tx.answers.find("k", principal: "al"), is: nil)
      }
    },

    StorageRule("answers", "Pruning takes the oldest that are older, so many at once") { ground in
      try await ground.write { tx in
        for second in [3, 1, 2, 4, 5] {
          try tx.answers.insert(.sample(at: second), key: "\(second)", principal: "p\(second % 2)")
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
