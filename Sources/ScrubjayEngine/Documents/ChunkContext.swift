import ScrubjayCore

/// What stands above the places of a document, as it is gone through from its beginning.
struct ChunkContext {
  private let text: String
  private var headings: ArraySlice<Outline.Heading>
  private var path: [Outline.Heading] = []
  private var parts: ArraySlice<Outline.Part>
  private var open: [Outline.Part] = []

  /// The longest head that is repeated, in bytes of UTF-8.
  private static let longestHeadInBytes = 4_096

  init(_ text: String, _ outline: Outline) {
    self.text = text
    (headings, parts) = (outline.headings[...], outline.parts[...])
  }

  /// The headings above a place that is not before the last one asked for.
  mutating func headings(above place: Int) -> [String] {
    while let heading = headings.first, heading.start <= place {
      path.removeAll { $0.level >= heading.level }
      path.append(heading)
      headings.removeFirst()
    }
    return path.map(\.text).filter { !$0.isEmpty }
  }

  /// What has to be repeated before what begins at a place, which is not before the last one asked for: the heads of the
  /// parts that it is within, the innermost first as far as there is room, and the heading above them.
  ///
  /// - Parameter room: How many tokens it may have.
  mutating func lead(at place: Int, room: Int) -> String {
    while let part = parts.first, part.range.lowerBound < place {
      open.removeAll { $0.range.upperBound <= part.range.lowerBound }
      open.append(part)
      parts.removeFirst()
    }
    open.removeAll { $0.range.upperBound <= place }
    var lead: [String] = []
    var room = room
    func add(_ texts: String...) {
      guard let text = texts.first(where: { TokenCount.of($0) <= room }) else { return }
      lead.append(text)
      room -= TokenCount.of(text)
    }
    for part in open.reversed() where !part.head.isEmpty && part.head.upperBound <= place && room > 0 {
      guard part.head.count <= Self.longestHeadInBytes else { continue }
      let head = text.utf8Slice(part.head)
      add(head, Self.narrowed(head))
    }
    if !lead.isEmpty, let heading = path.last(where: { $0.start < place && !$0.text.isEmpty }) {
      add("\(String(repeating: "#", count: heading.level)) \(heading.text)\n\n")
    }
    return lead.reversed().joined()
  }

  /// The head of a table without what only makes its columns wide.
  private static func narrowed(_ head: String) -> String {
    head.replacing(/-{4,}/) { _ in "---" }.replacing(/[ ]{2,}/) { _ in " " }
  }
}
