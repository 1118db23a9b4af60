import ScrubjayCore

/// Brings records into the memory; what is there already is not brought in again.
struct Importer {
  private let backend: any Backend
  private let owner: ImportOwner
  private let progress: Progress
  private let interrupt: @Sendable () -> Bool
  private var sessions: [String: SessionProgress] = [:]
  private var batch: [(place: String, entry: ImportRecord.Entry)] = []
  private(set) var summary = ImportSummary()

  /// How many messages or events go into one request.
  private static let batchSize = 200

  /// An import.
  ///
  /// - Parameter interrupt: Whether to stop after the batch in flight.
  init(
    _ backend: any Backend, owner: ImportOwner = ImportOwner(), progress: Progress,
    interrupt: @escaping @Sendable () -> Bool = { Interrupt.isRequested }
  ) {
    self.backend = backend
    self.owner = owner
    self.progress = progress
    self.interrupt = interrupt
  }

  /// Brings all records in.
  ///
  /// - Throws: ``ImportStopped`` at the first that is wrong; what is before it stays.
  mutating func run(_ source: any ImportSource) async throws {
    while let record = try await read(source) {
      if interrupt() {
        summary.isInterrupted = true
        break
      }
      try await take(record)
      progress.update(summary.records, fraction: source.fraction)
    }
    if interrupt() { summary.isInterrupted = true }
    try await flush()
    if !summary.isInterrupted { try await setStatuses() }
    summary.seconds = progress.seconds
  }

  private mutating func read(_ source: any ImportSource) async throws -> ImportRecord? {
    do { return try source.next() } catch let unreadable as UnreadableRecord {
      try await flush()
      throw ImportStopped(place: unreadable.place, error: unreadable.error)
    }
  }

  private mutating func take(_ record: ImportRecord) async throws {
    if let last = batch.last, !isContinued(last.entry, by: record) { try await flush() }
    do {
      switch record.content {
      case .session(let id, let fields, let status): try await begin(id, fields, status)
      case .entry(let entry): try await take(entry, record.place)
      case .state(let session, let key, let value): try await set(key, value, session)
      case .memory(let fields): try await add(owner.applied(toMemory: fields))
      }
    } catch let stopped as ImportStopped { throw stopped } catch {
      throw ImportStopped(place: record.place, error: error)
    }
  }

  private func isContinued(_ entry: ImportRecord.Entry, by record: ImportRecord) -> Bool {
    guard case .entry(let next) = record.content else { return false }
    return next.session == entry.session && next.kind == entry.kind && batch.count < Self.batchSize
  }

  // MARK: Sessions

  private mutating func begin(_ id: String, _ fields: [JSON.Member], _ status: String?) async throws {
    guard sessions[id] == nil else { return summary.skipped += 1 }
    let fields = owner.applied(toSession: fields)
    do {
      _ = try await backend.perform("sessions create", [JSON.Member("id", .string(id))] + fields)
      summary.sessions += 1
      sessions[id] = SessionProgress(wantedStatus: status)
    } catch  where Failure(caught: error).error.code.name == ScrubjayError.Code.sessionExists.name {
      summary.skipped += 1
      sessions[id] = try await progress(of: id, expecting: fields, status)
    }
  }

  /// How far a session is that was there before.
  private func progress(
    of id: String, expecting fields: [JSON.Member] = [], _ status: String? = nil
  ) async throws -> SessionProgress {
    let session = try await backend.perform("sessions get", [JSON.Member("id", .string(id))])
    for name in ["user", "app"] {
      if let wanted = fields.first(where: { $0.name == name })?.value, session[name] != wanted {
        throw ScrubjayError(.sessionExists, "A session '\(id)' with another \(name) already exists.")
      }
    }
    let stored = Int(session["event_count"]?.integerValue ?? 0)
    var known: SessionProgress.Known?
    if stored > 0 {
      let newest = try await backend.perform(
        "messages show", [JSON.Member("id", .string(id)), JSON.Member("limit", 1)])
      known = newest["data"]?.arrayValue?.first.flatMap { message in
        guard let position = message["position"]?.integerValue, let content = message["content"] else { return nil }
        return SessionProgress.Known(position: Int(position), content: content)
      }
    }
    return SessionProgress(
      wantedStatus: session["status"]?.stringValue == status ? nil : status, stored: stored,
      revision: Int(session["revision"]?.integerValue ?? 0), known: known, isNew: false)
  }

