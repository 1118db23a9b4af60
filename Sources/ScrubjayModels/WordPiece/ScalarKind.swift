import Foundation

/// The kinds of Unicode scalars that BERT's tokenizer tells apart, by the categories of Unicode 8.
enum ScalarKind {
  /// White space, and the three controls that count as such.
  static func isGap(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\t" || scalar == "\n" || scalar == "\r" || (scalar.properties.isWhitespace && !isControl(scalar))
  }

  /// U+0000, U+FFFD, controls, format characters and those for private use.
  static func isDropped(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value == 0 || scalar.value == 0xFFFD || isControl(scalar)
  }

  /// A mark that takes no room of its own.
  static func isAccent(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1734, 0x1171E: true
    case 0x1885, 0x1886, 0xA9BD, 0x111C9: false
    default: category(of: scalar) == .nonspacingMark
    }
  }

  /// A sign that is a word of its own: every ASCII character that is no letter, digit or control, and all punctuation.
  static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E, 0x166D, 0x111C9: return true
    default: break
    }
    return switch category(of: scalar) {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
      .finalPunctuation, .otherPunctuation:
      true
    default: false
    }
  }

  /// A Chinese character, which is a word of its own; the blocks are those that the reference names.
  static func isIdeograph(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x2A6DF, 0x2A700...0x2B73F, 0x2B740...0x2B81F,
      0x2B920...0x2CEAF, 0x2F800...0x2FA1F:
      true
    default: false
    }
  }

  /// The canonical decomposition (NFD) of a scalar, as far as the reference knows it.
  static func decomposition(of scalar: Unicode.Scalar) -> [Unicode.Scalar] {
    if scalar.value == 0x11938 { return [scalar] }
    return Array(String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars)
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch category(of: scalar) {
    case .control, .format, .privateUse, .surrogate: true
    default: false
    }
  }

  private static func category(of scalar: Unicode.Scalar) -> Unicode.GeneralCategory {
    guard let age = scalar.properties.age, age.major <= 8 else {
      // Areas for private use have no age in some versions of the tables, and are older than all of them.
      return scalar.properties.generalCategory == .privateUse ? .privateUse : .unassigned
    }
    return scalar.properties.generalCategory
  }
}
