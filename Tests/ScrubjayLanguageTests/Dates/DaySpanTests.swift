import ScrubjayCore
import Testing

@testable import ScrubjayLanguage

/// The days that a question is about, asked on Wednesday, 10 May 2023, unless another day is named.
@Suite struct DaySpanTests {
  private static func time(_ day: String) throws -> Timestamp {
    let parts = day.split(separator: "-").compactMap { Int($0) }
    return try #require(parts.count == 3 ? Timestamp(year: parts[0], month: parts[1], day: parts[2], hour: 21) : nil)
  }

  private static func spans(_ text: String, asked day: String) throws -> [DaySpan] {
    DaySpanReader.spans(in: text, asked: LocalTime(try time(day)))
  }

  /// A span as `FIRST/LAST`, or as its only day.
  private static func text(_ span: DaySpan) -> String {
    let days = [span.days.lowerBound, span.days.upperBound].map { DateMention.day(CalendarDay(dayNumber: $0)).text }
    return span.days.count == 1 ? days[0] : days.joined(separator: "/")
  }

  private static func texts(_ text: String, asked day: String = "2023-05-10") throws -> [String] {
    try spans(text, asked: day).map(Self.text)
  }

  private static let dates: [(String, [String])] = [
    ("2023-05-08", ["2023-05-08"]), ("2023-05-08T10:30:00Z", ["2023-05-08"]), ("since 2023-05", ["2023-05"]),
    ("8 May 2023", ["2023-05-08"]), ("May 8th, 2023", ["2023-05-08"]), ("the 8th of May, 2023", ["2023-05-08"]),
    ("May 2023", ["2023-05"]), ("in 2023?", ["2023"]), ("8. März 2023", ["2023-03-08"]),
    ("8 de mayo de 2023", ["2023-05-08"]), ("1er août 2023", ["2023-08-01"]), ("8 мая 2023", ["2023-05-08"]),
    ("29 February 2024", ["2024-02-29"]), ("29 February 2023", ["2023-02"]), ("2023-13-01", ["2023"]),
    ("from May 2023 to June 2024", ["2023-05", "2024-06"]), ("2023年5月8日", ["2023-05-08"]), ("2023年5月", ["2023-05"]),
    ("2023年", ["2023"]),
    // Without their year.
    ("8 May", ["05-08"]), ("on May 8th", ["05-08"]), ("am 8. Mai", ["05-08"]), ("el 8 de mayo", ["05-08"]),
    ("le 8 mai", ["05-08"]), ("5月8日", ["05-08"]), ("in May", ["05"]), ("im Mai", ["05"]), ("en mayo", ["05"]),
    ("en mai", ["05"]), ("5月", ["05"]),
    // No dates.
    ("may I", []), ("May I come in?", []), ("room 1203, 99999", []), ("2023.5", ["2023"]), ("13月", []), ("32 May", []),
    ("the march on Rome", []), ("", []),
  ]

  @Test(arguments: dates)
  func `Dates are read in full and without their year`(text: String, wanted: [String]) {
    let mentions = DateReader.mentions(in: Array(text.unicodeScalars)).map { mention in
      switch mention {
      case .full(let date): date.text
      case .yearless(let month, let day):
        ([month] + (day.map { [$0] } ?? [])).map(Self.twoDigits).joined(separator: "-")
      }
    }
    #expect(mentions == wanted)
  }

  private static func twoDigits(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }

