import ScrubjayCore

extension StorageRule {
  static let events: [StorageRule] = [
    event("reads back as it was stored") { ground in
      let session = Session.sample("s")
      try await ground.hold(session)
      let full = Event(
        sequence: 0, id: "full", session: "s", app: "planner", user: "alice", position: 1, type: .message,
        actor: .agent("planner"), role: .tool, name: "Weather", content: .text("rain"), channel: "sms",
        metadata: JSONText(stored: #"{"b":1.0,"a":2}"#), stateDelta: JSONText(stored: #"{"user:x":null}"#),
        isFinalResponse: true, occurredAt: .at(-5), utcOffset: -1_439, recordedAt: .at(5))
      let bare = Event.sample("bare", in: session, position: 2, type: .toolCall)
      let stored = try await ground.write { tx in [try tx.events.append(full), try tx.events.append(bare)] }
      for (event, wanted) in zip(stored, [full, bare]) {
        let wanted = wanted.numbered(event.sequence)
        try expect("what append answers", event, is: wanted)
        try expect("the event", try await ground.read { try $0.events.find(event.id) }, is: wanted)
      }
      try expect(stored[0].sequence > 0, "a sequence is not positive")
      try expect(stored[0].sequence < stored[1].sequence, "the sequences do not grow")
      try expect("an event that was never stored", try await ground.read { try $0.events.find("none") }, is: nil)
    },

    event("keeps text and JSON to the byte, and knows which is which") { ground in
      let session = Session.sample("s")
      try await ground.hold(session)
      let contents: [EventContent] =
        (Tricky.texts + [Tricky.long, ""]).map(EventContent.text)
        + Tricky.json.map(EventContent.json)
      for (index, content) in contents.enumerated() {
        let isText = if case .text = content { true } else { false }
        let event = Event.sample(
          "e\(index)", in: session, position: index + 1, type: isText ? .message : .action, content: content,
          metadata: JSONText(stored: #"{"order":[3.0,1],"b":"é","a":"e\u0301"}"#))
        try await ground.write { tx in _ = try tx.events.append(event) }
        let found = try require("the event", try await ground.read { try $0.events.find(event.id) })
        try expectBytes("the content", found.content.text, are: content.text)
        try expectBytes("the metadata", found.metadata.text, are: event.metadata.text)
        let isFoundText = if case .text = found.content { true } else { false }
        try expect("whether \(content.text.debugDescription.prefix(40)) is text", isFoundText, is: isText)
      }
    },

    event("refuses an id that is there, and its whole unit of work with it") { ground in
      let session = Session.sample("s")
      try await ground.hold(session, saying: ["first"])
      try await ground.hold(.sample("other"))
      try await expectError(.eventExists, "a second event of the same id, in another session") {
        try await ground.write { tx in
          _ = try tx.events.append(.sample("new", in: session, position: 2))
          _ = try tx.events.append(.sample("s-1", in: .sample("other"), position: 1))
        }
      }
      try await ground.read { tx in
        try expect("the event before it", try tx.events.find("new"), is: nil)
        try expect("the first content", try tx.events.find("s-1")?.content, is: .text("first"))
      }
    },

    event("has a sequence that is never used again") { ground in
      let old = try await ground.hold(.sample("old"), saying: ["a", "b"])
      try await ground.write { tx in try tx.sessions.delete("old") }
      let new = try await ground.hold(.sample("new"), saying: ["c"])
      try expect((old.map(\.sequence).max() ?? 0) < new[0].sequence, "a deleted event's sequence was used again")
    },

    event("is listed in its session's order, between positions, by type, page by page") { ground in
      let session = Session.sample("s")
      try await ground.hold(session)
      try await ground.hold(.sample("other"), saying: ["x"])
      try await ground.write { tx in
        for position in 1...20 {
          let type: EventType = position.isMultiple(of: 3) ? .action : .message
          _ = try tx.events.append(.sample("e\(position)", in: session, position: position, type: type, at: -position))
        }
      }
      let cases: [(after: Int?, before: Int?, type: EventType?, wanted: [Int])] = [
        (nil, nil, nil, Array(1...20)), (5, nil, nil, Array(6...20)), (nil, 5, nil, Array(1...4)),
        (5, 9, nil, [6, 7, 8]), (5, 6, nil, []), (nil, nil, .action, [3, 6, 9, 12, 15, 18]), (6, 15, .action, [9, 12]),
        (nil, nil, .reflection, []),
      ]
      for limit in [1, 3, 100] {
        for (after, before, type, wanted) in cases {
          let found = try await ground.read { tx in
            try pages("events", of: limit) {
              let filter = EventFilter(session: "s", after: after, before: before, type: type)
              return try tx.events.list(filter, newest: false, cursor: $0, limit: limit)
            }
          }
          try expect(
            "after \(after ?? 0), before \(before ?? 0), of type \(type?.rawValue ?? "any")",
            found.joined().map(\.position), is: wanted)
        }
      }
    },

    event("is among the newest, page by page further back, and within times") { ground in
      let session = Session.sample("s")
      try await ground.hold(session)
      try await ground.hold(.sample("other"), saying: ["x"])
      try await ground.write { tx in
        for position in 1...10 {
          _ = try tx.events.append(.sample("e\(position)", in: session, position: position, at: position))
        }
      }
      let cases: [(EventFilter, [Int])] = [
        (EventFilter(session: "s"), Array(1...10)), (EventFilter(session: "s", since: .at(4)), Array(4...10)),
        (EventFilter(session: "s", until: .at(4)), Array(1...4)),
        (EventFilter(session: "s", before: 9, since: .at(4), until: .at(9)), Array(4...8)),
        (EventFilter(session: "s", since: .at(11)), []),
      ]
      for (filter, wanted) in cases {
        for limit in [1, 3, 100] {
          let (onward, back) = try await ground.read { tx in
            (
              try pages("events", of: limit) { try tx.events.list(filter, newest: false, cursor: $0, limit: limit) },
              try pages("events", of: limit) { try tx.events.list(filter, newest: true, cursor: $0, limit: limit) }
            )
          }
          try expect("\(filter) onward", onward.joined().map(\.position), is: wanted)
          try expect("\(filter) back", back.reversed().joined().map(\.position), is: wanted)
          try expect("\(filter), the newest", (back.first ?? []).map(\.position), is: Array(wanted.suffix(limit)))
        }
      }
    },
  ]

  static let window: [StorageRule] = [
    StorageRule("window", "The window of a pair without messages is empty") { ground in
      try await ground.hold(.sample())
      try expect(
        "the window", try await ground.read { try $0.events.window(app: "planner", user: "alice", last: 20) }, is: [])
    },

    StorageRule("window", "The window shows the pair's newest messages in the order they were stored") { ground in
      let sessions = ["a", "b"].map { Session.sample($0) }
      for session in sessions { try await ground.hold(session) }
      for (app, user) in [("planner", "alic"), ("planne", "alice"), ("Planner", "alice"), ("alice", "planner")] {
        try await ground.hold(.sample("\(app)-\(user)", app: app, user: user), saying: ["not the pair's"])
      }
      try await ground.write { tx in
        for position in 1...6 {
          for session in sessions {
            let type: EventType = position == 4 ? .reflection : .message
            // What occurred earlier is stored later: the window does not mind.
            _ = try tx.events.append(
              .sample("\(session.id)\(position)", in: session, position: position, type: type, at: -position))
          }
        }
      }
      let all = ["a1", "b1", "a2", "b2", "a3", "b3", "a5", "b5", "a6", "b6"]
      for count in [1, 3, 10, 20] {
        let found = try await ground.read { try $0.events.window(app: "planner", user: "alice", last: count).map(\.id) }
        try expect("the last \(count)", found, is: Array(all.suffix(count)))
      }
    },
  ]

  private static func event(_ name: String, _ check: @escaping @Sendable (Ground) async throws -> Void) -> Self {
    StorageRule("events", "An event \(name)", check)
  }
}
