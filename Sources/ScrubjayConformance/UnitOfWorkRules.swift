import ScrubjayCore

extension StorageRule {
  static let unitsOfWork: [StorageRule] = [
    work("that throws leaves nothing: no rows, no words, no vectors, no statistics, no audit, no jobs, no answers") {
      ground in
      let session = Session.sample("s")
      try await ground.hold(session, saying: ["kept"])
      try await ground.write { tx in
        _ = try tx.memories.insert(.sample("m", sources: [MemorySource(session: "s")]))
        try tx.words.add(.sample(1, ["tea": 1]))
        let model = try tx.vectors.register(.sample, at: .at(0))
        try tx.vectors.makeLive(model.number)
        try tx.vectors.set([.sample], of: 1, owner: ItemOwner(.message, "alice", "planner"), model: model)
        try tx.state.set(.sample(.user, "alice", "n", "1", at: 0))
      }
      let before = try await ground.everything()
      for _ in 0..<2 {
        let thrown = await ground.failure { tx in
          try tx.sessions.insert(.sample("new"))
          var changed = session
          changed.title = "changed"
          try tx.sessions.update(changed)
          _ = try tx.events.append(.sample("e", in: session, position: 2))
          try tx.state.set(.sample(.user, "alice", "n", "2", at: 0))
          _ = try tx.memories.insert(.sample("m2"))
          let memory = try require("the memory", try tx.memories.find("m"))
          try tx.memories.append(memory.next("two", at: 1))
          try tx.memories.markSourcesDeleted(session: "s", at: .at(1))
          try tx.words.add(.sample(2, ["tea": 1, "milk": 1]))
          try tx.words.remove(1, of: ItemOwner(.message, "alice", "planner"))
          let model = try tx.vectors.register(.sample, at: .at(9))
          try tx.vectors.set([.sample], of: 2, owner: ItemOwner(.message, "alice", "planner"), model: model)
          try tx.vectors.remove(1, of: ItemOwner(.message, "alice", "planner"))
          let other = try tx.vectors.register(EmbeddingModel(name: "other", dimension: 9), at: .at(9))
          try tx.vectors.makeLive(other.number)
          try tx.audit.append(.sample())
          _ = try tx.jobs.enqueue(.sample("j"))
          try tx.answers.insert(.sample(), showing: [], key: "k", principal: "p")
          try tx.sessions.delete("s")
          throw Refusal(number: 7)
        }
        try expect("the error", thrown as? Refusal, is: Refusal(number: 7))
        let after = try await ground.everything()
        for (what, found) in after { try expect(what, found, is: before[what] ?? "") }
      }
    },

    work("answers what its body answers, and sees its own writes") { ground in
      let title = try await ground.write { tx in
        var session = Session.sample("s")
        try tx.sessions.insert(session)
        session.title = "mine"
        try tx.sessions.update(session)
        return try tx.sessions.find("s")?.title
      }
      try expect("the title", title, is: "mine")
    },

    work("is seen by every read that begins after it") { ground in
      for round in 0..<20 {
        try await ground.hold(.sample("s\(round)"))
        let seen = try await withThrowingTaskGroup(of: Bool.self) { group in
          for _ in 0..<8 { group.addTask { try await ground.read { try $0.sessions.find("s\(round)") != nil } } }
          return try await group.reduce(into: [Bool]()) { $0.append($1) }
        }
        try expect("whether each read sees it", Set(seen), is: [true])
      }
    },

    work("succeeds or fails on its own, whatever happens beside it") { ground in
      let session = Session.sample("s")
      try await ground.hold(session)
      let outcomes = await withTaskGroup(of: (Int, (any Error)?).self) { group in
        for number in 1...90 {
          group.addTask {
            let error = await ground.failure { tx in
              _ = try tx.events.append(.sample("e\(number)", in: session, position: number))
              try tx.words.add(.sample(Int64(number), ["tea": 1]))
              if number.isMultiple(of: 3) { throw Refusal(number: number) }
            }
            return (number, error)
          }
        }
        return await group.reduce(into: [Int: (any Error)?]()) { $0[$1.0] = $1.1 }
      }
      for number in 1...90 {
        let wanted = number.isMultiple(of: 3) ? Refusal(number: number) : nil
        let error = outcomes[number] ?? nil
        try expect("the error of write \(number)", error.map { "\($0)" }, is: wanted.map { "\($0)" })
        let event = try await ground.read { try $0.events.find("e\(number)") }
        try expect("whether event \(number) is there", event != nil, is: wanted == nil)
      }
      let owner = try await ground.read { try $0.words.owners(.message, first: "alice", second: "planner").first }
      try expect("the items counted", owner?.items, is: 60)
    },

    work("that only reads sees one state from its beginning to its end") { ground in
      try await ground.write { tx in
        for name in ["left", "right"] { try tx.state.set(.sample(.app, "x", name, "0", at: 0)) }
      }
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask {
          for number in 1...150 {
            try await ground.write { tx in
              for name in ["left", "right"] { try tx.state.set(.sample(.app, "x", name, "\(number)", at: 0)) }
            }
          }
        }
        for _ in 0..<4 {
          group.addTask {
            for _ in 0..<50 {
              try await ground.read { tx in
                let left = try tx.state.find(.app, owner: "x", name: "left")?.value
                for _ in 0..<20 { _ = try tx.sessions.list(SessionFilter(), after: nil, limit: 9) }
                try expect("the right value", try tx.state.find(.app, owner: "x", name: "right")?.value, is: left)
              }
            }
          }
        }
        try await group.waitForAll()
      }
    },

    work("may count on what it read until it is done") { ground in
      try await ground.write { tx in try tx.state.set(.sample(.app, "x", "count", "0", at: 0)) }
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<100 {
          group.addTask {
            try await ground.write { tx in
              let count = try tx.state.find(.app, owner: "x", name: "count")?.value.json.integerValue ?? 0
              try tx.state.set(.sample(.app, "x", "count", "\(count + 1)", at: 0))
            }
          }
        }
        try await group.waitForAll()
      }
      let count = try await ground.read { try $0.state.find(.app, owner: "x", name: "count")?.value.text }
      try expect("the count", count, is: "100")
    },
  ]

  static let inspection: [StorageRule] = [
    StorageRule("inspection", "A storage knows its size, finds nothing wrong, and notes the analyser") { ground in
      try await ground.hold(.sample("s"), saying: [Tricky.long])
      let size = try await ground.storage.size()
      try expect(
        size.databaseBytes + size.logBytes > Tricky.long.utf8.count, "the size is less than what is stored: \(size)")
      try expect("the findings", try await ground.storage.check(), is: [])
      for version in [1, 12] {
        try await ground.storage.setAnalyserVersion(version)
        try expect("the analyser's version", try await ground.storage.analyserVersion(), is: version)
      }
    }
  ]

  private static func work(_ name: String, _ check: @escaping @Sendable (Ground) async throws -> Void) -> Self {
    StorageRule("unit of work", "A unit of work \(name)", check)
  }
}

/// What a body throws that fails on purpose.
private struct Refusal: Error, Equatable {
  let number: Int
}

extension Ground {
  /// The error that a unit of work ends with.
  fileprivate func failure(_ body: @escaping @Sendable (any WriteTransaction) throws -> Void) async -> (any Error)? {
    do {
      try await write(body)
      return nil
    } catch {
      return error
    }
  }
}
