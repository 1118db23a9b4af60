/// A word that may be what a secret consists of.
struct SecretValue {
  private let bytes: ArraySlice<UInt8>
  private let text: String
  /// Whether a bracket stands before it, as before what is to be filled in.
  private let isBracketed: Bool

  init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes[range]
    isBracketed = range.lowerBound > 0 && "<[{".utf8.contains(bytes[range.lowerBound - 1])
    text = String(decoding: self.bytes, as: UTF8.self)
  }

  var isLetters: Bool { bytes.allSatisfy { $0.isLetter || $0 >= 0x80 } }
  /// A word of a seed phrase, or the number before one.
  var isSeedWord: Bool { (3...8).contains(bytes.count) && isLetters || bytes.allSatisfy(\.isDigit) && bytes.count < 3 }

  func isDigits(_ count: ClosedRange<Int>) -> Bool {
    bytes.allSatisfy { $0.isDigit || $0 == UInt8(ascii: "-") } && count.contains(bytes.count(where: \.isDigit))
  }

  private var holdsDigit: Bool { bytes.contains(where: \.isDigit) }

  /// Letters and digits, as a door takes them.
  var isCode: Bool {
    holdsDigit && (3...63).contains(bytes.count)
      && bytes.allSatisfy { $0.isDigit || $0.isLetter || "#*-_!@$%&+.".utf8.contains($0) } && !isTimeOrDate
  }

  var isOneTimeCode: Bool {
    let digits = bytes.starts(with: "G-".utf8) ? bytes.dropFirst(2) : bytes
    return (4...8).contains(digits.count(where: \.isDigit))
      && digits.allSatisfy { $0.isDigit || $0 == UInt8(ascii: "-") }
      && !isTimeOrDate
  }

  var isToken: Bool {
    holdsDigit && bytes.contains(where: \.isLetter) && bytes.count >= 8 && !bytes.contains(UInt8(ascii: ":"))
      && !isPlaceholder
  }

  private var isTimeOrDate: Bool {
    let parts = bytes.split(separator: UInt8(ascii: "-")).map(\.count)
    return parts == [4, 2, 2] || bytes.contains(UInt8(ascii: ":"))
  }

  /// Whether it is a password: what no ordinary word looks like, or any word where nothing else can follow.
  func isPassword(isMarked: Bool, isAlone: Bool) -> Bool {
    let lower = Folding.folded(text.lowercased())
    guard bytes.count >= 3, !Self.vague.contains(lower), !isPlaceholder, !isUUIDLike else { return false }
    let hasSign = bytes.contains { !$0.isLetter && $0 < 0x80 && $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "'") }
    let hasInnerCapital = text.dropFirst().contains(where: \.isUppercase) && text.contains(where: \.isLowercase)
    if hasSign || hasInnerCapital { return true }
    guard StopWords.languages(of: lower).isEmpty, isAlone else { return false }
    return isMarked || !(bytes.count < 4 || Self.participles.contains { lower.hasSuffix($0) })
  }

  /// A word of a passphrase that is not talked about.
  var isTelling: Bool { isLetters && StopWords.languages(of: Folding.folded(text.lowercased())).isEmpty }

  private var isPlaceholder: Bool {
    let inner = bytes.drop { "<[{$%".utf8.contains($0) }
    return isBracketed || inner.startIndex != bytes.startIndex || Set(bytes).count == 1
      || bytes.starts(with: "http".utf8)
      || bytes.starts(with: "os.".utf8) || bytes.contains(UInt8(ascii: "("))
  }

  private var isUUIDLike: Bool { bytes.split(separator: UInt8(ascii: "-")).map(\.count) == [8, 4, 4, 4, 12] }

  private static let participles = ["ed", "ing", "lich", "able", "ible", "tten", "ert", "ado", "ido"]

  /// What is said of passwords without telling them.
  private static let vague: Set<String> = Set(
    """
    wrong incorrect invalid weak strong safe unsafe secure insecure long short missing lost gone broken easy hard
    simple complex good bad secret private unique random empty blank null none nil string text hidden correct right
    fine okay valid different public optional mandatory unknown available unavailable temporary default old new
    case-sensitive compromised confidential sent set required needed below above attached here there hashed encrypted
    stored saved yes true false falsch richtig schwach stark sicher geheim ungultig abgelaufen vergessen leer
    incorrecta correcta segura debil invalida larga corta incorrecto incorrect faux faible securise expire invalide
    oublie important crucial essential enough awful terrible stupid written somewhere elsewhere visible manager policy
    reset field hint length strength generator patience paciencia likewise wieder again today yesterday
    """.split(whereSeparator: \.isWhitespace).map(String.init))
}
