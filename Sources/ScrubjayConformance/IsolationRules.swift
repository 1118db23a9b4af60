import ScrubjayCore

extension StorageRule {
  static let isolation: [StorageRule] = [
    StorageRule("isolation", "No reader finds what is another tenant's") { ground in
      let other = try await ground.neighbour()
      let held = try await other.fill()
      try await ground.read { tx in
        try expect("a session", try tx.sessions.find("s"), is: nil)
        try expect("the sessions", try tx.sessions.list(SessionFilter(), after: nil, limit: 9).elements, is: [])
        try expect("an event", try tx.events.find("s-1"), is: nil)
        try expect(
          "a session's events",
          try tx.events.list(EventFilter(session: "s"), newest: false, cursor: nil, limit: 9).elements, is: [])
        try expect("the window", try tx.events.window(app: "planner", user: "alice", last: 9), is: [])
        try expect("the messages", try tx.events.messages(MessageFilter(), before: nil, limit: 9).elements, is: [])
        try expect("messages by sequence", try tx.events.messages(sequences: [held.message], MessageFilter()), is: [])
        try expect("the places in a session", try tx.events.places([Stretch("s", 0...9)]), is: [])
        try expect("a value of state", try tx.state.find(.user, owner: "alice", name: "n"), is: nil)
        try expect("the state", try tx.state.list(.user, owner: "alice"), is: [])
        try expect("a memory", try tx.memories.find("m"), is: nil)
        try expect("a memory by key", try tx.memories.find(Namespace(.user, "alice"), key: "k"), is: nil)
        try expect("a version", try tx.memories.version(1, of: "m"), is: nil)
        try expect("the history", try tx.memories.history(of: "m", asOf: nil, after: nil, limit: 9).elements, is: [])
        try expect("the memories", try tx.memories.ids(MemoryFilter(includesDeleted: true)), is: [])
        try expect("memories by sequence", try tx.memories.find(sequences: [held.memory], MemoryFilter()), is: [])
        try expect("the owners", try tx.words.owners(.message, first: nil, second: nil), is: [])
        try expect("the postings", try tx.words.postings(owner: held.owner, terms: ["tea"]), is: [])
        try expect("the models", try tx.vectors.models(), is: [])
        let query = VectorQuery(.sample, model: held.model, owner: held.owner)
        try expect("the nearest vectors", try tx.vectors.nearest(query, limit: 9), is: [])
        try expect("the nearness of a vector", try tx.vectors.nearness(query, of: [1], isRough: false), is: [])
        try expect("the cosines of a vector", try tx.vectors.cosines(query, of: [1]), is: [:])
        try expect("the audit", try tx.audit.list(AuditFilter(), before: nil, limit: 9).elements, is: [])
        try expect("a job", try tx.jobs.find("j"), is: nil)
        try expect("the jobs", try tx.jobs.list(queue: nil, state: nil, after: nil, limit: 9).elements, is: [])
      }
      try expect("an answer", try await ground.write { try $0.answers.find("k", principal: "p") }, is: nil)
    },

    StorageRule("isolation", "No writer changes what is another tenant's") { ground in
      let other = try await ground.neighbour()
      let held = try await other.fill()
      let before = try await other.everything()
      try await ground.write { tx in
        try tx.sessions.update(.sample("s", status: .archived, at: 99))
        try tx.sessions.delete("s")
        try tx.state.clear(.user, owner: "alice")
        try expect("removing state", try tx.state.remove(.user, owner: "alice", name: "n"), is: false)
        try tx.memories.delete("m", at: .at(99))
        try tx.memories.markSourcesDeleted(session: "s", at: .at(99))
        try tx.words.remove(1, of: ItemOwner(.message, "alice", "planner"))
        try tx.words.removeAll()
        try tx.vectors.makeLive(held.model)
        try tx.vectors.remove(1, of: ItemOwner(.message, "alice", "planner"))
        _ = try tx.vectors.remove(model: held.model, limit: 9)
        try tx.answers.prune(before: .at(99), limit: 9)
      }
      let after = try await other.everything()
      for (what, found) in after { try expect(what, found, is: before[what] ?? "") }
    },

    StorageRule("isolation", "Two tenants may use the same ids, keys and words") { ground in
      let other = try await ground.neighbour()
      for each in [ground, other] { _ = try await each.fill() }
      try await ground.write { tx in
        try tx.sessions.delete("s")
        try tx.words.removeAll()
        try tx.vectors.remove(1, of: ItemOwner(.message, "alice", "planner"))
        try tx.memories.delete("m", at: .at(5))
      }
      try await other.read { tx in
        try expect("the other's events", try tx.events.find("s-1")?.content, is: .text("hello"))
        let memory = try require("the other's memory", try tx.memories.find("m"))
        try expect("when the other's memory was deleted", memory.deletedAt, is: nil)
        let owners = try tx.words.owners(.message, first: "alice", second: "planner")
        try expect("the other's postings", try tx.words.postings(owner: owners[0].number, terms: ["tea"]).count, is: 1)
        let model = try require("the other's model", try tx.vectors.models().first)
        let query = VectorQuery(.sample, model: model.number, owner: owners[0].number)
        try expect("the other's vectors", try tx.vectors.nearest(query, limit: 9).map(\.item), is: [1])
      }
    },
  ]
}