  private static let relative: [(String, String)] = [
    ("yesterday", "2023-05-09"), ("today", "2023-05-10"), ("this week", "2023-05-08/2023-05-14"),
    ("What did I do last week?", "2023-05-01/2023-05-07"), ("last weekend", "2023-05-06/2023-05-07"),
    ("three days ago", "2023-05-07"), ("a week ago", "2023-04-30/2023-05-06"), ("twelve days ago", "2023-04-28"),
    ("the day before yesterday", "2023-05-08"),
    ("2 weeks ago", "2023-04-23/2023-04-29"), ("last Friday", "2023-05-05"), ("last Wednesday", "2023-05-03"),
    ("last month", "2023-04-01/2023-04-30"), ("this month", "2023-05-01/2023-05-31"),
    ("last year", "2022-01-01/2022-12-31"), ("this year", "2023-01-01/2023-12-31"),
    // German.
    ("Was habe ich gestern gesagt?", "2023-05-09"), ("vorgestern", "2023-05-08"),
    ("letzte Woche", "2023-05-01/2023-05-07"),
    ("vor drei Tagen", "2023-05-07"), ("vor 2 Wochen", "2023-04-23/2023-04-29"), ("letzten Freitag", "2023-05-05"),
    ("letzten Monat", "2023-04-01/2023-04-30"), ("letztes Jahr", "2022-01-01/2022-12-31"),
    // Spanish.
    ("¿Qué hice ayer?", "2023-05-09"), ("la semana pasada", "2023-05-01/2023-05-07"), ("hace tres días", "2023-05-07"),
    ("el viernes pasado", "2023-05-05"), ("el mes pasado", "2023-04-01/2023-04-30"),
    ("el año pasado", "2022-01-01/2022-12-31"),
    // French.
    ("Qu'ai-je fait hier ?", "2023-05-09"), ("la semaine dernière", "2023-05-01/2023-05-07"),
    ("il y a trois jours", "2023-05-07"), ("avant-hier", "2023-05-08"), ("hier", "2023-05-09"),
    ("vendredi dernier", "2023-05-05"),
    ("le mois dernier", "2023-04-01/2023-04-30"), ("l'année dernière", "2022-01-01/2022-12-31"),
    // Chinese.
    ("我昨天做了什么？", "2023-05-09"), ("前天", "2023-05-08"), ("我上周说了什么", "2023-05-01/2023-05-07"), ("三天前", "2023-05-07"),
    ("我三天前去了哪里？", "2023-05-07"), ("3天前我去了哪里", "2023-05-07"), ("十二天前", "2023-04-28"),
    ("两周前", "2023-04-23/2023-04-29"), ("上个月", "2023-04-01/2023-04-30"), ("去年", "2022-01-01/2022-12-31"),
  ]

  @Test(arguments: relative)
  func `What is relative counts from the time of asking`(text: String, wanted: String) throws {
    #expect(try Self.texts(text) == [wanted])
  }

