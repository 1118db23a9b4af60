public import ScrubjayCore
import ScrubjayLanguage

/// Events: what happens in a session, in order, never changed.
public struct Events: Sendable {
  let work: Work
  let analyser: Analyser
  let embeddings: Embeddings
  let summaries: SummaryPolicy

  /// How many characters of a first message make a session's title.
  private static let titleCharacters = 80

  /// Appends events and applies their state changes, atomically.
  ///
  /// - Throws: `session_not_found`; `session_not_open`; `event_exists`; `stale` when `revision` is not the current one;
  ///   `embedder_unavailable` and `not_embedded_yet` when embeddings are waited for.
  public func append(
    _ drafts: [EventDraft], to session: String, revision: Int? = nil, wait: WriteWait = .stored, as call: Call
  ) async throws -> Appended {
    let entries = try prepare(drafts, "events")
    return try await store(wait, call) { tx, now in
      var session = try tx.sessions.requireWritable(session, call.access, revision: revision)
      return try append(entries, to: &session, tx, call, now)
    }
  }

  /// Runs a write of events, and has what it said embedded.
  func store(
    _ wait: WriteWait, _ call: Call, _ body: @escaping @Sendable (any WriteTransaction, Timestamp) throws -> Appended
  ) async throws -> Appended {
    let appended = try await work.write(call, of: { $0.events.first?.user }, in: { $0.events.first?.session }) {
      tx, now in
      try embeddings.check(wait)
      return try body(tx, now)
    }
    try await embeddings.follow(appended.embeddable, wait, as: call)
    return appended
  }

  /// Returns the events of a session, oldest first.
  ///
  /// - Parameters:
  ///   - after: Only events after this one, by its id.
  ///   - before: Only events before this one, by its id.
  ///   - since: Only events that occurred at or after this time.
  ///   - until: Only events that occurred at or before this time.
  ///   - newest: Whether the newest `limit` are shown, and the cursor goes further back.
  /// - Throws: `session_not_found`; `event_not_found`; `missing_grant`.
  public func list(
    session: String, after: String? = nil, before: String? = nil, type: EventType? = nil, since: Timestamp? = nil,
    until: Timestamp? = nil, newest: Bool = false, cursor: String? = nil, limit: Int = 50, as call: Call
  ) async throws -> Page<Event> {
    try Check.count(limit, "limit", maximum: Limits.pageSize)
    return try await work.read(call) { tx in
      _ = try tx.sessions.requireReadable(session, call.access)
      func position(_ id: String?) throws -> Int? {
        guard let id else { return nil }
        guard let event = try tx.events.find(id), event.session == session else {
          throw ScrubjayError(.eventNotFound, "The session has no event with this id.")
        }
        return event.position
      }
      let filter = EventFilter(
        session: session, after: try position(after), before: try position(before), type: type, since: since,
        until: until)
      return try tx.events.list(filter, newest: newest, cursor: cursor, limit: limit)
    }
  }

  /// An event that has been checked and analysed, to be appended in a transaction.
  struct Entry: Sendable {
    let draft: EventDraft
    let changes: StateChanges?
    let occurredAt: Timestamp
    let words: AnalysedText?
  }

  /// Checks events and analyses what they say, before the transaction: it is the slow part, and needs no storage.
  func prepare(_ drafts: [EventDraft], _ field: String) throws -> [Entry] {
    try Check.count(drafts.count, field, maximum: Limits.eventsPerRequest)
    let arrival = work.clock.now()
    return try drafts.enumerated().map { index, draft in
      let path = "\(field)[\(index)]"
      try Self.check(draft, path)
      let occurredAt = draft.occurredAt ?? arrival
      return Entry(
        draft: draft, changes: try draft.stateDelta.map { try StateChanges($0, "\(path).state_delta") },
        occurredAt: occurredAt,
        words: draft.type == .message
          ? analyser.document(draft.content.text, speaker: draft.name) : nil)
    }
  }

