import ScrubjayCore
import ScrubjayLanguage
import Testing

/// What holds for any text.
@Suite struct AnalyserPropertyTests {
  private static let alphabet: [Unicode.Scalar] = Array(
    "aeinstdAEHTS  .,-_':/@#+()$€0123456789éüßñçåøßœïÆİЖжщё'’ʼ漢字かなカナーの한글말ไทยน้ำລາວខ្មែរ👍🏽👩‍💻❤️🇫🇷ﬁＡ①½עִבْعَرَबि\u{0}\u{AD}\u{200D}\u{301}"
      .unicodeScalars)
  private static let words = [
    "the", "strings", "was", "nicht", "Häuser", "l'hôtel", "que", "canción", "e-mail", "userName", "2023-05-08",
    "06", "12", "34", "56", "кошками", "大提琴", "서울에서", "don't", "U.S.A.", "12:30", "👍🏽", "May", "8th",
  ]

  /// A text of scalars from everywhere, from the alphabet above, or of words.
  private static func text(_ source: inout SplitMix) -> String {
    var text = String.UnicodeScalarView()
    let shape = Int.random(in: 0..<3, using: &source)
    for _ in 0..<Int.random(in: 0...40, using: &source) {
      switch shape {
      case 0:
        if let scalar = Unicode.Scalar(UInt32.random(in: 0...0x10FFFF, using: &source)) { text.append(scalar) }
      case 1: text.append(contentsOf: [alphabet.randomElement(using: &source) ?? "a"])
      default: text.append(contentsOf: ((words.randomElement(using: &source) ?? "a") + " ").unicodeScalars)
      }
    }
    return String(text)
  }

  @Test(arguments: 0..<8) func aTextIsFoundByItself(seed: UInt64) {
    let analyser = Analyser()
    var source = SplitMix(seed: seed)
    for _ in 0..<500 {
      let text = Self.text(&source)
      let document = analyser.document(text)
      let query = analyser.query(text, languages: [.de, .es])
      #expect(query.isEmpty == document.terms.isEmpty, "\(text.debugDescription)")
      for term in query {
        #expect(term.alternatives.contains { document.terms[$0] != nil }, "\(term) in \(text.debugDescription)")
      }
    }
  }

  @Test(arguments: 0..<8) func termsAreWellFormed(seed: UInt64) throws {
    let analyser = Analyser()
    var source = SplitMix(seed: seed + 100)
    let day = try #require(Timestamp(year: 2026, month: 3, day: 2)?.day)
    for _ in 0..<500 {
      let text = Self.text(&source)
      let speaker = Self.text(&source)
      let document = analyser.document(text, speaker: speaker, day: day)
      let (dates, words) = (
        document.terms.keys.filter { $0.hasPrefix("date:") }, document.terms.filter { !$0.key.hasPrefix("date:") }
      )
      #expect(Set(dates) == Set(day.terms))
      #expect(document.length == words.values.reduce(0, +))
      for term in words.keys {
        #expect(
          (1...Analyser.longestTermInBytes).contains(term.utf8.count),
          "\(text.debugDescription) by \(speaker.debugDescription)")
        #expect(!term.unicodeScalars.contains("\u{0}"), "\(text.debugDescription)")
      }
      #expect(analyser.document(text, speaker: nil) == Analyser().document(text), "\(text.debugDescription)")
    }
  }

  @Test func tasksMayShareAnAnalyser() async {
    let analyser = Analyser()
    let text = "Vet day: the cats were repairing violins"
    let expected = analyser.document(text)
    await withTaskGroup { group in
      for _ in 0..<64 {
        group.addTask { (0..<50).allSatisfy { _ in analyser.document(text) == expected } }
      }
      for await same in group { #expect(same) }
    }
  }

  @Test func readsAMegabyte() {
    let analyser = Analyser()
    let sentence = "The cello growled like a bear; 大提琴 прозвучала. "
    let count = 1_000_000 / sentence.utf8.count + 1
    let text = analyser.document(String(repeating: sentence, count: count))
    #expect(text.terms["cello"] == count)
    #expect(analyser.document(String(repeating: "x", count: 1_000_000)).terms.count == 1)
    #expect(analyser.document(String(repeating: "b-", count: 500_000)).terms["b"] == 500_000)
    #expect(analyser.document(String(repeating: "\u{301}", count: 500_000)).terms.isEmpty)
  }
}

/// A small generator whose numbers follow from its seed.
private struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
