import ScrubjayCore
import ScrubjayEngine
import ScrubjaySQLite
import ScrubjayTestKit

/// An engine on a file of its own, with a clock that the test moves and ids that it can foresee.
struct World: Sendable {
  let engine: Engine
  let clock: ManualClock
  let folder: TemporaryFolder
  /// All rights in the default tenant.
  let call = Call(access: .local)

  static let secret = "a secret for tests only"

  var path: String { folder.file("memory.db") }

  /// A key's call, with these grants.
  func call(_ grants: String..., principal: String = "key:1") throws -> Call {
    Call(access: Access(tenant: .default, principal: principal, grants: try grants.map(Grant.init)))
  }

  /// An admin's call in another tenant, which is made.
  func stranger() async throws -> Call {
    let tenant = try await engine.tenants.create("elsewhere", name: nil, by: .local)
    return Call(access: Access(tenant: tenant.id, principal: "key:2", grants: [.admin]))
  }

  /// A session of `alice` with `planner`.
  @discardableResult
  func session(
    _ id: String = "s", app: String = "planner", user: String = "alice", project: String? = nil, channel: String? = nil
  ) async throws -> Session {
    try await engine.sessions.create(
      SessionDraft(id: id, app: app, user: user, project: project, channel: channel), as: call
    ).session
  }

  /// Appends messages of the user to a session.
  @discardableResult
  func say(_ contents: String..., in session: String = "s") async throws -> [Event] {
    try await say(contents, in: session)
  }

  /// Appends messages of the user to a session.
  @discardableResult
  func say(_ contents: [String], in session: String = "s") async throws -> [Event] {
    try await engine.messages.append(contents.map { MessageDraft(role: .user, content: $0) }, to: session, as: call)
      .events
  }

  /// Stores a memory.
  @discardableResult
  func remember(
    _ content: String, in namespace: String = "user:alice", key: String? = nil,
    _ change: (inout MemoryDraft) -> Void = { _ in }
  ) async throws -> Memory {
    var draft = MemoryDraft(namespace: try Namespace(namespace), key: key, content: content)
    change(&draft)
    return try await engine.memories.add(draft, as: call)
  }
}

/// Runs a test in a world of its own, and closes it.
///
/// - Parameters:
///   - embedders: The models that can be asked; without any, everything is found by its words alone.
///   - capacity: How many memories an owner may have.
///   - retention: For how long what happened is kept in sight.
///   - roots: The folders whose files are documents.
///   - chat: The language model that is asked.
///   - extraction: When users' messages are looked at.
///   - summaries: When conversations are summed up.
func withWorld<Result>(
  _ embedders: Embedders = Embedders(), capacity: MemoryCapacity = MemoryCapacity(),
  retention: RetentionPolicy = RetentionPolicy(), roots: [DocumentRoot] = [], chat: ChatSettings? = nil,
  extraction: ExtractionPolicy = ExtractionPolicy(), summaries: SummaryPolicy = SummaryPolicy(),
  _ body: (World) async throws -> Result
) async throws -> Result {
  try await withWorld(
    in: try TemporaryFolder(), at: ManualClock(), embedders, capacity: capacity, retention: retention, roots: roots,
    chat: chat, extraction: extraction, summaries: summaries, body)
}

/// Runs a test in a world that there may have been before, and closes it.
func withWorld<Result>(
  in folder: TemporaryFolder, at clock: ManualClock, _ embedders: Embedders,
  capacity: MemoryCapacity = MemoryCapacity(), retention: RetentionPolicy = RetentionPolicy(),
  roots: [DocumentRoot] = [], chat: ChatSettings? = nil, extraction: ExtractionPolicy = ExtractionPolicy(),
  summaries: SummaryPolicy = SummaryPolicy(), _ body: (World) async throws -> Result
) async throws -> Result {
  let storage = try await SQLiteStorage.open(path: folder.file("memory.db"), at: clock.now())
  let engine = Engine(
    storage: storage, secret: try ServerSecret(World.secret), embedders: embedders, capacity: capacity,
    retention: retention, roots: roots, chat: chat, extraction: extraction, summaries: summaries,
    clock: clock,
    ids: SequentialIDs(prefix: UUIDv7Source().next(at: clock.now())))
  do {
    try await engine.prepare()
    let result = try await body(World(engine: engine, clock: clock, folder: folder))
    await engine.close()
    return result
  } catch {
    await engine.close()
    throw error
  }
}

/// The code of the error that the body throws; `nil` when it throws none.
func code(_ body: () async throws -> Void) async -> ScrubjayError.Code? {
  do {
    try await body()
    return nil
  } catch {
    return (error as? ScrubjayError)?.code ?? .internalError
  }
}
