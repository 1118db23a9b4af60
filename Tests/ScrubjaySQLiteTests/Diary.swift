import Dispatch
import ScrubjayCore
import ScrubjayTestKit
import Synchronization

/// What the tests of this folder write: a session's messages, each with its words, a vector, a job and its audit record.
struct Diary: Sendable {
  let storage: OpenStorage
  private let call = Call(access: .local)

  private static let session = Session(
    id: "diary", app: "app", user: "user", createdAt: ManualClock.start, updatedAt: ManualClock.start)

  init(_ storage: OpenStorage) { self.storage = storage }

  /// Makes the default tenant and the session.
  func begin() async throws {
    try await storage.insert(Tenant(id: .default, name: "Default", createdAt: ManualClock.start))
    try await storage.write(call) { tx in
      try tx.sessions.insert(Self.session)
      try tx.vectors.makeLive(try tx.vectors.register(Self.model, at: ManualClock.start).number)
    }
  }

  private static let model = EmbeddingModel(name: "m", dimension: 4)

  /// Writes a message, after which `then` may still refuse it.
  func write(_ id: Int, _ content: String = "hello", then: @escaping @Sendable () throws -> Void = {}) async throws {
    try await storage.write(call) { tx in
      let event = try tx.events.append(
        Event(
          sequence: 0, id: "\(id)", session: Self.session.id, app: "app", user: "user", position: id, type: .message,
          actor: .user, role: .user, name: nil, content: .text(content), channel: nil, metadata: .emptyObject,
          stateDelta: nil, isFinalResponse: false, occurredAt: ManualClock.start, recordedAt: ManualClock.start))
      try tx.words.add(
        IndexedItem(
          owner: event.owner, item: event.sequence, terms: ["hello": 1, "n\(id)": 1],
          length: 2, language: "en"))
      for model in try tx.vectors.models() {
        try tx.vectors.set([Embedding([0.5, 0.5, 0.5, 0.5])], of: event.sequence, owner: event.owner, model: model)
      }
      _ = try tx.jobs.enqueue(
        Job(id: "\(id)", queue: "q", payload: .emptyObject, runAt: ManualClock.start, createdAt: ManualClock.start))
      try tx.audit.append(
        AuditRecord(
          sequence: 0, at: ManualClock.start, action: .create, actor: "test", principal: "test", task: nil,
          namespace: nil, memory: "\(id)", version: nil, details: .emptyObject, salt: "salt", digest: "digest"))
      try then()
    }
  }

  /// What is there of each message, by its id: the same in all places, unless something is half-written.
  struct Pages: Sendable, Equatable {
    var events: Set<Int>
    var words: Set<Int>
    var vectors: Set<Int>
    var jobs: Set<Int>
    var audit: Set<Int>

    /// The same messages in all places.
    init(_ ids: some Sequence<Int>) {
      events = Set(ids)
      (words, vectors, jobs, audit) = (events, events, events, events)
    }
  }

  /// What is there.
  func pages() async throws -> Pages {
    try await storage.read(call) { tx in
      let events = try tx.events.messages(MessageFilter(), before: nil, limit: 100_000).elements
      let ids = Dictionary(uniqueKeysWithValues: events.map { ($0.sequence, Int($0.id) ?? 0) })
      let words = try tx.words.owners(.message, first: "user", second: "app").flatMap { owner in
        let postings = try tx.words.postings(owner: owner.number, terms: ["hello"])
        guard owner.items == postings.count else { throw Unequal(items: owner.items, postings: postings.count) }
        return postings.map { ids[$0.item] ?? -1 }
      }
      let records = try tx.audit.list(AuditFilter(), before: nil, limit: 100_000).elements
      var pages = Pages(ids.values)
      pages.words = Set(words)
      pages.audit = Set(records.compactMap(\.memory).compactMap { Int($0) })
      pages.jobs = Set(
        try tx.jobs.list(queue: nil, state: nil, after: nil, limit: 100_000).elements.compactMap { Int($0.id) })
      let live = try tx.vectors.models().first
      pages.vectors = Set(
        try tx.words.owners(.message, first: "user", second: "app").flatMap { owner in
          let query = VectorQuery(Embedding([1, 0, 0, 0]), model: live?.number ?? 0, owner: owner.number)
          return try tx.vectors.nearest(query, limit: 100_000).map { ids[$0.item] ?? -1 }
        })
      return pages
    }
  }

  private struct Unequal: Error {
    let items: Int
    let postings: Int
  }

  /// Lets writes gather behind one that does not end before all of them wait, so that they share a commit; answers the
  /// errors of those that failed.
  func writeTogether(
    _ ids: ClosedRange<Int>, _ write: @escaping @Sendable (Int) async throws -> Void
  ) async throws -> [Int: any Error] {
    let (begun, beginning) = AsyncStream<Never>.makeStream()
    let gate = Gate(opensAfter: ids.count)
    return try await withThrowingTaskGroup(of: (Int, any Error)?.self) { group in
      group.addTask {
        try await storage.write(call) { _ in
          beginning.finish()
          gate.waitUntilOpen()
        }
        return nil
      }
      for await _ in begun {}
      for id in ids {
        group.addTask {
          gate.arrive()
          do {
            try await write(id)
            return nil
          } catch {
            return (id, error)
          }
        }
      }
      return try await group.reduce(into: [:]) { errors, failure in
        if let (id, error) = failure { errors[id] = error }
      }
    }
  }
}

/// Opens once so many have arrived.
private final class Gate: Sendable {
  private let missing: Mutex<Int>
  private let opening = DispatchSemaphore(value: 0)

  init(opensAfter count: Int) { missing = Mutex(count) }

  func arrive() {
    let isLast = missing.withLock { missing in
      missing -= 1
      return missing == 0
    }
    if isLast { opening.signal() }
  }

  /// Blocks the thread, which must not be one of those that tasks run on.
  func waitUntilOpen() { opening.wait() }
}
