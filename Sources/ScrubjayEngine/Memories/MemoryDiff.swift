public import ScrubjayCore

/// What is different between two versions of a memory.
public struct MemoryDiff: Sendable, Hashable {
  /// The version to start from.
  public let from: Memory
  /// The version that is compared with it.
  public let to: Memory

  /// A field that is different.
  public struct Change: Sendable, Equatable {
    /// The field, as the doors name it.
    public let field: String
    /// Its value in the first version.
    public let from: JSON
    /// Its value in the other.
    public let to: JSON
  }

  /// The fields that are different; JSON is compared as the text that it is kept as.
  public var changes: [Change] {
    zip(Self.fields(of: from), Self.fields(of: to)).compactMap { old, new in
      old.value == new.value ? nil : Change(field: old.name, from: old.value, to: new.value)
    }
  }

  private static func fields(of memory: Memory) -> [JSON.Member] {
    [
      JSON.Member("type", .string(memory.type.rawValue)), JSON.Member("content", .string(memory.content)),
      JSON.Member("value", memory.value?.json ?? .null), JSON.Member("importance", .integer(memory.importance)),
      JSON.Member("category", .text(memory.category)), JSON.Member("metadata", memory.metadata.json),
      JSON.Member("valid_from", .time(memory.validFrom)), JSON.Member("valid_until", .time(memory.validUntil)),
      JSON.Member("expires_at", .time(memory.expiresAt)),
      JSON.Member(
        "sources",
        .array(memory.sources.map { ["session": .string($0.session), "event": .text($0.event)] })),
    ]
  }
}

extension Memories {
  /// Returns what is different between two versions of a memory, deleted or not.
  ///
  /// - Parameter target: The version that is compared with the first; the last when there is none.
  /// - Throws: `memory_not_found`; `version_not_found`; `version_redacted`; `missing_grant`.
  public func diff(of id: String, from first: Int, to target: Int? = nil, as call: Call) async throws -> MemoryDiff {
    try await work.read(call) { tx in
      let current = try tx.memories.requireReadable(id, call.access)
      func version(_ number: Int) throws -> Memory {
        try tx.memories.requireVersion(number, of: current).requireUnredacted()
      }
      return MemoryDiff(from: try version(first), to: try version(target ?? current.version))
    }
  }
}
