import ScrubjayCore
import ScrubjayEngine

/// How many messages were marked.
struct MarkedMessages: Sendable {
  let count: Int
}

extension View<MarkedMessages> {
  static let marked = View(
    "MarkedMessages", columns: ["marked"],
    [Property("marked", Shape.integer, "How many of them had waited.") { .integer($0.count) }])
}

extension View<ExtractionCounts> {
  static let counts = View(
    "ExtractionCounts", columns: [],
    [
      Property("messages", Shape.integer, "How many messages were processed.") { .integer($0.messages) },
      Property("added", Shape.integer, "How many facts were stored that were not known.") { .integer($0.added) },
      Property("merged", Shape.integer, "How many were known already, and have one more source now.") {
        .integer($0.merged)
      },
      Property("superseded", Shape.integer, "How many memories hold no longer, as something new contradicts them.") {
        .integer($0.superseded)
      },
      Property("ignored", Shape.integer, "How many proposals were not taken.") { .integer($0.ignored) },
      Property("held_back", Shape.integer, "How many contradictions wait for someone to decide.") {
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
      Property("started_at", Shape.time, "When it began.") { .time($0.startedAt) },
      Property("finished_at", Shape.optionalTime, "When it had been tried with every user.") { .time($0.finishedAt) },
      Property("users", Shape.integer, "How many users it is for.") { .integer($0.users) },
      Property("tried", Shape.integer, "With how many of them it was tried.") { .integer($0.tried) },
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
      Property("messages", Shape.integer, "How many messages would be processed.") { .integer($0.messages) },
      Property("steps", Shape.list(of: View<ExtractionPreview.Step>.previewStep.schema), "What would be done.") {
        .array($0.steps.map(View<ExtractionPreview.Step>.previewStep.render))
      },
    ])
}

extension View<ExtractionPreview.Step> {
  static let previewStep = View(
    "ExtractionStep", columns: [],
    [
      Property("action", Shape.oneOf(ExtractionPreview.Action.self), "What would be done with it.") {
        .string($0.action.rawValue)
      },
      Property("content", Shape.text, "What it says.") { .string($0.content) },
      Property("category", Shape.optionalText, "Its category.") { .text($0.category) },
      Property("memories", Shape.list(of: Shape.text), "The memories that it is merged with, or supersedes.") {
        .array($0.memories.map(JSON.string))
      },
      Property("reason", Shape.optionalText, "Why it would not be taken.") { .text($0.reason) },
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
        "What would come of it, by user, for a dry run."
      ) { .array($0.previews.map(View<ExtractionPreview>.extractionPreview.render)) },
    ])
}
