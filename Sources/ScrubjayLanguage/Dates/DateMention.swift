public import ScrubjayCore

/// A year, a month or a day that a text names.
enum DateMention: Equatable {
  case year(Int)
  case month(Int, Int)
  case day(CalendarDay)

  /// The date in ISO 8601, as far as it is known.
  var text: String {
    switch self {
    case .year(let year): Self.padded(year, to: 4)
    case .month(let year, let month): "\(Self.padded(year, to: 4))-\(Self.padded(month, to: 2))"
    case .day(let day): "\(DateMention.month(day.year, day.month).text)-\(Self.padded(day.day, to: 2))"
    }
  }

  /// The index term.
  var term: String { "date:\(text)" }

  /// The mention and the wider ones it implies, narrowest first.
  var widened: [DateMention] {
    switch self {
    case .year: [self]
    case .month(let year, _): [self, .year(year)]
    case .day(let day): [self, .month(day.year, day.month), .year(day.year)]
    }
  }

  private static func padded(_ number: Int, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

extension CalendarDay {
  /// The index terms of the day, from wide to narrow: `date:2023`, `date:2023-05`, `date:2023-05-08`.
  ///
  /// Words never contain a colon next to a letter, so no text can imitate one.
  public var terms: [String] {
    DateMention.day(self).widened.reversed().map(\.term)
  }
}
