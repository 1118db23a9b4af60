import ScrubjayCore

/// Seals what was recorded since the last seal.
struct AuditSealing: Sendable {
  let work: Work
  let directory: any KeyDirectory

  /// How soon after it was written a record is sealed.
  static let interval = Duration.seconds(60)
  /// How many records one seal covers, at most.
  static let recordsPerSeal = 1_000

  /// Seals what is not sealed yet in every tenant, and answers how many records those were.
  @discardableResult
  func seal() async throws -> Int {
    var count = 0
    for tenant in try await directory.tenants() {
      let call = Call(access: Access(tenant: tenant.id, principal: "system", grants: [.admin]))
      // Reading first, so that nothing is written where there is nothing to do.
      while try await work.read(call, { tx in try !tx.audit.unsealed(limit: 1).isEmpty }) {
        count += try await work.storage.write(call) { [clock = work.clock] tx in try tx.audit.seal(at: clock.now()) }
        try Task.checkCancellation()
      }
    }
    return count
  }
}

extension AuditReader {
  fileprivate func unsealed(limit: Int) throws -> [AuditRecord] {
    try records(after: lastSeal()?.through ?? 0, limit: limit)
  }
}

extension AuditWriter {
  /// Seals the next records, and answers how many.
  fileprivate func seal(at now: Timestamp) throws -> Int {
    let records = try unsealed(limit: AuditSealing.recordsPerSeal)
    guard !records.isEmpty else { return 0 }
    let last = try lastSeal()
    var chain = AuditChain(after: last)
    for record in records { chain.add(record) }
    try seal(
      AuditSeal(
        number: (last?.number ?? 0) + 1, through: chain.through, records: chain.records, hash: chain.hash, sealedAt: now
      )
    )
    return records.count
  }
}
