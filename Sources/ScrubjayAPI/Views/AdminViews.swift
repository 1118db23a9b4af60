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

/// How much a tenant holds, and may.
struct TenantAmounts: Sendable {
  let usage: Tenant.Usage
  let quota: Tenant.Quota
}

extension View<TenantAmounts> {
  static let usage = View(
    "Usage", columns: ["rows", "max_rows", "bytes", "max_bytes", "max_requests_per_minute"],
    [
      Property("rows", Shape.integer, "How many events, versions of memories and chunks of documents it holds.") {
        .integer($0.usage.rows)
      },
      Property("bytes", Shape.integer, "How many bytes these say; the indexes of it take several times that.") {
        .integer($0.usage.bytes)
      },
      Property("max_rows", Shape.optionalInteger, "How many rows it may hold; none for any number.") {
        .number($0.quota.rows)
      },
      Property("max_bytes", Shape.optionalInteger, "How many bytes these may say; none for any number.") {
        .number($0.quota.bytes)
      },
      Property("max_requests_per_minute", Shape.optionalInteger, "How often it may ask; none for any number.") {
        .number($0.quota.requestsPerMinute)
      },
    ])
}

extension View<ModelUsage> {
  static let modelUsage = View(
    "ModelUsage", columns: ["operation", "model", "calls", "failures", "input_tokens", "output_tokens"],
    [
      Property("operation", Shape.text, "What for.") { .string($0.operation) },
      Property("model", Shape.text, "The model.") { .string($0.model) },
      Property("calls", Shape.integer, "How often it was asked.") { .integer($0.calls) },
      Property("failures", Shape.integer, "How often that failed.") { .integer($0.failures) },
      Property("input_tokens", Shape.integer, "How many tokens it read; estimated where its server does not say.") {
        .integer($0.inputTokens)
      },
      Property("output_tokens", Shape.integer, "How many tokens it wrote.") { .integer($0.outputTokens) },
    ])
}

extension JSON {
  fileprivate static func number(_ value: Int?) -> JSON { value.map { .integer($0) } ?? .null }
}

extension View<Tenant> {
  static let tenant = View(
    "Tenant", columns: ["id", "name", "created_at", "rows", "max_rows", "bytes", "max_bytes"],
    [
      Property("id", Shape.text, "The id.") { .string($0.id.description) },
      Property("name", Shape.text, "What people call it.") { .string($0.name) },
      Property("created_at", Shape.time, "When it was created.") { .time($0.createdAt) },
    ] + View<TenantAmounts>.usage.properties { TenantAmounts(usage: $0.usage, quota: $0.quota) })
}

extension View<AuditRecord> {
  static let auditRecord = View(
    "AuditRecord", columns: ["at", "action", "actor", "namespace", "memory", "version"],
    [
      Property("sequence", Shape.integer, "The order of the records.") { .integer($0.sequence) },
      Property("at", Shape.time, "When it was done.") { .time($0.at) },
      Property("action", Shape.oneOf(AuditAction.self), "What was done.") { .string($0.action.rawValue) },
      Property("actor", Shape.optionalText, "Who did it, as the call said; none once that is erased.") {
        .text($0.actor)
      },
      Property("principal", Shape.optionalText, "The key behind the call; none once that is erased.") {
        .text($0.principal)
      },
      Property("task", Shape.optionalText, "The task it was done for.") { .text($0.task) },
      Property("namespace", Shape.optionalText, "The memory's namespace.") { .text($0.namespace) },
      Property("memory", Shape.optionalText, "The memory's id.") { .text($0.memory) },
      Property("version", Shape.optionalInteger, "The memory's version that resulted.") {
        $0.version.map { .integer($0) } ?? .null
      },
      Property("details", Shape.object, "More.") { $0.details.json },
      Property("digest", Shape.text, "The salted digest of all but the sequence, the time and the action.") {
        .string($0.digest)
      },
    ])
}

extension View<AuditSeal> {
  static let auditSeal = View(
    "AuditSeal", columns: ["number", "through", "records", "sealed_at", "hash"],
    [
      Property("number", Shape.integer, "Which of the tenant's seals it is, from 1.") { .integer($0.number) },
      Property("through", Shape.integer, "The sequence of the last record that it covers.") { .integer($0.through) },
      Property("records", Shape.integer, "How many records it covers.") { .integer($0.records) },
      Property("hash", Shape.text, "The chain's hash after them.") { .string($0.hash) },
      Property("sealed_at", Shape.time, "When it was made.") { .time($0.sealedAt) },
    ])
}

extension View<AuditVerification> {
  static let auditVerification = View(
    "AuditVerification", columns: ["intact", "records", "sealed", "erased", "problems"],
    [
      Property("intact", Shape.flag, "Whether all is as it was written, as far as can be proved.") {
        .bool($0.isIntact)
      },
      Property("records", Shape.integer, "How many records there are.") { .integer($0.records) },
      Property("sealed", Shape.integer, "How many of them are sealed.") { .integer($0.sealed) },
      Property("erased", Shape.integer, "How many of them were erased, so that only their digest is left.") {
        .integer($0.erased)
      },
      Property(
        "last_seal", nullable(View<AuditSeal>.auditSeal.schema),
        "The last seal; keep its hash elsewhere to prove later that the chain is still the same."
      ) { $0.lastSeal.map(View<AuditSeal>.auditSeal.render) ?? .null },
      Property("unsealed_from", Shape.optionalInteger, "The first record that no seal covers yet.") {
        $0.unsealed.map { .integer($0.lowerBound) } ?? .null
      },
      Property("unsealed_to", Shape.optionalInteger, "The last record that no seal covers yet.") {
        $0.unsealed.map { .integer($0.upperBound) } ?? .null
      },
      Property(
        "problems", Shape.list(of: View<AuditVerification.Problem>.auditProblem.schema),
        "What is wrong, up to \(AuditVerification.problemsShown)."
      ) { .array($0.problems.map(View<AuditVerification.Problem>.auditProblem.render)) },
    ])
}

extension View<AuditVerification.Problem> {
  static let auditProblem = View(
    "AuditProblem", columns: ["record", "seal", "message"],
    [
      Property("record", Shape.optionalInteger, "The record, when it is one.") {
        $0.record.map { .integer($0) } ?? .null
      },
      Property("seal", Shape.optionalInteger, "The seal, when it is one.") { $0.seal.map { .integer($0) } ?? .null },
      Property("message", Shape.text, "What is wrong with it.") { .string($0.message) },
    ])
}

extension View<Build.Type> {
  static let version = View(
    "Version", columns: ["version", "build"],
    [
      Property("version", Shape.text, "The version, by semantic versioning.") { .string($0.version) },
      Property("build", Shape.text, "What tells builds of a version apart.") { .string($0.identifier) },
    ])
}
