import ScrubjayCore

/// An answer in one vendor's terms: whole, or as it grows.
protocol VendorAnswer: Sendable {
  /// What there is so far.
  var outcome: ChatOutcome { get }
  /// Takes the answer as a whole.
  ///
  /// - Throws: ``ChatFailure`` where it reports an error, or is none.
  mutating func read(_ json: JSON) throws(ChatFailure)
  /// Takes an event of a stream and answers the text that it adds.
  ///
  /// - Throws: ``ChatFailure`` for an event that reports an error.
  mutating func take(_ event: JSON) throws(ChatFailure) -> String?
}
