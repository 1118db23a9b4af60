public import ScrubjayCore

/// Puts out of sight what happened long ago: episodic memories are deleted, softly, and terminated sessions archived.
///
/// A memory counts from its last version, so what was changed or restored stays as long as something new. One whose key
/// was chosen stays.
public struct Retention: Sendable {
  let work: Work
  let directory: any KeyDirectory
  /// For how long what happened is kept in sight.
  public let policy: RetentionPolicy

  /// How often what is due is looked for.
  static let interval = Duration.seconds(3_600)
  /// How many memories or sessions are put out of sight in one transaction.
  private static let batch = 250

  /// Deletes and archives what is past its retention period in the caller's tenant.
  ///
  /// - Parameter isDryRun: Whether to only report what would be affected.
  /// - Throws: `missing_grant` unless the caller is an admin.
  public func apply(isDryRun: Bool = false, as call: Call) async throws -> RetentionReport {
    try call.access.requireAdmin()
    let now = work.clock.now()
    return isDryRun ? try await preview(call, now) : try await apply(call, now)
  }

  /// Deletes and archives what is past its retention period in every tenant, and returns the number of items.
  @discardableResult
  func sweep() async throws -> Int {
    var count = 0
    for tenant in try await directory.tenants() {
      let call = Call(access: Access(tenant: tenant.id, principal: "system", grants: [.admin]))
      let report = try await apply(call, work.clock.now())
      count += report.memories.count + report.sessions.count
    }
    return count
  }

  private func preview(_ call: Call, _ now: Timestamp) async throws -> RetentionReport {
    try await work.read(call) { tx in
      var report = RetentionReport(isDryRun: true)
      for kind in Kind.allCases {
        guard let time = deadline(kind, now) else { continue }
        var cursor: String?
        repeat {
          let page = try kind.due(tx, by: time, after: cursor, limit: Limits.pageSize)
          report.add(kind, page.elements)
          cursor = page.nextCursor
        } while cursor != nil
      }
      return report
    }
  }

  private func apply(_ call: Call, _ now: Timestamp) async throws -> RetentionReport {
    var report = RetentionReport(isDryRun: false)
    for kind in Kind.allCases {
      guard let time = deadline(kind, now) else { continue }
      // Reading first, so that nothing is written where there is nothing to do.
      while try await work.read(call, { tx in try !kind.due(tx, by: time, after: nil, limit: 1).elements.isEmpty }) {
        report.add(
          kind,
          try await work.storage.write(call) { [clock = work.clock] tx in
            try kind.retire(tx, by: time, limit: Self.batch, call, clock.now())
          })
        try Task.checkCancellation()
      }
    }
    return report
  }

  /// What last changed, or was terminated, at this time or before is due; `nil` where nothing ever is.
  private func deadline(_ kind: Kind, _ now: Timestamp) -> Timestamp? {
    let days = kind == .memory ? policy.episodicDays : policy.sessionDays
    return days > 0 ? now.advanced(by: .zero - .seconds(days * 86_400)) : nil
  }

  /// What goes out of sight.
  enum Kind: CaseIterable {
    case memory, session

    /// The ids of what is due, what has been due for longest first.
    func due(
      _ tx: any ReadTransaction, by time: Timestamp, after cursor: String?, limit: Int
    ) throws -> Page<String> {
      switch self {
      case .memory: try tx.memories.episodes(unchangedSince: time, after: cursor, limit: limit).map(\.id)
      case .session: try tx.sessions.terminated(by: time, after: cursor, limit: limit).map(\.id)
      }
    }

    /// Puts out of sight what is due, and answers which it was.
    func retire(
      _ tx: any WriteTransaction, by time: Timestamp, limit: Int, _ call: Call, _ now: Timestamp
    ) throws -> [String] {
      switch self {
      case .memory:
        let memories = try tx.memories.episodes(unchangedSince: time, after: nil, limit: limit).elements
        for memory in memories { try tx.delete(memory, .expire, call, now) }
        return memories.map(\.id)
      case .session:
        let sessions = try tx.sessions.terminated(by: time, after: nil, limit: limit).elements
        for var session in sessions {
          session.status = .archived
          session.archivedAt = now
          try tx.sessions.change(&session, at: now)
          try tx.audit.append(
            AuditRecord(
              .archiveSession, call, at: now, in: Namespace(.user, session.user),
              details: ["session": .string(session.id)]))
        }
        return sessions.map(\.id)
      }
    }
  }
}

/// What went out of sight, or would go.
public struct RetentionReport: Sendable, Hashable {
  /// Whether nothing was changed, as was asked.
  public let isDryRun: Bool
  /// Episodic memories that were deleted, softly.
  public private(set) var memories = Retired()
  /// Sessions that were archived.
  public private(set) var sessions = Retired()

  /// How many of a kind, and which.
  public struct Retired: Sendable, Hashable {
    /// How many.
    public fileprivate(set) var count = 0
    /// Their ids, those that were due for longest first, as far as a report names them.
    public fileprivate(set) var ids: [String] = []
  }

  init(isDryRun: Bool) { self.isDryRun = isDryRun }

  mutating func add(_ kind: Retention.Kind, _ ids: [String]) {
    switch kind {
    case .memory: Self.add(ids, to: &memories)
    case .session: Self.add(ids, to: &sessions)
    }
  }

  private static func add(_ ids: [String], to retired: inout Retired) {
    retired.count += ids.count
    retired.ids += ids.prefix(Limits.idsPerReport - retired.ids.count)
  }
}
