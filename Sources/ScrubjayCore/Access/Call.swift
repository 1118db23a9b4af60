/// One call of an operation: who asks, on whose behalf, and whether it is a retry.
public struct Call: Sendable, Hashable {
  /// What the caller may do, and in which tenant.
  public let access: Access
  /// Who acts, as the audit records it; the key unless the caller names someone.
  public let actor: String
  /// The task that the call belongs to, if any.
  public let task: String?
  /// What makes a retry of this write give the first answer again, if anything.
  public let idempotency: Idempotency?

  /// A call.
  public init(access: Access, actor: String? = nil, task: String? = nil, idempotency: Idempotency? = nil) {
    self.access = access
    self.actor = actor ?? access.principal
    self.task = task
    self.idempotency = idempotency
  }

  /// The tenant that the call is confined to.
  public var tenant: TenantID { access.tenant }
}

/// A caller's idempotency key and what it was used for.
public struct Idempotency: Sendable, Hashable {
  /// The key, chosen by the caller; it is the principal's own.
  public let key: String
  /// A digest of the operation and its input, by which another request with the same key is told apart.
  public let fingerprint: String

  /// An idempotency key for one request.
  public init(key: String, fingerprint: String) {
    self.key = key
    self.fingerprint = fingerprint
  }
}