  /// Appends prepared events to a session and stores what became of it.
  func append(
    _ entries: [Entry], to session: inout Session, _ tx: any WriteTransaction, _ call: Call, _ now: Timestamp
  ) throws -> Appended {
    guard session.status.takesEvents else {
      throw ScrubjayError(
        .sessionNotOpen,
        "The session is \(session.status.rawValue) and accepts no events"
          + (session.status == .paused ? " until it is active again." : "; create a new one."))
    }
    let clocks = Clocks(session.timeZone, try tx.users.find(session.user)?.timeZone)
    var events: [Event] = []
    for entry in entries {
      session.eventCount += 1
      session.revision += 1
      let event = try tx.events.append(event(entry, session, clocks, now))
      if let words = entry.words?.said(on: event.localTime.day) { try tx.words.add(IndexedItem(message: event, words)) }
      if event.role == .user { try tx.extractions.insert(.waiting, of: event) }
      try entry.changes?.apply(to: tx.state, session, call.access, now)
      if event.isFinalResponse { try tx.state.clear(.temp, owner: session.id) }
      if event.type == .message, session.title == nil { session.title = Self.title(from: event.content.text) }
      events.append(event)
    }
    // Once for each pile, and not at every append until it is summed up.
    let unsummarized = session.eventCount - session.summarized - summaries.keptMessages
    if unsummarized / summaries.pile > (unsummarized - entries.count) / summaries.pile, unsummarized >= summaries.pile {
      let payload = SummaryHandler.Payload(session, in: call.tenant, isOver: false)
      _ = try tx.jobs.enqueue(payload.job(id: work.ids.next(at: now), at: now))
    }
    session.status = .active
    session.updatedAt = now
    session.lastEventAt = events.last?.occurredAt ?? session.lastEventAt
    try tx.sessions.update(session)
    try tx.requireRoom()
    let appended = Appended(events: events, revision: session.revision)
    try embeddings.enqueue(appended.embeddable, tx, at: now)
    return appended
  }

  private func event(_ entry: Entry, _ session: Session, _ clocks: Clocks, _ now: Timestamp) -> Event {
    let draft = entry.draft
    return Event(
      sequence: 0, id: draft.id ?? work.ids.next(at: now), session: session.id, app: session.app,
      user: session.user, position: session.eventCount, type: draft.type, actor: draft.actor,
      role: draft.type == .message ? draft.role ?? draft.actor.role : nil, name: draft.name, content: draft.content,
      channel: draft.channel ?? session.channel, metadata: draft.metadata, stateDelta: draft.stateDelta,
      isFinalResponse: draft.isFinalResponse, occurredAt: entry.occurredAt,
      utcOffset: draft.utcOffset ?? clocks.utcOffset(at: entry.occurredAt), recordedAt: now)
  }

  /// The first line of what was said, cut between words where it is long.
  private static func title(from content: String) -> String? {
    let line = content.split(whereSeparator: \.isNewline).first { !$0.isBlank } ?? ""
    let printable = String(line.unicodeScalars.filter { $0.properties.generalCategory != .control || $0 == "\t" })
    let words = printable.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard !words.isEmpty else { return nil }
    let fits = { (text: Substring) in text.count <= titleCharacters && text.utf8.count <= Limits.nameBytes - 3 }
    guard !fits(words[...]) else { return words }
    var cut = words.prefix(titleCharacters)
    while !fits(cut) { cut = cut.dropLast() }
    let whole = cut.lastIndex(of: " ").map { cut[..<$0] } ?? cut
    return whole.isEmpty ? nil : whole + "…"
  }

  private static func check(_ draft: EventDraft, _ path: String) throws(ScrubjayError) {
    try Check.name(draft.id, "\(path).id")
    if case .agent(let app) = draft.actor { try Check.name(app, "\(path).actor") }
    try Check.name(draft.name, "\(path).name")
    try Check.name(draft.channel, "\(path).channel")
    try Check.text(draft.content.text, "\(path).content")
    if draft.type == .message, case .json = draft.content {
      throw Check.failure("\(path).content", "of a message is not text")
    }
    if draft.type != .message, draft.role != nil {
      throw Check.failure("\(path).role", "is only for messages")
    }
    try Check.utcOffset(draft.utcOffset, "\(path).utc_offset")
    try Check.object(draft.metadata, "\(path).metadata")
    try Check.object(draft.stateDelta, "\(path).state_delta")
  }
}

extension Appended {
  /// The messages among the events, which are what is embedded.
  fileprivate var embeddable: [EmbeddableItem] { events.filter { $0.type == .message }.map { EmbeddableItem($0) } }
}

extension IndexedItem {
  /// A message as the index of words sees it.
  init(message: Event, _ words: AnalysedText) {
    self.init(
      owner: message.owner, item: message.sequence, terms: words.terms, length: words.length,
      language: words.language.rawValue, speaker: message.name)
  }
}
