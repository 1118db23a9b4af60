import ScrubjayCore
import ScrubjayLanguage

/// Stores pieces of an archive as they are, within one transaction.
struct ArchiveIntake {
  let tx: any WriteTransaction
  let memories: Memories
  let call: Call
  let now: Timestamp
  private(set) var count = ImportCount()
  /// What was stored and is to be embedded.
  private(set) var embeddable: [EmbeddableItem] = []

  init(tx: any WriteTransaction, memories: Memories, call: Call, now: Timestamp) {
    self.tx = tx
    self.memories = memories
    self.call = call
    self.now = now
  }

  /// Stores a piece, unless it is there.
  mutating func take(_ item: ArchiveItem, _ analysis: ArchiveAnalysis) throws {
    let isNew =
      switch (item, analysis) {
      case (.session(let session), _): try take(session)
      case (.event(let event), .words(let words)): try take(event, words)
      case (.event(let event), _): try take(event, nil)
      case (.extraction(let message, let outcome), _): try take(outcome, of: message)
      case (.state(let entry), _): try take(entry)
      case (.user(let profile), _): try take(profile)
      case (.memory(let memory), .words(let words)): try take(memory, words)
      case (.task(let task), _): try take(task)
      case (.document(let detail), .chunks(let chunks)): try take(detail.document, chunks)
      case (.memory, _), (.document, _):
        throw ScrubjayError(.internalError, "A record came without its analysis.")
      }
    if isNew { count.stored += 1 } else { count.skipped += 1 }
  }

  private func take(_ session: Session) throws -> Bool {
    guard let there = try tx.sessions.find(session.id) else {
      try tx.sessions.insert(session)
      return true
    }
    guard there.app == session.app, there.user == session.user else {
      throw ScrubjayError(.sessionExists, "A session with this id already exists for another user or app.")
    }
    return false
  }

  private mutating func take(_ event: Event, _ words: AnalysedText?) throws -> Bool {
    let session = try tx.sessions.require(event.session)
    guard try tx.events.find(event.id) == nil else { return false }
    let place = try tx.events.list(
      EventFilter(session: session.id, after: event.position - 1, before: event.position + 1), newest: false,
      cursor: nil, limit: 1)
    guard place.elements.isEmpty, event.position <= session.eventCount else {
      throw ScrubjayError(.eventExists, "The session continues differently from the exported one.")
    }
    let stored = try tx.events.append(event.of(session))
    if let words {
      try tx.words.add(IndexedItem(message: stored, words))
      embeddable.append(EmbeddableItem(stored))
    }
    if stored.role == .user { try tx.extractions.insert(.waiting, of: stored) }
    return true
  }

  private func take(_ outcome: ExtractionOutcome, of message: String) throws -> Bool {
    guard let event = try tx.events.find(message) else {
      throw ScrubjayError(.eventNotFound, "There is no message with this id before this line.")
    }
    // Of a run elsewhere nothing is known here.
    let here = ExtractionOutcome(outcome.state, failure: outcome.failure, settledAt: outcome.settledAt)
    return try tx.extractions.settle([event.sequence], here) == 1
  }

  private func take(_ entry: StateEntry) throws -> Bool {
    guard try tx.state.find(entry.scope, owner: entry.owner, name: entry.name) == nil else { return false }
    try tx.state.set(entry)
    return true
  }

  private func take(_ profile: UserProfile) throws -> Bool {
    guard try tx.users.find(profile.user) == nil else { return false }
    try tx.users.set(profile)
    return true
  }

  private func take(_ task: AgentTask) throws -> Bool {
    guard try tx.tasks.find(task.id) == nil else { return false }
    if let session = task.session { _ = try tx.sessions.require(session) }
    _ = try tx.tasks.insert(task)
    return true
  }

  private mutating func take(
    _ document: Document, _ chunks: [(chunk: DocumentChunk, words: AnalysedText)]
  ) throws -> Bool {
    // The document of a folder that both places watch is there under another id.
    guard try tx.documents.find(document.id) == nil,
      try tx.documents.find(document.namespace, path: document.path) == nil
    else { return false }
    let stored = try tx.documents.insert(try document.stored(chunks.map(\.chunk), tx, at: now))
    embeddable += try tx.store(chunks, of: stored)
    return true
  }

  private mutating func take(_ version: Memory, _ words: AnalysedText) throws -> Bool {
    let last = try tx.memories.find(version.id)
    if let last, last.namespace != version.namespace || last.key != version.key {
      throw ScrubjayError(.memoryExists, "A memory with this id already exists with another namespace or key.")
    }
    guard version.version > last?.version ?? 0 else { return false }
    guard version.version == (last?.version ?? 0) + 1 else {
      throw ScrubjayError(.versionNotFound, "The version before this one is missing.")
    }
    var memory = version
    if let last {
      memory.sequence = last.sequence
      try tx.memories.append(memory)
    } else {
      memory = try tx.memories.insert(memory)
    }
    try memories.index(memory, words, replacing: last, tx)
    // The version after this one, if there is one, brings it back.
    if let end = version.recordedUntil {
      try tx.retire(memory, at: now)
      try tx.vectors.remove(memory.sequence, of: memory.owner)
      try tx.memories.delete(memory.id, at: end)
    }
    if let time = version.redactedAt {
      try tx.unindex(memory.sequence, of: memory.owner)
      try tx.unindexPast(memory)
      try tx.memories.redact(version.version, of: memory.id, at: time)
    }
    try tx.audit.append(AuditRecord(.import, call, at: now, memory: memory))
    if version.recordedUntil == nil, version.redactedAt == nil { embeddable.append(EmbeddableItem(memory)) }
    return true
  }
}

extension Event {
  /// The event as one of a session.
  fileprivate func of(_ session: Session) -> Event {
    Event(
      sequence: 0, id: id, session: session.id, app: session.app, user: session.user, position: position, type: type,
      actor: actor, role: role, name: name, content: content, channel: channel, metadata: metadata,
      stateDelta: stateDelta, isFinalResponse: isFinalResponse, occurredAt: occurredAt,
      utcOffset: utcOffset, recordedAt: recordedAt)
  }
}

extension Document {
  /// The document as it is stored with its chunks, which may wait for their embedding.
  fileprivate func stored(_ chunks: [DocumentChunk], _ tx: any WriteTransaction, at now: Timestamp) throws -> Document {
    let isWaiting = try !tx.vectors.models().isEmpty && chunks.contains(where: \.hasMeaning)
    return Document(
      id: id, namespace: namespace, path: path, title: title, type: type, sha256: sha256, metadata: metadata,
      bytes: bytes, chunkCount: chunks.count, status: isWaiting ? .pending : .synced, root: root,
      syncedAt: isWaiting ? nil : now, createdAt: createdAt, updatedAt: updatedAt)
  }
}
