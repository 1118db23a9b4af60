import ScrubjayCore
import ScrubjayEngine
import ScrubjayTestKit
import Testing

@Suite struct TaskTests {
  @Test func `A task goes from pending to its end, and no other way`() async throws {
    try await withWorld { world in
      try await world.session()
      for (from, way) in [
        (TaskStatus.pending, [TaskStatus]()), (.running, [.running]), (.completed, [.running, .completed]),
        (.failed, [.running, .failed]), (.cancelled, [.cancelled]),
      ] {
        for target in TaskStatus.allCases {
          let id = "\(from)-\(target)"
          _ = try await world.engine.tasks.create(TaskDraft(id: id, session: "s", prompt: "x"), as: world.call)
          for status in way { _ = try await world.engine.tasks.update(id, status: status, as: world.call) }
          let found = await code { _ = try await world.engine.tasks.update(id, status: target, as: world.call) }
          let isAllowed = target == from || from.successors.contains(target)
          #expect(found == (isAllowed ? nil : .illegalTransition), "\(id)")
          let task = try await world.engine.tasks.get(id, as: world.call)
          #expect(task.status == (isAllowed ? target : from))
          #expect((task.finishedAt != nil) == task.status.successors.isEmpty)
        }
      }
    }
  }

  @Test func `A task keeps its result, and outlives its session`() async throws {
    try await withWorld { world in
      try await world.session()
      let made = try await world.engine.tasks.create(
        TaskDraft(session: "s", prompt: "Book a train", status: .running), as: world.call)
      world.clock.advance(by: .seconds(5))
      let done = try await world.engine.tasks.update(
        made.id, status: .completed, result: .set(JSONText(stored: #"{"seat":7.0}"#)), as: world.call)
      #expect(done.result?.text == #"{"seat":7.0}"#)
      #expect(done.updatedAt == world.clock.now())
      let kept = try await world.engine.tasks.update(made.id, as: world.call)
      #expect(kept.result == done.result)
      #expect(try await world.engine.tasks.update(made.id, result: .set(nil), as: world.call).result == nil)
      try await world.engine.sessions.delete("s", as: world.call)
      let left = try await world.engine.tasks.get(made.id, as: world.call)
      #expect(left.session == nil)
      #expect(left.status == .completed)
      #expect(try await world.engine.tasks.list(status: .completed, as: world.call).elements == [left])
      #expect(await code { _ = try await world.engine.tasks.list(session: "s", as: world.call) } == .sessionNotFound)
    }
  }

  @Test func `The audit shows what was done for a task`() async throws {
    try await withWorld { world in
      try await world.session()
      let task = try await world.engine.tasks.create(TaskDraft(session: "s", prompt: "x"), as: world.call)
      let call = Call(access: .local, task: task.id)
      _ = try await world.engine.memories.add(
        MemoryDraft(namespace: try Namespace("user:alice"), content: "likes trains"), as: call)
      try await world.remember("something else")
      let records = try await world.engine.audit.list(AuditFilter(task: task.id), as: world.call).elements
      #expect(records.map(\.task) == [task.id])
    }
  }

  @Test func `What is wrong with a task is said`() async throws {
    try await withWorld { world in
      try await world.session()
      let tasks = world.engine.tasks
      _ = try await tasks.create(TaskDraft(id: "t", session: "s", prompt: "x"), as: world.call)
      let codes = [
        await code { _ = try await tasks.create(TaskDraft(id: "t", prompt: "x"), as: world.call) },
        await code { _ = try await tasks.create(TaskDraft(session: "none", prompt: "x"), as: world.call) },
        await code { _ = try await tasks.create(TaskDraft(id: "", prompt: "x"), as: world.call) },
        await code { _ = try await tasks.create(TaskDraft(prompt: "a\u{0}b"), as: world.call) },
        await code { _ = try await tasks.get("none", as: world.call) },
        await code { _ = try await tasks.update("none", status: .running, as: world.call) },
        await code { _ = try await tasks.list(limit: 0, as: world.call) },
      ]
      #expect(
        codes == [
          .taskExists, .sessionNotFound, .invalidField, .invalidField, .taskNotFound, .taskNotFound, .invalidField,
        ])
    }
  }

  @Test func `A task of no session is an admin's`() async throws {
    try await withWorld { world in
      _ = try await world.engine.tasks.create(TaskDraft(id: "t", prompt: "x"), as: world.call)
      let key = try world.call("read:*", "write:*")
      let codes = [
        await code { _ = try await world.engine.tasks.create(TaskDraft(prompt: "x"), as: key) },
        await code { _ = try await world.engine.tasks.get("t", as: key) },
        await code { _ = try await world.engine.tasks.update("t", status: .running, as: key) },
      ]
      #expect(codes == Array(repeating: .missingGrant, count: 3))
      #expect(await code { _ = try await world.engine.tasks.list(as: key) } == .scopeRequired)
    }
  }
}
