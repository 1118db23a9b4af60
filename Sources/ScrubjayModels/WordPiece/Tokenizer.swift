/// Cuts texts into the pieces of a model's vocabulary; used by one thread.
protocol Tokenizer {
  /// Returns the pieces of a text, without those that stand before and after it.
  mutating func pieces(of text: String) -> [Int32]
}
