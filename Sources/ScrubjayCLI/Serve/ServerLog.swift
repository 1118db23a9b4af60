import ScrubjayCore
import ScrubjayDoors
import ScrubjayEngine

/// What a server writes to standard error: that it listens, and lines of JSON.
struct ServerLog: Sendable {
  /// The lines of JSON.
  let requests: RequestLog
  private let console: Console

  /// How severe the lines are, from the mildest.
  private static let levels = ["debug", "info", "warning", "error"]
  /// Queues of which so much is done that it is told only to those who ask.
  private static let frequent: Set<String> = ["embedding-generation", "re-embedding"]

  init(_ settings: Settings, _ console: Console) {
    self.console = console
    let wanted = settings.effective(.logLevel).flatMap { Self.levels.firstIndex(of: $0.text) } ?? 0
    requests = RequestLog(clock: SystemClock()) { line in
      let level = line["level"]?.stringValue.flatMap(Self.levels.firstIndex) ?? 0
      // A line that cannot be written is no reason to stop serving.
      if level >= wanted { try? console.errors.write(line.text, "\n") }
    }
  }

  /// Says which model things are found by, or that there is none.
  func model(_ model: EmbeddingModel?) {
    if let model {
      requests.write(
        "embedding_model", [.init("model", .string(model.name)), .init("dimension", .integer(model.dimension))])
    } else {
      requests.write(
        "embedding_model", level: "warning",
        [
          .init("model", .null),
          .init("advice", "only word search is available; 'scrubjay model install' installs an embedding model"),
        ])
    }
  }

  /// Says that the model cannot be used after all.
  func modelFailed(_ error: any Error) {
    requests.write(
      "embedding_model_failed", level: "error", [.init("failure", .string(Failure(caught: error).error.message))])
  }

  /// Says what became of jobs.
  func write(_ report: JobReport) {
    let jobs: [JSON.Member] = [
      .init("queue", .string(report.queue)), .init("jobs", .array(report.jobs.map(JSON.string))),
    ]
    switch report.outcome {
    case .completed(let seconds):
      let milliseconds = (seconds * 100_000).rounded() / 100
      let level = Self.frequent.contains(report.queue) ? "debug" : "info"
      requests.write("jobs_completed", level: level, jobs + [.init("ms", .real(milliseconds))])
    case .failed(let reason):
      requests.write("job_failed", level: "warning", jobs + [.init("failure", .string(reason))])
    case .discarded(let reason):
      requests.write("job_discarded", level: "error", jobs + [.init("failure", .string(reason))])
    case .interrupted(let reason):
      requests.write("jobs_interrupted", level: "warning", jobs + [.init("failure", .string(reason))])
    }
  }

  /// Says what came of a look at a folder of documents.
  func write(_ report: FolderReport) {
    let folder: [JSON.Member] = [
      .init("folder", .string(report.folder)), .init("namespace", .string(report.namespace.description)),
    ]
    switch report.outcome {
    case .synced(let summary, let seconds):
      let counts: [JSON.Member] = [
        .init("added", .integer(summary.added)), .init("changed", .integer(summary.changed)),
        .init("renamed", .integer(summary.renamed)), .init("removed", .integer(summary.removed)),
        .init("unchanged", .integer(summary.unchanged)), .init("failed", .integer(summary.failed.count)),
        .init("ms", .real((seconds * 100_000).rounded() / 100)),
      ]
      requests.write("documents_synced", level: summary.failed.isEmpty ? "info" : "warning", folder + counts)
    case .failed(let reason):
      requests.write("documents_failed", level: "error", folder + [.init("failure", .string(reason))])
    }
  }

  /// Says what came of looking at users' messages.
  func write(_ report: ExtractionReport) {
    let (event, level, members): (String, String, [JSON.Member]) =
      switch report {
      case .started(let interval, let batch):
        ("started", "info", [.init("intervalMs", .integer(interval)), .init("batchSize", .integer(batch))])
      case .disabled: ("disabled", "info", [])
      case .alreadyRunning(let run): ("already_running", "info", [.init("run", .string(run))])
      case .noWork: ("no_work", "debug", [])
      case .began(let run, let users, let messages):
        (
          "start", "info",
          [
            .init("run", .string(run)), .init("userCount", .integer(users)), .init("messageCount", .integer(messages)),
          ]
        )
      case .userComplete(let run, let suffix, let counts):
        (
          "user_complete", "info",
          [.init("run", .string(run)), .init("userSuffix", .string(suffix))] + Self.members(counts)
        )
      case .userFailed(let run, let suffix, let reason, let isLast):
        (
          "user_error", isLast ? "error" : "warning",
          [
            .init("run", .string(run)), .init("userSuffix", .string(suffix)), .init("error", .string(reason)),
            .init("givenUp", .bool(isLast)),
          ]
        )
      case .complete(let run):
        (
          "complete", "info",
          [.init("run", .string(run.id))] + Self.members(run.counts) + [.init("errorCount", .integer(run.errors.count))]
        )
      case .stopped: ("stopped", "info", [])
      }
    requests.write("memory_processor_\(event)", level: level, members)
  }

  private static func members(_ counts: ExtractionCounts) -> [JSON.Member] {
    [
      .init("messagesProcessed", .integer(counts.messages)), .init("factsExtracted", .integer(counts.added)),
      .init("merged", .integer(counts.merged)), .init("superseded", .integer(counts.superseded)),
      .init("ignored", .integer(counts.ignored)), .init("heldBack", .integer(counts.heldBack)),
    ]
  }

  /// Says that the server listens, whatever is logged otherwise: others wait for this line.
  func listening(_ text: String) { try? console.errors.write(text, "\n") }
}
