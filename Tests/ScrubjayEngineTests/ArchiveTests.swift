import Dispatch
import ScrubjayCore
import ScrubjayEngine
import ScrubjayTestKit
import Synchronization
import Testing

@Suite struct ArchiveTests {
  /// All that an export gives out.
  private static func items(
    of world: World, _ scope: ArchiveScope = .tenant, as call: Call? = nil
  ) async throws -> [ArchiveItem] {
    let items = Mutex<[ArchiveItem]>([])
    try await world.engine.archive.export(scope, as: call ?? world.call) { item in items.withLock { $0.append(item) } }
    return items.withLock { $0 }
  }

  /// What the items are, in a form that can be compared: without the sequences, which are the store's own.
  private static func texts(_ items: [ArchiveItem]) -> [String] {
    items.map { item in
      switch item {
      case .memory(var memory):
        memory.sequence = 0
        return "\(memory)"
      case .event(var event):
        event.sequence = 0
        return "\(event)"
      case .task(var task):
        task.sequence = 0
        return "\(task)"
      case .document(let detail):
        let document = detail.document
        return
          "\(document.id) \(document.path) \(document.title) \(document.chunkCount) \(document.createdAt) \(detail.content)"
      case .session, .extraction, .state, .user: return "\(item)"
      }
    }
  }

