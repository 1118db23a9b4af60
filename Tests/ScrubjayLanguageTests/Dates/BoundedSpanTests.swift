import ScrubjayCore
import Testing

@testable import ScrubjayLanguage

/// Spans whose ends a question names, asked on Wednesday, 4 November 2026.
@Suite struct BoundedSpanTests {
  private static let asked = LocalTime(Timestamp(seconds: 1_793_793_600))

  /// A question, and the first and the last day that it means; `nil` where that end is open.
  private struct Example: Sendable, CustomTestStringConvertible {
    let text: String
    let first: String?
    let last: String?
    var testDescription: String { text }

    init(_ text: String, _ first: String?, _ last: String?) { (self.text, self.first, self.last) = (text, first, last) }
  }

  private static func number(_ day: String) throws -> Int {
    try #require(Timestamp(rfc3339: "\(day)T00:00:00Z")).dayNumber
  }

  private static func analysis(_ text: String) -> QueryAnalysis { QueryAnalysis(text, asked: asked) }

  private static let open = [
    Example("Where did we paint the boat after 2023?", "2024-01-01", nil),
    Example("Where did we paint the boat before 2024?", nil, "2023-12-31"),
    Example("after May 8", "2026-05-09", nil), Example("after the 8th of May, 2023", "2023-05-09", nil),
    Example("later than 2023-05-08", "2023-05-09", nil), Example("since last summer", "2026-06-01", nil),
    Example("since last March", "2026-03-01", nil), Example("since March", "2026-03-01", nil),
    Example("since Monday", "2026-11-02", nil), Example("since last Monday", "2026-11-02", nil),
    Example("since yesterday", "2026-11-03", nil), Example("since last week", "2026-10-26", nil),
    Example("since May 2023", "2023-05-01", nil), Example("since the year 2023", "2023-01-01", nil),
    Example("from 2023 on", "2023-01-01", nil), Example("from May onwards", "2026-05-01", nil),
    Example("2023 or later", "2023-01-01", nil), Example("not before 2024", "2024-01-01", nil),
    Example("before May 8, 2023", nil, "2023-05-07"), Example("prior to May 2023", nil, "2023-04-30"),
    Example("before yesterday", nil, "2026-11-02"), Example("until July 2025", nil, "2025-07-31"),
    Example("by 2023", nil, "2023-12-31"), Example("until the end of May 2023", nil, "2023-05-31"),
    Example("before 25–26 July 2026", nil, "2026-07-24"),
    // Spain and Portugal.
    Example("después de 2023", "2024-01-01", nil), Example("después del 8 de mayo de 2023", "2023-05-09", nil),
    Example("desde mayo de 2023", "2023-05-01", nil), Example("desde ayer", "2026-11-03", nil),
    Example("antes de 2024", nil, "2023-12-31"), Example("hasta 2023", nil, "2023-12-31"),
    Example("depois de 2023", "2024-01-01", nil), Example("desde a semana passada", "2026-10-26", nil),
    Example("antes da semana passada", nil, "2026-10-25"), Example("até maio de 2023", nil, "2023-05-31"),
    // German.
    Example("Wo haben wir nach 2023 das Boot gestrichen?", "2024-01-01", nil), Example("vor 2024", nil, "2023-12-31"),
    Example("seit gestern", "2026-11-03", nil), Example("seit letztem März", "2026-03-01", nil),
    Example("seit drei Wochen", "2026-10-14", nil), Example("ab Mai 2023", "2023-05-01", nil),
    Example("von Mai 2023 an", "2023-05-01", nil), Example("bis Ende 2023", nil, "2023-12-31"),
    // French.
    Example("après 2023", "2024-01-01", nil), Example("depuis mai 2023", "2023-05-01", nil),
    Example("depuis hier", "2026-11-03", nil), Example("depuis trois semaines", "2026-10-14", nil),
    Example("avant 2024", nil, "2023-12-31"), Example("jusqu'en 2023", nil, "2023-12-31"),
    // Italian, Dutch, Swedish, Russian.
    Example("dopo il 2023", "2024-01-01", nil), Example("dal 2023", "2023-01-01", nil),
    Example("prima del 2024", nil, "2023-12-31"), Example("fino a maggio 2023", nil, "2023-05-31"),
    Example("Wat deden we na 2023?", "2024-01-01", nil), Example("sinds mei 2023", "2023-05-01", nil),
    Example("voor 2024", nil, "2023-12-31"), Example("tot en met 2023", nil, "2023-12-31"),
    Example("efter 2023", "2024-01-01", nil), Example("sedan maj 2023", "2023-05-01", nil),
    Example("före 2024", nil, "2023-12-31"), Example("till och med 2023", nil, "2023-12-31"),
    Example("после 2023 года", "2024-01-01", nil), Example("с мая 2023 года", "2023-05-01", nil),
    Example("до 2024 года", nil, "2023-12-31"), Example("с прошлой недели", "2026-10-26", nil),
    // Chinese and Japanese.
    Example("2023年以后我们去了哪里", "2024-01-01", nil), Example("2024年以前", nil, "2023-12-31"),
    Example("从上周起", "2026-10-26", nil), Example("直到2023年5月", nil, "2023-05-31"),
    Example("2023年以降", "2023-01-01", nil), Example("昨日から", "2026-11-03", nil), Example("2024年より前に", nil, "2023-12-31"),
  ]

