import ScrubjayLanguage
import Testing

/// How texts are split: compounds, numbers, identifiers, scripts without spaces, emoji.
@Suite struct AnalyserTokenTests {
  private let analyser = Analyser()

  private func terms(_ text: String) -> Set<String> {
    Set(analyser.document(text).terms.keys)
  }

  @Test(arguments: [
    ("e-mail", ["e", "mail", "email"]),
    ("GPT-4", ["gpt", "4", "gpt4"]),
    ("v1.2", ["v1.2"]),
    ("12:30", ["12:30"]),
    ("$5", ["$", "5"]),
    ("1,000,000", ["1000000"]),
    ("3,5", ["3.5"]),
    ("10-12", ["10", "12"]),
    ("U.S.A.", ["usa"]),
    ("C++ C# F#", ["c++", "c#", "f#"]),
    ("C#\u{200D}x", ["c#", "x"]),
    ("user_name", ["user", "name", "usernam"]),
    ("userName", ["user", "name", "usernam"]),
    ("HTTPServer", ["http", "server", "httpserver"]),
    ("https://example.org/a?q=cello", ["https", "exampl", "org", "q", "cello", "a"]),
    ("maya@example.org", ["maya", "exampl", "org"]),
    ("don't", ["dont"]),
    ("trailing- -leading", ["trail", "lead"]),
    ("zero\u{AD}width", ["zerowidth"]),
  ])
  func splits(_ text: String, _ expected: [String]) {
    // A word that is not a stop word beside it, so that stop words go as usual; "a" is one.
    let stopWords: Set<String> = ["a", "dont"]
    #expect(terms(text).subtracting(stopWords) == Set(expected).subtracting(stopWords))
  }

  @Test(arguments: ["0612345678", "06 12 34 56 78", "06.12.34.56.78", "06-12-34-56-78", "06/12 34 56 78"])
  func readsATelephoneNumberHoweverItIsGrouped(_ number: String) {
    #expect(terms("Call \(number) tonight").contains("0612345678"))
    #expect(analyser.query(number).contains { $0.alternatives == ["0612345678"] })
  }

  @Test func startsANumberAtAParenthesis() {
    #expect(terms("+1 (415) 555-2671").contains("4155552671"))
  }

  @Test(arguments: [
    ("大提琴", "我昨天修好了一把旧大提琴。"),
    ("猫", "我的猫很可爱"),
    ("チェロ", "祖父のチェロを修理しました"),
    ("ﾁｪﾛ", "祖父のチェロを修理しました"),
    ("东京", "明年去东京"),
    ("서울", "나는 서울에서 일한다"),
    ("서울에서", "서울에서 왔다"),
    ("เชลโล", "ฉันซ่อมเชลโลเก่า"),
    ("น้ำ", "ขอน้ำหน่อย"),
    ("ລາວ", "ພາສາລາວ"),
    ("ខ្មែរ", "ភាសាខ្មែរ"),
  ])
  func findsAPartOfAnUnspacedText(_ part: String, in text: String) {
    let terms = terms(text)
    let query = analyser.query(part)
    #expect(!query.isEmpty)
    #expect(query.allSatisfy { term in term.alternatives.contains { terms.contains($0) } })
  }

  @Test func readsASingleCharacterOfAnUnspacedScript() {
    #expect(terms("の") == ["の"])
    #expect(terms("茶") == ["茶"])
    #expect(terms("大提琴") == ["大提", "提琴", "大", "提", "琴"])
    #expect(analyser.query("大提琴").map(\.word) == ["大提", "提琴", "大", "提", "琴"])
    // What only holds a sentence together is not asked for, unless there is nothing else.
    #expect(analyser.query("我的大提琴").map(\.word) == ["我的", "的大", "大提", "提琴", "大", "提", "琴"])
    #expect(analyser.query("的").map(\.word) == ["的"])
  }

  @Test func readsPartsInTheLanguageOfTheWhole() {
    let parts = ["Die Boote lagen die ganze Nacht am Ufer und niemand war dort. ", "Boote! ", "Häuser"]
    #expect(analyser.terms(ofParts: parts).map { $0.contains("boot") } == [true, true, false])
    let whole = analyser.document(parts.joined()).terms
    #expect(Set(whole.keys).isSubset(of: analyser.terms(ofParts: parts).joined()))
    #expect(analyser.terms(ofParts: []) == [])
    #expect(analyser.terms(ofParts: ["我姐姐画船。", "茶"]).map { $0.contains("茶") } == [false, true])
  }

  @Test func separatesScripts() {
    #expect(terms("GPT模型").isSuperset(of: ["gpt", "模型"]))
    #expect(terms("API를").isSuperset(of: ["api", "를"]))
  }

  @Test(arguments: [
    ("👍🏽", "👍"), ("❤️", "❤"), ("🇫🇷", "🇫🇷"), ("🤷🏾‍♀️", "🤷"), ("👩🏽‍💻", "👩‍💻"), ("🎻", "🎻"),
  ])
  func readsAnEmojiWhateverItsLook(_ emoji: String, _ term: String) {
    #expect(terms("thanks \(emoji)") == ["thank", term])
    #expect(analyser.query(emoji).map(\.alternatives) == [[term]])
  }

  @Test func keepsEmojiApart() {
    #expect(analyser.document("🎻🎻🐈").terms == ["🎻": 2, "🐈": 1])
    #expect(terms("🇫🇷🇵🇹") == ["🇫🇷", "🇵🇹"])
  }
}
