public import ScrubjayCore

/// What there is of a user as a whole.
public struct Users: Sendable {
  let work: Work
  let inspection: any StorageInspection
  let reports: ReportSink<ExtractionReport>

  /// How many memories are removed in one transaction.
  private static let batch = 250
  /// How many documents are, each of which may be long.
  private static let documentBatch = 8

  /// Returns a user's settings.
  ///
  /// - Throws: `missing_grant` unless the caller may read the user; `invalid_field`.
  public func get(_ user: String, as call: Call) async throws -> UserProfile {
    try Check.name(user, "user")
    try call.access.requireRead(Namespace(.user, user))
    return try await work.read(call) { tx in try tx.users.find(user) ?? UserProfile(user: user) }
  }

  /// Updates a user's settings, whether or not sessions exist yet.
  ///
  /// - Parameter timeZone: The user's time zone, as an IANA name; it applies to messages from then on.
  /// - Throws: `missing_grant` unless the caller may write to the user's memories; `invalid_field`.
  public func update(_ user: String, timeZone: Change<String>, as call: Call) async throws -> UserProfile {
    try Check.name(user, "user")
    if case .set(let name) = timeZone { try Check.timeZone(name, "time_zone") }
    let own = Namespace(.user, user)
    try call.access.requireWrite(own)
    return try await work.write(call, of: { $0.user }) { tx, now in
      let there = try tx.users.find(user)
      let profile = UserProfile(user: user, timeZone: timeZone.applied(to: there?.timeZone))
      try tx.users.set(profile)
      try tx.audit.append(
        AuditRecord(.updateUser, call, at: now, in: own, details: ["time_zone": .text(profile.timeZone)]))
      return profile
    }
  }

  /// Permanently erases all data of a user: sessions, events and messages; memories in the user's namespaces and those
  /// of the sessions, in all versions; memories anywhere that were derived from these sessions, or copied from these
  /// memories; documents in the user's namespaces; state, the time zone, tasks, jobs, stored responses to idempotent
  /// requests, index entries, and the content of the audit records of all these.
  ///
  /// Each step is permanent: if the erasure is interrupted, repeating it erases the rest. Messages by others, and data
  /// stored elsewhere without naming a source, stay; so do backups and exports.
  ///
  /// - Returns: The numbers of erased items. The audit records that a user was erased, but not which.
  /// - Throws: `missing_grant` unless the caller is an admin; `invalid_field`.
  public func erase(_ user: String, as call: Call) async throws -> ErasureReceipt {
    try Check.name(user, "user")
    try call.access.requireAdmin()
    let own = Namespace(.user, user)
    var receipt = ErasureReceipt(erasedAt: work.clock.now())
    // Whoever is at work for the user has nothing to store it with any more.
    receipt += try await eraseJobs(of: user, call)
    // Sessions that were deleted before left memories, and the audit knows whose they were.
    for session in try await deletedSessions(of: own, call) {
      receipt += try await eraseRemains(of: session, for: user, call)
    }
    while let session = try await session(of: user, call) {
      receipt += try await eraseRemains(of: session.id, for: user, call)
      receipt += try await step(call) { tx, _ in try tx.erase(session) }
    }
    receipt += try await eraseDocuments(under: own, call)
    receipt += try await eraseMemories(under: own, call)
    // What was begun of the messages while they were still there.
    receipt += try await eraseJobs(of: user, call)
    receipt += try await step(call) { tx, _ in try tx.eraseRest(of: user) }
    receipt.erasedAt = work.clock.now()
    receipt = try await work.storage.write(call) { [receipt] tx in
      try tx.audit.append(AuditRecord(.erase, call, at: receipt.erasedAt, details: receipt.counts))
      return receipt
    }
    // All of it is gone by now, whatever keeps the file from being written anew.
    receipt.isCleared = (try? await inspection.clearRemains()) ?? false
    return receipt
  }

  private func step(
    _ call: Call, _ body: @escaping @Sendable (any WriteTransaction, Timestamp) throws -> ErasureReceipt
  ) async throws -> ErasureReceipt {
    try await work.storage.write(call) { [clock = work.clock] tx in try body(tx, clock.now()) }
  }

  /// Removes the jobs of a user; no run waits for them any longer.
  private func eraseJobs(of user: String, _ call: Call) async throws -> ErasureReceipt {
    let (receipt, ended) = try await work.storage.write(call) { [clock = work.clock] tx in
      let ended = try ExtractionHandler.withdraw(user, tx, at: clock.now())
      return (ErasureReceipt(jobs: try tx.jobs.erase(subject: Namespace(.user, user).description)), ended)
    }
    if let ended { reports.tell(.complete(ended)) }
    return receipt
  }

  private func session(of user: String, _ call: Call) async throws -> Session? {
    try await work.read(call) { tx in
      try tx.sessions.list(SessionFilter(user: user), after: nil, limit: 1).elements.first
    }
  }

  private func deletedSessions(of user: Namespace, _ call: Call) async throws -> [String] {
    let filter = AuditFilter(namespace: NamespacePrefix(user), action: .deleteSession)
    var sessions: [String] = []
    var cursor: String?
    repeat {
      let page = try await work.read(call) { [cursor] tx in
        try tx.audit.list(filter, before: cursor, limit: Limits.pageSize)
      }
      sessions += page.elements.compactMap { $0.details.json["session"]?.stringValue }
      cursor = page.nextCursor
    } while cursor != nil
    return sessions
  }

