import Foundation
import Scrubjay
import ScrubjayCore
import ScrubjayEngine
import ScrubjayFiles

/// `scrubjay documents sync`: the documents of a folder made as its files are.
enum SyncCommand {
  static let command = Command(
    "documents sync", "Sync documents with the files in a folder",
    details: """
      Markdown (.md, .markdown) and text (.txt, .text) files in DIR and below become documents under their paths in it. \
      Changed files are stored again, renamed ones keep their id, unchanged ones are skipped, and documents whose files \
      were deleted are deleted, but only those that came from this folder. Hidden files are ignored, and links are not \
      followed. A file that cannot be read is reported, and does not stop the rest; the exit code is 1 then. An \
      interrupted sync resumes when it is run again.

      With --server the files are read locally and uploaded. A server can also watch folders: 'scrubjay serve \
      --documents DIR'.
      """,
    positionals: [Positional("DIR", "The folder.")],
    flags: [
      Flag(
        "namespace", .text("NAMESPACE"), limits: "default org:TENANT, of the default tenant org:default",
        "The namespace of the documents."),
      Flag("dry-run", .none, "Show what would be done, without doing it."),
      Flag("keep", .none, "Keep documents whose files were deleted."),
    ],
    examples: ["scrubjay documents sync ~/notes --namespace user:ana", "scrubjay documents sync docs --dry-run"],
    run: sync)

  private static func sync(_ invocation: Invocation) async throws -> ExitCode {
    Interrupt.listen()
    let console = invocation.console
    let arguments = invocation.arguments
    let folder = LocalFolder(documents: arguments.positional(0) ?? ".")
    try await folder.check()
    let outcome = try await invocation.withBackend { backend in
      let sync = BackendSync(
        backend: backend, folder: folder, namespace: try namespace(invocation), keepsGone: arguments.isOn("keep"))
      let plan = try await sync.plan()
      if arguments.isOn("dry-run") { return SyncOutcome(planned: plan) }
      let outcome = try await sync.run(plan, Progress("Syncing", unit: "files", console))
      // A server embeds what comes in by itself; what is left of it here, the next search does.
      if backend.embedsItself, !outcome.isInterrupted { try? await backend.finishEmbedding(console) }
      return outcome
    }
    try outcome.print(console)
    if outcome.isInterrupted {
      console.note("Stopped. The same command resumes where this one stopped.")
      return .interrupted
    }
    return outcome.summary.failed.isEmpty ? .ok : .failure
  }

  /// The namespace that is named, or the tenant's own where it is known: on a server the key tells the tenant.
  private static func namespace(_ invocation: Invocation) throws -> Namespace {
    if let text = invocation.arguments.last("namespace") { return try Namespace(text) }
    return Namespace(.org, invocation.settings.text(.tenant) ?? TenantID.default.description)
  }
}

/// A sync of a folder's files through operations, in process or on a server.
struct BackendSync {
  let backend: any Backend
  let folder: LocalFolder
  let namespace: Namespace
  /// Whether the documents of files that are gone stay.
  let keepsGone: Bool
  /// Whether to stop before the next step.
  var interrupt: @Sendable () -> Bool = { Interrupt.isRequested }

  /// Trouble that is a file's own, and does not keep others from being stored.
  private static let ofOneFile: Set<ScrubjayError.Kind> = [.invalid, .conflict, .tooLarge, .internal]

  /// Compares the files with the documents.
  func plan() async throws -> SyncPlan {
    let listing = try await folder.scan(below: "")
    var stored: [SyncPlan.Stored] = []
    let place: [JSON.Member] = [
      .init("namespace", .string(namespace.description)), .init("root", .string(folder.path)),
    ]
    try await backend.forEach("documents list", place) { document in
      guard document["namespace"]?.stringValue == namespace.description, let id = document["id"]?.stringValue,
        let path = document["path"]?.stringValue
      else { return }
      stored.append(
        SyncPlan.Stored(
          id: id, path: path, sha256: document["sha256"]?.stringValue,
          hasFailed: document["failure_cause"]?.stringValue == Document.Failure.Cause.file.rawValue))
    }
    try SyncPlan.check(listing, stored)
    return SyncPlan(listing, stored)
  }

