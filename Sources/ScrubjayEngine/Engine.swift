public import ScrubjayCore
import ScrubjayLanguage

/// The operations of Scrubjay over a storage: what a door calls, and a Swift program too.
public struct Engine: Sendable {
  /// Sessions: create, get, list, change, delete.
  public let sessions: Sessions
  /// Events of sessions.
  public let events: Events
  /// Messages: the events that are said.
  public let messages: Messages
  /// Scoped state.
  public let state: State
  /// Memories and their versions.
  public let memories: Memories
  /// Looking for memories that contradict each other, and resolving that.
  public let consolidations: Consolidations
  /// Summing up conversations.
  public let summaries: Summaries
  /// Extracts facts from users' messages.
  public let extractions: Extractions
  /// What contradicts each other and waits for someone to decide.
  public let conflicts: Conflicts
  /// Putting out of sight what happened long ago.
  public let retention: Retention
  /// Documents and the folders that they come from.
  public let documents: Documents
  /// Finding what was said, what is known and what is written.
  public let recall: Recall
  /// Pieces of agents' work.
  public let tasks: Tasks
  /// What there is of a user as a whole.
  public let users: Users
  /// All that is stored, to be kept elsewhere.
  public let archive: Archive
  /// What was done, by whom.
  public let audit: Audit
  /// Keys, and the access they give.
  public let keys: Keys
  /// Tenants.
  public let tenants: Tenants
  /// The index of words.
  public let wordIndex: WordIndex
  /// Both indexes, compared with what they are made from.
  public let indexes: Indexes
  /// The embeddings of what is stored.
  public let embeddings: Embeddings
  /// What is done in the background.
  public let jobs: Jobs
  /// What an operator can ask of the storage as a whole.
  public let inspection: any StorageInspection
  private let storage: any Storage
  private let runner: JobRunner
  private let expiry: Expiry
  private let sealing: AuditSealing
  private let handlers: [any JobHandler]
  private let clock: any Clock
  private let extractionReports = ReportSink<ExtractionReport>()

  /// How soon what needs to be embedded by the wanted model is noticed, when another process brought it.
  private static let adoptionInterval = Duration.seconds(60)

  /// An engine over a storage.
  ///
  /// - Parameters:
  ///   - storage: Where everything is kept.
  ///   - secret: The secret with which API keys are hashed.
  ///   - embedders: The embedding models; without any, only word search is available.
  ///   - capacity: The maximum number of memories per owner.
  ///   - retention: After how long old memories are deleted and sessions archived.
  ///   - roots: The document folders; ``run(_:folders:extractions:)`` keeps the documents in sync with them.
  ///   - chat: The language model; without one, extraction and summaries are rule-based.
  ///   - extraction: When facts are extracted from users' messages.
  ///   - summaries: When conversations are summarized.
  ///   - clock: Tells the time.
  ///   - ids: Makes ids.
  public init(
    storage: some Storage & KeyDirectory & StorageInspection & Duties, secret: ServerSecret,
    embedders: Embedders = Embedders(), capacity: MemoryCapacity = MemoryCapacity(),
    retention: RetentionPolicy = RetentionPolicy(), roots: [DocumentRoot] = [], chat: ChatSettings? = nil,
    extraction: ExtractionPolicy = ExtractionPolicy(), summaries: SummaryPolicy = SummaryPolicy(),
    clock: any Clock = SystemClock(),
    ids: any IDSource = UUIDv7Source()
  ) {
    let work = Work(storage: storage, clock: clock, ids: ids)
    let analyser = Analyser()
    runner = JobRunner(work: work, duties: storage, worker: UUIDv7Source().next(at: clock.now()))
    embeddings = Embeddings(work: work, directory: storage, embedders: embedders, runner: runner)
    events = Events(work: work, analyser: analyser, embeddings: embeddings, summaries: summaries)
    sessions = Sessions(work: work)
    messages = Messages(work: work, events: events)
    state = State(work: work)
    memories = Memories(work: work, analyser: analyser, embeddings: embeddings, capacity: capacity)
    let model = chat.map { LanguageModel(work: work, $0) }
    consolidations = Consolidations(
      work: work, memories: memories, search: ConflictSearch(analyser),
      merge: model.map { ModelMerge(model: $0, analyser: analyser) }, supersededShare: extraction.supersededShare)
    conflicts = Conflicts(work: work, memories: memories)
    self.retention = Retention(work: work, directory: storage, policy: retention)
    expiry = Expiry(work: work, directory: storage)
    sealing = AuditSealing(work: work, directory: storage)
    recall = Recall(work: work, analyser: analyser, embedders: embedders)
    documents = Documents(work: work, analyser: analyser, embeddings: embeddings, recall: recall, roots: roots)
    tasks = Tasks(work: work)
    archive = Archive(work: work, memories: memories)
    users = Users(work: work, inspection: storage, reports: extractionReports)
    audit = Audit(work: work)
    keys = Keys(directory: storage, secret: secret, clock: clock, ids: ids)
    tenants = Tenants(work: work, directory: storage, clock: clock, embeddings: embeddings)
    wordIndex = WordIndex(work: work, analyser: analyser, directory: storage, inspection: storage)
    indexes = Indexes(work: work, directory: storage)
    inspection = storage
    let extractor: any FactExtractor = model.map(ModelExtractor.init) ?? RuleExtractor()
    let extractionHandler = ExtractionHandler(
      work: work, memories: memories, extractor: extractor, embedders: embedders, policy: ExtractionHandler.retries,
      supersededShare: extraction.supersededShare, reports: extractionReports)
    extractions = Extractions(work: work, runner: runner, handler: extractionHandler, policy: extraction)
    let summaryHandler = SummaryHandler(
      work: work, memories: memories,
      summarizer: model.map(ModelSummarizer.init) ?? ExtractiveSummarizer(embedders: embedders),
      extractions: extractions, summaries: summaries)
    self.summaries = Summaries(work: work, handler: summaryHandler)
    handlers =
      embeddings.handlers + [DocumentSyncHandler(documents: documents), extractionHandler, summaryHandler]
    jobs = Jobs(work: work, duties: storage, handlers: handlers)
    self.storage = storage
    self.clock = clock
  }

