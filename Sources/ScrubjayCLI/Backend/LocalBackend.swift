import class Foundation.ProcessInfo
import ScrubjayAPI
import ScrubjayCore
import ScrubjayEngine

/// An engine in this process, with all rights in one tenant.
struct LocalBackend: Backend {
  let engine: Engine
  let caller: Caller
  let embedsItself: Bool

  /// An engine's operations in a tenant, which must be there.
  ///
  /// - Parameter isServed: Whether a server works on the same database.
  /// - Throws: `tenant_not_found`.
  init(engine: Engine, tenant: TenantID, isServed: Bool) async throws {
    embedsItself = !isServed
    let tenants = try await engine.tenants.list(by: .local)
    guard tenants.contains(where: { $0.id == tenant }) else {
      throw ScrubjayError(.tenantNotFound, "There is no tenant '\(tenant)' in this database.")
    }
    self.engine = engine
    let access = Access(tenant: tenant, principal: Access.local.principal, grants: Access.local.grants)
    caller = Caller(principal: access.principal, access: access, isOperator: Caller.local.isOperator)
  }

  func perform(_ operation: Operation, _ arguments: [JSON.Member], _ terms: CallTerms) async throws -> JSON {
    let context = Context(
      engine: engine, caller: caller, actor: terms.actor, task: terms.task, idempotencyKey: terms.idempotencyKey,
      revision: terms.revision)
    return try await operation.perform(arguments, context)
  }

  func stream(
    _ operation: Operation, _ arguments: [JSON.Member], to write: @escaping @Sendable (ArraySlice<UInt8>) throws -> Void
  ) async throws {
    _ = try await operation.perform(arguments, Context(engine: engine, caller: caller)) { line in
      try write((line.bytes + [0x0A])[...])
    }
  }

  func finishEmbedding(progress: @escaping @Sendable (Int, Int) throws -> Void) async throws {
    try await engine.embeddings.finish(progress: progress)
  }

  var concurrency: Int { max(1, ProcessInfo.processInfo.activeProcessorCount) }

  func close() async { await engine.close() }
}
