/// Counts roughly how many tokens a model reads in a text, without asking a model: what chunks are measured by.
///
/// The rule follows WordPiece with the vocabulary of BERT (uncased English), which the usual small models share: a word of
/// English is a token, and one more for every four letters after its eighth; a sign of punctuation is one, an ideograph
/// too, and of other alphabets every letter. How far off it is, a test measures against the tokenizer itself: a twentieth too
/// few in English, a third too few in German.
struct TokenCount: Sendable {
  /// A word, a number, a sign, or a piece of what would be very long, with the space that follows it.
  struct Piece: Sendable, Hashable {
    /// Where it begins, in bytes of UTF-8.
    let start: Int
    /// How many tokens it is.
    let tokens: Int
    /// Whether it begins where a word does.
    let isWordStart: Bool
  }

  /// Letters of an English word that one token holds, in most of them, and how many each further token holds.
  private static let lettersOfFirst = 8
  private static let lettersOfNext = 4
  /// Digits of a token.
  private static let digitsOfToken = 2
  /// Letters or digits after which a piece ends even within a word, so that a cut can be made there.
  private static let longestPiece = 24
  /// Letters that a syllable of Korean is read as.
  private static let lettersOfSyllable = 2
  /// How many tokens the longest piece has.
  static let mostTokensOfPiece = longestPiece * lettersOfSyllable

  private enum Kind {
    case latin
    case digit
    case letter
    case ideograph
    /// A syllable of Korean, which is read as its letters.
    case syllable
    case sign
    case space
    /// What only changes the letter before it.
    case mark
  }

  /// The pieces of a text, which together are all of it.
  static func pieces(of text: String) -> [Piece] {
    var pieces: [Piece] = []
    pieces.reserveCapacity(text.utf8.count / 5 + 1)
    var start = 0
    var offset = 0
    var run: Kind?
    var length = 0
    var isWordStart = true
    var follows: Kind = .space
    func end(_ next: Int) {
      guard let kind = run else { return }
      pieces.append(Piece(start: start, tokens: tokens(kind, length), isWordStart: isWordStart))
      start = next
      (run, length) = (nil, 0)
    }
    for scalar in text.unicodeScalars {
      let kind = Self.kind(scalar)
      switch kind {
      case .space:
        if run == nil { run = .space }
        follows = kind
      case .mark where run != nil: break
      case .latin, .digit, .letter, .syllable:
        if run != kind || follows == .space || length >= longestPiece {
          end(offset)
          (run, isWordStart) = (kind, follows == .space)
        }
        length += 1
        follows = kind
      case .ideograph, .sign, .mark:
        end(offset)
        (run, isWordStart) = (kind, follows == .space || kind == .ideograph)
        follows = kind
      }
      offset += UTF8.width(scalar)
    }
    end(offset)
    return pieces
  }

  /// How many tokens a text is.
  static func of(_ text: String) -> Int { pieces(of: text).reduce(0) { $0 + $1.tokens } }

  private static func tokens(_ kind: Kind, _ length: Int) -> Int {
    switch kind {
    case .space, .mark: 0
    case .sign, .ideograph: 1
    case .syllable: lettersOfSyllable * length
    case .latin: 1 + max(0, length - lettersOfFirst + lettersOfNext - 1) / lettersOfNext
    case .digit: (length + digitsOfToken - 1) / digitsOfToken
    case .letter: length
    }
  }

  private static func kind(_ scalar: Unicode.Scalar) -> Kind {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x20, 0xA0, 0x3000: return .space
    case 0x30...0x39: return .digit
    case 0x41...0x5A, 0x61...0x7A: return .latin
    case 0..<0x80: return .sign
    // The tokenizer takes diacritics off, and what is left is a letter of English.
    case 0xC0...0x24F where scalar.properties.isAlphabetic: return .latin
    case 0x3040...0x30FF, 0x3400...0x9FFF, 0xF900...0xFAFF, 0x2_0000...0x3_FFFF: return .ideograph
    case 0xAC00...0xD7A3: return .syllable
    default: break
    }
    switch scalar.properties.generalCategory {
    case .spaceSeparator, .lineSeparator, .paragraphSeparator: return .space
    case .nonspacingMark, .format, .enclosingMark: return .mark
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .spacingMark:
      return .letter
    case .decimalNumber: return .digit
    default: return .sign
    }
  }
}

extension UTF8 {
  /// How many bytes a scalar takes.
  fileprivate static func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0..<0x80: 1
    case 0x80..<0x800: 2
    case 0x800..<0x1_0000: 3
    default: 4
    }
  }
}
