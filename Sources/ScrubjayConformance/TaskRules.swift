import ScrubjayCore

extension StorageRule {
  static let tasks: [StorageRule] = [
    task("reads back as it was stored, and as it was changed") { ground in
      try await ground.hold(.sample("s"))
      var task = AgentTask(
        id: "t", session: "s", prompt: "é '", status: .running, result: JSONText(stored: #"{"b":1.0}"#),
        createdAt: .at(1), createdBy: "agent", updatedAt: .at(2))
      let stored = try await ground.write { [task] tx in try tx.tasks.insert(task) }
      task.sequence = stored.sequence
      try expect("what is stored", stored, is: task)
      try expect(stored.sequence > 0, "the sequence is \(stored.sequence)")
      (task.status, task.result, task.updatedAt, task.finishedAt) = (.failed, nil, .at(5), .at(5))
      try await ground.write { [task] tx in try tx.tasks.update(task) }
      try expect("the task", try await ground.read { try $0.tasks.find("t") }, is: task)
      try expect("a task that is not there", try await ground.read { try $0.tasks.find("T") }, is: nil)
      try await expectError(.taskExists, "a second task of the same id") {
        try await ground.write { tx in _ = try tx.tasks.insert(.sample("t")) }
      }
    },

    task("is listed by session and status, the last stored first, page by page") { ground in
      for session in ["s", "sx"] { try await ground.hold(.sample(session)) }
      try await ground.write { tx in
        for number in 0..<12 {
          let session = [nil, "s", "sx"][number % 3]
          _ = try tx.tasks.insert(.sample("\(number)", session: session, status: number < 6 ? .pending : .running))
        }
      }
      let cases: [(String?, TaskStatus?, [Int])] = [
        (nil, nil, Array(0..<12)), ("s", nil, [1, 4, 7, 10]), ("sx", .running, [8, 11]), (nil, .pending, Array(0..<6)),
        ("s", .failed, []), ("none", nil, []),
      ]
      for (session, status, wanted) in cases {
        let found = try await ground.read { tx in
          try pages("tasks", of: 3) {
            try tx.tasks.list(TaskFilter(session: session, status: status), after: $0, limit: 3)
          }
        }
        try expect(
          "\(session ?? "any session"), \(status?.rawValue ?? "any status")", found.joined().map(\.id),
          is: wanted.reversed().map(String.init))
      }
    },

    task("outlives its session, and is not another's of the same id") { ground in
      try await ground.hold(.sample("s"))
      try await ground.write { tx in
        _ = try tx.tasks.insert(.sample("t", session: "s"))
        try tx.sessions.delete("s")
        try tx.sessions.insert(.sample("s"))
      }
      let (task, listed) = try await ground.read { tx in
        (try tx.tasks.find("t"), try tx.tasks.list(TaskFilter(session: "s"), after: nil, limit: 9).elements)
      }
      try expect("the session", try require("the task", task).session, is: nil)
      try expect("the tasks of the session", listed, is: [])
    },

    task("is its tenant's own") { ground in
      let neighbour = try await ground.neighbour()
      for each in [ground, neighbour] { try await each.write { tx in _ = try tx.tasks.insert(.sample("t")) } }
      var changed = AgentTask.sample("t")
      (changed.status, changed.finishedAt) = (.cancelled, .at(1))
      try await ground.write { [changed] tx in try tx.tasks.update(changed) }
      let theirs = try await neighbour.read { try $0.tasks.find("t") }
      try expect("the neighbour's", theirs?.status, is: .pending)
      let found = try await neighbour.read {
        try $0.tasks.list(TaskFilter(), after: nil, limit: 9).elements
      }
      try expect("the neighbour's tasks", found.count, is: 1)
    },
  ]

  private static func task(_ name: String, _ check: @escaping @Sendable (Ground) async throws -> Void) -> Self {
    StorageRule("tasks", "A task \(name)", check)
  }
}

extension AgentTask {
  fileprivate static func sample(_ id: String, session: String? = nil, status: TaskStatus = .pending) -> AgentTask {
    AgentTask(
      id: id, session: session, prompt: "do it", status: status, createdAt: .at(0), createdBy: "agent",
      updatedAt: .at(0))
  }
}
