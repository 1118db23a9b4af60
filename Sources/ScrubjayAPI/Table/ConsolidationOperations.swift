import ScrubjayCore
import ScrubjayEngine

/// Memories that contradict each other.
enum ConsolidationOperations {
  private static let namespace = Field<Namespace>.required(
    "namespace", Fields.namespace, "The namespace in or below which memories are compared with each other.")
  private static let strategy = Field<ConsolidationStrategy?>.optional(
    "strategy", .oneOf,
    """
    How conflicts are resolved: the newest holds, they wait for someone to decide, or a language model makes one memory of \
    them, which it does where there is one and nothing is said.
    """)
  private static let byNamespace = Fields.filter(
    "namespace", Fields.prefix, "Found in or below this namespace; it matches whole segments.")
  private static let byState = Fields.filter("state", .oneOf as Kind<ConflictState>, "In this state.")
  private static let conflict = Field<String>.required("id", .text(Limits.nameBytes), in: .path, "The conflict's id.")
  private static let consolidation = Field<String>.required(
    "id", .text(Limits.nameBytes), in: .path, "The consolidation's id.")
  private static let keep = Field<String?>.optional(
    "keep", .text(Limits.nameBytes), "The id of the memory to keep; the newest when 'content' alone is given.")
  private static let content = Field<String?>.optional(
    "content", .text(Limits.contentBytes), "What the memory that is kept shall say instead.")
  private static let pageLimit = Fields.limit(50)

  static let all: [Operation] = [
    .one(
      "memories consolidate", .post, "/v1/memories/consolidate",
      "Find memories that contradict each other, and resolve it",
      """
      Needs read and write on the namespace. With 'last_write' the newest holds and the validity of the others ends where \
      its begins; one that says other things too waits for someone to decide, as all do with 'review'. With 'llm' a language \
      model makes one memory of those of a conflict; where what it says cannot be trusted, they wait for someone to decide. \
      That is 503 'llm_unavailable' where none is configured. So do all that would have too much superseded at once.
      """,
      takes: [namespace.any, strategy.any, Fields.dryRun.any], gives: .consolidationReport
    ) { context, input in
      try await context.engine.consolidations.consolidate(
        input[namespace], strategy: input[strategy], isDryRun: input[Fields.dryRun], as: context.call)
    },
    .page(
      "conflicts list", "/v1/conflicts", "List conflicts that were put aside, the last found first",
      "Without 'namespace' it needs the grant 'admin'.",
      takes: [byNamespace.any, byState.any, pageLimit.any, Fields.cursor.any], gives: .conflict
    ) { context, input in
      try await context.engine.conflicts.list(
        [input[byNamespace]].compactMap { $0 }, state: input[byState], cursor: input[Fields.cursor],
        limit: input[pageLimit], as: context.call)
    },
    .one(
      "conflicts resolve", .post, "/v1/conflicts/{id}/resolve", "Decide a conflict: keep one of its memories",
      """
      Needs write on the conflict's namespace. The others are superseded by the one that is kept, which may say something \
      else from now on. A conflict that was resolved, or a memory of which has changed since, is 409 'conflict_not_open'.
      """,
      takes: [conflict.any, keep.any, content.any], gives: .memory
    ) { context, input in
      try await context.engine.conflicts.resolve(
        input[conflict], keep: input[keep], content: input[content], as: context.call)
    },
    .page(
      "consolidations list", "/v1/consolidations", "List how conflicts were resolved, the last first",
      "Without 'namespace' it needs the grant 'admin'.", takes: [byNamespace.any, pageLimit.any, Fields.cursor.any],
      gives: .consolidation
    ) { context, input in
      try await context.engine.consolidations.list(
        [input[byNamespace]].compactMap { $0 }, cursor: input[Fields.cursor], limit: input[pageLimit], as: context.call)
    },
    .one(
      "consolidations undo", .post, "/v1/consolidations/{id}/undo", "Undo a consolidation",
      """
      Needs write on its namespace. Its memories say again what they said before, by new versions; those that have been \
      changed since stay as they are, and the answer says why. One that was undone is 409 'consolidation_undone'.
      """,
      takes: [consolidation.any], gives: .undoReport
    ) { context, input in
      try await context.engine.consolidations.undo(input[consolidation], as: context.call)
    },
    .one(
      "retention", .post, "/v1/retention", "Expire old memories and archive old sessions",
      """
      Needs the grant 'admin'. Episodic memories that have not changed for long are deleted, softly, and sessions that \
      were terminated long ago are archived, by the settings of who does it.
      """,
      takes: [Fields.dryRun.any], gives: .retentionReport
    ) { context, input in
      try await context.engine.retention.apply(isDryRun: input[Fields.dryRun], as: context.call)
    },
  ]
}