extension Ground {
  /// The sequences of what ``fill()`` stored.
  fileprivate struct Held: Sendable {
    let message: Int64
    let memory: Int64
    let owner: Int64
    let model: Int64
  }

  /// Stores one of everything.
  fileprivate func fill() async throws -> Held {
    let message = try await hold(.sample("s"), saying: ["hello"])[0].sequence
    return try await write { tx in
      try tx.state.set(.sample(.user, "alice", "n", "1", at: 0))
      let memory = try tx.memories.insert(.sample("m", key: "k", sources: [MemorySource(session: "s")]))
      try tx.words.add(.sample(1, ["tea": 1]))
      let model = try tx.vectors.register(.sample, at: .at(0))
      try tx.vectors.makeLive(model.number)
      try tx.vectors.set([.sample], of: 1, owner: ItemOwner(.message, "alice", "planner"), model: model)
      try tx.audit.append(.sample())
      _ = try tx.jobs.enqueue(.sample("j", uniqueKey: "u"))
      try tx.answers.insert(.sample(), showing: [], key: "k", principal: "p")
      let owner = try require("the owner", try tx.words.owners(.message, first: "alice", second: "planner").first)
      return Held(message: message, memory: memory.sequence, owner: owner.number, model: model.number)
    }
  }

  /// All that ``fill()`` stored, as text to compare.
  func everything() async throws -> [String: String] {
    try await write { tx in
      let owners = try tx.words.owners(.message, first: nil, second: nil)
      let models = try tx.vectors.models()
      let queries = models.flatMap { model in
        owners.map { VectorQuery(.sample, model: model.number, owner: $0.number) }
      }
      return [
        "sessions": "\(try tx.sessions.list(SessionFilter(), after: nil, limit: 99).elements)",
        "events": "\(try tx.events.messages(MessageFilter(), before: nil, limit: 99).elements)",
        "state": "\(try StateScope.allCases.map { try tx.state.list($0, owner: "alice") })",
        "memories":
          "\(try tx.memories.list(MemoryFilter(includesDeleted: true), order: .updated, after: nil, limit: 99).elements)",
        "versions": "\(try tx.memories.history(of: "m", asOf: nil, after: nil, limit: 99).elements)",
        "owners": "\(owners)",
        "postings": "\(try owners.flatMap { try tx.words.postings(owner: $0.number, terms: ["tea", "milk"]) })",
        "models": "\(models)",
        "vectors": "\(try queries.map { try tx.vectors.nearest($0, limit: 99) })",
        "audit": "\(try tx.audit.list(AuditFilter(), before: nil, limit: 99).elements)",
        "jobs": "\(try tx.jobs.list(queue: nil, state: nil, after: nil, limit: 99).elements)",
        "answers": "\(try ["k", "k2"].map { String(describing: try tx.answers.find($0, principal: "p")) })",
      ]
    }
  }
}
