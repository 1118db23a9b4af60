import Foundation
import ScrubjayLanguage
import Testing

/// Words of one language: case, stems, diacritics, apostrophes, stop words.
@Suite struct AnalyserWordTests {
  private let analyser = Analyser()

  /// A text, a query that must find it by a word, and the languages of the owner.
  struct Match: Sendable, CustomTestStringConvertible {
    let query: String
    let text: String
    var languages: Set<Language> = []
    var testDescription: String { "\(query) finds \(text)" }

    init(_ query: String, in text: String, _ languages: Language...) {
      self.query = query
      self.text = text
      self.languages = Set(languages)
    }
  }

  @Test(arguments: [
    Match("repair", in: "She REPAIRED two violins"),
    Match("buy", in: "Yesterday I bought a bridge for it"),
    Match("child", in: "the children are asleep"),
    Match("café", in: "We met at the cafe"),
    Match("cafe\u{301}", in: "We met at the café"),
    Match("Haus", in: "Die Häuser sind alt und schön", .de),
    Match("strasse", in: "Wir wohnen in der Straße", .de),
    Match("Muller", in: "Call Müller tomorrow", .en, .de),
    Match("canciones", in: "Esta es la canción de mi hermana", .es),
    Match("niño", in: "Los ninos están en la escuela", .es),
    Match("hôtel", in: "Nous avons dormi à l’hôtel", .fr),
    Match("arte", in: "La storia dell'arte è lunga", .it),
    Match("pedras", in: "O coração não é de pedra", .pt),
    Match("boeken", in: "Hij heeft een nieuw boek gekocht", .nl),
    Match("flickorna", in: "En flicka som inte sov", .sv),
    Match("кошка", in: "Вчера мы играли с кошками"),
    Match("её", in: "ее"),
    Match("θεοσ", in: "ΘΕΟΣ"),
    Match("السلام", in: "السَّلَامُ عليكم"),
    Match("שלום", in: "שָׁלוֹם"),
    Match("Anna", in: "That is Anna’s bow"),
    Match("O'Brien", in: "I met OBrien"),
    Match("GPT", in: "ＧＰＴ－４ is out"),
    Match("office", in: "the oﬃce is closed"),
    Match("istanbul", in: "İSTANBUL was warm"),
    Match("25", in: "٢٥"),
  ])
  func finds(_ match: Match) {
    let terms = analyser.document(match.text).terms
    let found = analyser.query(match.query, languages: match.languages).contains { term in
      term.alternatives.contains { terms[$0] != nil }
    }
    #expect(found, "\(match.query) should match \(terms.keys.sorted())")
  }

  @Test func keepsMarksThatMakeAnotherWord() {
    #expect(analyser.document("मिल").terms.keys != analyser.document("मल").terms.keys)
    #expect(analyser.document("が").terms.keys != analyser.document("か").terms.keys)
  }

  @Test func countsTerms() {
    let text = analyser.document("Strings, more strings and a string")
    #expect(text.terms == ["string": 3])
    #expect(text.length == 3)
  }

  @Test(arguments: ["the", "who am I", "The Who", "ce que je suis", "was ist das"])
  func keepsStopWordsWhereThereIsNothingElse(_ text: String) {
    #expect(analyser.document(text).length == text.split(separator: " ").count)
    #expect(!analyser.query(text).isEmpty)
  }

  @Test func dropsStopWordsElsewhere() {
    #expect(analyser.document("Who am I to judge? I don't know").terms == ["judg": 1, "know": 1])
    #expect(analyser.query("what did she play").map(\.word) == ["play"])
  }

  @Test(arguments: ["", " ", "\n\t\u{0}", "…—!?", "\u{FE0F}\u{200D}\u{301}", "🏽", "'’-_"])
  func findsNothingInNothing(_ text: String) {
    let document = analyser.document(text)
    #expect(document.terms.isEmpty)
    #expect(document.length == 0)
    #expect(document.language == .und)
    #expect(analyser.query(text).isEmpty)
  }

  @Test func separatesAtControlCharacters() {
    #expect(Set(analyser.document("cello\u{0}bow\u{7}peg").terms.keys) == ["cello", "bow", "peg"])
  }

  @Test(arguments: [
    ("ж", "ящик", "стол"), ("a", "box", "boy"), ("a", "walks", "walked"), ("acgt", "c", "g"), ("0", "1", "2"),
    ("é", "x", "y"), ("가", "나", "다"), ("0123456789abcdef", "a", "b"), ("ﬁ", "n", "x"), ("x_y", "z", "w"),
  ])
  func tellsLongWordsApartByAllOfThem(_ unit: String, _ ending: String, _ other: String) {
    let limit = Analyser.longestTermInBytes
    let long = String(repeating: unit, count: limit)
    func terms(_ text: String) -> Set<String> {
      let terms = Set(analyser.document(text).terms.keys)
      #expect(terms.allSatisfy { (1...limit).contains($0.utf8.count) })
      return terms.filter { $0.contains("#") }
    }
    #expect(terms(long + ending).count == 1)
    for neighbour in [long + other, long, long + ending + ending, unit + long + ending] {
      #expect(terms(long + ending).isDisjoint(with: terms(neighbour)))
    }
    // Asked in whatever language it is the same, and neither case nor diacritics change it.
    let asked = analyser.query(long + ending, languages: [.de, .es, .fr]).flatMap(\.alternatives)
    #expect(terms(long + ending).isSubset(of: asked))
    #expect(
      terms((long + ending).folding(options: .diacriticInsensitive, locale: nil).lowercased()) == terms(long + ending))
  }

  @Test func aWordThatFoldingMakesLongIsToldApart() {
    let long = String(repeating: "ß", count: 31)
    #expect(analyser.document(long + "øøa").terms.keys != analyser.document(long + "øøb").terms.keys)
  }

  @Test(arguments: [
    ("The strings were not in the box", Language.en),
    ("Ich habe das Cello noch nicht gehört", .de),
    ("No sé dónde están las llaves", .es),
    ("Je ne sais pas où elle est", .fr),
    ("Non so perché questo è così", .it),
    ("Não sei onde você está", .pt),
    ("Ik weet niet waar het is", .nl),
    ("Jag vet inte var det är", .sv),
    ("Я не знаю, где она", .ru),
    ("今日は雨です", .und),
    ("cello", .en),
    ("12 + 30", .und),
  ])
  func guessesTheLanguage(_ text: String, _ language: Language) {
    #expect(analyser.document(text).language == language)
  }
}
