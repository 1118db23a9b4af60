import ScrubjayCore
import ScrubjayEngine

/// Extracts facts from users' messages.
enum ExtractionOperations {
  private static let user = Field<String?>.optional(
    "user", .text(Limits.nameBytes),
    "The user whose messages are processed; without it those of all users, which needs the grant 'admin'.")
  private static let includeFailed = Field<Bool>.optional(
    "include_failed", .flag, default: false, shown: false,
    "Retry the user's messages whose extraction failed.")
  private static let pageLimit = Fields.limit(50)

  static let all: [Operation] = [
    .one(
      "extractions run", .post, "/v1/extractions", "Run the extraction once over users' pending messages",
      """
      Needs the grant 'admin', or write on the user's memories if a user is named. A run takes a limited number of the \
      pending messages, oldest first. With 'dry_run' nothing is stored, but calls to a language model count towards the \
      budget.
      """,
      takes: [user.any, includeFailed.any, Fields.dryRun.any], gives: .extraction
    ) { context, input in
      let extractions = context.engine.extractions
      if input[Fields.dryRun] {
        return ExtractionResponse(
          run: nil, previews: try await extractions.preview(user: input[user], as: context.call))
      }
      return ExtractionResponse(
        run: try await extractions.run(
          user: input[user], includingFailed: input[includeFailed], as: context.call), previews: [])
    },
    .page(
      "extractions list", "/v1/extractions", "List extraction runs, newest first", "Needs the grant 'admin'.",
      takes: [pageLimit.any, Fields.cursor.any], gives: .extractionRun
    ) { context, input in
      try await context.engine.extractions.list(
        cursor: input[Fields.cursor], limit: input[pageLimit], as: context.call)
    },
  ]
}
