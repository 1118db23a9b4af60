import ScrubjayCore
import Testing

@testable import ScrubjayLanguage

/// Times relative to that of the message, made absolute, and the third person of verbs.
@Suite struct StatedTimeTests {
  /// A Sunday.
  private static let reference = Timestamp(year: 2026, month: 11, day: 15, hour: 12)

  @Test(arguments: [
    ("moved to Porto last month", "moved to Porto in October 2026", "2026-10-01"),
    ("quit three years ago", "quit in 2023", "2023-01-01"),
    ("started two weeks ago there", "started around 1 November 2026 there", "2026-11-01"),
    ("came yesterday", "came on 14 November 2026", "2026-11-14"),
    ("came the day before yesterday", "came on 13 November 2026", "2026-11-13"),
    ("living there since last year", "living there since 2025", "2025-01-01"),
    ("arrived last Friday", "arrived on 13 November 2026", "2026-11-13"),
    ("married on 8 May 2023", "married on 8 May 2023", "2023-05-08"),
    ("born in 1988 in Zagreb", "born in 1988 in Zagreb", "1988-01-01"),
    ("since May 2024", "since May 2024", "2024-05-01"),
  ])
  func `A time is said absolutely, and begins`(words: String, absolute: String, start: String) throws {
    let reference = try #require(Self.reference)
    let (found, time) = StatedTime.absolute(SpokenWord.words(of: words[...]), at: LocalTime(reference))
    #expect(found.joined == absolute)
    #expect(time?.description.prefix(10).description == start)
  }

  @Test(arguments: ["", "likes coffee", "on the table", "my birthday is on March"]) func `Other words are no time`(
    words: String
  ) throws {
    let reference = try #require(Self.reference)
    #expect(StatedTime.start(in: SpokenWord.words(of: words[...]), at: LocalTime(reference)) == nil)
  }

  @Test(arguments: [
    ("have", "has"), ("go", "goes"), ("teach", "teaches"), ("carry", "carries"), ("play", "plays"), ("live", "lives"),
    ("do", "does"),
    ("fix", "fixes"),
  ])
  func `A verb has its form in the third person`(base: String, form: String) {
    #expect(ThirdPerson.verb(base) == form)
    #expect(ThirdPerson.base(form, among: [base]) == base)
  }

  @Test func `Pronouns are changed, and countries are not`() {
    let words = SpokenWord.words(of: "my two cats and our house in the US with me")
    #expect(ThirdPerson.words(words).joined == "their two cats and their house in the US with them")
  }
}
