import ScrubjayCore
import ScrubjayEngine

/// Keys, tenants, the audit, and what it is that answers.
enum AdminOperations {
  private static let name = Field<String>.required("name", .text(Limits.nameBytes), "What the key is for.")
  private static let grants = Field<[Grant]>.required(
    "grants",
    .list(of: Kind<String>.text(1_024).then { text throws(ScrubjayError) in try Grant(text) }, 1...Limits.grantsPerKey),
    "The grants: admin, operator, metrics, read:PATTERN or write:PATTERN, where * stands for one segment.")
  private static let tenant = Fields.filter(
    "tenant", .text(Limits.nameBytes), "The tenant; only an operator may set it.")
  private static let expiresAt = Field<Timestamp?>.optional("expires_at", .time, "When it stops working.")
  private static let keyID = Field<String>.required("id", .text(Limits.nameBytes), in: .path, "The key's id.")
  private static let overlap = Field<Int>.optional(
    "overlap_seconds", .integer(0...Int(Keys.maximumOverlap.components.seconds)),
    default: Int(Keys.defaultOverlap.components.seconds), shown: .integer(Keys.defaultOverlap.components.seconds),
    "How long the old key remains valid, in seconds.")

  private static let tenantID = Field<String>.required(
    "id", .text(Limits.nameBytes), "The id: lower-case letters, digits, '-' and '_'.")
  private static let tenantName = Field<String?>.optional(
    "name", .text(Limits.nameBytes), "The display name; defaults to the id.")
  private static let tenantPath = Field<String>.required(
    "id", .text(Limits.nameBytes), in: .path, "The tenant's id.")

  private static let maxRows = Field<Change<Int>>.change(
    "max_rows", .integer(0...Int.max),
    "The maximum number of events, memory versions and document chunks; null for no limit.")
  private static let maxBytes = Field<Change<Int>>.change(
    "max_bytes", .integer(0...Int.max), "The maximum size of their content in bytes; null for no limit.")
  private static let maxRequests = Field<Change<Int>>.change(
    "max_requests_per_minute", .integer(1...Int(Int32.max)),
    "The maximum number of requests per minute to a server; null for no limit.")

  private static let byNamespace = Fields.filter("namespace", Fields.prefix, "In or below this namespace.")
  private static let byMemory = Fields.filter("memory", .text(Limits.nameBytes), "Actions on this memory.")
  private static let byAction = Fields.filter("action", .oneOf as Kind<AuditAction>, "This action.")
  private static let byActor = Fields.filter("actor", .text(Limits.nameBytes), "By this actor.")
  private static let byTask = Fields.filter("task", .text(Limits.nameBytes), "For this task.")
  private static let noted = Fields.filter(
    "seal", .text(Limits.nameBytes), "The hash of a seal noted earlier, which must be in the chain.")
  private static let pageLimit = Fields.limit(50)

