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

  @Test func `Who is called by another name is named by it`() {
    let terms = Self.analyser.query("Does Kate's brother sail?")
    let speakers = NamedSpeakers(["Emi", "Elise"], terms, nicknames: ["kate": "Emi"])
    #expect(speakers.named == ["Emi"])
    #expect(speakers.isName("Kate's"))
    #expect(speakers.subject(of: "Does Kate's brother sail?")?.name == "Emi")
  }

  private static let subjects: [(String, String?, Double)] = [
    ("Where does Anna sail?", "Anna", 1), ("What did Anna tell Ben?", "Anna", 0.5),
    ("What did Ben hear of Anna?", "Ben", 0.5),
    ("Where do Anna and Ben sail?", nil, 0), ("What do both Anna, Ben like?", nil, 0),
    ("Wo segeln Anna und Ben?", nil, 0),
    ("Where does she sail?", nil, 0), ("", nil, 0),
  ]

  @Test(arguments: subjects)
  func `Of two who are named the first is asked about, unless they are asked about together`(
    question: String, name: String?, sureness: Double
  ) {
    let subject = Self.named(["Anna", "Ben"], in: question).subject(of: question)
    #expect(subject?.name == name)
    #expect(subject?.sureness ?? 0 == sureness)
  }
}
