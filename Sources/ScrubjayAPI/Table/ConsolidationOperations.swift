import ScrubjayCore
import ScrubjayEngine

/// Memories that contradict each other.
enum ConsolidationOperations {
  private static let namespace = Field<Namespace>.required(
    "namespace", Fields.namespace, "The namespace in or below which memories are compared.")
  private static let strategy = Field<ConsolidationStrategy?>.optional(
    "strategy", .oneOf,
    """
    How conflicts are resolved: the newest memory wins, they are flagged for review, or a language model merges them, which \
    is the default if one is configured.
    """)
  private static let byNamespace = Fields.filter(
    "namespace", Fields.prefix, "Found in or below this namespace; it matches whole segments.")
  private static let byState = Fields.filter("state", .oneOf as Kind<ConflictState>, "In this state.")
  private static let conflict = Field<String>.required("id", .text(Limits.nameBytes), in: .path, "The conflict's id.")
  private static let consolidation = Field<String>.required(
    "id", .text(Limits.nameBytes), in: .path, "The consolidation's id.")
  private static let keep = Field<String?>.optional(
    "keep", .text(Limits.nameBytes), "The id of the memory to keep; the newest if only 'content' is given.")
  private static let content = Field<String?>.optional(
    "content", .text(Limits.contentBytes), "The new content of the memory to keep.")
  private static let pageLimit = Fields.limit(50)

  static let all: [Operation] = [
    .one(
      "memories consolidate", .post, "/v1/memories/consolidate",
      "Find and resolve conflicts between memories",
      """
      Needs read and write on the namespace. With 'last_write' the newest memory wins and the validity of the others ends \
      where it begins; a conflict with a memory that makes other statements as well is flagged for review, as all are with \
      'review'. With 'llm' a language model merges the conflicting memories; a conflict is flagged if its response fails the \
      checks. Without a language model that is 503 'llm_unavailable'. Conflicts that would supersede too much at once are \
      flagged, too.
      """,
      takes: [namespace.any, strategy.any, Fields.dryRun.any], gives: .consolidationReport
    ) { context, input in
      try await context.engine.consolidations.consolidate(
        input[namespace], strategy: input[strategy], isDryRun: input[Fields.dryRun], as: context.call)
    },
    .page(
      "conflicts list", "/v1/conflicts", "List conflicts flagged for review, newest first",
      "Without 'namespace' it needs the grant 'admin'.",
      takes: [byNamespace.any, byState.any, pageLimit.any, Fields.cursor.any], gives: .conflict
    ) { context, input in
      try await context.engine.conflicts.list(
        [input[byNamespace]].compactMap { $0 }, state: input[byState], cursor: input[Fields.cursor],
        limit: input[pageLimit], as: context.call)
    },
    .one(
      "conflicts resolve", .post, "/v1/conflicts/{id}/resolve", "Resolve a conflict by keeping one of its memories",
      """
      Needs write on the conflict's namespace. The memory that is kept, optionally with new content, supersedes the others. \
      A conflict that has been resolved, or whose memories have changed since, is 409 'conflict_not_open'.
      """,
      takes: [conflict.any, keep.any, content.any], gives: .memory
    ) { context, input in
      try await context.engine.conflicts.resolve(
        input[conflict], keep: input[keep], content: input[content], as: context.call)
    },
    .page(
      "consolidations list", "/v1/consolidations", "List consolidations, newest first",
      "Without 'namespace' it needs the grant 'admin'.", takes: [byNamespace.any, pageLimit.any, Fields.cursor.any],
      gives: .consolidation
    ) { context, input in
      try await context.engine.consolidations.list(
        [input[byNamespace]].compactMap { $0 }, cursor: input[Fields.cursor], limit: input[pageLimit], as: context.call)
    },
    .one(
      "consolidations undo", .post, "/v1/consolidations/{id}/undo", "Undo a consolidation",
      """
      Needs write on its namespace. Its memories are restored to their previous text, in new versions; those that have \
      changed since are left unchanged, and the response says why. If it was already undone, that is 409 'consolidation_undone'.
      """,
      takes: [consolidation.any], gives: .undoReport
    ) { context, input in
      try await context.engine.consolidations.undo(input[consolidation], as: context.call)
    },
    .one(
      "retention", .post, "/v1/retention", "Expire old memories and archive old sessions",
      """
      Needs the grant 'admin'. Episodic memories past their retention period are soft-deleted, and sessions past theirs \
      are archived, by the settings of the server or program that runs it.
      """,
      takes: [Fields.dryRun.any], gives: .retentionReport
    ) { context, input in
      try await context.engine.retention.apply(isDryRun: input[Fields.dryRun], as: context.call)
    },
  ]
}
