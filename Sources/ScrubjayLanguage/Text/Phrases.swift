/// Words and phrases to look for in a text, in several languages at once.
///
/// They are written in lower case, words divided by spaces, phrases by bars. A phrase in a script without spaces is
/// found anywhere in the text, any other where its words follow each other.
package struct Phrases {
  /// The phrases by their first word, each as the words that follow it.
  private let byFirstWord: [String: [[String]]]
  private let unspaced: [[Unicode.Scalar]]

  package init(_ table: String) {
    var byFirstWord: [String: [[String]]] = [:]
    var unspaced: [[Unicode.Scalar]] = []
    for phrase in Folding.folded(table).split(whereSeparator: { $0 == "|" || $0.isNewline }) {
      let words = phrase.split(separator: " ").map(String.init)
      guard let first = words.first else { continue }
      if first.unicodeScalars.contains(where: { ScalarKind($0).isUnspaced }) {
        unspaced.append(Array(first.unicodeScalars))
      } else {
        byFirstWord[first, default: []].append(Array(words.dropFirst()))
      }
    }
    self.byFirstWord = byFirstWord
    self.unspaced = unspaced
  }

  /// Whether words begin with any of the phrases, of a script with spaces.
  func begin(_ words: ArraySlice<String>) -> Bool {
    guard let first = words.first else { return false }
    return byFirstWord[first]?.contains { words.dropFirst().starts(with: $0) } == true
  }

  /// Whether the text begins with any of the phrases, or holds one of a script without spaces.
  func open(_ text: PhraseText) -> Bool { begin(text.words[...]) || occurUnspaced(in: text) }

  /// Whether the text holds any of the phrases.
  package func occur(in text: PhraseText) -> Bool {
    for (index, word) in text.words.enumerated() {
      let following = text.words[(index + 1)...]
      if byFirstWord[word]?.contains(where: following.starts) == true { return true }
    }
    return occurUnspaced(in: text)
  }

  private func occurUnspaced(in text: PhraseText) -> Bool {
    !text.unspaced.isEmpty
      && unspaced.contains { phrase in
        text.unspaced.indices.contains { text.unspaced[$0...].starts(with: phrase) }
      }
  }
}

/// A text to look for phrases in: its words, folded and in lower case.
package struct PhraseText {
  package let words: [String]
  /// All of it, where any of it is in a script without spaces.
  fileprivate let unspaced: [Unicode.Scalar]

  package init(_ text: String) {
    if let words = Self.plainWords(of: text) {
      self.words = words
      unspaced = []
      return
    }
    let folded = Folding.folded(Folding.normalised(text).lowercased())
    words = folded.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    unspaced = folded.unicodeScalars.contains { ScalarKind($0).isUnspaced } ? Array(folded.unicodeScalars) : []
  }

  /// The words of a text in plain letters; `nil` for any other, which needs folding.
  private static func plainWords(of text: String) -> [String]? {
    var words: [String] = []
    let isPlain = PlainWords.forEach(in: text, upTo: .max) { word in
      words.append(String(decoding: word, as: UTF8.self))
      return true
    }
    return isPlain ? words : nil
  }
}

extension ScalarKind {
  /// Whether words of its script are written without spaces between them.
  var isUnspaced: Bool {
    switch self {
    case .ideograph, .kana, .unspaced: true
    default: false
    }
  }
}
