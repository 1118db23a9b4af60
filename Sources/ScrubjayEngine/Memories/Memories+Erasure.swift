public import ScrubjayCore

// What takes away for good what was remembered.

extension Memories {
  /// Permanently removes the content, value, metadata and category of a version, but not the version itself.
  ///
  /// A redacted current version is no longer found by recall. Stored responses to idempotent requests that contain it
  /// are cleared. Other versions with the same content, such as one by a rollback, are left unchanged.
  ///
  /// - Parameters:
  ///   - target: The version to redact, also of a deleted entry; a redacted one is left unchanged.
  ///   - version: The current version of the memory, as the caller expects it.
  /// - Throws: `memory_not_found`; `version_not_found`; `stale` when `version` is not the current one; `missing_grant`.
  public func redact(_ id: String, _ target: Int, version: Int? = nil, as call: Call) async throws -> Memory {
    try await work.write(call, showing: { [$0] }) { tx, now in
      let current = try tx.memories.requireEntry(id, writableFor: call.access).requireVersion(version)
      let memory = try tx.memories.requireVersion(target, of: current)
      guard memory.redactedAt == nil else { return memory }
      if target == current.version { try tx.unindex(current.sequence, of: current.owner) }
      try tx.unindexPast(memory)
      try tx.memories.redact(target, of: id, at: now)
      try tx.answers.erase(showing: id, version: target)
      try tx.audit.append(AuditRecord(.redact, call, at: now, memory: memory))
      return memory.emptied(at: now)
    }
  }

  /// Permanently removes a memory, deleted or not, with all its versions and sources; only its audit records remain.
  ///
  /// - Returns: The memory without its content.
  /// - Throws: `memory_not_found`; `stale` when `version` is not the current one; `missing_grant` unless the caller is
  ///   an admin.
  public func purge(_ id: String, version: Int? = nil, as call: Call) async throws -> Memory {
    try call.access.requireAdmin()
    return try await work.write(call, showing: { [$0] }) { tx, now in
      let memory = try tx.memories.requireEntry(id, writableFor: call.access).requireVersion(version)
      try tx.purge(memory)
      try tx.audit.append(AuditRecord(.purge, call, at: now, memory: memory))
      return memory.emptied(at: now, isPurged: true)
    }
  }
}

extension WriteTransaction {
  /// Removes a memory with all its versions, what is searched of it, and the answers that show it.
  func purge(_ memory: Memory) throws {
    try unindex(memory.sequence, of: memory.owner)
    for version in 1...memory.version {
      try unindex(PastItem(entry: memory.sequence, version: version).number, of: memory.pastOwner)
    }
    try memories.purge(memory.id)
    try answers.erase(showing: memory.id, version: nil)
  }
}