  private static let closed = [
    Example("between 2021 and 2023", "2021-01-01", "2023-12-31"), Example("2021-2023", "2021-01-01", "2023-12-31"),
    Example("2023-24", "2023-01-01", "2024-12-31"), Example("from May to July 2023", "2023-05-01", "2023-07-31"),
    Example("May–July 2023", "2023-05-01", "2023-07-31"),
    Example("from November to February 2024", "2023-11-01", "2024-02-29"),
    Example("between the 8th and the 10th of May 2023", "2023-05-08", "2023-05-10"),
    Example("July 25–26, 2026", "2026-07-25", "2026-07-26"), Example("2026-07-25/26", "2026-07-25", "2026-07-26"),
    Example("2026-07-25/08-03", "2026-07-25", "2026-08-03"),
    Example("2026-07-25/2026-07-28", "2026-07-25", "2026-07-28"),
    Example("July 25 - August 3, 2026", "2026-07-25", "2026-08-03"),
    Example("from Saturday to Monday", "2026-10-31", "2026-11-02"),
    Example("after 2020 but before 2023", "2021-01-01", "2022-12-31"),
    Example("in the past week", "2026-10-28", "2026-11-04"), Example("past 7 days", "2026-10-28", "2026-11-04"),
    Example("the last seven days", "2026-10-28", "2026-11-04"), Example("last 3 months", "2026-08-04", "2026-11-04"),
    Example("the past few days", "2026-10-30", "2026-11-04"), Example("in the last year", "2025-11-04", "2026-11-04"),
    Example("zwischen 2021 und 2023", "2021-01-01", "2023-12-31"),
    Example("vom 25. bis zum 26. Juli 2026", "2026-07-25", "2026-07-26"),
    Example("in den letzten sieben Tagen", "2026-10-28", "2026-11-04"),
    Example("entre 2021 y 2023", "2021-01-01", "2023-12-31"),
    Example("los últimos siete días", "2026-10-28", "2026-11-04"),
    Example("entre 2021 et 2023", "2021-01-01", "2023-12-31"),
    Example("ces sept derniers jours", "2026-10-28", "2026-11-04"),
    Example("tra il 2021 e il 2023", "2021-01-01", "2023-12-31"),
    Example("gli ultimi sette giorni", "2026-10-28", "2026-11-04"),
    Example("os últimos sete dias", "2026-10-28", "2026-11-04"), Example("de 2021 a 2023", "2021-01-01", "2023-12-31"),
    Example("tussen 2021 en 2023", "2021-01-01", "2023-12-31"),
    Example("de afgelopen zeven dagen", "2026-10-28", "2026-11-04"),
    Example("mellan 2021 och 2023", "2021-01-01", "2023-12-31"),
    Example("de senaste sju dagarna", "2026-10-28", "2026-11-04"),
    Example("с 2021 по 2023 год", "2021-01-01", "2023-12-31"),
    Example("за последние семь дней", "2026-10-28", "2026-11-04"),
    Example("2021年到2023年", "2021-01-01", "2023-12-31"), Example("过去七天", "2026-10-28", "2026-11-04"),
    Example("2021年から2023年まで", "2021-01-01", "2023-12-31"), Example("過去7日間", "2026-10-28", "2026-11-04"),
  ]