  /// Removes what was remembered in a session, or made from it.
  ///
  /// Where another user has a session of the same id by now, that is only what there was before it.
  private func eraseRemains(of session: String, for user: String, _ call: Call) async throws -> ErasureReceipt {
    let there = try await work.read(call) { tx in try tx.sessions.find(session) }
    let end = there.flatMap { $0.user == user ? nil : $0.createdAt }
    var receipt = ErasureReceipt()
    for namespace in [Namespace(.session, session), Namespace(.temp, session)] {
      receipt += try await eraseMemories(under: namespace, before: end, call)
      if end == nil {
        receipt += try await eraseDocuments(under: namespace, call)
        receipt += try await step(call) { tx, _ in
          ErasureReceipt(jobs: try tx.jobs.erase(subject: namespace.description))
        }
      }
    }
    let derived = try await work.read(call) { tx in
      try tx.memories.derived(from: .session(session), limit: Int(Int32.max)).filter { id in
        try end.map { end in try tx.memories.find(id).map { $0.createdAt < end } ?? false } ?? true
      }
    }
    for start in stride(from: 0, to: derived.count, by: Self.batch) {
      receipt += try await step(call) { tx, _ in
        try derived[start...].prefix(Self.batch).reduce(into: ErasureReceipt()) { $0 += try tx.erase(memory: $1) }
      }
    }
    return receipt
  }

  private func eraseDocuments(under namespace: Namespace, _ call: Call) async throws -> ErasureReceipt {
    var receipt = ErasureReceipt()
    while true {
      let step = try await step(call) { tx, _ in
        ErasureReceipt(documents: try tx.deleteDocuments(below: NamespacePrefix(namespace), limit: Self.documentBatch))
      }
      if step.documents == 0 { break }
      receipt += step
    }
    return receipt
      + (try await step(call) { tx, _ in
        for owner in try tx.words.owners(.document, first: namespace.owner, second: nil) {
          try tx.vectors.forget(owner.owner)
          try tx.words.forget(owner.owner)
        }
        return ErasureReceipt()
      })
  }

  /// Removes the memories of a namespace, or those that were last changed before a time.
  private func eraseMemories(
    under namespace: Namespace, before end: Timestamp? = nil, _ call: Call
  ) async throws -> ErasureReceipt {
    let filter = MemoryFilter(
      namespaces: [NamespacePrefix(namespace)], updatedUntil: end?.advanced(by: .microseconds(-1)),
      includesDeleted: true)
    var receipt = ErasureReceipt()
    while true {
      let step = try await step(call) { tx, _ in
        try tx.memories.list(filter, order: .updated, after: nil, limit: Self.batch).elements
          .reduce(into: ErasureReceipt()) { $0 += try tx.erase(memory: $1.id) }
      }
      receipt += step
      if step.memories == 0 { break }
    }
    guard end == nil else { return receipt }
    return receipt
      + (try await step(call) { tx, _ in
        try tx.eraseTraces(of: namespace)
        return ErasureReceipt()
      })
  }
}

extension WriteTransaction {
  /// Removes a session with its events, and what was made of it until now.
  fileprivate func erase(_ session: Session) throws -> ErasureReceipt {
    var receipt = ErasureReceipt(sessions: 1, events: session.eventCount)
    for memory in try memories.derived(from: .session(session.id), limit: Int(Int32.max)) {
      receipt += try erase(memory: memory)
    }
    try unindexMessages(of: session.id)
    try sessions.delete(session.id)
    return receipt
  }

  /// Removes a memory in all its versions, and the copies of it wherever they are, with what the audit says of them; each
  /// after its copies, which could not be told from others otherwise.
  fileprivate func erase(memory id: String) throws -> ErasureReceipt {
    var receipt = ErasureReceipt()
    var waiting = [id]
    var seen: Set<String> = [id]
    while let next = waiting.last {
      let copies = try memories.derived(from: .memory(next), limit: Limits.pageSize).filter { seen.insert($0).inserted }
      waiting += copies
      guard copies.isEmpty else { continue }
      waiting.removeLast()
      // A copy of a copy may have gone before.
      guard let memory = try memories.find(next) else { continue }
      try purge(memory)
      try audit.erase(memory: next)
      receipt += ErasureReceipt(memories: 1, versions: memory.version)
    }
    return receipt
  }

  /// Removes what is left to tell that there was something in a namespace.
  fileprivate func eraseTraces(of namespace: Namespace) throws {
    try audit.erase(under: NamespacePrefix(namespace))
    try conflicts.erase(under: NamespacePrefix(namespace))
    try consolidations.erase(under: NamespacePrefix(namespace))
    for kind in [ItemKind.memory, .past] {
      let owner = ItemOwner(kind, namespace.segments[0], namespace.segments[1])
      try vectors.forget(owner)
      try words.forget(owner)
    }
  }

  /// Removes what there is of a user beside sessions and memories.
  fileprivate func eraseRest(of user: String) throws -> ErasureReceipt {
    for owner in try words.owners(.message, first: user, second: nil) {
      try vectors.forget(owner.owner)
      try words.forget(owner.owner)
    }
    try extractions.erase(of: user)
    try users.erase(user)
    return ErasureReceipt(
      state: try state.clear(.user, owner: user), tasks: try tasks.erase(user: user),
      answers: try answers.erase(user: user))
  }
}
