import ScrubjayCore
import Testing

@testable import ScrubjayLanguage

/// What is said in a role, a game or a draft, and what is pasted, is nobody's own.
@Suite struct FramingTests {
  private static let time = LocalTime(Timestamp(seconds: 1_794_744_000))

  /// What is taken of the messages of one session.
  private static func contents(_ messages: [String]) -> [String] {
    var framing: Framing?
    return messages.flatMap { message in
      defer { framing = StatementExtractor.framing(after: message, within: framing) }
      return StatementExtractor.statements(in: message, at: time, within: framing).map(\.content)
    }
  }

  @Test(arguments: [
    ["Let's role-play: I'm Captain Vo. I live on Mars.", "I own two ships.", "I have a dog."],
    ["Pretend I'm a vampire", "I live in a castle"], ["Imagine I live on the moon.", "I have three cows."],
    ["Let's play two truths and a lie. I have two dogs.", "I have three sisters."],
    ["I'm writing a story. My character lives in Rome.", "I have a cat."],
    ["I'm Captain Jack in our D&D campaign.", "I have a parrot."],
    ["You are the dungeon master.", "I am a nurse from Leeds.", "I have a horse."],
    ["Stell dir vor, ich wäre Pirat.", "Ich wohne in Berlin"], ["Imagina que soy un pirata.", "Vivo en Cuba"],
    ["Faisons semblant d'être riches.", "J'habite à Monaco"], ["我们来角色扮演吧，我是船长。", "我住在火星"],
    ["Write me a bio that says I'm a pilot from Oslo.", "I own two planes."],
    ["Draft an email to my boss saying I moved to Rome.", "I have a dog."],
    ["Escribe una carta: vivo en Marte", "Vivo en Venus"],
  ])
  func `What opens it lasts over the messages that follow`(messages: [String]) {
    #expect(Self.contents(messages) == [])
  }

  @Test(arguments: [
    (["Let's role-play: I'm Captain Vo.", "Ok, end of the game. I live in Porto.", "I have a cat."], 2),
    (["Pretend I'm a vampire", "I live in a castle", "Out of character: I live in Leeds"], 1),
    (["Imagine I live on the moon.", "In real life I live in Leeds."], 1),
    (["Write me a bio that says I'm a pilot.", "Thanks! I live in Porto."], 1),
    (["Translate this: I live in Rome.", "By the way, I have two cats."], 1),
    (["Escribe una carta: vivo en Marte", "Gracias. Vivo en Madrid"], 1),
    (["Can you write a function that parses CSV?", "I live in Oslo."], 1),
    (["I play the piano in a jazz band.", "I have a cat."], 2),
  ])
  func `It lasts until it plainly ends`(messages: [String], count: Int) {
    #expect(Self.contents(messages).count == count)
  }

  @Test func `A pasted text opens what its writer says around it, not what stands within it`() {
    let pasted = String(
      repeating: "The survey asked people of three towns how they travel. Suppose we count trams twice. ", count: 20)
    #expect(Self.contents(["Have a look at this.\n" + pasted + "Done.", "I have a dog."]) == ["The user has a dog"])
    #expect(Self.contents(["Let's role-play in this world.\n" + pasted + "Done.", "I have a dog."]) == [])
    #expect(Self.contents([pasted + "Let's role-play in this world.", "I have a dog."]) == [])
  }

  @Test(arguments: [
    "Relevant memories:\n- I live in Rome\n- I have two cats", "Known facts about the user:\n* I live in Rome",
    "Things you know about me:\n- I live in Rome", "Context from past conversations:\nI live in Rome\nI am vegan",
    "Groceries for Ana:\n- I love tomatoes",
    "<memories>\nI live in Rome\n</memories>", "## Memory\nI live in Rome\nI am vegan",
    "Recuerdos:\n- Vivo en Roma", "Erinnerungen:\n- Ich wohne in Rom", "相关记忆：\n- 我住在上海",
    "On Mon, 3 Nov 2025 at 10:12, Ana wrote:\nI live in Rome", "From: ana@example.org\nSubject: hi\n\nI live in Rome",
    "Am 3. November um 10:12 schrieb Ana Lopez: \nI live in Rome", "[10:32 PM] I live in Rome",
    "(10:32:01) I live in Rome",
    "[2026-01-01] I live in Rome", "10:32 - Ana: I live in Rome", "[ERROR] I live in Rome",
    "2026-01-01 10:00:00 INFO I live in Rome", "[10:32] Ana: I live in Rome", "12.11.25, 10:32 - Ana: I live in Rome",
    "User: I live in Rome\nAssistant: Nice!", "Ana: I live in Rome\nBen: I have two cats\nAna: I am vegan",
    "My friend wrote me: I live in Rome. I have two cats.", "He said “I live in Rome. I have two cats. I am vegan.”",
    "The lyrics go: I live in a yellow submarine. I have a ticket to ride.",
    "Mi amiga dijo: Vivo en Roma. Tengo dos gatos.",
  ])
  func `What looks like what others said, or a memory gave back, is not taken`(message: String) {
    #expect(Self.contents([message]) == [])
  }

  @Test(arguments: [
    (
      "Some facts about me:\n    - I live in Rome\n    - I have two cats",
      ["The user lives in Rome", "The user has two cats"]
    ),
    ("- I live in Rome\n- I have two cats", ["The user lives in Rome", "The user has two cats"]),
    ("\t* I live in Rome", ["The user lives in Rome"]), ("1. I live in Rome", ["The user lives in Rome"]),
    ("```\nprint(1)\n\nI'm allergic to peanuts.", ["The user is allergic to peanuts"]),
    ("```\nI live in Oslo\n\nI have a dog\n```\nI have a cat.", ["The user has a cat"]),
    ("Relevant memories:\n- I live in Rome\n\nI have a cat.", ["The user has a cat"]),
    ("She told me: \"I live in Rome. I hate fish.\"\nI live in Leeds.", ["The user lives in Leeds"]),
    ("PS: I live in Rome", ["The user lives in Rome"]),
    ("On my blog I wrote about three things:\nBoats.\nAnyway, hello.\nI live in Rome", ["The user lives in Rome"]),
    ("(9:30 is when I leave)\n9:30 is good for me: I live in Rome", ["The user lives in Rome"]),
  ])
  func `What stands beside it is taken`(message: String, contents: [String]) {
    #expect(Self.contents([message]) == contents)
  }
}
