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

  // MARK: Asking and telling

  @Test(arguments: [
    ("Where is it?", 1.0), ("Where is it? And why?", 1.0), ("It is here.", 0.0), ("", 0.0), ("？", 1.0),
    ("为什么？因为。", 12.0 / 21),
    ("Is it 2.5? Yes! No", 10.0 / 18), ("أين؟", 1.0),
  ])
  func `How much of a text asks`(text: String, share: Double) {
    #expect(abs(TurnTraits(text).questionShare - share) < 0.01)
  }

  @Test func `What also tells something asks less`() {
    let text = "I moved to Bergen in May, and the flat is on the third floor. Can you help me plan the kitchen?"
    #expect((0.3...0.5).contains(TurnTraits(text).questionShare))
  }

  @Test(arguments: [
    "I sail", "It's my boat", "we went home", "ich segle", "das ist mein Boot", "es mi barco", "c'est mon bateau",
    "это моя лодка", "我有一条船", "私の船です",
  ])
  func `Somebody speaks of themselves`(text: String) { #expect(TurnTraits(text).tellsOfItself) }

  @Test(arguments: ["The boat is red", "You sail", "island", "Das Boot ist rot", "El barco es rojo", "船是红色的", ""])
  func `Nobody speaks of themselves`(text: String) { #expect(!TurnTraits(text).tellsOfItself) }

  @Test(arguments: [
    "Always answer in short sentences", "I'd rather use simple tools", "From now on, no emojis", "I prefer tea",
    "Antworte immer auf Deutsch", "Ich möchte lieber Tee", "Siempre en español", "Je préfère le thé", "以后都用中文回答我",
  ])
  func `Something is to hold from then on`(text: String) { #expect(TurnTraits(text).isStanding) }

  @Test(arguments: ["I had tea", "The answer was short", "Ich trank Tee", "昨天我喝了茶", ""])
  func `Nothing is to hold from then on`(text: String) { #expect(!TurnTraits(text).isStanding) }

  @Test(arguments: [
    ("Hey Kate! How are you?", true), ("Thank you, Kate.", true), ("Good morning Kate", true), ("Hallo Kate!", true),
    ("Kate told me", false), ("I said hi to Ben, Kate", false), ("Hi Katherine", false), ("", false),
  ])
  func `Somebody is greeted by a name`(text: String, isGreeted: Bool) {
    #expect(TurnTraits(text).greets("kate") == isGreeted)
  }
}
