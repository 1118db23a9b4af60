import Testing

@testable import ScrubjayLanguage

/// What the form of a turn tells, whatever it is about.
@Suite struct TurnTraitsTests {
  @Test(arguments: [
    "Do you still sail?", "Do you still sail? 😀", "She asked: \"Do you sail?\"", "Still sailing? ❤️ ", "Sailing?)",
    "Look! Is that yours? [image: a red boat. It is old.]", "你喜欢吗？", "¿Te gusta?", "هل تحب الشاي؟", "?", "Tea?\n\n",
    "What?]",
  ])
  func `A turn that ends with a question asks`(text: String) {
    #expect(TurnTraits(text).endsWithQuestion)
    #expect(TurnTraits(text).asks)
  }

  @Test(arguments: [
    "I like it.", "Really? Yes.", "Why? Because I can", "Why? In 1999", "Who? [image: who?] I.", "为什么？因为。", "So? …",
    "Eh? No!",
  ])
  func `A turn that goes on after its question does not end with it`(text: String) {
    #expect(!TurnTraits(text).endsWithQuestion)
  }

  @Test(arguments: ["", "I like it.", "[image: a boat]", "]", "¿", "喜欢。", "é"])
  func `A turn without a question asks nothing`(text: String) {
    #expect(!TurnTraits(text).endsWithQuestion)
    #expect(!TurnTraits(text).asks)
  }

  @Test func `A question in its middle is asked, one in a remark is no end`() {
    #expect(TurnTraits("Really? Yes.").asks)
    #expect(TurnTraits("为什么？因为。").asks)
    #expect(!TurnTraits("A boat. [image: whose?]").endsWithQuestion)
  }

  @Test(arguments: [
    "We met last Tuesday", "It was three years ago", "In JANUARY, I think", "Sie kam gestern", "Im März",
    "Llegó el lunes",
    "El año pasado", "Elle est partie la semaine dernière", "Мы встретились вчера", "我们昨天见面了", "星期五",
  ])
  func `A time is named`(text: String) { #expect(TurnTraits(text).namesTime) }

  @Test(arguments: ["She paints boats", "Ella pinta barcos", "Sie malt Boote", "她画船", "dayroom, mayor", "", "😀"])
  func `No time is named`(text: String) { #expect(!TurnTraits(text).namesTime) }

  @Test(arguments: [
    "We have 3 cats", "Three cats", "a dozen eggs", "drei Katzen", "fünf Katzen", "dos gatos", "trois chats",
    "пять кошек",
    "两只猫", "٣ cats", "room12",
  ])
  func `A number is held`(text: String) { #expect(TurnTraits(text).holdsNumber) }

  @Test(arguments: ["many cats", "viele Katzen", "猫", "tense", "", "😀"])
  func `No number is held`(text: String) { #expect(!TurnTraits(text).holdsNumber) }

  @Test func `Of a very long turn the beginning tells its time`() {
    let filler = String(repeating: "boats and ", count: 1_000)
    #expect(TurnTraits("yesterday " + filler).namesTime)
    #expect(!TurnTraits(filler + "yesterday").namesTime)
    #expect(TurnTraits(filler + "sail?").endsWithQuestion)
  }
}
