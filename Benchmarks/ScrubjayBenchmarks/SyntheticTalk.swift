import Foundation
import ScrubjayTestKit

/// Messages that nobody said: turns of about twenty words, frequent and rare as in real talk, the same each time.
struct SyntheticTalk {
  private var random: SeededRandom
  private let vocabulary: [String]

  /// A turn of more words has two sentences.
  private static let wordsPerSentence = 16
  /// How many different words there are.
  private static let words = 20_000

  init(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let syllables = [
      "ba", "de", "ki", "lo", "mu", "na", "pe", "ri", "so", "tu", "va", "ze", "cha", "fro", "gli", "ston",
    ]
    vocabulary = (0..<Self.words).map { _ in
      (0..<Int.random(in: 2...4, using: &random)).map { _ in syllables.randomElement(using: &random) ?? "" }.joined()
    }
    self.random = random
  }

  /// A word, the more probable the earlier it stands in the vocabulary (Zipf's law, by inversion).
  private mutating func word() -> String {
    let place = Double.random(in: 0..<1, using: &random)
    let rank = Int(pow(Double(Self.words), place)) - 1
    return vocabulary[min(rank, vocabulary.count - 1)]
  }

  /// A turn of one or two sentences.
  mutating func turn() -> String {
    let words = (0..<Int.random(in: 8...32, using: &random)).map { _ in word() }
    let sentences =
      words.count > Self.wordsPerSentence
      ? [words.prefix(words.count / 2), words.suffix(words.count / 2)] : [words[...]]
    return sentences.map { $0.joined(separator: " ") + "." }.joined(separator: " ")
  }

  /// A question of a few words.
  mutating func question() -> String { (0..<5).map { _ in word() }.joined(separator: " ") }
}
