import ScrubjayCore
import ScrubjayLanguage

/// A part of a session that no summary covers yet.
struct SummaryInput: Sendable {
  let session: Session
  /// Its messages, in their order; secrets are masked.
  let turns: [ExtractiveSummary.Turn]
  /// The messages.
  let events: [Event]
  /// What summaries of what was before say.
  let before: [String]
  /// Up to which place it goes.
  let end: Int
  /// Whether more is left to sum up.
  let isCut: Bool

  /// How much is summed up at once, in bytes of UTF-8, and how many messages.
  private static let bytes = 32_768
  private static let messages = 200
  /// How many earlier summaries are looked at.
  private static let summaries = 16

  /// Reads what is to be summed up; `nil` when there is nothing.
  ///
  /// - Parameter kept: How many of the newest messages are left out.
  init?(_ session: Session, keeping kept: Int, _ tx: any ReadTransaction) throws {
    self.session = session
    let filter = EventFilter(session: session.id, type: .message)
    let newest = kept == 0 ? [] : try tx.events.list(filter, newest: true, cursor: nil, limit: kept).elements
    var part = filter
    part.after = session.summarized
    if let first = newest.first { part.before = first.position }
    let page = try tx.events.list(part, newest: false, cursor: nil, limit: Self.messages)
    var bytes = 0
    events = Array(
      page.elements.prefix { event in
        defer { bytes += event.content.text.utf8.count }
        return bytes == 0 || bytes + event.content.text.utf8.count <= Self.bytes
      })
    guard let last = events.last else { return nil }
    isCut = events.count < page.elements.count || page.nextCursor != nil
    // What is no message, and stands behind the last one, is covered as well.
    end = isCut ? last.position : (newest.first.map { $0.position - 1 } ?? session.eventCount)
    turns = events.map { event in
      ExtractiveSummary.Turn(
        speaker: event.name ?? (event.role == .user ? session.user : event.role?.rawValue ?? ""),
        role: event.role ?? .user,
        text: SecretReader.masked(Folding.truncated(event.content.text, toUTF8Bytes: Self.bytes)),
        at: event.occurredAt)
    }
    before = try tx.memories.derived(from: .session(session.id), limit: Self.summaries).compactMap { id in
      guard let memory = try tx.memories.find(id), memory.deletedAt == nil, memory.provenance?.means == .summary else {
        return nil
      }
      return memory.content
    }
  }

  /// Whose word the summary is: that of the least trusted of those who spoke.
  var voice: Provenance.Voice { events.allSatisfy { $0.role == .user } ? .user : .agent }
}
