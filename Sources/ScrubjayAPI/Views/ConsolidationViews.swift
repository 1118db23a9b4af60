import ScrubjayCore
import ScrubjayEngine

extension View<ConflictGroup> {
  static let conflictGroup = View(
    "ConflictGroup", columns: [],
    [
      Property("reason", Shape.oneOf(ConflictReason.self), "Why the memories cannot all hold.") {
        .string($0.reason.rawValue)
      },
      Property("outcome", Shape.oneOf(ConflictGroup.Outcome.self), "What becomes of them.") {
        .string($0.outcome.rawValue)
      },
      Property("kept", Shape.optionalText, "The id of the memory that holds, where they are resolved.") {
        $0.outcome == .resolved ? .text($0.memories.first?.id) : .null
      },
      Property("merged", Shape.optionalText, "What the kept memory says then, where a language model made one of them.")
      {
        .text($0.merged)
      },
      Property("conflict", Shape.optionalText, "The id of the conflict that was put aside.") { .text($0.conflict) },
      Property("memories", Shape.list(of: View<Memory>.memory.schema), "The memories as found, the newest first.") {
        .array($0.memories.map(View<Memory>.memory.render))
      },
    ])
}

extension View<ConsolidationReport> {
  static let consolidationReport = View(
    "ConsolidationReport", columns: ["id", "compared", "conflicts", "resolved", "flagged"],
    [
      Property("id", Shape.optionalText, "The consolidation, to undo it; none when nothing was changed.") {
        .text($0.id)
      },
      Property("namespace", Shape.text, "In or below which memories were compared.") {
        .string($0.namespace.description)
      },
      Property("strategy", Shape.oneOf(ConsolidationStrategy.self), "How conflicts are resolved.") {
        .string($0.strategy.rawValue)
      },
      Property("dry_run", Shape.flag, "Whether nothing was changed, as was asked.") { .bool($0.isDryRun) },
      Property("compared", Shape.integer, "How many memories were compared.") { .integer($0.compared) },
      Property("conflicts", Shape.integer, "How many conflicts were found.") { .integer($0.groups.count) },
      Property("resolved", Shape.integer, "How many of them were resolved, or would be.") { .integer($0.resolved) },
      Property("flagged", Shape.integer, "How many wait for someone to decide, or would.") { .integer($0.flagged) },
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
      Property("namespace", Shape.text, "In or below which it was found.") {
        .string($0.conflict.namespace.description)
      },
      Property("reason", Shape.oneOf(ConflictReason.self), "Why the memories cannot all hold.") {
        .string($0.conflict.reason.rawValue)
      },
      Property(
        "state", Shape.oneOf(ConflictState.self), "Whether it is still to be decided; outdated once a memory changed."
      ) { .string($0.conflict.state.rawValue) },
      Property("found_at", Shape.time, "When it was found.") { .time($0.conflict.foundAt) },
      Property("resolved_at", Shape.optionalTime, "When it was decided.") { .time($0.conflict.resolvedAt) },
      Property("resolved_by", Shape.optionalText, "Who decided it.") { .text($0.conflict.resolvedBy) },
      Property(
        "memories", Shape.list(of: View<Memory>.memory.schema),
        "The versions that contradict each other, the newest first."
      ) { .array($0.memories.map(View<Memory>.memory.render)) },
    ])
}

extension View<ConsolidationChange> {
  static let consolidationChange = View(
    "ConsolidationChange", columns: [],
    [
      Property("memory", Shape.text, "The memory's id.") { .string($0.memory) },
      Property("before", Shape.optionalInteger, "The version before; none for a memory that there was not.") {
        $0.before.map { .integer($0) } ?? .null
      },
      Property("after", Shape.integer, "The version that took its place.") { .integer($0.after) },
    ])
}

extension View<Consolidation> {
  static let consolidation = View(
    "Consolidation", columns: ["id", "namespace", "strategy", "at", "actor", "undone_at"],
    [
      Property("id", Shape.text, "The id.") { .string($0.id) },
      Property("namespace", Shape.text, "In or below which it was done.") { .string($0.namespace.description) },
      Property("strategy", Shape.oneOf(ConsolidationKind.self), "For what reason, or how conflicts were resolved.") {
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
      Property("version", Shape.integer, "Its new version.") { .integer($0.version) },
    ])
}

extension View<UndoReport.Left> {
  static let leftMemory = View(
    "LeftMemory", columns: [],
    [
      Property("memory", Shape.text, "The memory's id.") { .string($0.memory) },
      Property("why", Shape.oneOf(UndoReport.Why.self), "Why it was left.") { .string($0.why.rawValue) },
    ])
}

extension View<UndoReport> {
  static let undoReport = View(
    "UndoReport", columns: ["consolidation", "restored", "left"],
    [
      Property("consolidation", View<Consolidation>.consolidation.schema, "The consolidation, as it is now.") {
        View<Consolidation>.consolidation.render($0.consolidation)
      },
      Property(
        "restored", Shape.list(of: View<MemoryVersion>.restoredVersion.schema),
        "The memories that say again what they said before."
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
      Property("dry_run", Shape.flag, "Whether nothing was changed, as was asked.") { .bool($0.isDryRun) },
      Property("memories", Shape.integer, "How many episodic memories were deleted, softly, or would be.") {
        .integer($0.memories.count)
      },
      Property("sessions", Shape.integer, "How many terminated sessions were archived, or would be.") {
        .integer($0.sessions.count)
      },
      Property("memory_ids", Shape.list(of: Shape.text), "Which memories; \(Limits.idsPerReport) at most.") {
        .array($0.memories.ids.map(JSON.string))
      },
      Property("session_ids", Shape.list(of: Shape.text), "Which sessions; \(Limits.idsPerReport) at most.") {
        .array($0.sessions.ids.map(JSON.string))
      },
    ])
}
