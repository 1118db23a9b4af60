import ScrubjayCore
import ScrubjayEngine

extension View<APIKey> {
  static let key = View(
    "Key", columns: ["id", "prefix", "name", "tenant", "grants", "last_used_at", "revoked_at"],
    [
      Property("id", Shape.text, "The id, used to revoke the key.") { .string($0.id) },
      Property("tenant", Shape.optionalText, "The tenant; none for an operator's key.") {
        .text($0.tenant?.description)
      },
      Property("name", Shape.text, "The name.") { .string($0.name) },
      Property("prefix", Shape.text, "The first characters of the key, to recognise it.") { .string($0.prefix) },
      Property("grants", Shape.list(of: Shape.text), "The grants.") {
        .array($0.grants.map { .string($0.description) })
      },
      Property("created_at", Shape.time, "When it was created.") { .time($0.createdAt) },
      Property("created_by", Shape.text, "Who created it.") { .string($0.createdBy) },
      Property("expires_at", Shape.optionalTime, "When it expires.") { .time($0.expiresAt) },
      Property("revoked_at", Shape.optionalTime, "When it was revoked.") { .time($0.revokedAt) },
      Property("last_used_at", Shape.optionalTime, "When it was last used, to the minute.") { .time($0.lastUsedAt) },
    ])
}

extension View<Keys.NewKey> {
  static let newKey = View(
    "NewKey", columns: ["id", "name", "tenant", "grants", "secret"],
    View<APIKey>.key.properties { $0.key } + [
      Property("secret", Shape.text, "The key to send with each request; it is shown only once.") {
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
      Property("rows", Shape.integer, "The number of events, memory versions and document chunks.") {
        .integer($0.usage.rows)
      },
      Property("bytes", Shape.integer, "The size of their content in bytes; the indexes take several times that.") {
        .integer($0.usage.bytes)
      },
      Property("max_rows", Shape.optionalInteger, "The maximum number of rows; null for no limit.") {
        .number($0.quota.rows)
      },
      Property("max_bytes", Shape.optionalInteger, "The maximum size of their content in bytes; null for no limit.") {
        .number($0.quota.bytes)
      },
      Property(
        "max_requests_per_minute", Shape.optionalInteger,
        "The maximum number of requests per minute; null for no limit."
      ) {
        .number($0.quota.requestsPerMinute)
      },
    ])
}

extension View<ModelUsage> {
  static let modelUsage = View(
    "ModelUsage", columns: ["operation", "model", "calls", "failures", "input_tokens", "output_tokens"],
    [
      Property("operation", Shape.text, "The operation.") { .string($0.operation) },
      Property("model", Shape.text, "The model.") { .string($0.model) },
      Property("calls", Shape.integer, "The number of calls.") { .integer($0.calls) },
      Property("failures", Shape.integer, "The number of failed calls.") { .integer($0.failures) },
      Property("input_tokens", Shape.integer, "The number of input tokens; estimated if the server does not report it.")
      {
        .integer($0.inputTokens)
      },
      Property("output_tokens", Shape.integer, "The number of output tokens.") { .integer($0.outputTokens) },
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
      Property("name", Shape.text, "The display name.") { .string($0.name) },
      Property("created_at", Shape.time, "When it was created.") { .time($0.createdAt) },
    ] + View<TenantAmounts>.usage.properties { TenantAmounts(usage: $0.usage, quota: $0.quota) })
}

extension View<AuditRecord> {
  static let auditRecord = View(
    "AuditRecord", columns: ["at", "action", "actor", "namespace", "memory", "version"],
    [
      Property("sequence", Shape.integer, "The order of the records.") { .integer($0.sequence) },
      Property("at", Shape.time, "When it was done.") { .time($0.at) },
      Property("action", Shape.oneOf(AuditAction.self), "The action.") { .string($0.action.rawValue) },
      Property("actor", Shape.optionalText, "The actor that the call named; none once erased.") {
        .text($0.actor)
      },
      Property("principal", Shape.optionalText, "The key behind the call; none once erased.") {
        .text($0.principal)
      },
      Property("task", Shape.optionalText, "The task it belongs to.") { .text($0.task) },
      Property("namespace", Shape.optionalText, "The memory's namespace.") { .text($0.namespace) },
      Property("memory", Shape.optionalText, "The memory's id.") { .text($0.memory) },
      Property("version", Shape.optionalInteger, "The resulting version of the memory.") {
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
      Property("number", Shape.integer, "The number of the seal within the tenant, from 1.") { .integer($0.number) },
      Property("through", Shape.integer, "The sequence of the last record that it covers.") { .integer($0.through) },
      Property("records", Shape.integer, "The number of records it covers.") { .integer($0.records) },
      Property("hash", Shape.text, "The chain's hash after them.") { .string($0.hash) },
      Property("sealed_at", Shape.time, "When it was made.") { .time($0.sealedAt) },
    ])
}

extension View<AuditVerification> {
  static let auditVerification = View(
    "AuditVerification", columns: ["intact", "records", "sealed", "erased", "problems"],
    [
      Property("intact", Shape.flag, "Whether the audit is intact, as far as can be verified.") {
        .bool($0.isIntact)
      },
      Property("records", Shape.integer, "The number of records.") { .integer($0.records) },
      Property("sealed", Shape.integer, "The number of sealed records.") { .integer($0.sealed) },
      Property("erased", Shape.integer, "The number of erased records, of which only the digest is left.") {
        .integer($0.erased)
      },
      Property(
        "last_seal", nullable(View<AuditSeal>.auditSeal.schema),
        "The last seal; store its hash elsewhere to verify later that the chain has not been replaced."
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
      Property("record", Shape.optionalInteger, "The record concerned, if it is a record.") {
        $0.record.map { .integer($0) } ?? .null
      },
      Property("seal", Shape.optionalInteger, "The seal concerned, if it is a seal.") {
        $0.seal.map { .integer($0) } ?? .null
      },
      Property("message", Shape.text, "The problem.") { .string($0.message) },
    ])
}

extension View<Build.Type> {
  static let version = View(
    "Version", columns: ["version", "build"],
    [
      Property("version", Shape.text, "The semantic version.") { .string($0.version) },
      Property("build", Shape.text, "An identifier that distinguishes builds of a version.") { .string($0.identifier) },
    ])
}
