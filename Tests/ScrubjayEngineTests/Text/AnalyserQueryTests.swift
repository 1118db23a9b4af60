import ScrubjayCore
import ScrubjayEngine
import Testing

/// What a query asks for: languages, duplicates, dates, speakers.
@Suite struct AnalyserQueryTests {
  private let analyser = Analyser()

  @Test func asksForTheStemInEachLanguageOfTheOwner() {
    let query = analyser.query("Wohnungen", languages: [.en, .de, .ru])
    #expect(query.map(\.alternatives) == [["wohnungen", "wohnung"]])
    #expect(analyser.query("bows", languages: [.en]).map(\.alternatives) == [["bow"]])
  }

  @Test func asksOnceForAWord() {
    #expect(analyser.query("bow Bow bows bow's").map(\.word) == ["bow"])
  }

  @Test func ignoresTheOrderOfTheLanguages() {
    let expected = analyser.query("canciones antiguas", languages: [.de, .es, .fr, .it])
    #expect(analyser.query("canciones antiguas", languages: [.it, .fr, .es, .de]) == expected)
  }

  @Test(arguments: [
    ("2023-05-08", ["2023-05-08", "2023-05", "2023"]),
    ("2023-05-08T10:30:00Z", ["2023-05-08", "2023-05", "2023"]),
    ("since 2023-05", ["2023-05", "2023"]),
    ("8 May 2023", ["2023-05-08", "2023-05", "2023"]),
    ("May 8th, 2023", ["2023-05-08", "2023-05", "2023"]),
    ("the 8th of May, 2023", ["2023-05-08", "2023-05", "2023"]),
    ("May 2023", ["2023-05", "2023"]),
    ("in 2023?", ["2023"]),
    ("8. März 2023", ["2023-03-08", "2023-03", "2023"]),
    ("8 de mayo de 2023", ["2023-05-08", "2023-05", "2023"]),
    ("1er août 2023", ["2023-08-01", "2023-08", "2023"]),
    ("29 February 2024", ["2024-02-29", "2024-02", "2024"]),
    ("29 February 2023", ["2023-02", "2023"]),
    ("2023-13-01", ["2023"]),
    ("from May 2023 to June 2024", ["2023-05", "2023", "2024-06", "2024"]),
    ("8 May", []),
    ("may I", []),
    ("room 1203, 99999", []),
  ])
  func findsDates(_ text: String, _ expected: [String]) {
    let dates = analyser.query(text).filter { $0.kind == .date }
    #expect(dates.map(\.word) == expected)
    #expect(dates.map(\.alternatives) == expected.map { ["date:\($0)"] })
  }

  @Test func keepsTheWordsOfADate() {
    #expect(analyser.query("concert 2023").map(\.kind) == [.word, .word, .date])
  }

  @Test func indexesSpeakerAndDay() throws {
    let day = try #require(Timestamp(year: 2023, month: 5, day: 8)?.day)
    let text = analyser.document("The bow is ready", speaker: "Will O'Brien", day: day)
    #expect(
      text.terms.keys.sorted() == ["bow", "date:2023", "date:2023-05", "date:2023-05-08", "obrien", "readi", "will"])
    #expect(text.length == 4)
  }

  @Test func padsAYear() {
    #expect(Timestamp(year: 476, month: 9, day: 4)?.day.terms == ["date:0476", "date:0476-09", "date:0476-09-04"])
  }

  @Test func cannotBeToldADateByAText() {
    let terms = analyser.document("date:2023-05-08 date:2023").terms
    #expect(terms.keys.allSatisfy { !$0.hasPrefix("date:") })
  }
}
