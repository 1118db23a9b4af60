import ScrubjayCore
import ScrubjayLanguage
import Testing

/// What a query asks for: languages, duplicates; and what a text is found by beside its words.
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
