public import ScrubjayCore

/// The audit: what was done, by whom and when.
public struct Audit: Sendable {
  let work: Work

  /// Records, the newest first.
  ///
  /// - Throws: `missing_grant` unless the caller is an admin.
  public func list(_ filter: AuditFilter, cursor: String? = nil, limit: Int = 50, as call: Call) async throws
    -> Page<AuditRecord>
  {
    try Check.count(limit, "limit", maximum: Limits.pageSize)
    try call.access.requireAdmin()
    return try await work.read(call) { tx in try tx.audit.list(filter, before: cursor, limit: limit) }
  }
}

extension AuditRecord {
  /// A record of what a call did, to a memory or to something that the details name.
  init(_ action: AuditAction, _ call: Call, at time: Timestamp, memory: Memory? = nil, details: JSON = [:]) {
    self.init(
      sequence: 0, at: time, action: action, actor: call.actor, principal: call.access.principal, task: call.task,
      namespace: memory?.namespace.description, memory: memory?.id, version: memory?.version,
      details: JSONText(details))
  }
}