  /// Fills a world with a bit of everything, at different times.
  private static func fill(_ world: World) async throws {
    let engine = world.engine
    try await world.session("s1", project: "p")
    try await world.session("s2")
    _ = try await engine.users.update("alice", timeZone: .set("Asia/Kolkata"), as: world.call)
    try await world.session("s3", app: "other", user: "bob", channel: "sms")
    for (number, session) in ["s1", "s2", "s1", "s2", "s3"].enumerated() {
      world.clock.advance(by: .seconds(1))
      try await world.say("Message \(number) of \(session)", in: session)
    }
    _ = try await engine.events.append(
      [
        EventDraft(
          type: .toolCall, actor: .agent("planner"), content: .json(JSONText(stored: #"{"n":1.0}"#)),
          stateDelta: JSONText(stored: #"{"city":"Porto","user:theme":"dark","app:mode":1,"project:x":[2.50]}"#)),
        EventDraft(
          type: .message, actor: .user, content: .text("bye"), stateDelta: JSONText(stored: #"{"temp:x":1}"#),
          isFinalResponse: true),
      ], to: "s1", as: world.call)
    _ = try await engine.sessions.update(
      "s2",
      SessionPatch(
        status: .paused, title: .set("Two"), timeZone: .set("Europe/Lisbon"), metadata: JSONText(stored: #"{"a":1.0}"#)),
      as: world.call)
    let task = try await engine.tasks.create(TaskDraft(id: "t", session: "s1", prompt: "Do it"), as: world.call)
    _ = try await engine.tasks.update(task.id, status: .running, as: world.call)

    for namespace in ["org:default", "user:alice:notes", "user:bob"] {
      _ = try await engine.documents.put(
        DocumentDraft(
          namespace: Namespace(namespace), path: "guide of \(namespace).md",
          content: "# Making tea\n\nBoil water of \(namespace).\n", metadata: JSONText(stored: #"{"v":1.0}"#),
          root: "/srv/guides"), as: world.call)
    }
    let tea = try await world.remember("Tea", key: "drink") {
      $0.sources = [MemorySource(session: "s1"), MemorySource(session: "s3")]
      $0.metadata = JSONText(stored: #"{"z":1.50}"#)
    }
    world.clock.advance(by: .seconds(1))
    _ = try await engine.memories.update(tea.id, MemoryPatch(content: "Coffee", category: .set("food")), as: world.call)
    world.clock.advance(by: .seconds(1))
    try await engine.memories.delete(tea.id, as: world.call)
    world.clock.advance(by: .seconds(1))
    _ = try await engine.memories.restore(tea.id, as: world.call)
    _ = try await engine.memories.rollback(tea.id, to: 1, as: world.call)
    _ = try await engine.memories.redact(tea.id, 2, as: world.call)
    let gone = try await world.remember("Gone", key: "gone")
    try await engine.memories.delete(gone.id, as: world.call)
    try await world.remember("Without a key", in: "user:alice:deep:er")
    try await world.remember("Bob's", in: "user:bob", key: "x") { $0.value = JSONText(stored: #"{"n":1.0}"#) }
    try await world.remember("In a session", in: "session:s1")
    _ = try await engine.memories.publish(tea.id, to: Namespace(.org, "default"), as: world.call)
    try await world.remember("Expires", in: "app:planner") {
      $0.type = .working
      $0.expiresAt = world.clock.now().advanced(by: .seconds(60))
      $0.validFrom = world.clock.now()
      $0.validUntil = world.clock.now().advanced(by: .seconds(9))
    }
  }

  @Test func `All of a tenant, brought in elsewhere, is the same, also in the past, in the window and to recall`()
    async throws
  {
    let embedders = Embedders(ScriptedEmbedder([["tea", "drink"]]))
    let (folder, clock) = (try TemporaryFolder(), ManualClock())
    try await withWorld(embedders) { world in
      try await Self.fill(world)
      let items = try await Self.items(of: world)
      clock.advance(by: .seconds(3_600))
      try await withWorld(in: folder, at: clock, embedders) { other in
        #expect(try await other.engine.archive.import(items, as: other.call).stored == items.count)
        let copies = try await Self.items(of: other)
        #expect(Set(Self.texts(copies)) == Set(Self.texts(items)))
        // Events, and versions, come in their order.
        #expect(copies.compactMap(\.eventID) == items.compactMap(\.eventID))
        #expect(try await other.engine.archive.import(items, as: other.call).skipped == items.count)

        let views = [try await Self.views(of: world), try await Self.views(of: other)]
        for (one, other) in zip(views[0], views[1]) { #expect(one == other && !one.isEmpty, "\(one) and \(other)") }
        #expect(try await other.engine.audit.list(AuditFilter(action: .import), as: other.call).elements.count >= 10)
      }
    }
  }

  /// What there is to see of a world: a window, a list of the past, what is recalled by words and by meaning.
  private static func views(of world: World) async throws -> [[String]] {
    let window = try await world.engine.messages.window(app: "planner", user: "alice", as: world.call)
    let past = try await world.engine.memories.list(
      MemoryFilter(asOf: ManualClock.start.advanced(by: .seconds(6))), as: world.call)
    try await world.engine.embeddings.finish()
    var views = [window.map(\.content.text), past.elements.map(\.content)]
    for mode in [RecallMode.words, .meaning] {
      let found = try await world.engine.recall(RecallQuery("tea message", user: "alice", mode: mode), as: world.call)
      // Hits of the same score come in the order in which they were stored, which may be another.
      views.append(found.hits.map { "\($0.score) \($0.item.id)" }.sorted())
    }
    return views
  }

  @Test func `A user's export holds what is the user's, as far as the caller may read it`() async throws {
    try await withWorld { world in
      try await Self.fill(world)
      let all = Self.texts(try await Self.items(of: world, .user("alice")))
      #expect(all.contains { $0.contains("In a session") } && all.contains { $0.contains("dark") })
      #expect(all.contains { $0.contains("water of user:alice:notes") })
      #expect(!all.contains { $0.contains("bob") || $0.contains("Bob") || $0.contains("app:planner") })
      let reader = try world.call("read:user:alice", "read:app:other")
      let readable = Self.texts(try await Self.items(of: world, .user("alice"), as: reader))
      #expect(readable.contains { $0.contains("Without a key") } && !readable.contains { $0.contains("Message") })
      #expect(all.contains { $0.contains("Do it") } && !readable.contains { $0.contains("Do it") })
    }
  }

  @Test func `What is in the way of an archive is left as it is, or refused`() async throws {
    try await withWorld { world in
      let document = DocumentDraft(namespace: Namespace(.org, "default"), path: "a.md", content: "# One\n")
      _ = try await world.engine.documents.put(document, as: world.call)
      let memory = try await world.remember("Tea", key: "drink")
      _ = try await world.engine.memories.update(memory.id, MemoryPatch(content: "Coffee"), as: world.call)
      let items = try await Self.items(of: world)
      try await withWorld { other in
        // The same file, stored there by itself, is there under another id.
        other.clock.advance(by: .seconds(60))
        let own = try await other.engine.documents.put(document, as: other.call)
        var first = memory
        first.sequence = 0
        _ = try await other.engine.archive.import([.memory(first)], as: other.call)
        let count = try await other.engine.archive.import(items, as: other.call)
        #expect(count.skipped == 2 && count.stored == items.count - 2)
        #expect(try await other.engine.documents.list(DocumentFilter(), as: other.call).elements.map(\.id) == [own.id])
      }
    }
  }

  @Test func `An export shows one moment, whatever is written meanwhile`() async throws {
    try await withWorld { world in
      try await world.session()
      for number in 0..<300 { try await world.say("Message \(number)") }
      let count = Counter()
      let isRead = DispatchSemaphore(value: 0)
      let (begun, signal) = AsyncStream<Void>.makeStream()
      async let export: Void = world.engine.archive.export(.tenant, as: world.call) { item in
        guard case .event = item else { return }
        // Others are not kept waiting, however long this takes.
        if count.next() == 10 {
          signal.yield()
          isRead.wait()
        }
      }
      for await _ in begun { break }
      try await world.say("One more")
      try await world.engine.sessions.delete("s", as: world.call)
      isRead.signal()
      try await export
      #expect(count.next() == 301)
    }
  }

  @Test func `What does not fit is refused by its place, and nothing of it is stored`() async throws {
    try await withWorld { world in
      try await Self.fill(world)
      let items = try await Self.items(of: world)
      let stranger = try await world.stranger()
      func refusal(_ items: [ArchiveItem]) async -> (ScrubjayError.Code, String?) {
        do {
          _ = try await world.engine.archive.import(items, as: stranger)
          return (.internalError, nil)
        } catch {
          let error = error as? ScrubjayError
          return (error?.code ?? .internalError, error?.fields.first?.field)
        }
      }
      let session = try #require(items.first { if case .session = $0 { true } else { false } })
      let event = try #require(items.first { if case .event = $0 { true } else { false } })
      let second = try #require(items.first { if case .memory(let memory) = $0 { memory.version == 2 } else { false } })
      #expect(await refusal([event]) == (.sessionNotFound, "records[0].record"))
      #expect(await refusal([session, second]) == (.versionNotFound, "records[1].record"))
      guard case .session(var other) = session else { return }
      other.revision = -1
      #expect(await refusal([session, .session(other)]) == (.invalidField, "records[1].revision"))
      #expect(try await Self.itemCount(world, stranger) == 0)
    }
  }

  private static func itemCount(_ world: World, _ call: Call) async throws -> Int {
    try await items(of: world, as: call).count
  }
}

/// Counts from 1.
private final class Counter: Sendable {
  private let count = Mutex(0)

  func next() -> Int {
    count.withLock { count in
      count += 1
      return count
    }
  }
}

extension ArchiveItem {
  fileprivate var eventID: String? {
    if case .event(let event) = self { event.id } else { nil }
  }
}
