/// Shortens ids to their ends, as long as it takes to tell apart those that are shown together.
///
/// The ids that Scrubjay makes begin with the time, and so alike; their ends are random.
struct ShortIDs {
  private let characters: Int
  private let longCharacters: Int

  /// The fewest characters that are left of an id that Scrubjay made.
  private static let least = 6
  /// The fewest characters that are left of a long id of someone else's making.
  private static let leastOfLong = 12
  /// The longest id of someone else's making that is shown whole.
  private static let longest = 20

  /// What stands where something is left out.
  private static let mark = "…"

  /// Shortens ids that are shown together.
  ///
  /// - Parameters:
  ///   - texts: The texts in which ids stand.
  ///   - ids: Those of them that are ids as a whole.
  init(_ texts: [String], ids: [String] = []) {
    characters = Self.characters(
      of: Set(texts.flatMap { $0.matches(of: Self.made).map { String($0.output.0) } }), Self.least)
    longCharacters = Self.characters(of: Set(ids.filter(Self.isLong)), Self.leastOfLong)
  }

  /// The text with every id in it shortened that Scrubjay made.
  func text(_ text: String) -> String {
    text.replacing(Self.made) { Self.mark + $0.output.0.suffix(characters) }
  }

  /// An id, shortened where it is long.
  func id(_ id: String) -> String {
    Self.isLong(id) && longCharacters < id.count ? Self.mark + id.suffix(longCharacters) : text(id)
  }

  /// The shape of a UUID.
  private static var made: Regex<(Substring, Substring)> {
    /\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/
  }

  private static func isLong(_ id: String) -> Bool { id.count > longest && id.wholeMatch(of: made) == nil }

  /// How many of their last characters tell ids apart.
  private static func characters(of ids: Set<String>, _ least: Int) -> Int {
    let longest = ids.map(\.count).max() ?? least
    return (least...max(least, longest)).first { count in Set(ids.map { $0.suffix(count) }).count == ids.count }
      ?? longest
  }
}
