import ScrubjayCore
import ScrubjayEngine

/// How many messages were marked.
struct MarkedMessages: Sendable {
  let count: Int
}

extension View<MarkedMessages> {
  static let marked = View(
    "MarkedMessages", columns: ["marked"],
    [Property("marked", Shape.integer, "The number of messages that were pending.") { .integer($0.count) }])
}

extension View<ExtractionCounts> {
  static let counts = View(
    "ExtractionCounts", columns: [],
    [
      Property("messages", Shape.integer, "The number of messages processed.") { .integer($0.messages) },
      Property("added", Shape.integer, "The number of new facts stored.") { .integer($0.added) },
      Property("merged", Shape.integer, "The number of facts merged into known ones as an additional source.") {
        .integer($0.merged)
      },
      Property("superseded", Shape.integer, "The number of memories superseded by new facts.") {
        .integer($0.superseded)
      },
      Property("ignored", Shape.integer, "The number of rejected proposals.") { .integer($0.ignored) },
      Property("held_back", Shape.integer, "The number of conflicts flagged for review.") {
        .integer($0.heldBack)
      },
    ])
}

/// What a run came to, or what it would come to.
struct ExtractionResponse: Sendable {
  let run: ExtractionRun?
  let previews: [ExtractionPreview]
}

extension View<ExtractionRun> {
  static let extractionRun = View(
    "ExtractionRun", columns: ["id", "started_at", "users", "messages", "added", "merged", "superseded", "errors"],
    [
      Property("id", Shape.text, "The id.") { .string($0.id) },
      Property("started_at", Shape.time, "When it started.") { .time($0.startedAt) },
      Property("finished_at", Shape.optionalTime, "When it had been attempted for every user.") {
        .time($0.finishedAt)
      },
      Property("users", Shape.integer, "The number of users.") { .integer($0.users) },
      Property("tried", Shape.integer, "The number of users attempted.") { .integer($0.tried) },
    ] + View<ExtractionCounts>.counts.properties { $0.counts } + [
      Property(
        "errors", Shape.list(of: Shape.text), "Why it failed, with the last characters of the user's name."
      ) { .array($0.errors.map(JSON.string)) }
    ])
}

extension View<ExtractionPreview> {
  static let extractionPreview = View(
    "ExtractionPreview", columns: [],
    [
      Property("user", Shape.text, "The user.") { .string($0.user) },
      Property("messages", Shape.integer, "The number of messages that would be processed.") { .integer($0.messages) },
      Property("steps", Shape.list(of: View<ExtractionPreview.Step>.previewStep.schema), "What would be done.") {
        .array($0.steps.map(View<ExtractionPreview.Step>.previewStep.render))
      },
    ])
}

extension View<ExtractionPreview.Step> {
  static let previewStep = View(
    "ExtractionStep", columns: [],
    [
      Property("action", Shape.oneOf(ExtractionPreview.Action.self), "The operation that would be performed.") {
        .string($0.action.rawValue)
      },
      Property("content", Shape.text, "What it says.") { .string($0.content) },
      Property("category", Shape.optionalText, "The category.") { .text($0.category) },
      Property("memories", Shape.list(of: Shape.text), "The memories into which it is merged, or which it supersedes.")
      {
        .array($0.memories.map(JSON.string))
      },
      Property("reason", Shape.optionalText, "Why it would be rejected.") { .text($0.reason) },
    ])
}

extension View<ExtractionResponse> {
  static let extraction = View(
    "ExtractionResponse", columns: [],
    [
      Property("run", nullable(View<ExtractionRun>.extractionRun.schema), "The extraction run; none for a dry run.") {
        $0.run.map(View<ExtractionRun>.extractionRun.render) ?? .null
      },
      Property(
        "would", Shape.list(of: View<ExtractionPreview>.extractionPreview.schema),
        "The result per user, for a dry run."
      ) { .array($0.previews.map(View<ExtractionPreview>.extractionPreview.render)) },
    ])
}
