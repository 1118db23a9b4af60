public import ScrubjayCore

/// What a session sees under a key: the nearest entry, and those farther away that it hides.
public struct Resolution: Sendable, Hashable {
  /// The entry that counts.
  public let memory: Memory
  /// The entries of the same key that it hides, from the nearest to the farthest.
  public let hidden: [Memory]
}

extension Memories {
  /// Returns the memory that takes precedence for a session under a key, and those that it hides, from the namespaces
  /// `temp`, `session`, `user`, `app`, `project` and `org` that the session belongs to, nearest first, as far as the
  /// caller may read them.
  ///
  /// - Parameters:
  ///   - asOf: The recorded time of the entries; now if `nil`.
  ///   - validAt: Only entries that are valid at this time, if given.
  /// - Throws: `memory_not_found` when there is none; `session_not_found`; `missing_grant`; `invalid_field`.
  public func resolve(
    _ key: String, session: String, asOf: Timestamp? = nil, validAt: Timestamp? = nil, as call: Call
  ) async throws -> Resolution {
    try Check.name(key, "key")
    let now = work.clock.now()
    return try await work.read(call) { tx in
      let session = try tx.sessions.requireReadable(session, call.access)
      let seen = try session.namespaces(in: call.tenant).filter(call.access.canRead)
        .compactMap { namespace -> Memory? in
          guard let entry = try tx.memories.find(namespace, key: key) else { return nil }
          guard let asOf else { return entry.isThere(at: now) ? entry : nil }
          return try tx.memories.find(entry.id, asOf: asOf).flatMap { $0.isUnexpired(at: asOf) ? $0 : nil }
        }.filter { memory in validAt.map(memory.isValid) ?? true }
      guard let nearest = seen.first else {
        throw ScrubjayError(.memoryNotFound, "The session sees no memory with this key.")
      }
      return Resolution(memory: nearest, hidden: Array(seen.dropFirst()))
    }
  }
}

extension Session {
  /// The namespaces that the session belongs to, from the nearest to the farthest.
  func namespaces(in tenant: TenantID) -> [Namespace] {
    Namespace.Root.allCases.compactMap { root in
      switch root {
      case .temp, .session: Namespace(root, id)
      case .user: Namespace(root, user)
      case .app: Namespace(root, app)
      case .project: project.map { Namespace(root, $0) }
      case .org: Namespace(root, tenant.description)
      }
    }
  }
}
