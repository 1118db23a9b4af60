import ScrubjayCore
import ScrubjayEngine

// What is read of entries.
extension MemoryModel {
  func get(
    _ id: String, version: Int?, asOf: Timestamp?, validAt: Timestamp?, at now: Timestamp
  ) throws(Refusal) -> Memory {
    if version != nil, asOf != nil { throw Refusal(.invalidField) }
    let entry = try entry(id)
    var number = entry.versions.count
    if let version {
      guard entry.versions.indices.contains(version - 1) else { throw Refusal(.versionNotFound) }
      number = version
    } else if let asOf {
      guard let earlier = entry.number(asOf: asOf), entry.versions[earlier - 1].isUnexpired(at: asOf) else {
        throw Refusal(.memoryNotFound)
      }
      number = earlier
    } else if !entry.isThere(at: now) {
      throw Refusal(.memoryNotFound)
    }
    if let validAt, !entry.versions[number - 1].isValid(at: validAt) { throw Refusal(.memoryNotFound) }
    return entry.memory(number)
  }

  func get(_ namespace: Namespace, key: String, at now: Timestamp) throws(Refusal) -> Memory {
    guard let entry = current(at: now).first(where: { $0.namespace == namespace && $0.key == key }) else {
      throw Refusal(.memoryNotFound)
    }
    return entry.memory(entry.versions.count)
  }

  func history(of id: String, asOf: Timestamp?) throws(Refusal) -> [Memory] {
    let entry = try entry(id)
    return (1...entry.versions.count).map(entry.memory).filter { memory in
      asOf.map { memory.recordedAt <= $0 } ?? true
    }
  }

  func list(
    _ filter: MemoryFilter, _ order: MemoryOrder, includesInvalid: Bool, at now: Timestamp
  ) -> [Memory] {
    let validAt = filter.validAt ?? (includesInvalid ? nil : filter.asOf ?? now)
    var found: [(memory: Memory, updatedAt: Timestamp, number: Int)] = []
    for entry in entries {
      if let time = filter.asOf {
        guard let number = entry.number(asOf: time) else { continue }
        let memory = entry.memory(number)
        found.append((memory, memory.recordedAt, entry.number))
      } else if entry.deletedAt == nil || filter.includesDeleted {
        found.append((entry.memory(entry.versions.count), entry.updatedAt, entry.number))
      }
    }
    found = found.filter { memory, updatedAt, _ in
      let unexpiredAt = filter.asOf ?? now
      return (filter.namespaces.isEmpty || filter.namespaces.contains { $0.matches(memory.namespace) })
        && filter.key.map { $0 == memory.key } ?? true
        && (filter.types.isEmpty || filter.types.contains(memory.type))
        && filter.category.map { $0 == memory.category } ?? true
        && filter.createdBy.map { $0 == memory.createdBy } ?? true
        && filter.updatedSince.map { $0 <= updatedAt } ?? true
        && filter.updatedUntil.map { updatedAt <= $0 } ?? true
        && memory.expiresAt.map { unexpiredAt < $0 } ?? true
        && validAt.map { time in
          memory.validFrom.map { $0 <= time } ?? true && memory.validUntil.map { time < $0 } ?? true
        } ?? true
    }
    return found.sorted { left, right in
      let (a, b) = order == .importance ? (left.memory.importance, right.memory.importance) : (0, 0)
      return (a, left.updatedAt, left.number) > (b, right.updatedAt, right.number)
    }.map(\.memory)
  }

  /// What a session sees under a key: the nearest first.
  ///
  /// - Parameter namespaces: The session's, from the nearest to the farthest.
  func resolve(_ key: String, in namespaces: [Namespace], at now: Timestamp) throws(Refusal) -> [Memory] {
    let seen = namespaces.compactMap { namespace in
      current(at: now).first { $0.namespace == namespace && $0.key == key }
    }
    guard !seen.isEmpty else { throw Refusal(.memoryNotFound) }
    return seen.map { $0.memory($0.versions.count) }
  }

  /// The names of the fields in which two versions differ; no value and `null` are the same to who reads it.
  func diff(of id: String, from first: Int, to target: Int?) throws(Refusal) -> [String] {
    let entry = try entry(id)
    func said(_ number: Int) throws(Refusal) -> MemoryDraft {
      guard entry.versions.indices.contains(number - 1) else { throw Refusal(.versionNotFound) }
      guard entry.versions[number - 1].redactedAt == nil else { throw Refusal(.versionRedacted) }
      return entry.versions[number - 1].said
    }
    let (old, new) = (try said(first), try said(target ?? entry.versions.count))
    return [
      ("type", old.type != new.type), ("content", old.content != new.content),
      ("value", (old.value?.text ?? "null") != (new.value?.text ?? "null")),
      ("importance", old.importance != new.importance), ("category", old.category != new.category),
      ("metadata", old.metadata != new.metadata), ("valid_from", old.validFrom != new.validFrom),
      ("valid_until", old.validUntil != new.validUntil), ("expires_at", old.expiresAt != new.expiresAt),
      ("sources", old.sources != new.sources),
    ].filter(\.1).map(\.0)
  }
}