  /// Initializes a new storage: the default tenant, the version of the analyser that its index is built with, and the
  /// model that its items are embedded with.
  ///
  /// - Parameter replacing: Whether the configured embedding model replaces another, in the background.
  /// - Throws: `dimension_mismatch`.
  public func prepare(replacing: Bool = true) async throws {
    try await tenants.makeDefault()
    try await wordIndex.prepare()
    try await embeddings.adopt(replacing: replacing)
  }

  /// Runs background jobs, such as embedding, until the task is cancelled.
  ///
  /// Any number of processes may run jobs on one storage.
  ///
  /// - Parameters:
  ///   - report: Called with the outcome of each job.
  ///   - folderReport: Called with the outcome of each scan of a document folder.
  ///   - extractionReport: Called with the progress and outcome of each extraction run.
  public func run(
    _ report: @escaping @Sendable (JobReport) -> Void = { _ in },
    folders folderReport: @escaping @Sendable (FolderReport) -> Void = { _ in },
    extractions extractionReport: @escaping @Sendable (ExtractionReport) -> Void = { _ in }
  ) async {
    extractionReports.listen(extractionReport)
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await runner.run(handlers, report) }
      group.addTask { await extractions.runByItself(runner.duties, extractionReports) }
      for root in documents.roots {
        group.addTask { await FolderWatch(sync: FolderSync(documents: documents, root: root)).run(folderReport) }
      }
      group.addTask {
        while (try? await Task.sleep(for: Self.adoptionInterval)) != nil { try? await embeddings.adopt() }
      }
      group.addTask {
        repeat { _ = try? await expiry.sweep() } while (try? await Task.sleep(for: Expiry.interval)) != nil
      }
      group.addTask {
        repeat { _ = try? await retention.sweep() } while (try? await Task.sleep(for: Retention.interval)) != nil
      }
      group.addTask {
        repeat { _ = try? await sealing.seal() } while (try? await Task.sleep(for: AuditSealing.interval)) != nil
      }
    }
  }

  /// Soft-deletes the expired memories of every tenant, and returns their number; ``run(_:folders:extractions:)``
  /// does so periodically.
  @discardableResult
  public func sweepExpired() async throws -> Int { try await expiry.sweep() }

  /// Seals the audit of every tenant up to the last record, and returns the number of records sealed;
  /// ``run(_:folders:extractions:)`` does so periodically.
  @discardableResult
  public func sealAudit() async throws -> Int { try await sealing.seal() }

  /// Processes the extraction backlog of all users, runs due jobs and their follow-up jobs, and returns when no job
  /// is due that this process could run.
  public func drain(
    _ report: @escaping @Sendable (JobReport) -> Void = { _ in },
    extractions extractionReport: @escaping @Sendable (ExtractionReport) -> Void = { _ in }
  ) async throws {
    extractionReports.listen(extractionReport)
    repeat { try await work(report) } while try await extractions.beginAll(runner.duties)
  }

  /// Runs the due jobs of queues and their follow-up jobs, and returns when no job is due that this process could
  /// run.
  ///
  /// - Parameter queues: The queues; all if empty.
  public func work(
    off queues: Set<String> = [], _ report: @escaping @Sendable (JobReport) -> Void = { _ in }
  ) async throws {
    let wanted = handlers.filter { queues.isEmpty || queues.contains($0.queue) }
    var hasWorked = true
    while hasWorked {
      hasWorked = false
      for handler in wanted {
        while try await runner.round(handler, report: report) > 0 {
          hasWorked = true
          try Task.checkCancellation()
        }
      }
    }
  }

  /// Returns today's (UTC) language model usage by operation, of all processes.
  ///
  /// - Throws: `missing_grant` unless the caller is an admin.
  public func modelUsage(as call: Call) async throws -> [ModelUsage] {
    try call.access.requireAdmin()
    let day = clock.now().dayNumber
    return try await storage.read(call) { tx in try tx.modelUsage.usage(on: day) }
  }

  /// Finishes operations in progress and closes the storage; operations called later throw `closed`.
  public func close() async { await storage.close() }
}
