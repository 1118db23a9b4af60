import ScrubjayCore

// What goes for good when a user is erased.

extension StorageRule {
  static let erasure: [StorageRule] = [
    erasure("of a subject's jobs takes them in whatever state, and no others") { ground in
      let neighbour = try await ground.neighbour()
      try await ground.write { tx in
        for (id, subject, state) in [
          ("1", "user:al", JobState.waiting), ("2", "user:al", .discarded), ("3", "user:alice", .waiting),
          ("4", nil, .waiting),
        ] { _ = try tx.jobs.enqueue(.sample(id, subject: subject, state: state)) }
      }
      try await neighbour.write { tx in _ = try tx.jobs.enqueue(.sample("1", subject: "user:al")) }
      try expect("how many", try await ground.write { try $0.jobs.erase(subject: "user:al") }, is: 2)
      let left = try await ground.read { try $0.jobs.list(queue: nil, state: nil, after: nil, limit: 9).elements }
      try expect("what is left", left.map(\.id), is: ["3", "4"])
      try expect("their subjects", left.map(\.subject), is: ["user:alice", nil])
      try expect("the neighbour's", try await neighbour.read { try $0.jobs.find("1")?.id }, is: "1")
    },

    erasure("of a user's tasks takes those of deleted sessions, too") { ground in
      try await ground.write { tx in
        try tx.sessions.insert(.sample("s"))
        for (id, session, user) in [("1", "s", "al"), ("2", nil, "al"), ("3", "s", "alice"), ("4", nil, nil)] {
          _ = try tx.tasks.insert(
            AgentTask(
              id: id, session: session, user: user, prompt: "x", createdAt: .at(0), createdBy: "a", updatedAt: .at(0)))
        }
        try tx.sessions.delete("s")
      }
      try expect("how many", try await ground.write { try $0.tasks.erase(user: "al") }, is: 2)
      let left = try await ground.read { try $0.tasks.list(TaskFilter(), after: nil, limit: 9).elements }
      try expect("what is left", left.map(\.id), is: ["4", "3"])
      try expect("whose they are", left.map(\.user), is: [nil, "alice"])
    },

    erasure("of the answers that show a user's sessions leaves it known that they were given") { ground in
      try await ground.write { tx in
        for (key, user) in [("1", "al"), ("2", "alice"), ("3", nil)] {
          try tx.answers.insert(.sample("print", user: user), showing: [], key: key, principal: "p")
        }
        try expect("how many", try tx.answers.erase(user: "al"), is: 1)
        try expect("how many more", try tx.answers.erase(user: "al"), is: 0)
        let left = try ["1", "2", "3"].map { try tx.answers.find($0, principal: "p") }
        try expect("what is left", left.map { $0?.answer != nil }, is: [false, true, true])
        try expect("whose they are", left.map { $0?.user }, is: [nil, "alice", nil])
        try expect("what is known", left[0]?.fingerprint, is: "print")
        // An answer in the place of another is of whom it shows.
        try tx.answers.insert(.sample("print", user: "bob"), showing: [], key: "2", principal: "p")
        try expect("another's", try tx.answers.erase(user: "alice"), is: 0)
      }
    },

    erasure("finds the memories that any version of was made from a session, or copied from another") { ground in
      try await ground.write { tx in
        let first = try tx.memories.insert(
          .sample("m", sources: [MemorySource(session: "s"), MemorySource(session: "s", event: "e")]))
        try tx.memories.append(first.next("without", at: 1))
        _ = try tx.memories.insert(.sample("n", sources: [MemorySource(session: "other")]))
        let copy = try tx.memories.insert(.sample("o", origin: .publish("m", version: 1)))
        try tx.memories.append(copy.next("changed", at: 2))
        try tx.memories.markSourcesDeleted(session: "s", at: .at(3))
        try expect("of the session", try tx.memories.derived(from: .session("s"), limit: 9), is: ["m"])
        try expect("of none", try tx.memories.derived(from: .session("t"), limit: 9), is: [])
        try expect("copies", try tx.memories.derived(from: .memory("m"), limit: 9), is: ["o"])
        try expect("copies of a copy", try tx.memories.derived(from: .memory("o"), limit: 9), is: [])
        _ = try tx.memories.insert(.sample("p", sources: [MemorySource(session: "s")]))
        try expect("up to a limit", try tx.memories.derived(from: .session("s"), limit: 1).count, is: 1)
      }
    },

    erasure("forgets an owner without items, and what is noted of it; another of the name begins anew") { ground in
      let item = IndexedItem.sample(1, ["tea": 1], language: "de", speaker: "Al")
      func owner() async throws -> WordOwner? {
        try await ground.read { try $0.words.owners(.message, first: "alice", second: "planner").first }
      }
      try await ground.write { tx in
        let model = try tx.vectors.register(.sample, at: .at(0))
        try tx.words.add(item)
        try tx.vectors.set([.sample], of: 1, owner: item.owner, model: model)
        try tx.words.forget(item.owner)
      }
      let first = try require("an owner with items", try await owner())
      try await ground.write { tx in
        try tx.words.remove(1, of: item.owner)
        try tx.vectors.remove(1, of: item.owner)
        try tx.vectors.forget(item.owner)
        try tx.words.forget(item.owner)
        try tx.words.forget(item.owner)
        try tx.vectors.forget(item.owner)
      }
      try expect("without items", try await owner(), is: nil)
      try await ground.write { tx in
        try tx.words.add(.sample(2, ["tea": 1]))
        guard let model = try tx.vectors.models().first else { return }
        try tx.vectors.set([.sample], of: 2, owner: item.owner, model: model)
      }
      let second = try require("the owner anew", try await owner())
      try expect("its speakers", second.speakers, is: [])
      try expect("its languages", second.languages, is: ["en"])
      try expect(second.number != first.number, "The number of a forgotten owner was used again.")
      let found = try await ground.read { tx in
        try tx.vectors.nearest(
          VectorQuery(.sample, model: tx.vectors.models()[0].number, owner: second.number), limit: 9)
      }
      try expect("what is near", found.map(\.item), is: [2])
    },
  ]

  private static func erasure(_ name: String, _ check: @escaping @Sendable (Ground) async throws -> Void) -> Self {
    StorageRule("erasure", "Erasure \(name)", check)
  }
}