  /// Does what the plan says, step by step.
  func run(_ plan: SyncPlan, _ progress: Progress) async throws -> SyncOutcome {
    defer { progress.finish() }
    var outcome = SyncOutcome(summary: SyncSummary(unchanged: plan.unchanged))
    for (index, step) in plan.steps.enumerated() {
      if interrupt() {
        outcome.isInterrupted = true
        break
      }
      if let failed = try await failure(of: step) {
        outcome.summary.failed.append(failed)
      } else {
        outcome.count(step, keepsGone)
      }
      progress.update(index + 1, fraction: Double(index + 1) / Double(plan.steps.count))
    }
    outcome.seconds = progress.seconds
    return outcome
  }

  /// Takes a step; answers why it could not be taken, if so.
  private func failure(of step: SyncPlan.Step) async throws -> SyncSummary.Failed? {
    switch step {
    case .add(let path), .change(let path): return try await store(path, movedFrom: nil)
    case .rename(let path, let old): return try await store(path, movedFrom: old)
    case .remove(_, let id):
      if keepsGone { return nil }
      do { _ = try await backend.perform("documents delete", [.init("id", .string(id))]) } catch
        where Failure(caught: error).error.code.name == ScrubjayError.Code.documentNotFound.name
      {}
      return nil
    case .report: return nil
    }
  }

  private func store(_ path: String, movedFrom old: String?) async throws -> SyncSummary.Failed? {
    let content: String
    do { content = try await folder.read(path) } catch let problem {
      return SyncSummary.Failed(path: path, reason: problem.message)
    }
    let moved = old.map { [JSON.Member("moved_from", .string($0))] } ?? []
    do {
      _ = try await backend.perform(
        "documents put",
        [
          .init("path", .string(path)), .init("content", .string(content)),
          .init("namespace", .string(namespace.description)), .init("root", .string(folder.path)),
        ] + moved)
      return nil
    } catch  where Self.ofOneFile.contains(Failure(caught: error).error.code.kind) {
      return SyncSummary.Failed(path: path, reason: Failure(caught: error).error.message)
    }
  }
}

/// What a sync did, or would do, as it is shown.
struct SyncOutcome {
  var summary: SyncSummary
  var seconds = 0.0
  var isInterrupted = false
  /// The steps of a dry run.
  private var planned: [SyncPlan.Step]?

  init(summary: SyncSummary) { self.summary = summary }

  /// What a plan would do.
  init(planned plan: SyncPlan) {
    summary = SyncSummary(unchanged: plan.unchanged)
    for step in plan.steps { summary.count(step) }
    planned = plan.steps
  }

  /// Counts a step that was taken.
  mutating func count(_ step: SyncPlan.Step, _ keepsGone: Bool) {
    if case .remove = step, keepsGone { return }
    summary.count(step)
  }

  func print(_ console: Console) throws {
    if console.wantsJSON { return try console.print(json: json) }
    for step in planned ?? [] { if let line = Self.line(step) { try console.print(Harmless.line(line)) } }
    try console.print(text)
    for failed in summary.failed { console.problem("\(failed.path): \(failed.reason)") }
  }

  private var json: JSON {
    [
      "added": .integer(summary.added), "changed": .integer(summary.changed), "renamed": .integer(summary.renamed),
      "removed": .integer(summary.removed), "unchanged": .integer(summary.unchanged),
      "failed": .array(summary.failed.map { ["path": .string($0.path), "reason": .string($0.reason)] }),
      "dry_run": .bool(planned != nil), "seconds": .real((seconds * 1_000).rounded() / 1_000),
    ]
  }

  private var text: String {
    let counts = [
      (summary.added, "added"), (summary.changed, "changed"), (summary.renamed, "renamed"),
      (summary.removed, "removed"), (summary.unchanged, "unchanged"), (summary.failed.count, "failed"),
    ]
    let parts = counts.filter { $0.0 > 0 || $0.1 == "unchanged" }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    return planned == nil ? "\(parts) (\(Decimals.text(seconds, digits: 1)) s)." : "It would be: \(parts)."
  }

  private static func line(_ step: SyncPlan.Step) -> String? {
    switch step {
    case .add(let path): "add     \(path)"
    case .change(let path): "change  \(path)"
    case .rename(let path, let old): "rename  \(old) to \(path)"
    case .remove(let path, _): "remove  \(path)"
    case .report: nil
    }
  }
}
