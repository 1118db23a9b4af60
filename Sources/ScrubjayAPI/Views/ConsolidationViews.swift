import ScrubjayCore
import ScrubjayEngine

extension View<ConflictGroup> {
  static let conflictGroup = View(
    "ConflictGroup", columns: [],
    [
      Property("reason", Shape.oneOf(ConflictReason.self), "Why the memories are in conflict.") {
        .string($0.reason.rawValue)
      },
      Property("outcome", Shape.oneOf(ConflictGroup.Outcome.self), "The outcome.") {
        .string($0.outcome.rawValue)
      },
      Property("kept", Shape.optionalText, "The id of the memory that is kept, if the conflict is resolved.") {
        $0.outcome == .resolved ? .text($0.memories.first?.id) : .null
      },
      Property("merged", Shape.optionalText, "The merged content of the kept memory, if a language model merged them.")
      {
        .text($0.merged)
      },
      Property("conflict", Shape.optionalText, "The id of the conflict flagged for review.") { .text($0.conflict) },
      Property("memories", Shape.list(of: View<Memory>.memory.schema), "The conflicting memories, newest first.") {
        .array($0.memories.map(View<Memory>.memory.render))
      },
    ])
}

extension View<ConsolidationReport> {
  static let consolidationReport = View(
    "ConsolidationReport", columns: ["id", "compared", "conflicts", "resolved", "flagged"],
    [
      Property(
        "id", Shape.optionalText,
        "The id of the consolidation, with which it can be undone; none if nothing was changed."
      ) {
        .text($0.id)
      },
      Property("namespace", Shape.text, "The namespace in or below which memories were compared.") {
        .string($0.namespace.description)
      },
      Property("strategy", Shape.oneOf(ConsolidationStrategy.self), "How conflicts are resolved.") {
        .string($0.strategy.rawValue)
      },
      Property("dry_run", Shape.flag, "Whether this was a dry run, which changes nothing.") { .bool($0.isDryRun) },
      Property("compared", Shape.integer, "The number of memories compared.") { .integer($0.compared) },
      Property("conflicts", Shape.integer, "The number of conflicts found.") { .integer($0.groups.count) },
      Property("resolved", Shape.integer, "The number of conflicts that were resolved, or would be.") {
        .integer($0.resolved)
      },
      Property("flagged", Shape.integer, "The number of conflicts flagged for review, or that would be.") {
        .integer($0.flagged)
      },
      Property("groups", Shape.list(of: View<ConflictGroup>.conflictGroup.schema), "The conflicts.") {
        .array($0.groups.map(View<ConflictGroup>.conflictGroup.render))
      },
    ])
}

extension View<ConflictDetail> {
  static let conflict = View(
    "Conflict", columns: ["id", "namespace", "state", "reason", "found_at"],
    [
      Property("id", Shape.text, "The id.") { .string($0.conflict.id) },
      Property("namespace", Shape.text, "The namespace in or below which it was found.") {
        .string($0.conflict.namespace.description)
      },
      Property("reason", Shape.oneOf(ConflictReason.self), "Why the memories are in conflict.") {
        .string($0.conflict.reason.rawValue)
      },
      Property(
        "state", Shape.oneOf(ConflictState.self), "Whether it is still to be decided; outdated once a memory changed."
      ) { .string($0.conflict.state.rawValue) },
      Property("found_at", Shape.time, "When it was found.") { .time($0.conflict.foundAt) },
      Property("resolved_at", Shape.optionalTime, "When it was resolved.") { .time($0.conflict.resolvedAt) },
      Property("resolved_by", Shape.optionalText, "Who resolved it.") { .text($0.conflict.resolvedBy) },
      Property(
        "memories", Shape.list(of: View<Memory>.memory.schema),
        "The conflicting versions, newest first."
      ) { .array($0.memories.map(View<Memory>.memory.render)) },
    ])
}

