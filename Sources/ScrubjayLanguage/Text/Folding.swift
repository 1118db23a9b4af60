import Foundation

/// Makes spellings of the same word equal.
package enum Folding {
  /// The text in the compatibility form (NFKC): full-width becomes half-width, ligatures become letters, accents sit
  /// on their letters.
  package static func normalised(_ text: String) -> String {
    text.unicodeScalars.allSatisfy(isNormal) ? text : text.precomposedStringWithCompatibilityMapping
  }

  /// A lower-case, normalised word without its diacritics; ß becomes ss, ø becomes o, other scripts' digits become
  /// ASCII ones.
  ///
  /// Only the marks of scripts that are read without them go: an Indic vowel sign or a Japanese voicing mark is part of
  /// the word.
  package static func folded(_ word: String) -> String {
    guard !word.utf8.allSatisfy({ $0 < 0x80 }) else { return word }
    var folded = String.UnicodeScalarView()
    for scalar in word.unicodeScalars {
      if scalar.isASCII {
        folded.append(scalar)
      } else if let replacement = replacements[scalar] {
        folded.append(contentsOf: replacement.unicodeScalars)
      } else if !isDroppedMark(scalar) {
        folded.append(scalar)
      }
    }
    // A word of nothing but marks stays findable.
    return folded.isEmpty ? word : String(folded)
  }

  /// The longest prefix of whole scalars within a number of UTF-8 bytes.
  package static func truncated(_ word: String, toUTF8Bytes limit: Int) -> String {
    guard word.utf8.count > limit else { return word }
    var end = word.utf8.index(word.startIndex, offsetBy: limit)
    while UTF8.isContinuation(word.utf8[end]) { end = word.utf8.index(before: end) }
    return String(word[..<end])
  }

  /// A word within a number of UTF-8 bytes: itself, or of a longer one its beginning and, behind a sign that no word holds,
  /// a fingerprint of all of it (FNV-1a, 64 bits), so that it equals no other with that beginning.
  static func bounded(_ word: String, toUTF8Bytes limit: Int) -> String {
    guard word.utf8.count > limit else { return word }
    let hash = word.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    let fingerprint = "#" + String(hash, radix: 16)
    return truncated(word, toUTF8Bytes: limit - fingerprint.utf8.count) + fingerprint
  }

  /// Scalars whose sequences are in NFKC already, so that most texts are not rewritten.
  private static func isNormal(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00...0x7F: true
    case 0x132, 0x133, 0x13F, 0x140, 0x149, 0x17F: false
    case 0xC0...0x17E: true
    case 0x400...0x45F: true
    case 0x2010, 0x2013, 0x2014, 0x2018...0x201E: true
    case 0x3001, 0x3002, 0x3041...0x3094, 0x30A1...0x30FA, 0x30FC, 0x4E00...0x9FFF, 0xAC00...0xD7A3: true
    case 0x1F300...0x1FAFF: true
    default: false
    }
  }

  /// Letters that fold but do not decompose.
  private static let indecomposable: [Unicode.Scalar: String] = [
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ħ": "h", "ŧ": "t",
    "ı": "i", "ŋ": "n", "ς": "σ", "ґ": "г", "ی": "ي", "ک": "ك",
  ]

  /// What becomes of each letter with diacritics in the alphabets that have them, and of each digit.
  private static let replacements: [Unicode.Scalar: String] = {
    var replacements = indecomposable
    // Latin, Greek, Cyrillic, Hebrew, Arabic and their extensions.
    let alphabets: [ClosedRange<UInt32>] = [0xC0...0x24F, 0x370...0x52F, 0x590...0x6FF, 0x1E00...0x1FFF]
    for scalar in alphabets.joined().compactMap(Unicode.Scalar.init) where replacements[scalar] == nil {
      let plain = String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars.filter { !isDroppedMark($0) }
      guard let first = plain.first, plain.count > 1 || first != scalar else { continue }
      replacements[scalar] = String(String.UnicodeScalarView(plain))
    }
    for scalar in (0x660...0xFF19 as ClosedRange<UInt32>).lazy.compactMap(Unicode.Scalar.init) {
      let properties = scalar.properties
      guard properties.generalCategory == .decimalNumber, let value = properties.numericValue else { continue }
      replacements[scalar] = String(Int(value))
    }
    return replacements
  }()

  private static func isDroppedMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x300...0x36F, 0x483...0x489, 0x1AB0...0x1AFF, 0x1DC0...0x1DFF, 0x20D0...0x20FF, 0xFE20...0xFE2F: true
    case 0x591...0x5BD, 0x5BF, 0x5C1...0x5C2, 0x5C4...0x5C5, 0x5C7: true
    case 0x610...0x61A, 0x640, 0x64B...0x65F, 0x670, 0x6D6...0x6DC, 0x6DF...0x6E4, 0x6E7...0x6E8, 0x6EA...0x6ED: true
    default: false
    }
  }
}
