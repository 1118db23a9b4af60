/// Splits a normalised text into tokens.
///
/// - Words are runs of letters, digits and marks. Hyphens, underscores and changes of case make compounds, which give
///   their parts and the whole without its connectors: `user_name`, `user-name` and `userName` all have `username`.
/// - Points, commas and colons stay between digits (`1.2`, `12:30`), and a comma that groups thousands goes.
/// - Chinese and Japanese, and the scripts of South-East Asia, give pairs of neighbouring characters; Korean gives its
///   words and their pairs.
/// - Emoji and currency signs are tokens of one symbol.
struct Tokenizer {
  /// The longest word that is kept as it is, in bytes of UTF-8; of a longer one its beginning and a fingerprint are.
  static let longestWordInBytes = 64
  /// How many digits, written in groups, are also one number: a telephone number, a large sum.
  static let groupedDigits = 7...15

  /// Whether single ideographs are tokens also within a run, as documents need to be found by one.
  private let singleIdeographs: Bool
  private let scalars: [Unicode.Scalar]
  private let kinds: [ScalarKind]
  private var index = 0
  private var tokens: [Token] = []
  private var digitGroups: [Range<Int>] = []

  private init(_ scalars: [Unicode.Scalar], singleIdeographs: Bool) {
    self.singleIdeographs = singleIdeographs
    self.scalars = scalars
    kinds = scalars.map { ScalarKind($0) }
    tokens.reserveCapacity(scalars.count / 5)
  }

  /// The tokens of a text, in its order.
  static func tokens(of scalars: [Unicode.Scalar], singleIdeographs: Bool) -> [Token] {
    var tokenizer = Tokenizer(scalars, singleIdeographs: singleIdeographs)
    tokenizer.scan()
    return tokenizer.tokens
  }

  private mutating func scan() {
    while index < scalars.count {
      switch kinds[index] {
      case .letter, .upper, .digit: scanCompound()
      case .ideograph, .kana: scanRun { $0 == .ideograph || $0 == .kana }
      case .unspaced: scanRun { $0 == .unspaced }
      case .hangul: scanHangul()
      case .emoji, .regionalIndicator: scanEmoji()
      case .currency:
        append(String(scalars[index]), .other, index..<index + 1)
        index += 1
      case .separator, .mark, .ignored, .apostrophe, .hyphen, .emojiModifier: index += 1
      }
    }
    closeDigitGroups()
  }

  private func kind(at index: Int) -> ScalarKind {
    index >= 0 && index < kinds.count ? kinds[index] : .separator
  }

  private mutating func append(_ text: String, _ script: Token.Script, _ range: Range<Int>) {
    guard text.utf8.count > Self.longestWordInBytes else {
      return tokens.append(Token(text: text, script: script, range: range))
    }
    // Nobody's word: a stemmer would take the fingerprint for an ending.
    let bounded = Folding.bounded(Folding.folded(text), toUTF8Bytes: Self.longestWordInBytes)
    tokens.append(Token(text: bounded, script: .other, range: range))
  }
}

// MARK: - Words and compounds

extension Tokenizer {
  private mutating func scanCompound() {
    var parts: [Range<Int>] = []
    var start = index
    repeat {
      let end = endOfPart(from: start)
      parts.append(start..<end)
      index = end
      start = kind(at: end) == .hyphen && kind(at: end + 1).startsWord ? end + 1 : end
    } while kind(at: start).startsWord
    appendCompound(parts)
  }

  /// The end of the part of a compound that starts at `start`: a change of case, a connector or no more word.
  private func endOfPart(from start: Int) -> Int {
    var end = start + 1
    while end < scalars.count {
      let before = kinds[end - 1]
      switch kinds[end] {
      case .letter, .digit, .mark, .ignored:
        break
      case .upper:
        let startsWord = before == .letter || (before == .upper && isWordAfterAcronym(at: end))
        if startsWord { return end }
      case .apostrophe:
        guard before.continuesWord, kind(at: end + 1).isLetter else { return end }
      case .separator:
        if isInnerPunctuation(at: end, ofPartFrom: start) { break }
        return endOfLanguageName(from: start, to: end)
      default:
        return end
      }
      end += 1
    }
    return end
  }

