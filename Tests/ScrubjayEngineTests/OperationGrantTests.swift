import ScrubjayCore
import ScrubjayEngine
import ScrubjayTestKit
import Testing

/// Every operation needs exactly the grants it says, and names the one that is missing.
@Suite struct OperationGrantTests {
  struct Operation: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let needs: [String]
    let run: @Sendable (Engine, Call) async throws -> Void

    init(_ name: String, _ needs: String..., run: @escaping @Sendable (Engine, Call) async throws -> Void) {
      testDescription = name
      self.needs = needs
      self.run = run
    }
  }

  private static let message = MessageDraft(role: .user, content: "hello")
  private static let event = EventDraft(type: .action, actor: .user, content: .text("x"))
  private static let one = JSONText(stored: "1")
  private static let (readUser, writeUser, readApp) = ("read:user:alice", "write:user:alice", "read:app:planner")

  static let operations: [Operation] = [
    Operation("create a session", writeUser, readApp) {
      _ = try await $0.sessions.create(SessionDraft(app: "planner", user: "alice"), as: $1)
    },
    Operation("get a session", readUser, readApp) { _ = try await $0.sessions.get("s", as: $1) },
    Operation("list a user's sessions", readUser) {
      _ = try await $0.sessions.list(SessionFilter(user: "alice"), as: $1)
    },
    Operation("list sessions of a user and app", readUser, readApp) {
      _ = try await $0.sessions.list(SessionFilter(user: "alice", app: "planner"), as: $1)
    },
    Operation("update a session", writeUser, readApp) {
      _ = try await $0.sessions.update("s", SessionPatch(title: .set("x")), as: $1)
    },
    Operation("delete a session", writeUser, readApp) { try await $0.sessions.delete("s", as: $1) },
    Operation("append events", writeUser, readApp) { _ = try await $0.events.append([event], to: "s", as: $1) },
    Operation("list events", readUser, readApp) { _ = try await $0.events.list(session: "s", as: $1) },
    Operation("append messages", writeUser, readApp) { _ = try await $0.messages.append([message], to: "s", as: $1) },
    Operation("store a message", writeUser, readApp) {
      _ = try await $0.messages.store(message, user: "alice", app: "planner", as: $1)
    },
    Operation("list a session's messages", readUser, readApp) { _ = try await $0.messages.list(session: "s", as: $1) },
    Operation("list a user's messages", readUser) {
      _ = try await $0.messages.list(MessageFilter(user: "alice"), as: $1)
    },
    Operation("list messages of a user and app", readUser, readApp) {
      _ = try await $0.messages.list(MessageFilter(user: "alice", app: "planner"), as: $1)
    },
    Operation("window", readUser, readApp) { _ = try await $0.messages.window(app: "planner", user: "alice", as: $1) },
    Operation("get all state", readUser, readApp) { _ = try await $0.state.get(session: "s", as: $1) },
    Operation("get state", readUser, readApp) { _ = try await $0.state.get(StateKey("step"), session: "s", as: $1) },
    Operation("get a user's state", readUser) { _ = try await $0.state.shared(.user, of: "alice", as: $1) },
    Operation("get an app's state", readApp) { _ = try await $0.state.shared(.app, of: "planner", as: $1) },
    Operation("get a project's state", "read:project:p") { _ = try await $0.state.shared(.project, of: "p", as: $1) },
    Operation("list sessions with their state", readUser, readApp) {
      _ = try await $0.sessions.listWithState(SessionFilter(user: "alice", app: "planner"), as: $1)
    },
    Operation("set state", writeUser, readApp) {
      _ = try await $0.state.set(StateKey("step"), to: one, session: "s", as: $1)
    },
    Operation("set a user's state", writeUser, readApp) {
      _ = try await $0.state.set(StateKey("user:x"), to: one, session: "s", as: $1)
    },
    Operation("set an app's state", writeUser, readApp, "write:app:planner") {
      _ = try await $0.state.set(StateKey("app:x"), to: one, session: "s", as: $1)
    },
    Operation("set a project's state", writeUser, readApp, "write:project:p") {
      _ = try await $0.state.set(StateKey("project:x"), to: one, session: "s", as: $1)
    },
    Operation("remove state", writeUser, readApp) {
      try await $0.state.remove(StateKey("step"), session: "s", as: $1)
    },
    Operation("add a memory", "write:user:alice:diary") {
      _ = try await $0.memories.add(MemoryDraft(namespace: Namespace("user:alice:diary"), content: "x"), as: $1)
    },
    Operation("add several memories", "write:user:alice:diary", "write:org:x") {
      let namespaces = [try Namespace("user:alice:diary"), try Namespace("org:x")]
      _ = try await $0.memories.add(namespaces.map { MemoryDraft(namespace: $0, content: "x") }, as: $1)
    },
    Operation("get a memory", "read:user:alice:diary") { _ = try await $0.memories.get("m", as: $1) },
    Operation("get a version", "read:user:alice:diary") { _ = try await $0.memories.get("m", version: 1, as: $1) },
    Operation("get a memory by its key", "read:user:alice:diary") {
      _ = try await $0.memories.get(Namespace("user:alice:diary"), key: "k", as: $1)
    },
    Operation("resolve a key", readUser, readApp) {
      _ = try await $0.memories.resolve("theme", session: "s", as: $1)
    },
    Operation("update a memory", "write:user:alice:diary") {
      _ = try await $0.memories.update("m", MemoryPatch(content: "y"), as: $1)
    },
    Operation("delete a memory", "write:user:alice:diary") { try await $0.memories.delete("m", as: $1) },
    Operation("history of a memory", "read:user:alice:diary") { _ = try await $0.memories.history(of: "m", as: $1) },
    Operation("diff of a memory", "read:user:alice:diary") { _ = try await $0.memories.diff(of: "m", from: 1, as: $1) },
    Operation("restore a memory", "write:user:alice:diary") { _ = try await $0.memories.restore("gone", as: $1) },
    Operation("roll a memory back", "write:user:alice:diary") {
      _ = try await $0.memories.rollback("m", to: 1, as: $1)
    },
    Operation("publish a memory", "read:user:alice:diary", "write:org:x") {
      _ = try await $0.memories.publish("m", to: Namespace("org:x"), as: $1)
    },
    Operation("redact a version", "write:user:alice:diary") { _ = try await $0.memories.redact("m", 1, as: $1) },
    Operation("purge a memory", "admin") { _ = try await $0.memories.purge("m", as: $1) },
    Operation("list memories", "read:user:alice:diary", "read:org:x") {
      let namespaces = [try NamespacePrefix("user:alice:diary"), try NamespacePrefix("org:x")]
      _ = try await $0.memories.list(MemoryFilter(namespaces: namespaces), as: $1)
    },
    Operation("put a document", "write:user:alice:diary") {
      let namespace = try Namespace("user:alice:diary")
      _ = try await $0.documents.put(DocumentDraft(namespace: namespace, path: "a.md", content: "x"), as: $1)
    },
    Operation("put a document of the organization", "write:org:default") {
      _ = try await $0.documents.put(DocumentDraft(path: "a.md", content: "x"), as: $1)
    },
    Operation("get a document", "read:user:alice:diary") {
      let id = try await documentID($0)
      _ = try await $0.documents.get(id, as: $1)
    },
    Operation("list documents", "read:user:alice:diary", "read:org:x") {
      let namespaces = [try NamespacePrefix("user:alice:diary"), try NamespacePrefix("org:x")]
      _ = try await $0.documents.list(DocumentFilter(namespaces: namespaces), as: $1)
    },
    Operation("delete a document", "write:user:alice:diary") {
      let id = try await documentID($0)
      try await $0.documents.delete(id, as: $1)
    },
    Operation("search documents of namespaces", "read:user:alice:diary", "read:org:x") {
      let namespaces = [try NamespacePrefix("user:alice:diary"), try NamespacePrefix("org:x")]
      _ = try await $0.documents.search(DocumentQuery("x", namespaces: namespaces), as: $1)
    },
    Operation("sync a folder of documents", "write:user:alice:diary") {
      _ = try await $0.documents.sync("/srv/diary/2026", as: $1)
    },
    Operation("recall of a user", readUser) { _ = try await $0.recall(RecallQuery("x", user: "alice"), as: $1) },
    Operation("recall of a user, an app and a project", readUser, readApp, "read:project:p") {
      _ = try await $0.recall(RecallQuery("x", user: "alice", app: "planner", project: "p"), as: $1)
    },
    Operation("recall of a session", readUser, readApp) {
      _ = try await $0.recall(RecallQuery("x", session: "s"), as: $1)
    },
    Operation("recall of namespaces", "read:user:alice:diary", "read:org") {
      let namespaces = [try NamespacePrefix("user:alice:diary"), try NamespacePrefix("org")]
      _ = try await $0.recall(RecallQuery("x", namespaces: namespaces), as: $1)
    },
    Operation("create a task", writeUser, readApp) {
      _ = try await $0.tasks.create(TaskDraft(session: "s", prompt: "x"), as: $1)
    },
    Operation("get a task", readUser, readApp) { _ = try await $0.tasks.get("t", as: $1) },
    Operation("list a session's tasks", readUser, readApp) { _ = try await $0.tasks.list(session: "s", as: $1) },
    Operation("update a task", writeUser, readApp) { _ = try await $0.tasks.update("t", status: .running, as: $1) },
    Operation("consolidate", "read:user:alice:diary", "write:user:alice:diary") {
      _ = try await $0.consolidations.consolidate(Namespace("user:alice:diary"), as: $1)
    },
    Operation("list conflicts", "read:user:alice:diary") {
      _ = try await $0.conflicts.list([NamespacePrefix("user:alice:diary")], as: $1)
    },
    Operation("list consolidations", "read:user:alice:diary") {
      _ = try await $0.consolidations.list([NamespacePrefix("user:alice:diary")], as: $1)
    },
    Operation("resolve a conflict", "write:user:alice:facts:x") {
      _ = try await $0.conflicts.resolve(conflictID($0), content: "x", as: $1)
    },
    Operation("undo a consolidation", "write:user:alice:facts") {
      _ = try await $0.consolidations.undo(consolidationID($0), as: $1)
    },
    Operation("apply retention", "admin") { _ = try await $0.retention.apply(isDryRun: true, as: $1) },
    Operation("list the audit", "admin") { _ = try await $0.audit.list(AuditFilter(), as: $1) },
    Operation("export a user", "read:user:alice") {
      try await $0.archive.export(.user("alice"), as: $1) { _ in }
    },
    Operation("export the tenant", "admin") { try await $0.archive.export(.tenant, as: $1) { _ in } },
    Operation("import", "admin") {
      let entry = StateEntry(
        scope: .user, owner: "nobody", name: "x", value: JSONText(stored: "1"), updatedAt: ManualClock.start)
      _ = try await $0.archive.import([.state(entry)], as: $1)
    },
    Operation("show the usage", "admin") { _ = try await $0.tenants.usage(as: $1) },
    Operation("erase a user", "admin") { _ = try await $0.users.erase("nobody", as: $1) },
    Operation("verify the audit", "admin") { _ = try await $0.audit.verify(as: $1) },
  ]

  @Test(arguments: operations) func `Needs its grants, each of them, and no other`(operation: Operation) async throws {
    for missing in operation.needs {
      try await Self.withFilledWorld { world in
        // All else that the operation needs, and what looks like the missing grant but is not it.
        let others =
          operation.needs.filter { $0 != missing } + (missing == "admin" ? ["read:*", "write:*"] : Self.near)
        let call = Call(access: Access(tenant: .default, principal: "key:1", grants: try others.map(Grant.init)))
        let error = await #expect(throws: ScrubjayError.self) { try await operation.run(world.engine, call) }
        #expect(error?.code == .missingGrant)
        #expect(error?.message.contains("'\(missing)'") == true, "\(error?.message ?? "")")
      }
    }
    try await Self.withFilledWorld { world in
      let call = Call(access: Access(tenant: .default, principal: "key:1", grants: try operation.needs.map(Grant.init)))
      try await operation.run(world.engine, call)
    }
  }

  private static func conflictID(_ engine: Engine) async throws -> String {
    let found = try await engine.conflicts.list([], as: Call(access: .local))
    return try #require(found.elements.first).conflict.id
  }

  private static func consolidationID(_ engine: Engine) async throws -> String {
    try #require(try await engine.consolidations.list([], as: Call(access: .local)).elements.first).id
  }

  /// The id of the document that the filled world has.
  private static func documentID(_ engine: Engine) async throws -> String {
    let page = try await engine.documents.list(DocumentFilter(path: "d.md"), as: Call(access: .local))
    return page.elements.first?.id ?? ""
  }

  private static let near = [
    "read:user:al", "write:user:al", "read:user:alice:other", "write:user:alice:other", "read:app:plan",
    "read:app:alice",
    "write:app:plan", "read:project:q", "write:project:q", "read:org:acme", "read:session:s", "write:session:s",
  ]

  private static func withFilledWorld(_ body: (World) async throws -> Void) async throws {
    let namespace = try Namespace("user:alice:diary")
    let root = DocumentRoot(tenant: .default, namespace: namespace, folder: EmptyFolder(path: "/srv/diary"))
    try await withWorld(roots: [root]) { world in
      _ = try await world.engine.documents.put(
        DocumentDraft(namespace: namespace, path: "d.md", content: "a note"), as: world.call)
      try await world.session(project: "p")
      try await world.say("hello")
      _ = try await world.engine.state.set(StateKey("step"), to: one, session: "s", as: world.call)
      try await world.remember("x", in: "user:alice:diary", key: "k") { $0.id = "m" }
      _ = try await world.engine.tasks.create(TaskDraft(id: "t", session: "s", prompt: "x"), as: world.call)
      try await world.remember("dark", in: "user:alice", key: "theme")
      try await world.remember("y", in: "user:alice:diary") { $0.id = "gone" }
      try await world.engine.memories.delete("gone", as: world.call)
      for (namespace, strategy) in [
        ("user:alice:facts", ConsolidationStrategy.lastWrite), ("user:alice:facts:x", .review),
      ] {
        try await world.remember("Ana lives in Porto.", in: namespace)
        try await world.remember("Ana lives in Lisbon.", in: namespace)
        _ = try await world.engine.consolidations.consolidate(
          Namespace(namespace), strategy: strategy, as: world.call)
      }
      try await body(world)
    }
  }

  @Test func `A list or recall that names nothing is an admin's`() async throws {
    try await Self.withFilledWorld { world in
      let call = try world.call("read:*", "write:*")
      let codes = [
        await code { _ = try await world.engine.sessions.list(SessionFilter(), as: call) },
        await code { _ = try await world.engine.sessions.list(SessionFilter(app: "planner"), as: call) },
        await code { _ = try await world.engine.messages.list(MessageFilter(), as: call) },
        await code { _ = try await world.engine.messages.list(MessageFilter(app: "planner"), as: call) },
        await code { _ = try await world.engine.memories.list(MemoryFilter(), as: call) },
        await code { _ = try await world.engine.memories.list(MemoryFilter(key: "k"), as: call) },
        await code { _ = try await world.engine.conflicts.list([], as: call) },
        await code { _ = try await world.engine.consolidations.list([], as: call) },
        await code { _ = try await world.engine.documents.list(DocumentFilter(), as: call) },
        await code { _ = try await world.engine.recall(RecallQuery("hello"), as: call) },
        await code { _ = try await world.engine.recall(RecallQuery("hello", app: "planner"), as: call) },
        await code { _ = try await world.engine.recall(RecallQuery("hello", project: "p"), as: call) },
      ]
      #expect(codes == Array(repeating: .scopeRequired, count: codes.count))
      #expect(try await world.engine.sessions.list(SessionFilter(), as: world.call).elements.count == 1)
      #expect(try await world.engine.messages.list(MessageFilter(), as: world.call).elements.count == 1)
      #expect(try await world.engine.memories.list(MemoryFilter(), as: world.call).elements.count == 5)
      #expect(try await world.engine.recall(RecallQuery("hello"), as: world.call).hits.count == 1)
    }
  }

  @Test func `An admin of another tenant finds nothing of this one`() async throws {
    try await Self.withFilledWorld { world in
      let stranger = try await world.stranger()
      let unfound: [String: ScrubjayError.Code] = [
        "get a session": .sessionNotFound, "update a session": .sessionNotFound, "delete a session": .sessionNotFound,
        "append events": .sessionNotFound, "list events": .sessionNotFound, "append messages": .sessionNotFound,
        "list a session's messages": .sessionNotFound, "get all state": .sessionNotFound,
        "get state": .sessionNotFound, "set state": .sessionNotFound, "set a user's state": .sessionNotFound,
        "set an app's state": .sessionNotFound, "set a project's state": .sessionNotFound,
        "remove state": .sessionNotFound, "get a memory": .memoryNotFound, "get a version": .memoryNotFound,
        "get a memory by its key": .memoryNotFound, "resolve a key": .sessionNotFound,
        "update a memory": .memoryNotFound,
        "restore a memory": .memoryNotFound, "roll a memory back": .memoryNotFound,
        "publish a memory": .memoryNotFound, "redact a version": .memoryNotFound, "purge a memory": .memoryNotFound,
        "delete a memory": .memoryNotFound, "history of a memory": .memoryNotFound,
        "diff of a memory": .memoryNotFound,
        "recall of a session": .sessionNotFound, "create a task": .sessionNotFound, "get a task": .taskNotFound,
        "resolve a conflict": .conflictNotFound, "undo a consolidation": .consolidationNotFound,
        "get a document": .documentNotFound, "delete a document": .documentNotFound,
        "sync a folder of documents": .folderNotServed, "list a session's tasks": .sessionNotFound,
        "update a task": .taskNotFound,
      ]
      for operation in Self.operations {
        let found = await code { try await operation.run(world.engine, stranger) }
        #expect(found == unfound[operation.testDescription], "\(operation.testDescription)")
      }
      // What the stranger stored under the same names is not seen here, nor the other way round.
      #expect(try await world.engine.messages.window(app: "planner", user: "alice", as: world.call).count == 1)
      #expect(try await world.engine.messages.window(app: "planner", user: "alice", as: stranger).count == 1)
      #expect(try await world.engine.memories.list(MemoryFilter(), as: stranger).elements.count == 3)
      #expect(try await world.engine.sessions.list(SessionFilter(), as: world.call).elements.count == 1)
      #expect(try await world.engine.recall(RecallQuery("hello"), as: stranger).hits.count == 1)
      #expect(try await world.engine.audit.list(AuditFilter(action: .create), as: stranger).elements.count == 3)
    }
  }
}

/// A folder with nothing in it.
private struct EmptyFolder: DocumentFolder {
  let path: String

  func check() async throws {}
  func scan(below path: String) async throws -> FolderListing { FolderListing() }
  func read(_ path: String) async throws(FileProblem) -> String { throw .gone }
  func changes() -> AsyncStream<Void> { AsyncStream { $0.finish() } }
}
