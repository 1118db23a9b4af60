public import ScrubjayCore

/// The audit: who did what, and when and when.
public struct Audit: Sendable {
  let work: Work

  /// Returns audit records, newest first.
  ///
  /// - Throws: `missing_grant` unless the caller is an admin.
  public func list(_ filter: AuditFilter, cursor: String? = nil, limit: Int = 50, as call: Call) async throws
    -> Page<AuditRecord>
  {
    try Check.count(limit, "limit", maximum: Limits.pageSize)
    try call.access.requireAdmin()
    return try await work.read(call) { tx in try tx.audit.list(filter, before: cursor, limit: limit) }
  }

  /// Verifies that no record or seal was modified, removed or inserted.
  ///
  /// Anyone who can write to the database could rebuild the whole chain: a hash stored elsewhere detects that.
  ///
  /// - Parameter noted: The hash of a seal noted earlier, which must be in the chain.
  /// - Throws: `missing_grant` unless the caller is an admin; `invalid_field` for what is no hash.
  public func verify(noted: String? = nil, as call: Call) async throws -> AuditVerification {
    try call.access.requireAdmin()
    if let noted, noted.count != AuditChain.start.hash.count || !noted.allSatisfy(\.isHexDigit) {
      throw Check.failure("seal", "is not the hash of a seal, \(AuditChain.start.hash.count) hexadecimal digits")
    }
    return try await work.read(call) { tx in try AuditVerification(of: tx.audit, noted: noted?.lowercased()) }
  }
}

extension AuditRecord {
  /// How many random bytes salt a digest.
  private static let saltBytes = 16

  /// A record of what a call did, to a memory or to something in a namespace that the details name.
  init(
    _ action: AuditAction, _ call: Call, at time: Timestamp, memory: Memory? = nil, in namespace: Namespace? = nil,
    details: JSON = [:]
  ) {
    let salt = Hexadecimal.text(ServerSecret.randomBytes(Self.saltBytes))
    let content = AuditContent(
      actor: call.actor, principal: call.access.principal, task: call.task,
      namespace: (memory?.namespace ?? namespace)?.description, memory: memory?.id, version: memory?.version,
      details: JSONText(details))
    self.init(
      sequence: 0, at: time, action: action, actor: content.actor, principal: content.principal, task: content.task,
      namespace: content.namespace, memory: content.memory, version: content.version, details: content.details,
      salt: salt, digest: content.digest(salt))
  }
}
