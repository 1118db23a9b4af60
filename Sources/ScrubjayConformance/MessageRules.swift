import ScrubjayCore

extension StorageRule {
  static let messages: [StorageRule] = [
    message("lists are the newest, the oldest of them first, and go back page by page") { ground in
      let session = Session.sample("s")
      try await ground.hold(session)
      try await ground.write { tx in
        for position in 1...25 {
          // Three occurred at each time; what was stored later counts as newer.
          _ = try tx.events.append(.sample("m\(position)", in: session, position: position, at: position / 3))
        }
        _ = try tx.events.append(.sample("action", in: session, position: 26, type: .action, at: 99))
      }
      let all = (1...25).map { "m\($0)" }
      for limit in [1, 4, 25, 26] {
        let found = try await ground.read { tx in
          try pages("messages", of: limit) { try tx.events.messages(MessageFilter(), before: $0, limit: limit) }
        }
        try expect("the newest \(limit)", found[0].map(\.id), is: Array(all.suffix(limit)))
        try expect("all, in pages of \(limit)", found.reversed().joined().map(\.id), is: all)
      }
    },

    message("lists go by when messages occurred, not by when they were stored") { ground in
      let session = Session.sample("s")
      try await ground.hold(session)
      try await ground.write { tx in
        for (position, second) in [30, 10, 20, -40].enumerated() {
          _ = try tx.events.append(.sample("at \(second)", in: session, position: position + 1, at: second))
        }
      }
      let found = try await ground.read { try $0.events.messages(MessageFilter(), before: nil, limit: 9).elements }
      try expect("the messages", found.map(\.id), is: ["at -40", "at 10", "at 20", "at 30"])
    },

    message("filters let through what they name, both ways of asking") { ground in
      let al = Session.sample("al-x", app: "x", user: "al", project: "p")
      let alice = Session.sample("alice-y", app: "y", user: "alice")
      try await ground.hold(al)
      try await ground.hold(alice)
      let stored = try await ground.write { tx in
        [
          try tx.events.append(.sample("1", in: al, position: 1, role: .user, channel: "sms", at: 1)),
          try tx.events.append(.sample("2", in: al, position: 2, role: .assistant, at: 2)),
          try tx.events.append(.sample("3", in: alice, position: 1, role: .user, channel: "sm", at: 3)),
          try tx.events.append(.sample("4", in: alice, position: 2, type: .action, at: 4)),
        ]
      }
      let cases: [(MessageFilter, [String])] = [
        (MessageFilter(), ["1", "2", "3"]), (MessageFilter(session: "al-x"), ["1", "2"]),
        (MessageFilter(session: "al"), []), (MessageFilter(user: "al"), ["1", "2"]), (MessageFilter(user: "al_"), []),
        (MessageFilter(app: "y"), ["3"]), (MessageFilter(project: "p"), ["1", "2"]), (MessageFilter(project: "q"), []),
        (MessageFilter(role: .user), ["1", "3"]), (MessageFilter(channel: "sms"), ["1"]),
        (MessageFilter(since: .at(2)), ["2", "3"]), (MessageFilter(until: .at(2)), ["1", "2"]),
        (MessageFilter(since: .at(2), until: .at(2)), ["2"]), (MessageFilter(since: .at(4)), []),
        (MessageFilter(session: "al-x", user: "alice"), []),
        (MessageFilter(session: "al-x", user: "al", app: "x", project: "p", role: .user, channel: "sms"), ["1"]),
      ]
      let sequences = stored.map(\.sequence)
      for (filter, wanted) in cases {
        let (listed, picked) = try await ground.read { tx in
          (
            try tx.events.messages(filter, before: nil, limit: 9).elements.map(\.id),
            try tx.events.messages(sequences: sequences, filter).map(\.id).sorted()
          )
        }
        try expect("the list of \(filter)", listed, is: wanted)
        try expect("those picked by \(filter)", picked, is: wanted)
      }
    },

    message("belongs to the project that its session belongs to now") { ground in
      var session = Session.sample("s", project: "before")
      try await ground.hold(session, saying: ["hello"])
      session.project = "after"
      try await ground.write { [session] tx in try tx.sessions.update(session) }
      for (project, wanted) in [("before", []), ("after", ["s-1"])] {
        let filter = MessageFilter(project: project)
        let found = try await ground.read { try $0.events.messages(filter, before: nil, limit: 9).elements.map(\.id) }
        try expect("the messages of the project \(project)", found, is: wanted)
      }
    },

    message("can be picked by any number of sequences") { ground in
      let stored = try await ground.hold(.sample("s"), saying: (1...300).map { "message \($0)" })
      for count in [0, 1, 2, 5, 17, 128, 300] {
        let sequences = stored.prefix(count).map(\.sequence) + (count > 0 ? [Int64.max, -1] : [])
        let found = try await ground.read { try $0.events.messages(sequences: sequences, MessageFilter()) }
        try expect(
          "\(count) by sequence", found.map(\.sequence).sorted(), is: Array(stored.prefix(count).map(\.sequence)))
      }
    },

    message("has its place in its session, between gaps where other events stand") { ground in
      let (session, other) = (Session.sample("s"), Session.sample("t", app: "other", user: "bob"))
      try await ground.hold(session)
      let (messages, others) = try await ground.write { tx in
        let types: [EventType] = [.message, .message, .action, .message, .action, .action, .message]
        let events = try types.enumerated().map { index, type in
          try tx.events.append(.sample("\(index + 1)", in: session, position: index + 1, type: type))
        }
        try tx.sessions.insert(other)
        let others = try (1...3).map { try tx.events.append(.sample("other \($0)", in: other, position: $0)) }
        return (events.filter { $0.type == .message }, others)
      }
      func places(_ events: [Event]) -> [Place<String>] {
        events.map { Place(item: $0.sequence, thread: $0.session, position: $0.position) }
      }
      let cases: [([Stretch<String>], [Place<String>])] = [
        ([], []), ([Stretch("none", 1...9)], []), ([Stretch("s", 1...1)], places([messages[0]])),
        ([Stretch("s", 2...4)], places(Array(messages[1...2]))), ([Stretch("s", 3...3)], []),
        ([Stretch("s", 5...6)], []),
        ([Stretch("s", -6...99)], places(messages)), ([Stretch("s", 8...99)], []),
        ([Stretch("s", 7...9), Stretch("t", 1...2)], places([messages[3]] + others.prefix(2))),
        ([Stretch("t", 1...1), Stretch("t", 3...3)], places([others[0], others[2]])),
        // What is in both stretches may come twice.
        ([Stretch("s", 1...4), Stretch("s", 2...7), Stretch("s", 2...2)], places(messages)),
      ]
      for (stretches, wanted) in cases {
        let found = try await ground.read { try $0.events.places(stretches) }
        try expect("the places of \(stretches)", Set(found), is: Set(wanted))
        if stretches.count < 3 { try expect("how many of \(stretches)", found.count, is: wanted.count) }
      }
      try await ground.write { tx in try tx.sessions.delete("s") }
      let left = try await ground.read { try $0.events.places([Stretch("s", 1...9), Stretch("t", 1...9)]) }
      try expect("the places once a session is deleted", Set(left), is: Set(places(others)))
    },

    message("has its place however many stretches are asked for") { ground in
      let messages = try await ground.hold(.sample("s"), saying: (1...300).map { "message \($0)" })
      let stretches = (1...300).filter { !$0.isMultiple(of: 3) }.map { Stretch("s", $0...$0) }
      let found = try await ground.read { try $0.events.places(stretches) }
      let wanted = messages.filter { !$0.position.isMultiple(of: 3) }
      try expect("the items", found.sorted { $0.position < $1.position }.map(\.item), is: wanted.map(\.sequence))
    },
  ]

  private static func message(_ name: String, _ check: @escaping @Sendable (Ground) async throws -> Void) -> Self {
    StorageRule("messages", "A message \(name)", check)
  }
}
