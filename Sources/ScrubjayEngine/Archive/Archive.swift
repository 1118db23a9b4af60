public import ScrubjayCore
import ScrubjayLanguage

/// All that is stored, piece by piece, to be kept elsewhere or brought to another place as it is.
public struct Archive: Sendable {
  let work: Work
  let memories: Memories

  /// How many pieces one import takes, at most.
  public static let itemsPerImport = 1_000

  /// What time it is, by the engine's clock.
  public var now: Timestamp { work.clock.now() }

  /// Exports everything from a consistent snapshot, in an order in which it can be imported.
  ///
  /// Includes sessions with the apps that the caller may read; the audit and keys are not exported. The export is
  /// streamed, with little of it in memory at a time.
  ///
  /// - Parameter take: Called with each item, within a transaction that lasts until the end: it may write to a file,
  ///   but must not wait for a slow consumer.
  /// - Throws: `missing_grant` unless the caller may read the user, or is an admin for the whole tenant; what `take` throws.
  public func export(
    _ scope: ArchiveScope, as call: Call, _ take: @escaping @Sendable (ArchiveItem) throws -> Void
  ) async throws {
    switch scope {
    case .tenant: try call.access.requireAdmin()
    case .user(let user):
      try Check.name(user, "user")
      try call.access.requireRead(Namespace(.user, user))
    }
    try await work.storage.snapshot(call) { tx in try ArchiveWalk(tx: tx, access: call.access, take: take).run(scope) }
  }

  /// Imports items unchanged and atomically; existing ones, identified by id and version, are left unchanged.
  ///
  /// Items must come after those that they depend on: a session before its events, a version after the previous one.
  /// Capacities do not apply.
  ///
  /// - Throws: `missing_grant` unless the caller is an admin; `session_not_found`; `session_exists` for a session of
  ///   another user or app; `event_exists`; `memory_exists`; `version_not_found` for a version without the one before
  ///   it; `invalid_field`.
  public func `import`(_ items: [ArchiveItem], as call: Call) async throws -> ImportCount {
    try call.access.requireAdmin()
    try Check.count(items.count, "records", maximum: Self.itemsPerImport)
    let prepared = try items.enumerated().map { index, item throws(ScrubjayError) in
      do throws(ScrubjayError) {
        try item.check()
        return (item, try analysis(of: item, call.access))
      } catch {
        throw error.of(element: index, of: "records", field: "record")
      }
    }
    let stored = try await work.write(call) { tx, now in
      var intake = ArchiveIntake(tx: tx, memories: memories, call: call, now: now)
      for (index, (item, analysis)) in prepared.enumerated() {
        do { try intake.take(item, analysis) } catch let error as ScrubjayError {
          throw error.of(element: index, of: "records", field: "record")
        }
      }
      try memories.embeddings.enqueue(intake.embeddable, tx, at: now)
      try tx.requireRoom()
      return intake.count
    }
    work.wake.signal()
    return stored
  }

  /// What a piece says, analysed: it is the slow part, and needs no storage.
  private func analysis(of item: ArchiveItem, _ access: Access) throws(ScrubjayError) -> ArchiveAnalysis {
    let analyser = memories.analyser
    switch item {
    case .event(let event) where event.type == .message:
      return .words(analyser.document(message: event))
    case .memory(let memory):
      return .words(analyser.document(memory: memory.content, validFrom: memory.validFrom))
    case .document(let detail):
      return .chunks(try CheckedDocument(DocumentDraft(repeating: detail), access).chunks(analyser))
    case .session, .event, .extraction, .state, .user, .task: return .none
    }
  }
}

/// What was found out about a piece before it is stored.
enum ArchiveAnalysis: Sendable {
  /// Nothing is found by it.
  case none
  /// The terms of a message or a memory.
  case words(AnalysedText)
  /// The chunks of a document, each with its terms.
  case chunks([(chunk: DocumentChunk, words: AnalysedText)])
}

/// What became of pieces that were brought in.
public struct ImportCount: Sendable, Hashable, Codable {
  /// How many were stored.
  public internal(set) var stored = 0
  /// How many were there already.
  public internal(set) var skipped = 0
}