  /// Whether a capital starts a word that follows an acronym, as the S of `HTTPServer`; a plural s starts none.
  private func isWordAfterAcronym(at index: Int) -> Bool {
    kind(at: index + 1) == .letter && kind(at: index + 2) == .letter
  }

  /// Whether punctuation belongs to the number or the acronym around it: `1.2`, `12:30`, `U.S.A.`
  private func isInnerPunctuation(at index: Int, ofPartFrom start: Int) -> Bool {
    if kinds[index - 1] == .digit, kind(at: index + 1) == .digit {
      return scalars[index] == "." || scalars[index] == "," || scalars[index] == ":"
    }
    guard scalars[index] == ".", kinds[index - 1].isLetter else { return false }
    let isAfterSingleLetter = index - 1 == start || scalars[index - 2] == "."
    let isBeforeSingleLetter = kind(at: index + 1).isLetter && !kind(at: index + 2).continuesWord
    return isAfterSingleLetter && isBeforeSingleLetter
  }

  /// Takes in what follows a single letter in the names `C++` and `C#`.
  private func endOfLanguageName(from start: Int, to end: Int) -> Int {
    guard end == start + 1, kinds[start].isLetter, scalars[start].isASCII else { return end }
    if scalars[end] == "#" { return end + 1 }
    return scalars[end] == "+" && end + 1 < scalars.count && scalars[end + 1] == "+" ? end + 2 : end
  }

  private mutating func appendCompound(_ parts: [Range<Int>]) {
    for part in parts { appendWord(part) }
    guard parts.count > 1, let first = parts.first, let last = parts.last else { return }
    let whole = first.lowerBound..<last.upperBound
    // Groups of digits have a rule of their own: 10-12 is no 1012.
    if kinds[whole].contains(where: \.isLetter) { appendWord(whole) }
  }

  private mutating func appendWord(_ range: Range<Int>) {
    let script = script(of: range)
    var word = String.UnicodeScalarView()
    var hasApostrophe = false
    for index in range {
      let scalar = scalars[index]
      switch kinds[index] {
      case .upper where scalar.isASCII: word.append(Unicode.Scalar(UInt8(ascii: scalar) | 0x20))
      case .upper: word.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
      case .ignored, .hyphen: break
      case .apostrophe:
        hasApostrophe = true
        word.append("'")
      case .separator: if let kept = innerPunctuation(at: index) { word.append(kept) }
      default: word.append(scalar)
      }
    }
    let text = String(word)
    append(hasApostrophe ? Self.withoutClitics(text) : text, script, range)
    if script == .other { extendDigitGroups(with: range) }
  }

  /// What punctuation inside a word is indexed as: nothing in an acronym or between thousands, a decimal comma as a
  /// point.
  private func innerPunctuation(at index: Int) -> Unicode.Scalar? {
    switch scalars[index] {
    case "." where kinds[index - 1].isLetter: return nil
    case ",":
      let groupsThousands = (1...3).allSatisfy { kind(at: index + $0) == .digit } && kind(at: index + 4) != .digit
      return groupsThousands ? nil : "."
    case let other: return other
    }
  }

  /// The script of a word: a digit or a letter of another alphabet makes it nobody's.
  private func script(of range: Range<Int>) -> Token.Script {
    var script: Token.Script?
    for index in range {
      switch kinds[index] {
      case .letter, .upper:
        let own = Token.Script(ofLetter: scalars[index])
        if let script, script != own { return .other }
        script = own
      case .digit: return .other
      default: if scalars[index] == "#" || scalars[index] == "+" { return .other }
      }
    }
    return script ?? .other
  }
}

// MARK: - Apostrophes

extension Tokenizer {
  /// English endings: Anna's, we're, I'd. (The n't stays: "dont" is a word people type.)
  private static let endings: Set<Substring> = ["s", "re", "ve", "ll", "d", "m"]
  /// French and Italian articles, pronouns and prepositions before a vowel: l'hôtel, dell'arte.
  private static let elisions: Set<Substring> = [
    "l", "d", "j", "m", "t", "s", "c", "n", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu",
    "un", "all", "dall", "dell", "nell", "sull", "quell", "quest", "bell", "sant",
  ]

