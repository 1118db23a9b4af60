import ScrubjayCore

extension WriteTransaction {
  /// Checks, once something was added, that the tenant does not hold more than it may.
  ///
  /// - Throws: `quota_exceeded`, and with it goes what was added.
  func requireRoom() throws {
    let (usage, quota) = try usage()
    if let rows = quota.rows, usage.rows > rows {
      throw Self.exceeded("\(rows) events, versions of memories and chunks of documents")
    }
    if let bytes = quota.bytes, usage.bytes > bytes { throw Self.exceeded("\(bytes) bytes") }
  }

  private static func exceeded(_ amount: String) -> ScrubjayError {
    ScrubjayError(
      .quotaExceeded,
      "The tenant's quota is \(amount), which this would exceed: delete sessions, purge memories, or have an operator raise "
        + "the quota.")
  }
}