  @Test(arguments: open + closed)
  private func `Every day of a span fits, and no other`(example: Example) throws {
    let analysis = Self.analysis(example.text)
    let today = Self.asked.dayNumber
    let first = try example.first.map(Self.number) ?? DaySpan.firstDay
    let last = try example.last.map(Self.number) ?? today
    for day in try Self.number("2015-01-01")...today {
      let fits = analysis.fit(Timestamp(seconds: Int64(day) * 86_400)) > 0
      #expect(fits == (first...last).contains(day), "day \(CalendarDay(dayNumber: day))")
      if fits != (first...last).contains(day) { break }
    }
    #expect(analysis.dateTerms.count < 200)
  }

  @Test(arguments: open + closed)
  private func `What is looked for are the days of the span and no others`(example: Example) throws {
    let terms = Self.analysis(example.text).dateTerms
    let last = try example.last.map(Self.number) ?? Self.asked.dayNumber
    let first = try example.first.map(Self.number) ?? (try Self.number("2015-01-01"))
    for (day, isMeant) in [(first - 1, example.first == nil), (first, true), (last, true), (last + 1, false)] {
      let isFound = CalendarDay(dayNumber: day).terms.contains { terms[$0] != nil }
      #expect(isFound == isMeant, "day \(CalendarDay(dayNumber: day))")
    }
  }

  @Test(arguments: [
    "25-26 July", "25–26 July", "July 25 to 26", "between 25 and 26 July", "25. bis 26. Juli", "del 25 al 26 de julio",
    "du 25 au 26 juillet", "dal 25 al 26 luglio", "de 25 a 26 de julho", "van 25 tot en met 26 juli", "25 t/m 26 juli",
    "25 till 26 juli", "с 25 по 26 июля", "7月25日到26日", "7月25日から26日まで",
  ])
  func `Days without a year are those of the last year above all`(text: String) throws {
    let spans = Self.analysis(text).spans
    let days = try Self.number("2026-07-25")...Self.number("2026-07-26")
    #expect(spans.first == DaySpan(days: days, strength: 1, isBounded: true))
    #expect(spans.count == 11)
    #expect(spans.allSatisfy { $0.days.count == 2 && $0.isBounded })
    #expect(spans.dropFirst().allSatisfy { $0.strength < 1 })
  }

  @Test(arguments: [
    "after dinner", "since I met Ana", "before 9am", "by Ana", "from Porto to Faro", "between us", "after 2000 steps",
    "between 2000 and 3000 steps", "nach 2000 Schritten", "después de 2000 pasos", "走了2000步以后", "before $2000",
    "Who will look after May?", "Was she named after April?", "after the march on Rome", "May I come?", "on Monday",
    "before Friday", "vor dem Essen", "bis bald", "de Porto a Faro", "до свидания", "饭后", "the last straw",
  ])
  func `Words that bound no time name no span`(text: String) { #expect(Self.analysis(text).spans == []) }

  @Test(arguments: [
    ("What happened before my birthday in 2023?", "2023-01-01", "2023-12-31"),
    ("the day before yesterday", "2026-11-02", "2026-11-02"), ("na semana passada", "2026-10-26", "2026-11-01"),
    ("photos from 2023", "2023-01-01", "2023-12-31"), ("the last week of May 2023", "2023-05-01", "2023-05-31"),
    ("before dinner on 8 May 2023", "2023-05-08", "2023-05-08"), ("vor drei Tagen", "2026-11-01", "2026-11-01"),
  ])
  func `A time that nothing bounds is meant itself`(text: String, first: String, last: String) throws {
    let spans = Self.analysis(text).spans
    #expect(spans.contains { (try? $0.days == Self.number(first)...Self.number(last)) == true && !$0.isBounded })
    #expect(spans.allSatisfy { !$0.isBounded })
  }

  @Test func `A month without a year is looked for within the ends that are named`() throws {
    let analysis = Self.analysis("Where were we in December before 2024?")
    #expect(analysis.fit(try #require(Timestamp(year: 2023, month: 12, day: 24))) == 0.7)
    for day in try Self.number("2024-01-01")...Self.asked.dayNumber {
      #expect(analysis.fit(Timestamp(seconds: Int64(day) * 86_400)) == 0)
    }
  }

  @Test func `What is yet to come makes no list of days`() {
    #expect(Self.analysis("after 2030").dateTerms.count == 1)
    #expect(Self.analysis("before 2030").dateTerms.count == 130)
    #expect(Self.analysis("between 1950 and 2090").dateTerms.count == 141)
  }
}
