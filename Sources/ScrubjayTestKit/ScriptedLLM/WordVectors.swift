/// Vectors of texts that follow from their words, so that texts which share words point alike.
public enum WordVectors {
  /// How many numbers a vector has.
  public static let dimension = 64

  /// The vector of a text: the sum of a direction for each of its words, of length 1.
  public static func vector(of text: String) -> [Float] {
    let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    var sum = [Float](repeating: 0, count: dimension)
    // A text without words has a direction of its own.
    for word in words.isEmpty ? [text] : words {
      var random = SeededRandom(seed: hash(word))
      for index in sum.indices { sum[index] += Float.random(in: -1...1, using: &random) }
    }
    let length = sum.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return sum.map { $0 / length }
  }

  /// FNV-1a (Fowler, Noll, Vo), which is the same in every process.
  private static func hash(_ word: String) -> UInt64 {
    word.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
