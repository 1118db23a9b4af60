import ScrubjayCore

extension ArchiveItem {
  /// Checks what the storage would not take.
  ///
  /// - Throws: `invalid_field`, naming the field of the piece.
  func check() throws(ScrubjayError) {
    switch self {
    case .session(let session): try Self.check(session)
    case .event(let event): try Self.check(event)
    case .extraction(let message, let outcome):
      try Check.name(message, "message")
      if outcome.state == .waiting { throw Check.failure("outcome", "is that it waits, which it does by itself") }
      if (outcome.state == .failed) != (outcome.failure != nil) {
        throw Check.failure("failure", "is there for an outcome that failed, and for no other")
      }
    case .state(let entry):
      try Check.name(entry.owner, "owner")
      try Check.name(entry.name, "name")
      try Check.json(entry.value, "value")
    case .user(let profile):
      try Check.name(profile.user, "user")
      try Check.timeZone(profile.timeZone, "time_zone")
    case .memory(let memory): try Self.check(memory)
    case .task(let task): try Self.check(task)
    case .document(let detail): try Check.name(detail.document.id, "id")
    }
  }

  private static func check(_ session: Session) throws(ScrubjayError) {
    try Check.name(session.id, "id")
    try Check.name(session.app, "app")
    try Check.name(session.user, "user")
    try Check.name(session.project, "project")
    try Check.name(session.channel, "channel")
    try Check.name(session.title, "title")
    try Check.timeZone(session.timeZone, "time_zone")
    try Check.object(session.metadata, "metadata")
    if session.revision < session.eventCount { throw Check.failure("revision", "is less than 'event_count'") }
  }

  private static func check(_ event: Event) throws(ScrubjayError) {
    try Check.name(event.id, "id")
    try Check.name(event.session, "session")
    try Check.name(event.name, "name")
    try Check.name(event.channel, "channel")
    try Check.text(event.content.text, "content")
    try Check.utcOffset(event.utcOffset, "utc_offset")
    try Check.object(event.metadata, "metadata")
    try Check.object(event.stateDelta, "state_delta")
    if (event.type == .message) != (event.role != nil) {
      throw Check.failure("role", "is there for a message, and for nothing else")
    }
    if event.type == .message, case .json = event.content { throw Check.failure("content", "of a message is not text") }
  }

  private static func check(_ memory: Memory) throws(ScrubjayError) {
    try Check.name(memory.id, "id")
    try Check.name(memory.createdBy, "created_by")
    try Check.name(memory.updatedBy, "updated_by")
    let origin = memory.origin
    guard [.create, .update].contains(origin.step) == (origin.version == nil),
      origin.step == .consolidate || (origin.step == .publish) == (origin.memory != nil)
    else { throw Check.failure("origin", "does not go with 'origin_version' and 'origin_memory'") }
    if let end = memory.recordedUntil, end < memory.recordedAt {
      throw Check.failure("recorded_until", "is before 'updated_at'")
    }
    if memory.deletedAt != nil, memory.recordedUntil == nil {
      throw Check.failure("recorded_until", "is missing, though the memory was deleted")
    }
    if memory.redactedAt == nil {
      _ = try MemoryDraft(repeating: memory, at: memory.recordedAt).checkedContent()
    } else if !memory.content.isEmpty || memory.value != nil || memory.category != nil {
      throw Check.failure("redacted_at", "is given, and content too")
    }
  }

  private static func check(_ task: AgentTask) throws(ScrubjayError) {
    try Check.name(task.id, "id")
    try Check.text(task.prompt, "prompt")
    try Check.json(task.result, "result")
    if task.status.successors.isEmpty != (task.finishedAt != nil) {
      throw Check.failure("finished_at", "does not go with 'status'")
    }
  }
}
