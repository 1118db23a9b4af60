import ScrubjayCore
import ScrubjayEngine

/// The job that sums a session up, or what it would come to.
struct SummaryResponse: Sendable {
  let job: Job?
  let preview: SummaryPreview?
}

extension View<SummaryPreview> {
  static let summaryPreview = View(
    "SummaryPreview", columns: [],
    [
      Property("namespace", Shape.text, "The namespace.") { .string($0.namespace.description) },
      Property("content", Shape.text, "The content it would have.") { .string($0.content) },
      Property("messages", Shape.integer, "The number of messages it would cover.") { .integer($0.messages) },
    ])
}

extension View<SummaryResponse> {
  static let summary = View(
    "SummaryResponse", columns: [],
    [
      Property("job", nullable(View<Job>.job.schema), "The job; none for a dry run.") {
        $0.job.map(View<Job>.job.render) ?? .null
      },
      Property(
        "would", nullable(View<SummaryPreview>.summaryPreview.schema),
        "The summary that would be stored, for a dry run; none if there is nothing to summarize."
      ) { $0.preview.map(View<SummaryPreview>.summaryPreview.render) ?? .null },
    ])
}
