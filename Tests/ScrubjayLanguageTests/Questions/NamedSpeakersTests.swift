import Testing

@testable import ScrubjayLanguage

/// Who speaks and is named in a question.
@Suite struct NamedSpeakersTests {
  private static let analyser = Analyser()

  private static func named(_ speakers: [String], in question: String) -> NamedSpeakers {
    NamedSpeakers(speakers, analyser.query(question))
  }

  private static let questions: [(String, Set<String>)] = [
    ("What does Anna paint?", ["Anna"]), ("What does ANNA paint?", ["Anna"]), ("What is Anna's boat called?", ["Anna"]),
    ("What is Anna’s boat called?", ["Anna"]), ("Where do Anna and Zoë live?", ["Anna", "Zoë"]),
    ("Where does Zoe live?", ["Zoë"]), ("Where does Maria live?", ["Maria López", "Maria Kent"]),
    ("Where does Kent live?", ["Maria Kent"]), ("小明住在哪里", ["小明"]), ("Where does she live?", []),
    ("Annabel and Marianne", []), ("J and S, s, j", []), ("", []),
  ]

  @Test(arguments: questions)
  func `Those are named whose name, or a word of it, is in the question`(question: String, wanted: Set<String>) {
    let speakers = ["Anna", "Zoë", "Maria López", "Maria Kent", "J. S. Orr", "小明"]
    #expect(Self.named(speakers, in: question).named == wanted)
  }

  @Test func `A name and its possessive are no topic, whoever is asked about`() {
    let speakers = Self.named(["Anna", "Maria Kent"], in: "Does Anna's sister know Maria?")
    for word in ["Anna", "anna", "Anna's", "ANNA’S", "Kent", "Maria"] { #expect(speakers.isName(word), "\(word)") }
    for word in ["sister", "Annas", "s", "", "Mari"] { #expect(!speakers.isName(word), "\(word)") }
  }

  @Test func `Where nobody has a name nobody is named`() {
    let speakers = Self.named([], in: "Does Anna sail?")
    #expect(speakers.named == [])
    #expect(!speakers.isName("Anna"))
  }
}
