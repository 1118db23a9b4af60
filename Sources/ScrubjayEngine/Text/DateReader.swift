import ScrubjayCore

/// Finds the dates that a query names in full: `2023-05-08`, `8 May 2023`, `May 8th, 2023`, `mayo de 2023`, `2023`.
///
/// A date without its year, or one relative to today, needs the time of asking and is not looked for here.
struct DateReader {
  /// The numbers that stand for years without further context.
  static let years = 1900...2100

  private let pieces: [Piece]

  /// The dates of a normalised text, in its order.
  static func dates(in scalars: [Unicode.Scalar]) -> [DateMention] {
    // Every date has a year in digits, and most questions have none.
    guard scalars.contains(where: { ("0"..."9").contains($0) }) else { return [] }
    return DateReader(String(String.UnicodeScalarView(scalars))).read()
  }

  /// A run of letters and digits.
  private struct Piece {
    let text: Substring
    /// Whether a hyphen or slash alone stands between it and the piece before.
    let isTied: Bool
  }

  private init(_ text: String) {
    let text = Folding.folded(text.lowercased())
    var pieces: [Piece] = []
    var end = text.startIndex
    for text in text.split(whereSeparator: { !$0.isLetter && !$0.isNumber }) {
      let gap = text.base[end..<text.startIndex]
      pieces.append(Piece(text: text, isTied: gap == "-" || gap == "/"))
      end = text.endIndex
    }
    self.pieces = pieces
  }

  private func read() -> [DateMention] {
    var dates: [DateMention] = []
    var index = 0
    while index < pieces.count {
      if let (date, next) = numeric(at: index) ?? written(at: index) {
        dates.append(date)
        index = next
      } else {
        index += 1
      }
    }
    return dates
  }

  /// A year, or a date in ISO 8601.
  private func numeric(at index: Int) -> (DateMention, next: Int)? {
    guard let year = year(at: index) else { return nil }
    guard let month = tiedNumber(at: index + 1), (1...12).contains(month) else { return (.year(year), index + 1) }
    guard let day = tiedNumber(at: index + 2), let date = Timestamp(year: year, month: month, day: day)?.day else {
      return (.month(year, month), index + 2)
    }
    return (.day(date), index + 3)
  }

  /// A date with the name of its month: day month year, month day year, month year.
  private func written(at index: Int) -> (DateMention, next: Int)? {
    var next = index
    var day = dayOfMonth(at: next)
    if day != nil { next = skippingFillers(from: next + 1) }
    guard next < pieces.count, let month = Self.months[pieces[next].text] else { return nil }
    next = skippingFillers(from: next + 1)
    if day == nil, let following = dayOfMonth(at: next), year(at: skippingFillers(from: next + 1)) != nil {
      day = following
      next = skippingFillers(from: next + 1)
    }
    guard let year = year(at: next) else { return nil }
    if let day, let date = Timestamp(year: year, month: month, day: day)?.day { return (.day(date), next + 1) }
    return (.month(year, month), next + 1)
  }

  private func year(at index: Int) -> Int? {
    guard index < pieces.count, pieces[index].text.utf8.count == 4, let year = Int(pieces[index].text) else {
      return nil
    }
    return Self.years.contains(year) ? year : nil
  }

  /// The two digits of a month or day after a hyphen or slash; a time may follow after a T.
  private func tiedNumber(at index: Int) -> Int? {
    guard index < pieces.count, pieces[index].isTied else { return nil }
    let text = pieces[index].text
    let suffix = text.dropFirst(2)
    return suffix.isEmpty || suffix.first == "t" ? Int(text.prefix(2)) : nil
  }

  /// 8, 8th, 1er, 1º.
  private func dayOfMonth(at index: Int) -> Int? {
    guard index < pieces.count else { return nil }
    let digits = pieces[index].text.prefix { $0.isASCII && $0.isNumber }
    guard (1...2).contains(digits.count), let day = Int(digits), (1...31).contains(day) else { return nil }
    return Self.ordinalEndings.contains(pieces[index].text[digits.endIndex...]) ? day : nil
  }

  private func skippingFillers(from index: Int) -> Int {
    var index = index
    while index < pieces.count, Self.fillers.contains(pieces[index].text) { index += 1 }
    return index
  }

  private static let ordinalEndings: Set<Substring> = ["", "st", "nd", "rd", "th", "er", "o"]
  private static let fillers: Set<Substring> = ["of", "de", "del", "the"]

  /// Month names in English, German, Spanish and French, folded, with their usual abbreviations.
  private static let months: [Substring: Int] = {
    let names = [
      "january jan januar janner enero janvier",
      "february feb februar febrero fevrier",
      "march mar marz maerz marzo mars",
      "april apr abril avril",
      "may mai mayo",
      "june jun juni junio juin",
      "july jul juli julio juillet",
      "august aug agosto aout",
      "september sep sept septiembre septembre",
      "october oct oktober okt octubre octobre",
      "november nov noviembre novembre",
      "december dec dezember dez diciembre decembre",
    ]
    var months: [Substring: Int] = [:]
    for (index, names) in names.enumerated() {
      for name in names.split(separator: " ") { months[name] = index + 1 }
    }
    return months
  }()
}
