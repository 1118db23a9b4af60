/// A piece of a text that may become an index term: a word, part of a compound, a character pair, an emoji.
struct Token {
  /// Which stemmers and stop words can know a word.
  enum Script {
    case latin, cyrillic
    /// No stemmer: other alphabets, numbers, character pairs, symbols.
    case other

    init(ofLetter letter: Unicode.Scalar) {
      switch letter.value {
      case 0..<0x250, 0x1E00..<0x1F00: self = .latin
      case 0x400..<0x530: self = .cyrillic
      default: self = .other
      }
    }
  }

  /// In lower case, normalised; neither stemmed nor folded, and at most ``Tokenizer/longestWordInBytes`` long.
  let text: String
  let script: Script
  /// Where it stands among the scalars of the normalised text.
  let range: Range<Int>

  /// The language it is stemmed in, in a text whose Latin words are in `latin`.
  func language(latin: Language) -> Language {
    switch script {
    case .latin: latin
    case .cyrillic: .ru
    case .other: .und
    }
  }
}
