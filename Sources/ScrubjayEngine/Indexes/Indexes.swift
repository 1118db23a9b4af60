import ScrubjayCore
import Synchronization

/// The indexes of words and vectors and the count of what there is, compared with what they are made from.
public struct Indexes: Sendable {
  let work: Work
  let directory: any KeyDirectory

  /// How many items are compared at once.
  static let page = 250

  /// Compares the indexes of every tenant with the stored data, each tenant's in a consistent snapshot.
  ///
  /// - Parameter progress: Called with the number of items and index entries checked so far.
  public func check(progress: @escaping @Sendable (Int) -> Void) async throws -> IndexReport {
    let findings = Findings()
    for tenant in try await directory.tenants() {
      try await work.storage.snapshot(Self.call(tenant)) { tx in
        var comparison = IndexComparison(tx: tx, report: findings.report.withLock { $0 }, progress: progress)
        try comparison.run()
        findings.report.withLock { [report = comparison.report] in $0 = report }
      }
    }
    return findings.report.withLock { $0 }
  }

  /// Removes vectors of items that no longer exist, and recounts the usage of every tenant.
  public func mend() async throws {
    for tenant in try await directory.tenants() {
      let call = Self.call(tenant)
      for model in try await work.read(call, { try $0.vectors.models() }) {
        var place: IndexPlace?
        repeat {
          // The page is read in the transaction that removes of it, so that nothing is stored in between.
          place = try await work.storage.write(call) { [place] tx in
            let places = try tx.indexes.vectorItems(of: model.number, after: place, limit: Self.page)
            for stray in try StoredItems(tx).strays(among: places) {
              try tx.indexes.removeVectors(of: model.number, at: stray)
            }
            return places.last
          }
          try Task.checkCancellation()
        } while place != nil
      }
      try await work.storage.write(call) { tx in try tx.indexes.settleUsage() }
    }
  }

  /// What has been found of the tenants so far.
  private final class Findings: Sendable {
    let report = Mutex(IndexReport())
  }

  private static func call(_ tenant: Tenant) -> Call {
    Call(access: Access(tenant: tenant.id, principal: "system", grants: [.admin]))
  }
}
