import ScrubjayCore

extension Timestamp {
  /// So many seconds after the time at which every rule begins.
  static func at(_ seconds: Int) -> Timestamp { Timestamp(seconds: 1_700_000_000 + Int64(seconds)) }
}

extension Session {
  static func sample(
    _ id: String = "session", app: String = "planner", user: String = "alice", project: String? = nil,
    status: SessionStatus = .created, at seconds: Int = 0
  ) -> Session {
    Session(
      id: id, app: app, user: user, project: project, status: status, createdAt: .at(seconds), updatedAt: .at(seconds))
  }
}

extension Event {
  static func sample(
    _ id: String, in session: Session, position: Int, type: EventType = .message, role: Role = .user,
    content: EventContent = .text("hello"), channel: String? = nil, metadata: JSONText = .emptyObject,
    at seconds: Int = 0
  ) -> Event {
    Event(
      sequence: 0, id: id, session: session.id, app: session.app, user: session.user, position: position, type: type,
      actor: Actor(role: role, app: session.app), role: type == .message ? role : nil, name: nil, content: content,
      channel: channel, metadata: metadata, stateDelta: nil, isFinalResponse: false, occurredAt: .at(seconds),
      recordedAt: .at(seconds))
  }

  /// The same event with the sequence that a store gave it.
  func numbered(_ sequence: Int64) -> Event {
    var event = self
    event.sequence = sequence
    return event
  }
}

extension Memory {
  static func sample(
    _ id: String, namespace: String = "user:alice", key: String? = nil, version: Int = 1,
    origin: VersionOrigin = .create, type: MemoryType = .semantic,
    content: String = "likes tea", value: JSONText? = nil, importance: Int = 5, category: String? = nil,
    metadata: JSONText = .emptyObject, validFrom: Int? = nil, validUntil: Int? = nil, expiresAt: Int? = nil,
    sources: [MemorySource] = [], createdBy: String = "maker", at seconds: Int = 0
  ) -> Memory {
    Memory(
      sequence: 0, id: id, namespace: Namespace(stored: namespace), key: key ?? id, isKeyChosen: key != nil,
      version: version, origin: origin, type: type, content: content, value: value, importance: importance,
      category: category,
      metadata: metadata, validFrom: validFrom.map(Timestamp.at), validUntil: validUntil.map(Timestamp.at),
      expiresAt: expiresAt.map(Timestamp.at), sources: sources, createdAt: .at(seconds), createdBy: createdBy,
      recordedAt: .at(seconds), recordedUntil: nil, updatedBy: createdBy,
      redactedAt: nil, deletedAt: nil)
  }

  /// The same memory with the sequence that a store gave it.
  func numbered(_ sequence: Int64) -> Memory {
    var memory = self
    memory.sequence = sequence
    return memory
  }

  /// The version after this one, of the same entry.
  func next(
    _ content: String, origin: VersionOrigin = .update, type: MemoryType? = nil, importance: Int? = nil,
    at seconds: Int
  ) -> Memory {
    Memory(
      sequence: sequence, id: id, namespace: namespace, key: key, isKeyChosen: isKeyChosen, version: version + 1,
      origin: origin, type: type ?? self.type, content: content, value: value,
      importance: importance ?? self.importance,
      category: category, metadata: metadata, validFrom: validFrom, validUntil: validUntil, expiresAt: expiresAt,
      sources: sources, createdAt: createdAt, createdBy: createdBy, recordedAt: .at(seconds), recordedUntil: nil,
      updatedBy: "changer", redactedAt: nil, deletedAt: nil)
  }
}

extension IndexedItem {
  static func sample(
    _ item: Int64, _ terms: [String: Int], kind: ItemKind = .message, first: String = "alice",
    second: String = "planner", language: String = "en", speaker: String? = nil
  ) -> IndexedItem {
    IndexedItem(
      owner: ItemOwner(kind, first, second), item: item, terms: terms, length: terms.values.reduce(0, +),
      language: language, speaker: speaker)
  }
}

extension EmbeddingModel {
  static let sample = EmbeddingModel(name: "sample", dimension: 3)
}

extension Embedding {
  static let sample = Embedding([0.6, 0, -0.8])
}

extension AuditRecord {
  static func sample(
    _ action: AuditAction = .create, actor: String = "agent", task: String? = nil, namespace: String? = "user:alice",
    memory: String? = "m1", details: JSONText = .emptyObject, at seconds: Int = 0
  ) -> AuditRecord {
    AuditRecord(
      sequence: 0, at: .at(seconds), action: action, actor: actor, principal: "key:1", task: task,
      namespace: namespace, memory: memory, version: memory == nil ? nil : 1, details: details, salt: "salt",
      digest: "digest")
  }
}

extension Job {
  static func sample(
    _ id: String, queue: String = "embed", uniqueKey: String? = nil, subject: String? = nil, state: JobState = .waiting,
    priority: Int = 2,
    at seconds: Int = 0
  ) -> Job {
    let isFinished = state == .completed || state == .discarded
    return Job(
      id: id, queue: queue, payload: JSONText(stored: #"{"n":1.0}"#), uniqueKey: uniqueKey, subject: subject,
      state: state, priority: priority, attempts: 1, runAt: .at(seconds + 5), createdAt: .at(seconds),
      finishedAt: isFinished ? .at(seconds + 9) : nil, failure: state == .discarded ? "it broke" : nil,
      lease: state == .running ? Job.Lease(worker: "w", until: .at(seconds + 60)) : nil)
  }
}

extension StoredAnswer {
  static func sample(
    _ fingerprint: String = "print", user: String? = nil, session: String? = nil, at seconds: Int = 0
  ) -> StoredAnswer {
    StoredAnswer(
      fingerprint: fingerprint, answer: JSONText(stored: #"{"b":1.0,"a":"é"}"#), user: user, session: session,
      createdAt: .at(seconds))
  }
}

extension APIKey {
  static func sample(_ id: String, of tenant: TenantID?, expiresAt: Int? = nil, at seconds: Int = 0) -> APIKey {
    let grants: [Grant] = tenant == nil ? [.operator] : [.admin]
    return APIKey(
      id: id, tenant: tenant, name: "Key \(id)", prefix: "sj_12345678", grants: grants, createdAt: .at(seconds),
      createdBy: "local", expiresAt: expiresAt.map(Timestamp.at))
  }
}