  @Test(arguments: [
    "may I come in", "room 1203", "Who paints boats?", "in three days", "the last straw", "Friday", "a day",
    "the days of wine", "for three weeks", "her last name", "a two week holiday", "Wer wohnt hier?", "Wie is er hier?",
    "", "我喜欢喝茶",
  ])
  func `Other words name no days`(text: String) throws { #expect(try Self.texts(text) == []) }

  @Test func `A day that is none leaves its month or its year`() throws {
    #expect(try Self.texts("29 February 2023") == ["2023-02-01/2023-02-28"])
    #expect(try Self.texts("2023-02-30") == ["2023-02-01/2023-02-28"])
    #expect(try Self.texts("2023-13-01") == ["2023-01-01/2023-12-31"])
    #expect(try Self.texts("29 February 2024") == ["2024-02-29"])
    #expect(try Self.texts("31 June") == [])
  }

  private static let boundaries: [(String, String, String)] = [
    ("yesterday", "2024-01-01", "2023-12-31"), ("yesterday", "2024-03-01", "2024-02-29"),
    ("yesterday", "2023-03-01", "2023-02-28"), ("last month", "2024-01-31", "2023-12-01/2023-12-31"),
    ("last month", "2024-03-31", "2024-02-01/2024-02-29"), ("last week", "2024-01-01", "2023-12-25/2023-12-31"),
    ("last week", "2023-12-31", "2023-12-18/2023-12-24"), ("last weekend", "2024-01-03", "2023-12-30/2023-12-31"),
    ("last year", "2024-01-01", "2023-01-01/2023-12-31"), ("last Monday", "2024-01-01", "2023-12-25"),
    ("last Sunday", "2024-01-01", "2023-12-31"), ("three days ago", "1970-01-02", "1969-12-30"),
    ("last week", "1969-12-31", "1969-12-22/1969-12-28"),
  ]

  @Test(arguments: boundaries)
  func `Months, years and leap days are crossed`(text: String, day: String, wanted: String) throws {
    #expect(try Self.texts(text, asked: day) == [wanted])
  }

  @Test func `Without a year the last one that has begun is meant above all`() throws {
    let day = try Self.spans("8 May", asked: "2023-05-10")
    #expect(day.map(Self.text) == (2013...2023).reversed().map { "\($0)-05-08" })
    #expect(day.first?.strength == 1)
    #expect(day.dropFirst().allSatisfy { $0.strength < 1 && $0.strength > 0.5 })
    #expect(try Self.texts("20 May").first == "2022-05-20")
    #expect(try Self.texts("in December").first == "2022-12-01/2022-12-31")
    #expect(try Self.texts("29 February") == ["2020-02-29", "2016-02-29"])
  }

  @Test func `A year says less than a day`() throws {
    #expect(try Self.spans("in 2022", asked: "2023-05-10").map(\.strength) == [0.5])
    #expect(try Self.spans("last year", asked: "2023-05-10").map(\.strength) == [0.5])
    #expect(try Self.spans("in May 2022", asked: "2023-05-10").map(\.strength) == [1])
  }

  @Test func `What was said within the days fits, what was said after them less and less, before them nothing`() {
    let span = DaySpan(days: 100...102, strength: 1)
    #expect([0, 98, 99].map(span.fit) == [0, 0, 0])
    #expect([100, 101, 102].map(span.fit) == [1, 1, 1])
    let after = (103...132).map(span.fit)
    #expect(after == after.sorted(by: >))
    #expect(after.allSatisfy { $0 > 0 && $0 < 1 })
    #expect(span.fit(133) == 0)
    let weak = DaySpan(days: 100...102, strength: 0.5)
    for day in 95...140 { #expect(weak.fit(day) == span.fit(day) / 2) }
  }

  @Test func `Of several spans the best fit counts, and a question without days fits nothing`() throws {
    let asked = try Self.time("2023-05-10")
    let analysis = QueryAnalysis("yesterday or in 2022", asked: LocalTime(asked))
    #expect(analysis.fit(try Self.time("2023-05-09")) == 1)
    #expect(analysis.fit(try Self.time("2022-05-09")) == 0.5)
    #expect(analysis.fit(try Self.time("2023-04-30")) == 0)
    #expect(analysis.dateTerms["date:2023-05-09"] == 1)
    #expect(analysis.dateTerms["date:2022"] == 0.5)
    let timeless = QueryAnalysis("Who paints boats?", asked: LocalTime(asked))
    #expect(timeless.fit(asked) == 0)
    #expect(timeless.dateTerms == [:])
  }

  private static func terms(_ text: String, asked day: String = "2023-05-10") throws -> [String] {
    try spans(text, asked: day).first?.terms.map { String($0.dropFirst("date:".count)) } ?? []
  }

  @Test func `Few days are looked for one by one with the week after them, others by month or year`() throws {
    #expect(try Self.terms("2023-02-26") == [26, 27, 28].map { "2023-02-\($0)" } + (1...5).map { "2023-03-0\($0)" })
    let week = try Self.terms("last week", asked: "2024-01-03")
    #expect(week.count == 14)
    #expect(week.first == "2023-12-25")
    #expect(week.last == "2024-01-07")
    #expect(try Self.terms("in May 2022") == ["2022-05"])
    #expect(try Self.terms("three months ago", asked: "2023-03-31") == ["2022-12", "2023-01"])
    #expect(try Self.terms("in 2022") == ["2022"])
    let year = try Self.terms("a year ago")
    #expect(year.count == 13)
    #expect(year.first == "2021-11")
    #expect(year.last == "2022-11")
  }
}
