/// A text as the readers of dates see it: its words, folded and in lower case, with what stands between them.
///
/// In scripts without spaces the words for times are set apart from what surrounds them, and a date such as 2023年5月8日
/// is written in the order of others: `8 5月 2023年`.
struct DateText {
  let words: [String]
  /// What stands before each word, and after the last one.
  private let gaps: [Substring]

  /// - Parameter text: A normalised text.
  init(_ text: String) {
    let text = Self.spaced(Folding.folded(text.lowercased()))
    var words: [String] = []
    var gaps: [Substring] = []
    var end = text.startIndex
    for word in text.split(whereSeparator: { !$0.isLetter && !$0.isNumber }) {
      for (index, part) in Self.parts(of: word).enumerated() {
        gaps.append(index == 0 ? text[end..<word.startIndex] : "")
        words.append(String(part))
      }
      end = word.endIndex
    }
    gaps.append(text[end...])
    self.words = words
    self.gaps = gaps
  }

  /// Whether a hyphen or slash alone stands before a word.
  func isTied(_ index: Int) -> Bool { gaps[index] == "-" || gaps[index] == "/" }

  /// Whether a dash, a hyphen or a slash stands before a word, and nothing else.
  func followsDash(_ index: Int) -> Bool {
    let gap = gaps[index].filter { !$0.isWhitespace && $0 != "." }
    return gap.count == 1 && gap.allSatisfy(Self.dashes.contains)
  }

  /// Whether a word is a sum of money or a share of something, by its sign.
  func hasSign(_ index: Int) -> Bool {
    [gaps[index].last, gaps[index + 1].first].contains { $0.map { $0.isCurrencySymbol || $0 == "%" } == true }
  }

  private static let dashes: Set<Character> = ["-", "–", "—", "‒", "−", "~", "〜", "/"]

  /// The text with Chinese and Japanese dates, such as 2023年5月8日, 5月8日到9日 or 5月, as others are written.
  private static func spaced(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { $0 == "年" || $0 == "月" }) else { return text }
    return text.replacing(
      /(?:(\d{4})年)?(?:(\d{1,2})月(?:(?:(\d{1,2})[日号]?\s?(?:到|至|から|[-–—~〜])\s?)?(\d{1,2})[日号])?)?/
    ) { match in
      guard match.1 != nil || match.2 != nil else { return String(match.0) }
      let year = match.1.map { "\($0)年" } ?? ""
      let month = match.2.map { "\($0)月" } ?? ""
      let first = match.3.map { "\($0) – " } ?? ""
      return " \(first)\(match.4 ?? "") \(month) \(year) "
    }
  }

  /// A word, or in a script without spaces the words for times in it and what is between them.
  private static func parts(of word: Substring) -> [Substring] {
    guard word.unicodeScalars.contains(where: { ScalarKind($0).isUnspaced }), !isYear(word) else { return [word] }
    var parts: [Substring] = []
    var rest = word
    var unknown = rest.startIndex
    while let first = rest.first {
      let known =
        first.isASCII && first.isNumber
        ? rest.prefix { $0.isASCII && $0.isNumber }
        : (1...longestUnspaced).reversed().map(rest.prefix).first(where: { unspaced.contains($0) })
      let monthEnd = known.flatMap { rest.dropFirst($0.count).first == "月" ? rest.prefix($0.count + 1) : nil }
      if let part = monthEnd.flatMap({ unspaced.contains($0) ? $0 : nil }) ?? known {
        if unknown < rest.startIndex { parts.append(word[unknown..<rest.startIndex]) }
        parts.append(part)
        rest = rest[part.endIndex...]
        unknown = rest.startIndex
      } else {
        rest = rest.dropFirst()
      }
    }
    if unknown < word.endIndex { parts.append(word[unknown...]) }
    return parts
  }

  /// Whether a word is a year of four digits with its sign, 2023年.
  static func isYear(_ word: some StringProtocol) -> Bool {
    word.count == 5 && word.last == "年" && word.dropLast().allSatisfy { $0.isASCII && $0.isNumber }
  }

  /// The words for times in scripts without spaces.
  private static let unspaced: Set<Substring> = Set(
    LanguageWords.all.flatMap { $0.dates.words + $0.bounds.words }
      .filter { $0.unicodeScalars.contains { ScalarKind($0).isUnspaced } }.map { $0[...] })
  private static let longestUnspaced = unspaced.map(\.count).max() ?? 1
}
