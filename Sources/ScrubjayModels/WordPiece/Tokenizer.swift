/// Cuts texts into the pieces of a model's vocabulary; used by one thread.
protocol Tokenizer {
  /// Returns the pieces of a text, without those that stand before and after it.
  mutating func pieces(of text: String) -> [Int32]
  /// Returns how many pieces a text has; what is unknown counts several, as a model that writes would read it.
  mutating func count(of text: String) -> Int
}
