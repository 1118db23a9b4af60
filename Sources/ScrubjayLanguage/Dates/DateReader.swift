import ScrubjayCore

/// Finds the dates that a query names: `2023-05-08`, `8 May 2023`, `May 8th, 2023`, `mayo de 2023`, `2023`, and those
/// without their year, such as `8 May` and `in May`.
///
/// What is relative to today needs the time of asking and is not looked for here.
struct DateReader {
  /// The numbers that stand for years without further context.
  static let years = 1900...2100

  private let pieces: [Piece]

  /// A date, in full or without its year.
  enum Mention: Equatable {
    case full(DateMention)
    case yearless(month: Int, day: Int?)
  }

  /// The dates of a normalised text, in its order.
  static func mentions(in scalars: [Unicode.Scalar]) -> [Mention] {
    DateReader(String(String.UnicodeScalarView(scalars))).read()
  }

  /// A run of letters and digits.
  private struct Piece {
    let text: Substring
    /// Whether a hyphen or slash alone stands between it and the piece before.
    let isTied: Bool
  }

  private init(_ text: String) {
    let text = Self.spaced(Folding.folded(text.lowercased()))
    var pieces: [Piece] = []
    var end = text.startIndex
    for text in text.split(whereSeparator: { !$0.isLetter && !$0.isNumber }) {
      let gap = text.base[end..<text.startIndex]
      pieces.append(Piece(text: text, isTied: gap == "-" || gap == "/"))
      end = text.endIndex
    }
    self.pieces = pieces
  }

  /// The text with Chinese and Japanese dates, such as 2023年5月8日, 5月8日 or 5月, as others are written.
  private static func spaced(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { $0 == "年" || $0 == "月" }) else { return text }
    return text.replacing(/(?:(\d{4})年)?(?:(\d{1,2})月(?:(\d{1,2})[日号])?)?/) { match in
      let month = match.2.flatMap { Int($0) }.flatMap {
        monthNames.indices.contains($0 - 1) ? monthNames[$0 - 1].prefix { $0 != " " } : nil
      }
      return switch (match.1, month, match.3) {
      case (nil, nil, _): String(match.0)
      case (let year?, nil, _): " \(year) "
      case (let year?, let month?, let day): " \(day ?? "") \(month) \(year) "
      case (nil, let month?, let day?): " \(day) \(month) "
      case (nil, let month?, nil): " in \(month) "
      }
    }
  }

  private func read() -> [Mention] {
    var dates: [Mention] = []
    var index = 0
    while index < pieces.count {
      if let (date, next) = numeric(at: index) ?? written(at: index) {
        dates.append(.full(date))
        index = next
      } else if let (month, day, next) = yearless(at: index) {
        dates.append(.yearless(month: month, day: day))
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

  /// A date with the name of its month and no year: day month, month day, or after a word such as "in" the month alone,
  /// since some of the names are other words, too.
  private func yearless(at index: Int) -> (month: Int, day: Int?, next: Int)? {
    if let day = dayOfMonth(at: index) {
      let next = skippingFillers(from: index + 1)
      guard next < pieces.count, let month = Self.months[pieces[next].text] else { return nil }
      return (month, day, next + 1)
    }
    guard let month = Self.months[pieces[index].text] else { return nil }
    if let day = dayOfMonth(at: index + 1) { return (month, day, index + 2) }
    guard index > 0, Self.beforeMonth.contains(pieces[index - 1].text) else { return nil }
    return (month, nil, index + 1)
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
  /// What stands before a month that has no year.
  private static let beforeMonth: Set<Substring> = [
    "in", "during", "of", "since", "until", "till", "by", "early", "mid", "late", "last", "this", "from", "im", "seit",
    "bis",
    "anfang", "mitte", "ende", "letzten", "en", "de", "desde", "hasta", "em", "depuis", "debut", "fin", "mi", "a",
    "nel", "i",
    "sedan", "begin", "eind", "afgelopen", "в", "с",
  ]

  /// Month names in the languages of the analyser, folded, with their usual abbreviations.
  private static let monthNames = [
    "january jan januar janner enero janvier gennaio janeiro januari январь января январе",
    "february feb februar febrero fevrier febbraio fevereiro februari февраль февраля феврале",
    "march mar marz maerz marzo mars marco maart март марта марте",
    "april apr abril avril aprile апрель апреля апреле",
    "may mai mayo maggio maio mei maj май мая мае",
    "june jun juni junio juin giugno junho июнь июня июне",
    "july jul juli julio juillet luglio julho июль июля июле",
    "august aug agosto aout augustus augusti август августа августе",
    "september sep sept septiembre septembre settembre setembro сентябрь сентября сентябре",
    "october oct oktober okt octubre octobre ottobre outubro октябрь октября октябре",
    "november nov noviembre novembre novembro ноябрь ноября ноябре",
    "december dec dezember dez diciembre decembre dicembre dezembro декабрь декабря декабре",
  ]

  private static let months: [Substring: Int] = {
    var months: [Substring: Int] = [:]
    for (index, names) in monthNames.enumerated() {
      for name in names.split(separator: " ") { months[name] = index + 1 }
    }
    return months
  }()
}
