/// Where everything is kept: the truth, and the index that is rebuilt from it.
///
/// A unit of work is a closure over a transaction. It is synchronous, does no other input or output, and may be run
/// again; what it does commits together or not at all, and `write` returns once the commit is durable.
public protocol Storage: Sendable {
  /// Runs a unit of work that may write, confined to the call's tenant.
  ///
  /// - Throws: what the body throws, after nothing of it was kept; `database_busy`, `disk_full`, `closed`.
  func write<Result: Sendable>(
    _ call: Call, _ body: @escaping @Sendable (any WriteTransaction) throws -> Result
  ) async throws -> Result

  /// Runs a unit of work that only reads, over one consistent state, confined to the call's tenant.
  func read<Result: Sendable>(
    _ call: Call, _ body: @escaping @Sendable (any ReadTransaction) throws -> Result
  ) async throws -> Result

  /// Runs `body` once over one consistent state, which stays as it is for as long as that takes; unlike a unit of work it
  /// may do other input and output, and others do not wait for it.
  func snapshot(_ call: Call, _ body: @escaping @Sendable (any ReadTransaction) throws -> Void) async throws
  /// Finishes what was begun and lets go of what is kept open; later calls throw `closed`.
  func close() async
}

/// What a unit of work can read.
public protocol ReadTransaction {
  /// Sessions.
  var sessions: any SessionReader { get }
  /// What is set for users.
  var users: any UserReader { get }
  /// Events and messages.
  var events: any EventReader { get }
  /// Scoped state.
  var state: any StateReader { get }
  /// Memories and their versions.
  var memories: any MemoryReader { get }
  /// Documents and their chunks.
  var documents: any DocumentReader { get }
  /// The index of words.
  var words: any WordReader { get }
  /// The index of vectors.
  var vectors: any VectorReader { get }
  /// Both indexes as a whole.
  var indexes: any IndexReader { get }
  /// The audit.
  var audit: any AuditReader { get }
  /// Jobs.
  var jobs: any JobReader { get }
  /// Tasks.
  var tasks: any TaskReader { get }
  /// Conflicts that were put aside.
  var conflicts: any ConflictReader { get }
  /// What was consolidated.
  var consolidations: any ConsolidationReader { get }
  /// What became of users' messages, and the runs that looked at them.
  var extractions: any ExtractionReader { get }
  /// What language models were asked.
  var modelUsage: any ModelUsageReader { get }
  /// Returns how much the tenant holds, and may hold.
  func usage() throws -> (Tenant.Usage, Tenant.Quota)
}

/// What a unit of work can read and write; all of it commits together.
public protocol WriteTransaction {
  /// Sessions.
  var sessions: any SessionWriter { get }
  /// What is set for users.
  var users: any UserWriter { get }
  /// Events and messages.
  var events: any EventWriter { get }
  /// Scoped state.
  var state: any StateWriter { get }
  /// Memories and their versions.
  var memories: any MemoryWriter { get }
  /// Documents and their chunks.
  var documents: any DocumentWriter { get }
  /// The index of words.
  var words: any WordWriter { get }
  /// The index of vectors.
  var vectors: any VectorWriter { get }
  /// Both indexes as a whole.
  var indexes: any IndexWriter { get }
  /// The audit.
  var audit: any AuditWriter { get }
  /// Jobs.
  var jobs: any JobWriter { get }
  /// Tasks.
  var tasks: any TaskWriter { get }
  /// Conflicts that were put aside.
  var conflicts: any ConflictWriter { get }
  /// What was consolidated.
  var consolidations: any ConsolidationWriter { get }
  /// What became of users' messages, and the runs that looked at them.
  var extractions: any ExtractionWriter { get }
  /// What language models were asked.
  var modelUsage: any ModelUsageWriter { get }
  /// The answers given to requests with an idempotency key.
  var answers: any AnswerWriter { get }
  /// Returns how much the tenant holds with what was written so far, and may hold.
  func usage() throws -> (Tenant.Usage, Tenant.Quota)
}
