import Dispatch
import ScrubjayCore

// What an export goes through.

extension StorageRule {
  static let archive: [StorageRule] = [
    archive("goes through the pairs of users and apps in order, of one user or all") { ground in
      let neighbour = try await ground.neighbour()
      try await neighbour.write { tx in try tx.sessions.insert(.sample("n", app: "a", user: "al")) }
      try await ground.write { tx in
        for (number, (user, app)) in [("al", "b"), ("bo", "a"), ("al", "a"), ("al", "b"), ("alice", "a")].enumerated() {
          try tx.sessions.insert(.sample("s\(number)", app: app, user: user))
        }
      }
      func all(of user: String?, limit: Int) async throws -> [String] {
        try await ground.read { tx in
          var found: [SessionPair] = []
          while true {
            let page = try tx.sessions.pairs(of: user, after: found.last, limit: limit)
            found += page
            if page.count < limit { return found.map { "\($0.user) \($0.app)" } }
          }
        }
      }
      for limit in [1, 2, 9] {
        let pairs = try await all(of: nil, limit: limit)
        try expect("the pairs", pairs, is: ["al a", "al b", "alice a", "bo a"])
        let own = try await all(of: "al", limit: limit)
        try expect("a user's pairs", own, is: ["al a", "al b"])
      }
    },

    archive("goes through a pair's messages in the order in which they were stored, whichever session they are of") {
      ground in
      let (one, two, other) = (Session.sample("s"), Session.sample("t"), Session.sample("u", app: "another"))
      let stored = try await ground.write { tx in
        for session in [one, two, other] { try tx.sessions.insert(session) }
        return try [("1", one, 1), ("2", two, 1), ("3", one, 2), ("4", other, 1)].map { id, session, position in
          try tx.events.append(.sample(id, in: session, position: position))
        }
      }
      let pair = SessionPair(user: stored[0].user, app: stored[0].app)
      try await ground.read { tx in
        try expect(
          "from the first", try tx.events.messages(of: pair, after: 0, limit: 9).map(\.id), is: ["1", "2", "3"])
        try expect(
          "after one", try tx.events.messages(of: pair, after: stored[0].sequence, limit: 1).map(\.id), is: ["2"])
      }
    },

    archive("goes through the state of a scope, by owner and name") { ground in
      try await ground.write { tx in
        for (scope, owner, name) in [
          (StateScope.user, "b", "x"), (.user, "a", "y"), (.user, "a", "x"), (.app, "a", "z"),
        ] {
          try tx.state.set(
            StateEntry(scope: scope, owner: owner, name: name, value: JSONText(stored: "1"), updatedAt: .at(0)))
        }
      }
      try await ground.read { tx in
        var found: [StateEntry] = []
        while true {
          let page = try tx.state.list(.user, after: found.last, limit: 2)
          found += page
          if page.count < 2 { break }
        }
        try expect("the user's", found.map { "\($0.owner) \($0.name)" }, is: ["a x", "a y", "b x"])
        try expect("the app's", try tx.state.list(.app, after: nil, limit: 9).map(\.name), is: ["z"])
      }
    },

    archive("lists the tasks of a user's sessions") { ground in
      try await ground.write { tx in
        for (id, user) in [("1", "al"), ("2", "alice"), ("3", nil), ("4", "al")] {
          _ = try tx.tasks.insert(
            AgentTask(
              id: id, session: nil, user: user, prompt: "x", createdAt: .at(0), createdBy: "a", updatedAt: .at(0)))
        }
        let found = try tx.tasks.list(TaskFilter(user: "al"), after: nil, limit: 9).elements
        try expect("the user's", found.map(\.id), is: ["4", "1"])
      }
    },

    archive("sees one state, whatever is written meanwhile") { ground in
      try await ground.write { tx in try tx.sessions.insert(.sample("s")) }
      let (begun, signal) = AsyncStream<Void>.makeStream()
      let isWritten = DispatchSemaphore(value: 0)
      async let snapshot: Void = ground.storage.snapshot(ground.call) { tx in
        try expect("before", try tx.sessions.find("s")?.title, is: nil)
        signal.finish()
        isWritten.wait()
        try expect("after", try tx.sessions.find("s")?.title, is: nil)
        try expect("what is added", try tx.sessions.find("t"), is: nil)
      }
      for await _ in begun {}
      try await ground.write { tx in
        var session = try require("the session", try tx.sessions.find("s"))
        session.title = "changed"
        try tx.sessions.update(session)
        try tx.sessions.insert(.sample("t"))
      }
      isWritten.signal()
      try await snapshot
    },
  ]

  private static func archive(_ name: String, _ check: @escaping @Sendable (Ground) async throws -> Void) -> Self {
    StorageRule("archive", "An export \(name)", check)
  }
}
