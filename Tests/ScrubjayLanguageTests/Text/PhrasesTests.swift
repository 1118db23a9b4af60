import Testing

@testable import ScrubjayLanguage

/// Looking for words and phrases of several languages at once.
@Suite struct PhrasesTests {
  private static let phrases = Phrases(
    """
    tea | last week | how many times | fruhling | wie viel
    l an dernier | вчера | 昨天 | 这个星期
    """)

  @Test(arguments: [
    "tea", "Tea!", "green (tea)", "What did I do last week?", "last  week", "LAST-WEEK", "so how many times is it",
    "Frühling",
    "im FRÜHLING", "wie viel", "L'an dernier", "Это было вчера.", "我昨天去了", "昨天", "在这个星期里", "I said 昨天 and left",

    "last last week", "how many how many times",
  ])
  func `A phrase is found where its words follow each other`(text: String) {
    #expect(Self.phrases.occur(in: PhraseText(text)))
  }

  @Test(arguments: [
    "", " ", "team", "steal", "last", "week last", "last long week", "how many", "many times", "wieviel", "昨", "天昨",
    "这个",
    "вчерашний", "😀", "an dernier",
  ])
  func `Parts of words and of phrases are not found`(text: String) {
    #expect(!Self.phrases.occur(in: PhraseText(text)))
  }

  @Test func `An empty table finds nothing`() {
    for table in ["", " | ", "\n|\n"] { #expect(!Phrases(table).occur(in: PhraseText("tea"))) }
  }
}
