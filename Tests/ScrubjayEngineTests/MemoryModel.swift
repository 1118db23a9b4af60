import ScrubjayCore
import ScrubjayEngine

/// What memories are to do, written down a second time and as simply as can be: entries in an array.
///
/// It knows nothing of transactions, indexes or cursors; ids of new entries come from the engine's answers.
struct MemoryModel {
  /// How many entries an owner may have.
  var capacity: MemoryCapacity
  private(set) var entries: [Entry] = []
  /// What the audit has to say of each memory, purged ones too: the oldest first.
  private(set) var audit: [String: [AuditLine]] = [:]

  /// An entry with all its versions.
  struct Entry {
    /// The order in which entries were first stored.
    let number: Int
    let id: String
    let namespace: Namespace
    let key: String
    let isKeyChosen: Bool
    let createdAt: Timestamp
    let createdBy: String
    var versions: [Version] = []
    var deletedAt: Timestamp?

    var current: Version { versions[versions.count - 1] }

    /// When it was last changed; a deletion is a change.
    var updatedAt: Timestamp { deletedAt ?? current.recordedAt }

    func isThere(at now: Timestamp) -> Bool { deletedAt == nil && current.isUnexpired(at: now) }

    /// The entry in one of its versions, as the engine shows it, but for the sequence.
    func memory(_ number: Int) -> Memory {
      let version = versions[number - 1]
      let said = version.said
      return Memory(
        sequence: 0, id: id, namespace: namespace, key: key, isKeyChosen: isKeyChosen, version: number,
        origin: version.origin, type: said.type, content: said.content ?? "", value: said.value,
        importance: said.importance, category: said.category, metadata: said.metadata, validFrom: said.validFrom,
        validUntil: said.validUntil, expiresAt: said.expiresAt, sources: said.sources, createdAt: createdAt,
        createdBy: createdBy, recordedAt: version.recordedAt, recordedUntil: version.recordedUntil,
        updatedBy: version.updatedBy, redactedAt: version.redactedAt, deletedAt: deletedAt)
    }

    /// The version that was current at a time, by its number.
    func number(asOf time: Timestamp) -> Int? {
      versions.firstIndex { $0.recordedAt <= time && $0.recordedUntil.map { time < $0 } ?? true }.map { $0 + 1 }
    }
  }

  /// What an entry said for a while.
  struct Version {
    let origin: VersionOrigin
    /// What it says; its content is never `nil`.
    var said: MemoryDraft
    let recordedAt: Timestamp
    var recordedUntil: Timestamp?
    let updatedBy: String
    var redactedAt: Timestamp?

    func isUnexpired(at time: Timestamp) -> Bool { said.expiresAt.map { time < $0 } ?? true }

    func isValid(at time: Timestamp) -> Bool {
      said.validFrom.map { $0 <= time } ?? true && said.validUntil.map { time < $0 } ?? true
    }

    /// How much of the tenant's usage it is.
    var bytes: Int {
      guard redactedAt == nil else { return 0 }
      return (said.content ?? "").utf8.count + (said.value?.text.utf8.count ?? 0) + said.metadata.text.utf8.count
    }
  }

  /// A line of the audit of a memory.
  struct AuditLine: Equatable {
    let action: AuditAction
    let version: Int?
  }

  /// What the tenant holds.
  var usage: Tenant.Usage {
    let versions = entries.flatMap(\.versions)
    return Tenant.Usage(rows: versions.count, bytes: versions.reduce(0) { $0 + $1.bytes })
  }

  /// Those that are there at a time.
  func current(at now: Timestamp) -> [Entry] { entries.filter { $0.isThere(at: now) } }

  func entry(_ id: String) throws(Refusal) -> Entry {
    guard let entry = entries.first(where: { $0.id == id }) else { throw Refusal(.memoryNotFound) }
    return entry
  }

  /// The place of an entry, at the version that is expected, if one is.
  private func place(_ id: String, expecting version: Int?, thereAt now: Timestamp?) throws(Refusal) -> Int {
    guard let place = entries.firstIndex(where: { $0.id == id }) else { throw Refusal(.memoryNotFound) }
    if let now, !entries[place].isThere(at: now) { throw Refusal(.memoryNotFound) }
    if let version, version != entries[place].versions.count { throw Refusal(.stale) }
    return place
  }

  private mutating func record(_ action: AuditAction, _ entry: Entry) {
    audit[entry.id, default: []].append(AuditLine(action: action, version: entry.versions.count))
  }
}

/// The code of the error that the model refuses something with.
struct Refusal: Error {
  let code: ScrubjayError.Code
  init(_ code: ScrubjayError.Code) { self.code = code }
}

