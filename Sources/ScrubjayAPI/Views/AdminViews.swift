import ScrubjayCore
import ScrubjayEngine

extension View<APIKey> {
  static let key = View(
    "Key", columns: ["id", "prefix", "name", "tenant", "grants", "last_used_at", "revoked_at"],
    [
      Property("id", Shape.text, "The id, by which it is revoked.") { .string($0.id) },
      Property("tenant", Shape.optionalText, "The tenant; none for an operator's key.") {
        .text($0.tenant?.description)
      },
      Property("name", Shape.text, "What it is for.") { .string($0.name) },
      Property("prefix", Shape.text, "The start of the key, to recognise it by.") { .string($0.prefix) },
      Property("grants", Shape.list(of: Shape.text), "What it may do.") {
        .array($0.grants.map { .string($0.description) })
      },
      Property("created_at", Shape.time, "When it was created.") { .time($0.createdAt) },
      Property("created_by", Shape.text, "Who created it.") { .string($0.createdBy) },
      Property("expires_at", Shape.optionalTime, "When it stops working.") { .time($0.expiresAt) },
      Property("revoked_at", Shape.optionalTime, "When it was revoked.") { .time($0.revokedAt) },
      Property("last_used_at", Shape.optionalTime, "When it was last used, to the minute.") { .time($0.lastUsedAt) },
    ])
}

extension View<Keys.NewKey> {
  static let newKey = View(
    "NewKey", columns: ["id", "name", "tenant", "grants", "secret"],
    View<APIKey>.key.properties { $0.key } + [
      Property("secret", Shape.text, "The key to send with each request; it is shown this once.") {
        .string($0.secret)
      }
    ])
}

extension View<Tenant> {
  static let tenant = View(
    "Tenant", columns: ["id", "name", "created_at"],
    [
      Property("id", Shape.text, "The id.") { .string($0.id.description) },
      Property("name", Shape.text, "What people call it.") { .string($0.name) },
      Property("created_at", Shape.time, "When it was created.") { .time($0.createdAt) },
    ])
}

extension View<AuditRecord> {
  static let auditRecord = View(
    "AuditRecord", columns: ["at", "action", "actor", "namespace", "memory", "version"],
    [
      Property("sequence", Shape.integer, "The order of the records.") { .integer($0.sequence) },
      Property("at", Shape.time, "When it was done.") { .time($0.at) },
      Property("action", Shape.oneOf(AuditAction.self), "What was done.") { .string($0.action.rawValue) },
      Property("actor", Shape.text, "Who did it, as the call said.") { .string($0.actor) },
      Property("principal", Shape.text, "The key behind the call.") { .string($0.principal) },
      Property("task", Shape.optionalText, "The task it was done for.") { .text($0.task) },
      Property("namespace", Shape.optionalText, "The memory's namespace.") { .text($0.namespace) },
      Property("memory", Shape.optionalText, "The memory's id.") { .text($0.memory) },
      Property("version", Shape.optionalInteger, "The memory's version that resulted.") {
        $0.version.map { .integer($0) } ?? .null
      },
      Property("details", Shape.object, "More.") { $0.details.json },
    ])
}
