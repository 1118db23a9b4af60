import ScrubjayCore

/// A candidate that passes the filters, with what it is.
struct Examined {
  let candidate: Candidate
  let item: RecallHit.Item
  /// Where it stands in its session or document; `nil` for a memory, which stands by itself.
  let place: ThreadPlace?
  /// How much the turns around it are part of what it says, from 0 to 1: of a few words nearly all, of a page nothing.
  let openness: Double

  /// A text of so many bytes of UTF-8 is half open to what is around it.
  private static let halfOpenBytes = 600.0
  /// Below this nothing around a text is looked at.
  static let leastOpenness = 0.1

  init(_ candidate: Candidate, _ item: RecallHit.Item) {
    self.candidate = candidate
    self.item = item
    place =
      switch item {
      case .message(let event): ThreadPlace(thread: .session(event.session), position: event.position)
      case .memory: nil
      case .document(let found): ThreadPlace(thread: .document(found.document.sequence), position: found.chunk.place)
      }
    let size = Double(item.content.utf8.count) / Self.halfOpenBytes
    openness = place == nil ? 0 : 1 / (1 + size * size)
  }

  var number: ItemNumber { ItemNumber(kind: candidate.kind, item: candidate.item) }

  /// A message's text, whatever else a hit can be.
  var message: Event? { if case .message(let event) = item { event } else { nil } }
}

/// A session or a document: what has an order of its own.
enum ThreadID: Hashable {
  case session(String)
  case document(Int64)
}

/// A place in a session or document.
struct ThreadPlace: Hashable {
  let thread: ThreadID
  let position: Int
}