// What changes entries.
extension MemoryModel {
  /// Stores several, all or none.
  ///
  /// - Parameter ids: The ids that the engine gave those that had none.
  mutating func add(_ drafts: [MemoryDraft], ids: [String], actor: String, at now: Timestamp) throws(Refusal)
    -> [Memory]
  {
    for draft in drafts { try Self.check(draft) }
    let before = self
    do throws(Refusal) {
      var places: [Int] = []
      for (index, draft) in drafts.enumerated() {
        let id = draft.id ?? (ids.indices.contains(index) ? ids[index] : "none of the engine's")
        places.append(try add(draft, id: id, .create, .create, actor, now))
      }
      makeRoom(for: places, at: now)
      return places.map { entries[$0].memory(entries[$0].versions.count) }
    } catch {
      self = before
      throw error
    }
  }

  mutating func update(
    _ id: String, _ patch: MemoryPatch, version: Int?, actor: String, at now: Timestamp
  ) throws(Refusal) -> Memory {
    let place = try place(id, expecting: version, thereAt: now)
    let last = entries[place].current
    var said = last.said
    if last.redactedAt != nil || said.content == said.value?.text { said.content = nil }
    if let content = patch.content { said.content = content }
    if case .set(let value) = patch.value { said.value = value }
    said.type = patch.type ?? said.type
    said.importance = patch.importance ?? said.importance
    if case .set(let category) = patch.category { said.category = category }
    said.metadata = patch.metadata ?? said.metadata
    if case .set(let time) = patch.validFrom { said.validFrom = time }
    if case .set(let time) = patch.validUntil { said.validUntil = time }
    if case .set(let time) = patch.expiresAt { said.expiresAt = time }
    said.sources = patch.sources ?? said.sources
    try Self.check(said)
    append(said, to: place, .update, .update, actor, now)
    makeRoom(for: [place], at: now)
    return entries[place].memory(entries[place].versions.count)
  }

  mutating func delete(_ id: String, version: Int?, at now: Timestamp) throws(Refusal) {
    delete(try place(id, expecting: version, thereAt: now), .delete, at: now)
  }

  mutating func restore(_ id: String, version: Int?, actor: String, at now: Timestamp) throws(Refusal) -> Memory {
    let found = try entry(id)
    if found.isThere(at: now) { throw Refusal(.memoryNotDeleted) }
    let place = try place(id, expecting: version, thereAt: nil)
    let last = found.versions.count
    return try repeated(last, in: place, .restore(last), .restore, actor, now)
  }

  mutating func rollback(
    _ id: String, to target: Int, version: Int?, actor: String, at now: Timestamp
  ) throws(Refusal) -> Memory {
    let place = try place(id, expecting: version, thereAt: now)
    return try repeated(target, in: place, .rollback(to: target), .rollback, actor, now)
  }

  mutating func publish(
    _ id: String, to namespace: Namespace, key: String?, version: Int?, newID: String?, actor: String,
    at now: Timestamp
  ) throws(Refusal) -> Memory {
    guard [.app, .project, .org].contains(namespace.root) else { throw Refusal(.invalidField) }
    let place = try place(id, expecting: version, thereAt: now)
    let original = entries[place]
    guard original.current.redactedAt == nil else { throw Refusal(.versionRedacted) }
    var draft = original.current.said
    draft.namespace = namespace
    draft.key = key ?? (original.isKeyChosen ? original.key : nil)
    let copy = try add(
      draft, id: newID ?? "none of the engine's", .publish(id, version: original.versions.count), .publish, actor, now)
    record(.publish, original)
    makeRoom(for: [copy], at: now)
    return entries[copy].memory(entries[copy].versions.count)
  }

  mutating func redact(_ id: String, _ target: Int, version: Int?, at now: Timestamp) throws(Refusal) -> Memory {
    let place = try place(id, expecting: version, thereAt: nil)
    guard entries[place].versions.indices.contains(target - 1) else { throw Refusal(.versionNotFound) }
    if entries[place].versions[target - 1].redactedAt == nil {
      entries[place].versions[target - 1].redactedAt = now
      entries[place].versions[target - 1].said.content = ""
      entries[place].versions[target - 1].said.value = nil
      entries[place].versions[target - 1].said.category = nil
      entries[place].versions[target - 1].said.metadata = .emptyObject
      audit[id, default: []].append(AuditLine(action: .redact, version: target))
    }
    return entries[place].memory(target)
  }