  /// A word without what an apostrophe ties to it; any other apostrophe just goes, as in O'Brien.
  private static func withoutClitics(_ word: String) -> String {
    var pieces = word.split(separator: "'")
    if pieces.count > 1, let last = pieces.last, endings.contains(last) { pieces.removeLast() }
    if pieces.count > 1, let first = pieces.first, elisions.contains(first) { pieces.removeFirst() }
    return pieces.joined()
  }
}

// MARK: - Numbers in groups

extension Tokenizer {
  /// Remembers a group of digits that may go on with the next: `06 12 34 56 78`, `555-2671`. A number with several
  /// points, `06.12.34.56.78`, is all its groups itself.
  private mutating func extendDigitGroups(with range: Range<Int>) {
    let points = scalars[range].count { $0 == "." }
    let isGroup = points != 1 && range.allSatisfy { kinds[$0] == .digit || scalars[$0] == "." }
    let end = digitGroups.last?.upperBound ?? range.lowerBound
    let continues = isGroup && points == 0 && isGap(end..<range.lowerBound)
    if !continues { closeDigitGroups() }
    if isGroup { digitGroups.append(range) }
    if points > 1 { closeDigitGroups() }
  }

  /// Whether two groups of digits with this between them are one number; a parenthesis starts another.
  private func isGap(_ range: Range<Int>) -> Bool {
    (1...2).contains(range.count)
      && scalars[range].allSatisfy { $0 == " " || $0 == "-" || $0 == "." || $0 == "/" || $0 == ")" }
  }

  private mutating func closeDigitGroups() {
    defer { digitGroups.removeAll(keepingCapacity: true) }
    guard let first = digitGroups.first, let last = digitGroups.last else { return }
    let range = first.lowerBound..<last.upperBound
    let digits = range.filter { kinds[$0] == .digit }
    guard digits.count < range.count, Self.groupedDigits.contains(digits.count) else { return }
    var number = String.UnicodeScalarView()
    for index in digits { number.append(scalars[index]) }
    append(String(number), .other, range)
  }
}

// MARK: - Scripts without spaces, symbols

extension Tokenizer {
  /// The pairs of neighbours in a run of characters; a character that stands alone is a token itself.
  private mutating func scanRun(where belongs: (ScalarKind) -> Bool) {
    var run: [Int] = []
    while index < scalars.count, belongs(kinds[index]) || kinds[index] == .ignored {
      if kinds[index] != .ignored { run.append(index) }
      index += 1
    }
    appendPairs(of: run)
    for index in run where run.count == 1 || (singleIdeographs && kinds[index] == .ideograph) {
      append(String(scalars[index]), .other, index..<index + 1)
    }
  }

  private mutating func scanHangul() {
    let start = index
    while kind(at: index) == .hangul { index += 1 }
    var word = String.UnicodeScalarView()
    word.append(contentsOf: scalars[start..<index])
    append(String(word), .other, start..<index)
    if index - start > 2 { appendPairs(of: Array(start..<index)) }
  }

  private mutating func appendPairs(of run: [Int]) {
    for (first, second) in zip(run, run.dropFirst()) {
      var pair = String.UnicodeScalarView()
      pair.append(scalars[first])
      pair.append(scalars[second])
      append(String(pair), .other, first..<second + 1)
    }
  }

  /// One emoji, joined ones together, without what only changes its look: variation, skin tone, gender sign.
  private mutating func scanEmoji() {
    let joiner: Unicode.Scalar = "\u{200D}"
    let start = index
    var emoji = String.UnicodeScalarView()
    emoji.append(scalars[index])
    index += 1
    if kinds[start] == .regionalIndicator, kind(at: index) == .regionalIndicator {
      emoji.append(scalars[index])
      index += 1
    }
    while index < scalars.count, kinds[index] == .ignored || kinds[index] == .emojiModifier {
      if scalars[index] == joiner, kind(at: index + 1) == .emoji {
        index += 1
        let isGenderSign = scalars[index] == "\u{2640}" || scalars[index] == "\u{2642}"
        if !isGenderSign {
          emoji.append(joiner)
          emoji.append(scalars[index])
        }
      }
      index += 1
    }
    append(String(emoji), .other, start..<index)
  }
}