  static let all: [Operation] = [
    .one(
      "version", .get, "/v1/version", "Show the version and build of the server, or of this program",
      "Any key may, except one that only has the grant 'metrics'.", takes: [], gives: .version
    ) { context, _ in
      if !context.caller.isOperator { _ = try context.caller.requireAccess() }
      return Build.self
    },
    .one(
      "keys create", .post, "/v1/keys", status: 201, "Create a key",
      "Needs the grant 'admin', or 'operator'. The secret is shown only once. As soon as a key exists, every request needs one.",
      takes: [name.any, grants.any, expiresAt.any, tenant.any], gives: .newKey
    ) { context, input in
      try await context.engine.keys.create(
        name: input[name], grants: input[grants], tenant: input[tenant].map(TenantID.init),
        expiresAt: input[expiresAt], idempotency: context.idempotency, by: context.caller)
    },
    .page(
      "keys list", "/v1/keys", "List keys, newest first", "Needs the grant 'admin', or 'operator'.", takes: [],
      gives: .key
    ) { context, _ in Page(elements: try await context.engine.keys.list(by: context.caller)) },
    .one(
      "keys rotate", .post, "/v1/keys/{id}/rotate", status: 201, "Replace a key by a new one",
      "The new key has the name and grants of the old one, which remains valid for a while.",
      takes: [keyID.any, overlap.any], gives: .newKey
    ) { context, input in
      try await context.engine.keys.rotate(
        input[keyID], overlap: .seconds(input[overlap]), idempotency: context.idempotency, by: context.caller)
    },
    .done("keys revoke", .delete, "/v1/keys/{id}", "Revoke a key immediately", takes: [keyID.any]) { context, input in
      try await context.engine.keys.revoke(input[keyID], by: context.caller)
    },
    .one(
      "tenants create", .post, "/v1/tenants", status: 201, "Create a tenant", "Needs the grant 'operator'.",
      takes: [tenantID.any, tenantName.any], gives: .tenant
    ) { context, input in
      try await context.engine.tenants.create(
        input[tenantID], name: input[tenantName], isRetry: context.idempotency != nil, by: context.caller)
    },
    .page(
      "tenants list", "/v1/tenants", "List tenants", "Needs the grant 'operator'.", takes: [], gives: .tenant
    ) { context, _ in Page(elements: try await context.engine.tenants.list(by: context.caller)) },
    .one(
      "tenants limit", .patch, "/v1/tenants/{id}", "Set a tenant's storage quota and rate limit",
      """
      Needs the grant 'operator'. A write that would exceed the quota is rejected as a whole with 507 'quota_exceeded', a \
      request above the rate limit with 429 'rate_limited'. Existing data is kept.
      """, takes: [tenantPath.any, maxRows.any, maxBytes.any, maxRequests.any], gives: .tenant
    ) { context, input in
      try await context.engine.tenants.limit(TenantID(input[tenantPath]), by: context.caller) { quota in
        if case .set(let rows) = input[maxRows] { quota.rows = rows }
        if case .set(let bytes) = input[maxBytes] { quota.bytes = bytes }
        if case .set(let requests) = input[maxRequests] { quota.requestsPerMinute = requests }
      }
    },
    .one(
      "tenants usage", .get, "/v1/usage", "Show the storage usage and quotas of the key's tenant",
      "Needs the grant 'admin'.", takes: [], gives: .usage
    ) { context, _ in
      let (usage, quota) = try await context.engine.tenants.usage(as: context.call)
      return TenantAmounts(usage: usage, quota: quota)
    },
    .page(
      "tenants models", "/v1/usage/models", "List today's language model usage of the key's tenant",
      "Needs the grant 'admin'. By operation and model, since midnight UTC; failed calls count.", takes: [],
      gives: .modelUsage
    ) { context, _ in Page(elements: try await context.engine.modelUsage(as: context.call)) },
    .done(
      "tenants delete", .delete, "/v1/tenants/{id}", "Delete an empty tenant and its keys",
      """
      Needs the grant 'operator'. A tenant with sessions, memories or documents is 409 'tenant_not_empty'. Memories that were \
      soft-deleted or evicted or have expired are deleted with it, and so are state and tasks.
      """,
      takes: [tenantPath.any]
    ) { context, input in
      try await context.engine.tenants.delete(TenantID(input[tenantPath]), by: context.caller)
    },
    .page(
      "audit list", "/v1/audit", "List audit records, newest first", "Needs the grant 'admin'.",
      takes: [
        byNamespace.any, byMemory.any, byAction.any, byActor.any, byTask.any, Fields.since.any, Fields.until.any,
        pageLimit.any, Fields.cursor.any,
      ], gives: .auditRecord
    ) { context, input in
      try await context.engine.audit.list(
        AuditFilter(
          namespace: input[byNamespace], memory: input[byMemory], action: input[byAction], actor: input[byActor],
          task: input[byTask], since: input[Fields.since], until: input[Fields.until]),
        cursor: input[Fields.cursor], limit: input[pageLimit], as: context.call)
    },
    .one(
      "audit verify", .get, "/v1/audit/verification", "Verify that no audit record was modified, removed or inserted",
      "Needs the grant 'admin'. A server seals new records once a minute.", takes: [noted.any],
      gives: .auditVerification
    ) { context, input in try await context.engine.audit.verify(noted: input[noted], as: context.call) },
  ]
}