  // MARK: Messages and events

  private mutating func take(_ entry: ImportRecord.Entry, _ place: String) async throws {
    if sessions[entry.session] == nil { sessions[entry.session] = try await progress(of: entry.session) }
    if try sessions[entry.session]?.skips(entry) == true {
      summary.skipped += 1
    } else {
      batch.append((place, entry))
    }
  }

  /// Appends the pending batch, all or nothing; where that is refused, one by one up to the one that is wrong.
  private mutating func flush() async throws {
    guard let first = batch.first else { return }
    let entries = batch
    batch = []
    do {
      try await append(entries.map(\.entry))
    } catch {
      let isRefused = [.invalid, .conflict, .tooLarge].contains(Failure(caught: error).error.code.kind)
      guard isRefused, entries.count > 1 else { throw ImportStopped(place: first.place, error: error) }
      for (place, entry) in entries {
        do { try await append([entry]) } catch { throw ImportStopped(place: place, error: error) }
      }
    }
  }

  private mutating func append(_ entries: [ImportRecord.Entry]) async throws {
    guard let first = entries.first, let progress = sessions[first.session] else { return }
    let appended = try await backend.perform(
      "\(first.kind.rawValue) append",
      [
        JSON.Member("id", .string(first.session)),
        JSON.Member(first.kind.rawValue, .array(entries.map { .object($0.fields) })),
      ], CallTerms(revision: progress.revision))
    sessions[first.session]?.stored += entries.count
    sessions[first.session]?.revision = Int(appended["revision"]?.integerValue ?? 0)
    sessions[first.session]?.isContinued = true
    switch first.kind {
    case .message: summary.messages += entries.count
    case .event: summary.events += entries.count
    }
  }

  // MARK: State, memories and statuses

  /// Sets a value of state, unless the session was complete before.
  private mutating func set(_ key: String, _ value: JSON, _ session: String) async throws {
    guard let progress = sessions[session], progress.isNew || progress.isContinued else {
      summary.skipped += 1
      return
    }
    _ = try await backend.perform(
      "state set", [.init("id", .string(session)), .init("key", .string(key)), .init("value", value)])
    sessions[session]?.revision += 1
  }

  private mutating func add(_ fields: [JSON.Member]) async throws {
    do {
      guard try await !isDeleted(fields) else { return summary.skipped += 1 }
      _ = try await backend.perform("memories add", fields)
      summary.memories += 1
    } catch  where Failure(caught: error).error.code.name == ScrubjayError.Code.memoryExists.name {
      summary.skipped += 1
    }
  }

  /// Whether someone deleted the memory that was stored under this namespace and key: it is not to come back.
  private func isDeleted(_ fields: [JSON.Member]) async throws -> Bool {
    let place = fields.filter { $0.name == "namespace" || $0.name == "key" }
    guard place.count == 2 else { return false }
    let there = try await backend.perform("memories list", place + [.init("include_deleted", true)])
    let namespace = place.first { $0.name == "namespace" }?.value
    return (there["data"]?.arrayValue ?? []).contains {
      $0["namespace"] == namespace && $0["deleted_at"]?.stringValue != nil
    }
  }

  /// Gives sessions the status they had, now that all their events are in.
  private func setStatuses() async throws {
    for (id, progress) in sessions.sorted(by: { $0.key < $1.key }) {
      guard let wanted = progress.wantedStatus.flatMap(SessionStatus.init) else { continue }
      do {
        for status in progress.steps(to: wanted) {
          _ = try await backend.perform(
            "sessions update", [.init("id", .string(id)), .init("status", .string(status.rawValue))])
        }
      } catch { throw ImportStopped(place: "the status of session '\(id)'", error: error) }
    }
  }
}
