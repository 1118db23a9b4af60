import Foundation
import ScrubjayCore
import ScrubjayEngine
import ScrubjayTestKit
import Testing

@Suite struct UserErasureTests {
  /// What is said of or by the user, everywhere; none of it may be found in the files afterwards, nor the user's id.
  private static let traces = ["swordfish", "alice-4711", "ali-session", "Alisspeaker", "alicekey"]

  private static let user = "alice-4711"
  private static let embedders = Embedders(ScriptedEmbedder([["swordfish", "code"]]))

  /// The traces that are in the world's files now, while it is open.
  private static func traces(in world: World) throws -> [String] {
    var bytes = Data()
    for name in try world.folder.names() { bytes += try Data(contentsOf: URL(filePath: world.folder.file(name))) }
    return traces.filter { bytes.range(of: Data($0.utf8)) != nil }
  }

  /// A call with an idempotency key, whose answer is kept.
  private static func kept(_ key: String = UUID().uuidString) -> Call {
    Call(access: .local, actor: "user-\(user)", idempotency: Idempotency(key: key, fingerprint: key))
  }

  /// Fills a world with what there can be of a user, and with someone else's.
  private static func fill(_ world: World) async throws {
    let engine = world.engine
    for (user, session) in [(user, "ali-session-1"), (user, "ali-session-2"), ("bob", "bobs")] {
      _ = try await engine.sessions.create(
        SessionDraft(
          id: session, app: "planner", user: user, project: "apollo", title: "swordfish \(user)",
          state: JSONText(stored: #"{"user:code":"swordfish","theme":"swordfish"}"#)),
        as: kept())
      _ = try await engine.messages.append(
        [MessageDraft(role: .user, name: "Alisspeaker", content: "The code is swordfish, says \(user)")], to: session,
        wait: .embedded, as: kept())
      _ = try await engine.users.update(user, timeZone: .set("Europe/Lisbon"), as: kept())
      _ = try await engine.tasks.create(
        TaskDraft(session: session, prompt: "Find the swordfish"), as: kept())
      _ = try await engine.state.set(
        StateKey("session:x"), to: JSONText(stored: #""swordfish""#), session: session, as: kept())
      _ = try await engine.documents.put(
        DocumentDraft(
          namespace: Namespace("user:\(user):notes"), path: "alicekey \(session).md",
          content: "# swordfish\n\nAlisspeaker and \(user)"),
        wait: .embedded, as: kept())
      let source = [MemorySource(session: session)]
      for namespace in ["user:\(user)", "user:\(user):codes", "session:\(session)", "temp:\(session)"] {
        let memory = try await engine.memories.add(
          MemoryDraft(
            namespace: Namespace(namespace), key: "alicekey \(session)", content: "A swordfish of \(user)",
            sources: source), wait: .embedded, as: kept())
        _ = try await engine.memories.update(
          memory.id, MemoryPatch(content: "A better swordfish of \(user)"), as: kept())
        if namespace == "user:\(user):codes" {
          let copy = try await engine.memories.publish(memory.id, to: Namespace(.project, "apollo"), as: world.call)
          _ = try await engine.memories.publish(copy.id, to: Namespace(.org, "default"), as: world.call)
          try await engine.memories.delete(memory.id, as: world.call)
        }
        if session == "ali-session-1", namespace == "user:\(user)" {
          _ = try await engine.memories.purge(memory.id, as: world.call)
        }
      }
      for strategy in [ConsolidationStrategy.lastWrite, .review] {
        let namespace = try Namespace("user:\(user):\(strategy.rawValue)")
        for color in ["green", "blue"] {
          _ = try await engine.memories.add(
            MemoryDraft(namespace: namespace, content: "The favorite color of swordfish \(user) is \(color)."),
            as: kept())
        }
        _ = try await engine.consolidations.consolidate(namespace, strategy: strategy, as: kept())
      }
      _ = try await engine.memories.add(
        MemoryDraft(
          namespace: Namespace(.app, "planner"), content: "\(user) likes swordfish, says Alisspeaker", sources: source),
        as: world.call)
    }
  }

  @Test func `Nothing of an erased user is left in the database and its log, and all of the others' is`() async throws {
    try await withWorld(Self.embedders) { world in
      try await Self.fill(world)
      // One session was deleted before, and left what was made from it.
      try await world.engine.sessions.delete("ali-session-1", as: world.call)
      try await world.engine.sealAudit()
      #expect(try Self.traces(in: world) == Self.traces)
      let receipt = try await world.engine.users.erase(Self.user, as: world.call)
      #expect(receipt.isCleared)
      #expect(receipt.sessions == 1 && receipt.events == 1 && receipt.state == 1 && receipt.tasks == 2)
      #expect(receipt.memories > 5 && receipt.versions > receipt.memories && receipt.answers > 5)
      #expect(receipt.documents == 2)

      let namespaces = try await world.engine.conflicts.list([], as: world.call).elements.map(\.conflict.namespace)
      #expect(Set(namespaces) == [try Namespace("user:bob:review")])
      #expect(try await world.engine.consolidations.list([], as: world.call).elements.count == 1)
      // Bob has the same words in his; they go with him.
      let bobs = try await world.engine.recall(RecallQuery("swordfish code", user: "bob", mode: .words), as: world.call)
      #expect(bobs.hits.count == 6)
      #expect(try await world.engine.audit.verify(as: world.call).isIntact)
      _ = try await world.engine.users.erase("bob", as: world.call)
      #expect(try Self.traces(in: world) == [])

      try await world.engine.sealAudit()
      let audit = try await world.engine.audit.verify(as: world.call)
      #expect(audit.isIntact && audit.erased > 10 && audit.unsealed == nil)
      let erasures = try await world.engine.audit.list(AuditFilter(action: .erase), as: world.call).elements
      #expect(erasures.count == 2 && erasures.allSatisfy { !$0.details.text.contains("alice") })
    }
  }

  @Test func `What is erased can be stored again, and is found`() async throws {
    try await withWorld(Self.embedders) { world in
      try await Self.fill(world)
      _ = try await world.engine.users.erase(Self.user, as: world.call)
      let none = try await world.engine.recall(RecallQuery("swordfish", user: Self.user), as: world.call)
      #expect(none.hits.isEmpty)
      #expect(try await world.engine.sessions.list(SessionFilter(user: Self.user), as: world.call).elements.isEmpty)
      try await world.session("ali-session-1", user: Self.user)
      _ = try await world.engine.messages.append(
        [MessageDraft(role: .user, content: "The code is swordfish")], to: "ali-session-1", wait: .embedded,
        as: world.call)
      try await world.remember("Another swordfish", in: "user:\(Self.user)")
      try await world.engine.embeddings.finish()
      let found = try await world.engine.recall(
        RecallQuery("the swordfish", user: Self.user, mode: .meaning), as: world.call)
      #expect(found.hits.count == 2)
    }
  }

  @Test func `Erasing someone of whom there is nothing, or once more, removes nothing`() async throws {
    try await withWorld { world in
      try await world.remember("Bob's", in: "user:bob")
      try await world.session()
      _ = try await world.engine.users.erase("alice", as: world.call)
      let again = try await world.engine.users.erase("alice", as: world.call)
      #expect(again.sessions == 0 && again.memories == 0 && again.isCleared)
      #expect(
        try await world.engine.memories.list(
          MemoryFilter(namespaces: [NamespacePrefix("user:bob")]), as: world.call
        ).elements.count == 1)
    }
  }

  @Test func `A session of another user that has the id of a deleted one keeps what is its own`() async throws {
    try await withWorld { world in
      for user in [Self.user, "bob"] {
        try await world.session("shared", user: user)
        let source = [MemorySource(session: "shared")]
        try await world.remember("\(user) in the session", in: "session:shared")
        try await world.remember("\(user) for all", in: "org:default") { $0.sources = source }
        if user == Self.user { try await world.engine.sessions.delete("shared", as: world.call) }
        world.clock.advance(by: .seconds(1))
      }
      let receipt = try await world.engine.users.erase(Self.user, as: world.call)
      #expect(receipt.memories == 2)
      let left = try await world.engine.memories.list(MemoryFilter(includesDeleted: true), as: world.call).elements
      #expect(Set(left.map(\.content)) == ["bob in the session", "bob for all"])
      #expect(try Self.traces(in: world) == [])
    }
  }

  @Test func `Copies of copies go, however long the way, and however many there are`() async throws {
    try await withWorld { world in
      let first = try await world.remember("A swordfish", in: "user:\(Self.user)", key: "k0")
      var last = first
      for number in 1...40 {
        last = try await world.engine.memories.publish(
          last.id, to: Namespace(.project, "p\(number)"), key: "k", as: world.call)
      }
      for number in 0..<1_020 {
        _ = try await world.engine.memories.publish(
          first.id, to: Namespace(.org, "default"), key: "copy\(number)", as: world.call)
      }
      let receipt = try await world.engine.users.erase(Self.user, as: world.call)
      #expect(receipt.memories == 1 + 40 + 1_020)
      #expect(try Self.traces(in: world) == [])
    }
  }

  @Test func `The retry of a request of an erased user is not done again`() async throws {
    try await withWorld { world in
      try await world.session(user: Self.user)
      let draft = [MessageDraft(role: .user, content: "swordfish")]
      _ = try await world.engine.messages.append(draft, to: "s", as: Self.kept("r"))
      _ = try await world.engine.users.erase(Self.user, as: world.call)
      #expect(
        await code { _ = try await world.engine.messages.append(draft, to: "s", as: Self.kept("r")) } == .answerErased)
    }
  }

  @Test func `Jobs of the user go, also those that were given up`() async throws {
    try await withWorld(Self.embedders) { world in
      try await world.session(user: Self.user)
      try await world.session("bobs", user: "bob")
      try await world.say("swordfish")
      try await world.say("catfish", in: "bobs")
      try await world.remember("swordfish", in: "user:\(Self.user)")
      let before = try await world.engine.jobs.list(as: world.call).elements
      #expect(before.count == 3)
      let receipt = try await world.engine.users.erase(Self.user, as: world.call)
      #expect(receipt.jobs == 2)
      #expect(try await world.engine.jobs.list(as: world.call).elements.map(\.subject) == ["user:bob"])
    }
  }
}
