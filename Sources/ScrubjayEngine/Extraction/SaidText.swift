import ScrubjayLanguage

/// A text by its sentences, which are told apart from what others said.
struct SaidText {
  private let sentences: [(text: Substring, letters: String)]

  /// A sentence of fewer letters and digits is nobody's own: "Yes, please."
  private static let leastLetters = 12
  /// One of fewer is not recognised as what was given to an agent.
  private static let leastPrinted = 6
  /// How much of a text is looked at, in bytes of UTF-8.
  private static let bytes = 65_536

  init(_ text: String) {
    sentences = Passages.sentences(of: Folding.truncated(text, toUTF8Bytes: Self.bytes)).map { sentence in
      let scalars = Folding.folded(String(sentence.text).lowercased()).unicodeScalars.filter {
        $0.properties.isAlphabetic || $0.properties.numericType != nil
      }
      return (sentence.text, String(String.UnicodeScalarView(scalars)))
    }
  }

  /// The letters and digits of its sentences, by which others repeat them; of short ones nothing.
  var letters: [String] { sentences.map(\.letters).filter { $0.unicodeScalars.count >= Self.leastLetters } }

  /// What its sentences are recognised by, whatever their case, spaces and punctuation.
  var prints: Set<String> {
    Set(sentences.map(\.letters).filter { $0.unicodeScalars.count >= Self.leastPrinted }.map(Fingerprint.of))
  }

  /// The text without the sentences that are recognised by one of these prints, or that hold the letters of one of others'
  /// sentences, as what is quoted does; short ones stay.
  func removing(_ prints: Set<String>, andQuotes others: [String]) -> String {
    sentences.filter { sentence in
      let count = sentence.letters.unicodeScalars.count
      if count >= Self.leastPrinted, prints.contains(Fingerprint.of(sentence.letters)) { return false }
      return count < Self.leastLetters || !others.contains { sentence.letters.contains($0) }
    }.map(\.text).joined()
  }
}
