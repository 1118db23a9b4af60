import ScrubjayCore

extension StorageRule {
  static let extractions: [StorageRule] = [
    StorageRule("extractions", "What became of a message reads back, and is settled once") { ground in
      let events = try await ground.said(["alice", "alice", "bob"])
      try await ground.write { tx in
        for event in events { try tx.extractions.insert(.waiting, of: event) }
        let outcome = ExtractionOutcome(.failed, run: "r", failure: "é'", settledAt: .at(9))
        let sequences = [events[0].sequence, events[2].sequence, 4_711]
        try expect("how many were settled", try tx.extractions.settle(sequences, outcome), is: 2)
        try expect(
          "how many were settled again",
          try tx.extractions.settle(sequences, ExtractionOutcome(.stored, settledAt: .at(10))), is: 0)
        try expect(
          "the outcomes", try tx.extractions.outcomes(of: events.map(\.sequence) + [4_711]),
          is: [events[0].sequence: outcome, events[1].sequence: .waiting, events[2].sequence: outcome])
        try expect("how many wait again", try tx.extractions.reopen(of: "alice"), is: 1)
        try expect(
          "the one that waits again", try tx.extractions.outcomes(of: [events[0].sequence]),
          is: [events[0].sequence: .waiting])
        try tx.extractions.reopen([events[1].sequence, events[2].sequence, 4_711])
        try expect(
          "the others that wait again", try tx.extractions.outcomes(of: [events[2].sequence]),
          is: [events[2].sequence: .waiting])
        try expect("the outcomes of nothing", try tx.extractions.outcomes(of: []), is: [:])
      }
    },

    StorageRule("extractions", "What waits comes in the order in which it was stored, but for users that are left out")
    {
      ground in
      let users = ["alice", "bob", "alice", "carol", "bob", "alice"]
      let events = try await ground.said(users)
      try await ground.write { tx in
        for event in events { try tx.extractions.insert(.waiting, of: event) }
        _ = try tx.extractions.settle([events[3].sequence], ExtractionOutcome(.nothing, settledAt: .at(1)))
        _ = try tx.jobs.enqueue(.sample("j", queue: "look", uniqueKey: "bob"))
        _ = try tx.jobs.enqueue(.sample("k", queue: "look", uniqueKey: "alice", state: .completed))
      }
      let cases: [(Int, [String], String, Int, [Int])] = [
        (-1, [], "other", 9, [0, 1, 2, 4, 5]), (-1, [], "other", 2, [0, 1]), (1, [], "other", 9, [2, 4, 5]),
        (-1, ["alice"], "other", 9, [1, 4]), (-1, ["alice", "bob"], "other", 9, []), (-1, [], "look", 9, [0, 2, 5]),
      ]
      for (after, others, queue, limit, wanted) in cases {
        let found = try await ground.read { tx in
          try tx.extractions.waiting(
            after: after < 0 ? 0 : events[after].sequence, notOf: others, nor: queue, limit: limit)
        }
        try expect(
          "what waits after \(after), not of \(others), nor in \(queue)", found,
          is: wanted.map { UnprocessedMessage(message: events[$0].sequence, user: users[$0]) })
      }
      let own = try await ground.read { tx in try tx.extractions.waiting(of: "alice", limit: 2).map(\.message) }
      try expect("how many wait", try await ground.read { try $0.extractions.waitingCount() }, is: 5)
      try expect("what waits of one user", own, is: [events[0].sequence, events[2].sequence])
      let unprocessed = try await ground.read { tx in
        try tx.events.messages(MessageFilter(user: "carol", isProcessed: false), before: nil, limit: 9).elements.count
          + tx.events.messages(MessageFilter(user: "alice", isProcessed: true), before: nil, limit: 9).elements.count
      }
      try expect("what a list shows of the other kind", unprocessed, is: 0)
      let tenants = try await ground.storage.tenantsWithUnprocessedMessages()
      try expect("whether the tenant has something to do", tenants.contains(ground.tenant), is: true)
      let neighbour = try await ground.neighbour()
      try expect("whether another has", tenants.contains(neighbour.tenant), is: false)
    },

    StorageRule("extractions", "A run adds up what comes of it, and is over once it was tried with every user") {
      ground in
      let run = ExtractionRun(id: "r", startedAt: .at(1), users: 2)
      let counts = ExtractionCounts(messages: 3, added: 2, merged: 1, superseded: 1, ignored: 4, heldBack: 1)
      try await ground.write { tx in
        let stored = try tx.extractions.insert(run)
        try expect("the run", try tx.extractions.run("r"), is: stored)
        func add(_ counts: ExtractionCounts, _ run: String, isFirstTry: Bool, _ error: String?, _ second: Int) throws
          -> ExtractionRun?
        { try tx.extractions.add(counts, to: run, isFirstTry: isFirstTry, error: error, at: .at(second)) }
        let none = ExtractionCounts()
        try expect("whether one is the last", try add(counts, "r", isFirstTry: true, nil, 2), is: nil)
        try expect("whether a second try is", try add(none, "r", isFirstTry: false, "x: no", 3), is: nil)
        try expect("when it is over", try tx.extractions.run("r")?.finishedAt, is: nil)
        let last = try add(counts, "r", isFirstTry: true, "y: no", 4)
        try expect(
          "whether a run that is not there is over", try add(counts, "none", isFirstTry: true, nil, 4), is: nil)
        let end = try require("the run", try tx.extractions.run("r"))
        try expect("what the last one answers", last, is: end)
        try expect("whether it is over once more", try add(none, "r", isFirstTry: false, nil, 5), is: nil)
        let sum = ExtractionCounts(messages: 6, added: 4, merged: 2, superseded: 2, ignored: 8, heldBack: 2)
        try expect("what came of it", end.counts, is: sum)
        try expect("when it is over", end.finishedAt, is: .at(4))
        try expect("with how many it was tried", end.tried, is: 2)
        try expect("its errors", end.errors, is: ["x: no", "y: no"])
        for id in ["s", "t"] {
          _ = try tx.extractions.insert(ExtractionRun(id: id, startedAt: .at(5), finishedAt: .at(5), users: 0))
        }
        try expect("the runs", try tx.extractions.runs(after: nil, limit: 2).elements.map(\.id), is: ["t", "s"])
        try tx.extractions.prune(keeping: 2)
        try expect("what is kept", try tx.extractions.runs(after: nil, limit: 9).elements.map(\.id), is: ["t", "s"])
      }
    },

    StorageRule("extractions", "What was given from memory is recognised, to that user, until it is forgotten") {
      ground in
      try await ground.write { tx in
        try tx.extractions.inject(["a", "b"], to: "alice", at: .at(10), forgetting: .at(0))
        try tx.extractions.inject(["c"], to: "bob", at: .at(20), forgetting: .at(0))
        try expect("what is known", try tx.extractions.injected(["a", "c", "d"], to: "alice"), is: ["a"])
        try tx.extractions.inject(["a"], to: "alice", at: .at(30), forgetting: .at(15))
        try expect("what is left", try tx.extractions.injected(["a", "b"], to: "alice"), is: ["a"])
        try expect("what is left of another", try tx.extractions.injected(["c"], to: "bob"), is: ["c"])
        try tx.extractions.erase(of: "alice")
        try expect("what is left after erasing", try tx.extractions.injected(["a", "b"], to: "alice"), is: [])
        try expect("nothing", try tx.extractions.injected([], to: "bob"), is: [])
      }
    },

    StorageRule("extractions", "What models were asked adds up by day, operation and model") { ground in
      try await ground.write { tx in
        for (operation, day) in [("b", 1), ("a", 1), ("a", 2), ("a", 1)] {
          try tx.modelUsage.add(
            ModelUsage(operation: operation, model: "m", calls: 1, failures: 1, inputTokens: 5, outputTokens: 7),
            on: day)
        }
        try tx.modelUsage.add(ModelUsage(operation: "a", model: "m", outputTokens: -4), on: 1)
        let a = ModelUsage(operation: "a", model: "m", calls: 2, failures: 2, inputTokens: 10, outputTokens: 10)
        let b = ModelUsage(operation: "b", model: "m", calls: 1, failures: 1, inputTokens: 5, outputTokens: 7)
        try expect("the usage of a day", try tx.modelUsage.usage(on: 1), is: [a, b])
        try expect("the usage of a day without any", try tx.modelUsage.usage(on: 3), is: [])
      }
    },
  ]
}

extension Ground {
  /// Stores a message of each of these users, in this order.
  fileprivate func said(_ users: [String]) async throws -> [Event] {
    try await write { tx in
      let sessions = Dictionary(uniqueKeysWithValues: Set(users).map { ($0, Session.sample("s-\($0)", user: $0)) })
      for session in sessions.values { try tx.sessions.insert(session) }
      var places: [String: Int] = [:]
      return try users.map { user in
        let position = places[user, default: 0] + 1
        places[user] = position
        let session = try require("the session", sessions[user])
        return try tx.events.append(.sample("\(user) \(position)", in: session, position: position))
      }
    }
  }
}
