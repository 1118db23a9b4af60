/// What a Unicode scalar does in the splitting of a text into words.
package enum ScalarKind: UInt8 {
  /// Between words: white space, punctuation, controls, what is unassigned.
  case separator
  /// A letter that is upper or title case.
  case upper
  /// A lower-case letter, or one of a script without case.
  case letter
  case digit
  /// A combining mark: it continues a word and starts none.
  case mark
  /// Invisible inside a word: joiners, soft hyphens, variation selectors.
  case ignored
  case apostrophe
  /// Ties the parts of a compound: hyphen, underscore.
  case hyphen
  case ideograph
  case kana
  /// A letter or sign of a South-East Asian script that puts no spaces between words.
  case unspaced
  case hangul
  case emoji
  /// A skin tone.
  case emojiModifier
  /// Half of a flag.
  case regionalIndicator
  case currency

  package init(_ scalar: Unicode.Scalar) {
    self = scalar.isASCII ? Self(ascii: scalar) : Self(beyondASCII: scalar)
  }

  /// Whether a word may start with such a scalar.
  package var startsWord: Bool { self == .letter || self == .upper || self == .digit }
  /// Whether a word goes on over such a scalar.
  package var continuesWord: Bool { startsWord || self == .mark || self == .ignored }
  package var isLetter: Bool { self == .letter || self == .upper }

  private init(ascii scalar: Unicode.Scalar) {
    switch scalar {
    case "a"..."z": self = .letter
    case "A"..."Z": self = .upper
    case "0"..."9": self = .digit
    case "'": self = .apostrophe
    case "-", "_": self = .hyphen
    case "$": self = .currency
    default: self = .separator
    }
  }

  private init(beyondASCII scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x2019, 0x02BC: self = .apostrophe
    case 0x2010: self = .hyphen
    case 0x00AD, 0x200C, 0x200D, 0x2060, 0xFE00...0xFE0F, 0xE0020...0xE007F, 0xE0100...0xE01EF: self = .ignored
    case 0x3005, 0x3007, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFD: self = .ideograph
    case 0x3041...0x3096, 0x309D...0x309F, 0x30A1...0x30FA, 0x30FC...0x30FF, 0x31F0...0x31FF: self = .kana
    case 0x0E01...0x0E3A, 0x0E40...0x0E4E, 0x0E81...0x0ECD, 0x0EDC...0x0EDF: self = .unspaced
    case 0x1000...0x103F, 0x1050...0x108F, 0x1780...0x17D3, 0x17DC...0x17DD: self = .unspaced
    case 0xAC00...0xD7A3: self = .hangul
    case 0x1F3FB...0x1F3FF: self = .emojiModifier
    case 0x1F1E6...0x1F1FF: self = .regionalIndicator
    default: self = Self(properties: scalar.properties, isPastLatin: scalar.value > 0x2000)
    }
  }

  private init(properties: Unicode.Scalar.Properties, isPastLatin: Bool) {
    switch properties.generalCategory {
    case .uppercaseLetter, .titlecaseLetter: self = .upper
    case .lowercaseLetter, .modifierLetter, .otherLetter: self = .letter
    case .decimalNumber, .letterNumber, .otherNumber: self = .digit
    case .nonspacingMark, .spacingMark, .enclosingMark: self = .mark
    case .currencySymbol: self = .currency
    default: self = isPastLatin && properties.isEmoji ? .emoji : .separator
    }
  }
}
