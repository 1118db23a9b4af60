import ScrubjayCore

extension StorageRule {
  static let sessions: [StorageRule] = [
    session("reads back as it was stored") { ground in
      let session = Session(
        id: "s", app: "app", user: "user", project: "project", channel: "sms", title: "Title é", status: .paused,
        timeZone: "Europe/Lisbon", metadata: JSONText(stored: #"{"b":1.0,"a":[]}"#), revision: 7, createdAt: .at(1),
        updatedAt: .at(2),
        lastEventAt: .at(5), terminatedAt: .at(3), archivedAt: .at(4))
      try await ground.hold(session)
      try await ground.hold(.sample("bare"))
      let (full, bare, none) = try await ground.read { tx in
        (try tx.sessions.find("s"), try tx.sessions.find("bare"), try tx.sessions.find("never stored"))
      }
      try expect("the session", full, is: session)
      try expect("the session without optional fields", bare, is: .sample("bare"))
      try expect("a session that was never stored", none, is: nil)
    },

    session("refuses an id that is there, and leaves that session alone") { ground in
      try await ground.hold(.sample("s", user: "alice"))
      try await expectError(.sessionExists, "a second session of the same id") {
        try await ground.write { tx in try tx.sessions.insert(.sample("s", user: "bob")) }
      }
      try expect("the user", try await ground.read { try $0.sessions.find("s")?.user }, is: "alice")
    },

    session("has an id of bytes: spellings, cases and spaces differ") { ground in
      let ids = Tricky.texts + ["PLAIN", "plain ", "É"]
      for id in ids { try await ground.hold(.sample(id)) }
      for id in ids {
        try expectBytes("the id", try await ground.read { try $0.sessions.find(id)?.id }, are: id)
      }
    },

    session("keeps every change of what can change") { ground in
      try await ground.hold(.sample("s"))
      try await ground.hold(.sample("other"))
      var changed = Session.sample("s")
      changed.project = "new"
      changed.title = "renamed"
      changed.status = .archived
      changed.timeZone = "Asia/Kathmandu"
      changed.metadata = JSONText(stored: #"{"x":1.50}"#)
      changed.revision = 3
      changed.updatedAt = .at(10)
      changed.terminatedAt = .at(11)
      changed.archivedAt = .at(12)
      try await ground.write { [changed] tx in try tx.sessions.update(changed) }
      try expect("the session", try await ground.read { try $0.sessions.find("s") }, is: changed)
      try expect("another session", try await ground.read { try $0.sessions.find("other") }, is: .sample("other"))
      try await ground.write { tx in try tx.sessions.update(.sample("s")) }
      try expect("the fields set to nothing", try await ground.read { try $0.sessions.find("s") }, is: .sample("s"))
    },

    session("lists the last changed first, page by page without gap or repeat") { ground in
      // Three sessions change at each time, so that pages also end among equals.
      for number in 0..<25 { try await ground.hold(.sample("s\(number)", at: number / 3)) }
      let wanted = (0..<25).reversed().map { "s\($0)" }
      for limit in [1, 4, 24, 25, 26] {
        let found = try await ground.read { tx in
          try pages("sessions", of: limit) { try tx.sessions.list(SessionFilter(), after: $0, limit: limit) }
        }
        try expect("sessions in pages of \(limit)", found.joined().map(\.id), is: wanted)
        try expect("the number of pages of \(limit)", found.count, is: (25 + limit - 1) / limit)
      }
    },

    session("that has not changed for longest is listed first on request, page by page") { ground in
      for number in 0..<10 {
        try await ground.hold(
          .sample("s\(number)", status: number.isMultiple(of: 2) ? .active : .paused, at: number / 3))
      }
      for (filter, wanted) in [(SessionFilter(), Array(0..<10)), (SessionFilter(status: .active), [0, 2, 4, 6, 8])] {
        for limit in [1, 3, 10] {
          let found = try await ground.read { tx in
            try pages("sessions", of: limit) { try tx.sessions.list(filter, order: .oldest, after: $0, limit: limit) }
          }
          try expect("sessions in pages of \(limit)", found.joined().map(\.id), is: wanted.map { "s\($0)" })
        }
      }
    },

    session("lists those that the filter lets through") { ground in
      try await ground.hold(.sample("a", app: "x", user: "al", project: "p", status: .active, at: 1))
      try await ground.hold(.sample("b", app: "y", user: "al", project: "q", status: .paused, at: 2))
      try await ground.hold(.sample("c", app: "x", user: "alice", status: .active, at: 3))
      let cases: [(SessionFilter, [String])] = [
        (SessionFilter(), ["c", "b", "a"]), (SessionFilter(user: "al"), ["b", "a"]),
        (SessionFilter(user: "AL"), []), (SessionFilter(user: "al%"), []), (SessionFilter(app: "x"), ["c", "a"]),
        (SessionFilter(project: "p"), ["a"]), (SessionFilter(status: .active), ["c", "a"]),
        (SessionFilter(updatedSince: .at(2)), ["c", "b"]), (SessionFilter(user: "al", app: "x"), ["a"]),
        (SessionFilter(user: "al", app: "x", project: "q"), []),
        (SessionFilter(user: "al", app: "x", project: "p", status: .active, updatedSince: .at(1)), ["a"]),
      ]
      for (filter, wanted) in cases {
        let found = try await ground.read { try $0.sessions.list(filter, after: nil, limit: 10).elements.map(\.id) }
        try expect("\(filter)", found, is: wanted)
      }
    },

    session("refuses a cursor that it did not give out") { ground in
      try await ground.hold(.sample())
      for cursor in ["", "x", "1", "1.2.3", "1.x", "' OR 1=1"] {
        try await expectError(.invalidField, "the cursor '\(cursor)'") {
          _ = try await ground.read { try $0.sessions.list(SessionFilter(), after: cursor, limit: 1).elements }
        }
      }
    },

    session("goes with its events and its own state, and with nothing else") { ground in
      try await ground.hold(.sample("gone", project: "p"), saying: ["one", "two"])
      try await ground.hold(.sample("stays", project: "p"), saying: ["three"])
      try await ground.write { tx in
        for owner in ["gone", "stays", "alice", "planner", "p"] {
          for scope in StateScope.allCases {
            try tx.state.set(
              StateEntry(scope: scope, owner: owner, name: "n", value: JSONText(stored: "1"), updatedAt: .at(0)))
          }
        }
        try tx.sessions.delete("gone")
      }
      try await ground.read { tx in
        try expect("the session", try tx.sessions.find("gone"), is: nil)
        try expect("its event", try tx.events.find("gone-1"), is: nil)
        try expect(
          "the window", try tx.events.window(app: "planner", user: "alice", last: 9).map(\.id), is: ["stays-1"])
        for scope in [StateScope.temp, .session] {
          try expect("its \(scope) state", try tx.state.list(scope, owner: "gone"), is: [])
          try expect("another's \(scope) state", try tx.state.list(scope, owner: "stays").count, is: 1)
        }
        for scope in [StateScope.user, .app, .project] {
          try expect("the \(scope) state", try tx.state.list(scope, owner: "gone").count, is: 1)
        }
      }
    },
  ]

  private static func session(_ name: String, _ check: @escaping @Sendable (Ground) async throws -> Void) -> Self {
    StorageRule("sessions", "A session \(name)", check)
  }
}
