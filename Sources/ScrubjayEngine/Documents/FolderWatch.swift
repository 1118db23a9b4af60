public import ScrubjayCore

/// Keeps the documents of a folder as its files are: now, whenever something changes, and now and then in case that was
/// not noticed, as with folders of another machine.
struct FolderWatch: Sendable {
  let sync: FolderSync

  /// How soon a change is noticed that nothing told of.
  private static let interval = Duration.seconds(60)

  /// Syncs until the task is cancelled.
  ///
  /// - Parameter report: Told of each sync that did something, and of each failure once.
  func run(_ report: @escaping @Sendable (FolderReport) -> Void) async {
    let (signals, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    continuation.yield()
    let folder = sync.root.folder
    await withTaskGroup(of: Void.self) { group in
      group.addTask { for await _ in folder.changes() { continuation.yield() } }
      group.addTask { while (try? await Task.sleep(for: Self.interval)) != nil { continuation.yield() } }
      var last: FolderReport.Outcome?
      for await _ in signals {
        let start = ContinuousClock.now
        let outcome: FolderReport.Outcome
        do {
          let summary = try await sync.run()
          outcome = .synced(summary, seconds: (ContinuousClock.now - start) / .seconds(1))
        } catch {
          if Task.isCancelled { break }
          outcome = .failed(reason: (error as? ScrubjayError)?.message ?? "\(error)")
        }
        if outcome.isNews(after: last) {
          report(FolderReport(namespace: sync.root.namespace, folder: folder.path, outcome: outcome))
        }
        last = outcome
      }
      group.cancelAll()
    }
  }
}

/// What a look at a folder of documents came to, for a log.
public struct FolderReport: Sendable, Hashable {
  /// Where its documents live.
  public let namespace: Namespace
  /// The folder.
  public let folder: String
  /// What it came to.
  public let outcome: Outcome

  /// What a look at a folder comes to.
  public enum Outcome: Sendable, Hashable {
    /// The documents are as the files are, but for those that failed.
    case synced(SyncSummary, seconds: Double)
    /// The folder cannot be read, or nothing be stored; that is tried again.
    case failed(reason: String)

    fileprivate func isNews(after last: Outcome?) -> Bool {
      switch (self, last) {
      case (.synced(let summary, _), .synced(let before, _)): summary.hasChanges || summary.failed != before.failed
      case (.failed(let reason), .failed(let before)): reason != before
      default: true
      }
    }
  }
}

/// Does the jobs that ask for a look at a folder, or at a part of it.
struct DocumentSyncHandler: JobHandler {
  let documents: Documents

  static let queue = "document-sync"
  /// How long a job waits for a process that has the folder.
  private static let absencePause = Duration.seconds(60)

  var queue: String { Self.queue }
  let batch = 1
  let lanes = 1
  let keepsCompleted = true

  func canWork(in call: Call) async throws -> Bool { documents.roots.contains { $0.tenant == call.tenant } }

  func work(on jobs: [Job], as call: Call) async throws -> JobResult {
    guard let job = jobs.first, let path = job.payload.json["path"]?.stringValue else {
      throw ScrubjayError(.internalError, "The job's payload names no path.")
    }
    guard let (root, part) = documents.root(of: path, in: call.tenant) else {
      return .later(Self.absencePause)
    }
    _ = try await FolderSync(documents: documents, root: root).run(below: part) { progress in
      try await documents.work.storage.write(call) { tx in
        try tx.jobs.report(progress, of: job.id, heldBy: job.lease?.worker ?? "")
      }
    }
    return .done { _, _ in }
  }
}

extension Documents {
  /// Enqueues a rescan of a document folder, or of a part of it; the job reports the progress.
  ///
  /// - Parameter path: The path of the folder, or of something in it.
  /// - Throws: `folder_not_served`; `missing_grant` without write on the folder's namespace.
  public func sync(_ path: String, as call: Call) async throws -> Job {
    try Check.path(path, "path")
    guard let (root, _) = root(of: path, in: call.tenant) else {
      throw ScrubjayError(.folderNotServed, "The path is in none of the document folders given to 'serve'.")
    }
    try call.access.requireWrite(root.namespace)
    let job = try await work.write(call) { [work] tx, now in
      try tx.jobs.enqueue(
        Job(
          id: work.ids.next(at: now), queue: DocumentSyncHandler.queue, payload: JSONText(["path": .string(path)]),
          uniqueKey: Fingerprint.of(path), subject: root.namespace.owner, runAt: now, createdAt: now))
    }
    work.wake.signal()
    return job
  }

  /// The folder that holds a path, the nearest where several do, and the path relative to it.
  func root(of path: String, in tenant: TenantID) -> (root: DocumentRoot, part: String)? {
    let parts = path.split(separator: "/").filter { $0 != "." }
    guard path.hasPrefix("/"), !parts.contains("..") else { return nil }
    let clean = "/" + parts.joined(separator: "/")
    let holding = roots.filter { $0.tenant == tenant && clean.isWithin($0.folder.path) }
    return holding.max { $0.folder.path.utf8.count < $1.folder.path.utf8.count }.map { root in
      (root, String(clean.dropFirst(root.folder.path.count).drop { $0 == "/" }))
    }
  }
}
