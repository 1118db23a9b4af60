/// A passage of a hit: a sentence or a few.
public struct PassageMatch: Sendable, Hashable {
  /// The passage as it is written, with the space after it.
  public let text: String
  /// How well it matches the query, to compare it with the other passages of the same hit: its cosine, where it is known, and
  /// half of what it has of the hit's words for the query.
  public let match: Double

  /// A passage.
  public init(text: String, match: Double) {
    self.text = text
    self.match = match
  }
}
