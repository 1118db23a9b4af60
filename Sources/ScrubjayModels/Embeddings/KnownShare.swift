/// How much of a text a vocabulary knows, by its letters.
///
/// A word is known when it has pieces in the vocabulary that say more than its letters one by one: alphabets that a model
/// was not made for are spelt. An ideograph is a word by itself.
struct KnownShare {
  private(set) var known = 0
  private(set) var letters = 0

  /// The share, from 0 to 1; 1 of a text without letters.
  var share: Double { letters > 0 ? Double(known) / Double(letters) : 1 }

  /// The words of a text, each with its number of letters.
  static func words(of text: String) -> [(text: String, letters: Int)] {
    var words: [(text: String, letters: Int)] = []
    var word = String.UnicodeScalarView()
    var letters = 0
    func close() {
      if !word.isEmpty { words.append((String(word), letters)) }
      word.removeAll()
      letters = 0
    }
    for scalar in text.unicodeScalars {
      if scalar.properties.isIdeographic {
        close()
        words.append((String(scalar), 1))
      } else if scalar.properties.isAlphabetic {
        word.append(scalar)
        letters += 1
      } else if scalar.properties.generalCategory == .nonspacingMark, !word.isEmpty {
        word.append(scalar)
      } else {
        close()
      }
    }
    close()
    return words
  }

  /// Counts a word with its pieces.
  ///
  /// - Parameter holdsUnknown: Whether any of the pieces is the one for what is unknown.
  mutating func add(letters count: Int, pieces: Int, holdsUnknown: Bool) {
    letters += count
    if !holdsUnknown, count == 1 || pieces < count { known += count }
  }
}
