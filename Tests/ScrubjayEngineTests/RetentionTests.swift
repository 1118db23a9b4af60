import ScrubjayCore
import ScrubjayEngine
import ScrubjayTestKit
import Testing

@Suite struct RetentionTests {
  private static let day = Duration.seconds(86_400)

  private static func fill(_ world: World) async throws -> Memory {
    let episode = try await world.remember("Ana went to Rome.") { $0.type = .episodic }
    try await world.remember("Ana's first trip.", key: "trip") { $0.type = .episodic }
    try await world.remember("Ana likes Rome.")
    for session in ["over", "on"] { try await world.session(session) }
    _ = try await world.engine.sessions.update("over", SessionPatch(status: .terminated), as: world.call)
    return episode
  }

  @Test func `After their days episodic memories go softly and terminated sessions are archived`() async throws {
    try await withWorld { world in
      let episode = try await Self.fill(world)
      world.clock.advance(by: Self.day * 30 - .seconds(1))
      #expect(try await world.engine.retention.apply(as: world.call).sessions.count == 0)
      world.clock.advance(by: .seconds(1))
      let sessions = try await world.engine.retention.apply(as: world.call)
      #expect(sessions.sessions.ids == ["over"] && sessions.memories.count == 0)
      let archived = try await world.engine.sessions.get("over", as: world.call).session
      #expect(archived.status == .archived && archived.archivedAt == world.clock.now())
      world.clock.advance(by: Self.day * 60)
      let dry = try await world.engine.retention.apply(isDryRun: true, as: world.call)
      #expect(dry.isDryRun && dry.memories.ids == [episode.id] && dry.memories.count == 1 && dry.sessions.count == 0)
      #expect(try await world.engine.memories.get(episode.id, as: world.call) == episode)
      let report = try await world.engine.retention.apply(as: world.call)
      #expect(report.memories.ids == [episode.id] && !report.isDryRun)
      #expect(try await world.engine.retention.apply(as: world.call).memories.count == 0)
      #expect(await code { _ = try await world.engine.memories.get(episode.id, as: world.call) } == .memoryNotFound)
      let actions = try await world.engine.audit.list(AuditFilter(), as: world.call).elements.map(\.action)
      #expect(actions.filter { $0 == .expire }.count == 1 && actions.filter { $0 == .archiveSession }.count == 1)
      // What comes back counts as new.
      #expect(try await world.engine.memories.restore(episode.id, as: world.call).content == episode.content)
      #expect(try await world.engine.retention.apply(as: world.call).memories.count == 0)
    }
  }

  @Test func `No days mean never`() async throws {
    try await withWorld(retention: RetentionPolicy(episodicDays: 0, sessionDays: 0)) { world in
      _ = try await Self.fill(world)
      world.clock.advance(by: Self.day * 3_650)
      for isDryRun in [true, false] {
        let report = try await world.engine.retention.apply(isDryRun: isDryRun, as: world.call)
        #expect(report.memories.count == 0 && report.sessions.count == 0)
      }
    }
  }

  @Test func `What works in the background does so, in every tenant, batch by batch`() async throws {
    try await withWorld(retention: RetentionPolicy(episodicDays: 1, sessionDays: 1)) { world in
      let stranger = try await world.stranger()
      for call in [world.call, stranger] {
        let drafts = (0..<300).map { MemoryDraft(namespace: Namespace(.app, "a"), content: "\($0)", type: .episodic) }
        _ = try await world.engine.memories.add(drafts, as: call)
      }
      world.clock.advance(by: Self.day)
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { await world.engine.run() }
        try await eventually {
          var left = 0
          for call in [world.call, stranger] {
            left += try await world.engine.memories.list(MemoryFilter(), as: call).elements.count
          }
          return left == 0
        }
        group.cancelAll()
      }
    }
  }
}