  mutating func purge(_ id: String, version: Int?) throws(Refusal) {
    let place = try place(id, expecting: version, thereAt: nil)
    record(.purge, entries[place])
    entries.remove(at: place)
  }

  /// Deletes what has expired; answers how many entries that were.
  mutating func sweep(at now: Timestamp) -> Int {
    let expired = entries.indices.filter { entries[$0].deletedAt == nil && !entries[$0].current.isUnexpired(at: now) }
    for place in expired { delete(place, .expire, at: now) }
    return expired.count
  }

  private static func check(_ draft: MemoryDraft) throws(Refusal) {
    let content = draft.content ?? draft.value?.text ?? ""
    let isOrdered =
      if let from = draft.validFrom, let until = draft.validUntil { from < until } else { true }
    guard (1...10).contains(draft.importance), isOrdered, !content.allSatisfy(\.isWhitespace) else {
      throw Refusal(.invalidField)
    }
  }

  /// Stores a draft as a new entry, or as the next version of one that is not there; answers its place.
  private mutating func add(
    _ draft: MemoryDraft, id: String, _ origin: VersionOrigin, _ action: AuditAction, _ actor: String, _ now: Timestamp
  ) throws(Refusal) -> Int {
    let key = draft.key ?? id
    if let place = entries.firstIndex(where: { $0.namespace == draft.namespace && $0.key == key }) {
      guard draft.key != nil, !entries[place].isThere(at: now) else { throw Refusal(.memoryExists) }
      append(draft, to: place, origin, action, actor, now)
      return place
    }
    if entries.contains(where: { $0.id == id }) { throw Refusal(.memoryExists) }
    entries.append(
      Entry(
        number: (entries.last?.number ?? 0) + 1, id: id, namespace: draft.namespace, key: key,
        isKeyChosen: draft.key != nil, createdAt: now, createdBy: actor))
    append(draft, to: entries.count - 1, origin, action, actor, now)
    return entries.count - 1
  }

  private mutating func append(
    _ draft: MemoryDraft, to place: Int, _ origin: VersionOrigin, _ action: AuditAction, _ actor: String,
    _ now: Timestamp
  ) {
    end(place, at: now)
    entries[place].deletedAt = nil
    var said = draft
    said.content = draft.content ?? draft.value?.text
    entries[place].versions.append(Version(origin: origin, said: said, recordedAt: now, updatedBy: actor))
    record(action, entries[place])
  }

  private mutating func repeated(
    _ target: Int, in place: Int, _ origin: VersionOrigin, _ action: AuditAction, _ actor: String, _ now: Timestamp
  ) throws(Refusal) -> Memory {
    guard entries[place].versions.indices.contains(target - 1) else { throw Refusal(.versionNotFound) }
    let earlier = entries[place].versions[target - 1]
    guard earlier.redactedAt == nil else { throw Refusal(.versionRedacted) }
    var said = earlier.said
    if !earlier.isUnexpired(at: now) { said.expiresAt = nil }
    append(said, to: place, origin, action, actor, now)
    makeRoom(for: [place], at: now)
    return entries[place].memory(entries[place].versions.count)
  }

  private mutating func delete(_ place: Int, _ action: AuditAction, at now: Timestamp) {
    end(place, at: now)
    entries[place].deletedAt = now
    record(action, entries[place])
  }

  /// Ends the last version, unless a deletion did.
  private mutating func end(_ place: Int, at now: Timestamp) {
    guard let last = entries[place].versions.indices.last, entries[place].deletedAt == nil else { return }
    entries[place].versions[last].recordedUntil = now
  }

  /// The least important of an owner give way when there are too many, but for what was just stored.
  private mutating func makeRoom(for stored: [Int], at now: Timestamp) {
    for owner in Set(stored.map { entries[$0].namespace.owner }) {
      let there = entries.indices.filter { entries[$0].namespace.owner == owner && entries[$0].isThere(at: now) }
      guard let limit = limit(of: owner), there.count > limit else { continue }
      let giveWay = there.filter {
        !stored.contains($0) && !entries[$0].isKeyChosen && entries[$0].current.said.type != .procedural
      }.sorted { left, right in
        let (a, b) = (entries[left], entries[right])
        return (a.current.said.importance, a.updatedAt, a.number) < (b.current.said.importance, b.updatedAt, b.number)
      }
      for place in giveWay.prefix(there.count - limit) { delete(place, .evict, at: now) }
    }
  }

  private func limit(of owner: String) -> Int? {
    owner.hasPrefix("user:")
      ? capacity.user
      : owner.hasPrefix("project:") ? capacity.project : owner.hasPrefix("org:") ? capacity.org : nil
  }
}
