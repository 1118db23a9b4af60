public import ScrubjayCore

/// A folder whose files are a tenant's documents.
public struct DocumentRoot: Sendable {
  /// The tenant.
  public let tenant: TenantID
  /// Where its documents live.
  public let namespace: Namespace
  /// The folder.
  public let folder: any DocumentFolder

  /// A folder of a tenant's documents.
  public init(tenant: TenantID, namespace: Namespace, folder: any DocumentFolder) {
    self.tenant = tenant
    self.namespace = namespace
    self.folder = folder
  }
}

/// Makes the documents of a folder as its files are; what cannot be read does not stop the rest.
struct FolderSync: Sendable {
  let documents: Documents
  let root: DocumentRoot

  /// How many documents are listed, or marked, in one transaction.
  private static let batch = 250
  /// After how many steps it is told how far it is.
  private static let stepsPerReport = 16
  /// Trouble that is not the file's.
  private static let blameless: Set<ScrubjayError.Code> = [.diskFull, .quotaExceeded, .databaseBusy, .closed]

  private var call: Call {
    Call(access: Access(tenant: root.tenant, principal: "documents", grants: [.admin]))
  }

  /// Syncs all that is at or below a path relative to the folder.
  ///
  /// - Parameter progress: Told how many steps are done, and of how many.
  /// - Throws: `folder_unusable`; what keeps anything from being stored.
  func run(
    below part: String = "", progress: @Sendable (Job.Progress) async throws -> Void = { _ in }
  ) async throws -> SyncSummary {
    let listing = try await root.folder.scan(below: part)
    let stored = try await stored()
    let known = stored.map(SyncPlan.Stored.init)
    try SyncPlan.check(listing, known)
    let plan = SyncPlan(listing, known, below: part)
    try await mark(plan, stored)
    var summary = SyncSummary(unchanged: plan.unchanged)
    for (index, step) in plan.steps.enumerated() {
      try Task.checkCancellation()
      if index.isMultiple(of: Self.stepsPerReport) {
        try await progress(Job.Progress(done: index, total: plan.steps.count))
      }
      if let reason = try await failure(of: step) {
        summary.failed.append(reason)
      } else {
        summary.count(step)
      }
    }
    try await progress(Job.Progress(done: plan.steps.count, total: plan.steps.count))
    return summary
  }

  /// The documents that came from the folder.
  private func stored() async throws -> [Document] {
    let filter = DocumentFilter(root: root.folder.path)
    var stored: [Document] = []
    var cursor: String?
    repeat {
      let page = try await documents.work.read(call) { [cursor] tx in
        try tx.documents.list(filter, after: cursor, limit: Self.batch)
      }
      stored += page.elements.filter { $0.namespace == root.namespace }
      cursor = page.nextCursor
    } while cursor != nil
    return stored
  }

  /// Marks what is to be changed as stale until its turn comes, and what was so and is not any more as synced.
  private func mark(_ plan: SyncPlan, _ stored: [Document]) async throws {
    let changed = Set(plan.steps.compactMap { if case .change(let path) = $0 { path } else { nil } })
    let outdated = stored.filter { document in
      document.status == (changed.contains(document.path) ? .synced : .stale)
    }
    for start in stride(from: 0, to: outdated.count, by: Self.batch) {
      let batch = outdated[start..<min(outdated.count, start + Self.batch)]
      try await documents.work.storage.write(call) { [clock = documents.work.clock] tx in
        for document in batch {
          if document.status == .stale {
            try tx.settle(document, at: clock.now())
          } else if var current = try tx.documents.find(document.id), current.status == .synced {
            current.status = .stale
            try tx.documents.update(current)
          }
        }
      }
    }
  }

  /// Takes a step; answers why it could not be taken, if so.
  private func failure(of step: SyncPlan.Step) async throws -> SyncSummary.Failed? {
    switch step {
    case .add(let path), .change(let path): return try await store(path, movedFrom: nil)
    case .rename(let path, let old): return try await store(path, movedFrom: old)
    case .remove(_, let id):
      do { try await documents.delete(id, as: call) } catch let error as ScrubjayError
        where error.code == .documentNotFound
      {}
      return nil
    case .report(let path, let problem): return try await fail(path, problem.message)
    }
  }

  private func store(_ path: String, movedFrom old: String?) async throws -> SyncSummary.Failed? {
    let content: String
    do { content = try await root.folder.read(path) } catch let problem {
      // What is gone by now, the next look finds out.
      return problem == .gone ? nil : try await fail(path, problem.message)
    }
    do {
      _ = try await documents.put(
        DocumentDraft(
          namespace: root.namespace, path: path, content: content, root: root.folder.path, movedFrom: old),
        as: call)
      return nil
    } catch let error as ScrubjayError where !Self.blameless.contains(error.code) {
      return try await fail(path, error.message)
    }
  }

  /// Notes why a file is not found as it is; what was found of it before, still is.
  private func fail(_ path: String, _ reason: String) async throws -> SyncSummary.Failed {
    let failure = Document.Failure(.file, reason)
    try await documents.work.storage.write(call) { [root, work = documents.work] tx in
      let now = work.clock.now()
      guard var document = try tx.documents.find(root.namespace, path: path) else {
        _ = try tx.documents.insert(
          Document(
            id: work.ids.next(at: now), namespace: root.namespace, path: path,
            title: Outline("", .text).title(path: path), type: DocumentType(fileName: path) ?? .text, sha256: nil,
            metadata: .emptyObject, bytes: 0, chunkCount: 0, status: .failed, failure: failure,
            root: root.folder.path, createdAt: now, updatedAt: now))
        return
      }
      guard document.root == root.folder.path, document.failure != failure else { return }
      (document.status, document.failure, document.updatedAt) = (.failed, failure, now)
      try tx.documents.update(document)
    }
    return SyncSummary.Failed(path: path, reason: reason)
  }
}

extension SyncPlan.Stored {
  fileprivate init(_ document: Document) {
    self.init(
      id: document.id, path: document.path, sha256: document.sha256, hasFailed: document.failure?.cause == .file)
  }
}