extension View<ConsolidationChange> {
  static let consolidationChange = View(
    "ConsolidationChange", columns: [],
    [
      Property("memory", Shape.text, "The memory's id.") { .string($0.memory) },
      Property("before", Shape.optionalInteger, "The previous version; none for a new memory.") {
        $0.before.map { .integer($0) } ?? .null
      },
      Property("after", Shape.integer, "The version that replaced it.") { .integer($0.after) },
    ])
}

extension View<Consolidation> {
  static let consolidation = View(
    "Consolidation", columns: ["id", "namespace", "strategy", "at", "actor", "undone_at"],
    [
      Property("id", Shape.text, "The id.") { .string($0.id) },
      Property("namespace", Shape.text, "The namespace in or below which memories were compared.") {
        .string($0.namespace.description)
      },
      Property(
        "strategy", Shape.oneOf(ConsolidationKind.self), "The reason, or the strategy by which conflicts were resolved."
      ) {
        .string($0.kind.rawValue)
      },
      Property("at", Shape.time, "When it was done.") { .time($0.at) },
      Property("actor", Shape.text, "Who did it.") { .string($0.actor) },
      Property(
        "changes", Shape.list(of: View<ConsolidationChange>.consolidationChange.schema),
        "The memories that were changed."
      ) { .array($0.changes.map(View<ConsolidationChange>.consolidationChange.render)) },
      Property("undone_at", Shape.optionalTime, "When it was undone.") { .time($0.undoneAt) },
      Property("undone_by", Shape.optionalText, "Who undid it.") { .text($0.undoneBy) },
    ])
}

extension View<MemoryVersion> {
  static let restoredVersion = View(
    "RestoredVersion", columns: [],
    [
      Property("memory", Shape.text, "The memory's id.") { .string($0.memory) },
      Property("version", Shape.integer, "The new version.") { .integer($0.version) },
    ])
}

extension View<UndoReport.Left> {
  static let leftMemory = View(
    "LeftMemory", columns: [],
    [
      Property("memory", Shape.text, "The memory's id.") { .string($0.memory) },
      Property("why", Shape.oneOf(UndoReport.Why.self), "Why it was left unchanged.") { .string($0.why.rawValue) },
    ])
}

extension View<UndoReport> {
  static let undoReport = View(
    "UndoReport", columns: ["consolidation", "restored", "left"],
    [
      Property("consolidation", View<Consolidation>.consolidation.schema, "The consolidation after the undo.") {
        View<Consolidation>.consolidation.render($0.consolidation)
      },
      Property(
        "restored", Shape.list(of: View<MemoryVersion>.restoredVersion.schema),
        "The memories restored to their previous text."
      ) { .array($0.restored.map(View<MemoryVersion>.restoredVersion.render)) },
      Property(
        "left", Shape.list(of: View<UndoReport.Left>.leftMemory.schema), "The memories that were left as they are."
      ) { .array($0.left.map(View<UndoReport.Left>.leftMemory.render)) },
    ])
}

extension View<RetentionReport> {
  static let retentionReport = View(
    "RetentionReport", columns: ["memories", "sessions"],
    [
      Property("dry_run", Shape.flag, "Whether this was a dry run, which changes nothing.") { .bool($0.isDryRun) },
      Property("memories", Shape.integer, "The number of episodic memories that were soft-deleted, or would be.") {
        .integer($0.memories.count)
      },
      Property("sessions", Shape.integer, "The number of terminated sessions that were archived, or would be.") {
        .integer($0.sessions.count)
      },
      Property("memory_ids", Shape.list(of: Shape.text), "The ids of the memories; at most \(Limits.idsPerReport).") {
        .array($0.memories.ids.map(JSON.string))
      },
      Property("session_ids", Shape.list(of: Shape.text), "The ids of the sessions; at most \(Limits.idsPerReport).") {
        .array($0.sessions.ids.map(JSON.string))
      },
    ])
}
