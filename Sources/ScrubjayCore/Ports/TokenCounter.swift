/// Counts the tokens of texts, in which the room in a language model's prompt is measured.
public protocol TokenCounter: Sendable {
  /// What it counts by, for reports: the name of a model, or ``TokenEstimate/name``.
  var name: String { get }
  /// Returns how many tokens a text has; none for the empty one. Texts that are put together have about as many as they have
  /// apart, and hardly ever more.
  func count(_ text: String) -> Int
}
