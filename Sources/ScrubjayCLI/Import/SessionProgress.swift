import ScrubjayCore

/// How much of a session is stored, and how much of it an import has seen.
struct SessionProgress: Sendable {
  /// The status that it shall have at the end, if not the one it has.
  var wantedStatus: String?
  /// How many events are stored.
  var stored = 0
  /// The revision that is expected next.
  var revision = 0
  /// A message that was stored before, by which to see that the session is the same.
  var known: Known?
  /// Whether this import made it.
  var isNew = true
  /// Whether this import has added to it.
  var isContinued = false
  /// How many entries the import has seen.
  private var seen = 0

  struct Known: Sendable {
    let position: Int
    let content: JSON
  }

  init(
    wantedStatus: String? = nil, stored: Int = 0, revision: Int = 0, known: Known? = nil, isNew: Bool = true
  ) {
    self.wantedStatus = wantedStatus
    self.stored = stored
    self.revision = revision
    self.known = known
    self.isNew = isNew
  }

  /// Whether the next entry is stored already.
  ///
  /// - Throws: `session_exists` when what is stored is something else.
  mutating func skips(_ entry: ImportRecord.Entry) throws(ScrubjayError) -> Bool {
    seen += 1
    if let known, known.position == seen, entry.fields.first(where: { $0.name == "content" })?.value != known.content {
      throw ScrubjayError(
        .sessionExists,
        "A session '\(entry.session)' exists, but its message \(seen) is different; import this one under another id.")
    }
    // What was added by this import counts as stored and as seen.
    return !isContinued && !isNew && seen <= stored
  }

  /// The statuses that lead from what a session is after its events to the wanted one.
  func steps(to wanted: SessionStatus) -> [SessionStatus] {
    switch wanted {
    case .created: []
    case .active: stored > 0 ? [] : [.active]
    case .paused: stored > 0 ? [.paused] : [.active, .paused]
    case .terminated: [.terminated]
    case .archived: [.terminated, .archived]
    }
  }
}
