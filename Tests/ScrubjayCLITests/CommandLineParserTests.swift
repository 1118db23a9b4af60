import Testing

@testable import ScrubjayCLI

/// Reading command lines, and guessing what was meant.
struct CommandLineParserTests {
  private let command = Command(
    "notes add", "Add a note",
    positionals: [
      Positional("TITLE", "Its title."), Positional("TEXT", isRequired: false, takesRest: true, "Its text."),
    ],
    flags: [
      Flag("key", .text("KEY"), "Its key."), Flag("tag", .text("TAG"), isRepeatable: true, "A tag."),
      Flag("draft", .none, "Whether it is one."), Flag("color", .oneOf(["red", "blue"]), "Its color."),
    ]
  ) { _ in .ok }

  private func parse(_ words: String...) throws -> (arguments: Arguments, settings: [String: String]) {
    let line = try CommandLineParser(commands: [command]).parse(words)
    guard case .run(_, let arguments) = line.request else { throw Failure.usage("not a command") }
    return (arguments, line.settings)
  }

  @Test func flagsStandAnywhereAfterTheName() throws {
    let line = try parse("notes", "add", "--tag", "a", "Title", "--tag=b", "--draft", "--json")
    #expect(line.arguments.positionals == ["Title"])
    #expect(line.arguments.flags == ["tag": ["a", "b"], "draft": ["true"]])
    #expect(line.settings == ["json": "true"])
  }

  @Test func settingsStandBeforeTheNameToo() throws {
    #expect(
      try parse("--server", "http://x", "notes", "--json", "add", "T").settings == [
        "server": "http://x", "json": "true",
      ])
  }

  @Test func aCommandsOwnFlagGoesBeforeASettingOfItsName() throws {
    #expect(try parse("notes", "add", "T", "--key", "k").arguments.last("key") == "k")
    #expect(try parse("--key", "k", "notes", "add", "T").settings["key"] == "k")
  }

  @Test func anAPIKeyIsNeverTakenForAnythingElse() throws {
    let line = try parse("notes", "add", "T", "--key", "sj_123", "--key", "k")
    #expect(line.settings["key"] == "sj_123")
    #expect(line.arguments.last("key") == "k")
  }

  @Test func theRestIsOneText() throws {
    #expect(try parse("notes", "add", "T", "two", "words").arguments.positionals == ["T", "two words"])
    #expect(try parse("notes", "add", "--", "--T", "-x").arguments.positionals == ["--T", "-x"])
    #expect(try parse("notes", "add", "T", "-").arguments.positionals == ["T", "-"])
  }

  @Test func valuesMayLookLikeFlags() throws {
    #expect(
      try parse("notes", "add", "T", "--tag=--x", "--draft=false").arguments.flags == [
        "tag": ["--x"], "draft": ["false"],
      ])
    #expect(try parse("notes", "add", "T", "--tag", "-1").arguments.last("tag") == "-1")
    #expect(try parse("notes", "add", "T", "--tag=").arguments.last("tag")?.isEmpty == true)
  }

  @Test(arguments: [("ab", "ba", 1), ("", "abc", 3), ("kitten", "sitting", 3), ("same", "Same", 0)])
  func distancesCountEdits(_ left: String, _ right: String, _ distance: Int) {
    #expect(Suggestion.distance(left, right) == distance)
    #expect(Suggestion.distance(right, left) == distance)
  }

  @Test func farWordsAreNoSuggestion() {
    #expect(Suggestion.nearest(to: "xyzzy", among: ["sessions", "recall"]) == nil)
    #expect(Suggestion.nearest(to: "sess", among: ["sessions", "recall"]) == "sessions")
  }

  @Test(arguments: [("plain", "plain"), ("two words", "'two words'"), ("it's", #"'it'\''s'"#), ("", "''")])
  func shellWordsAreQuoted(_ text: String, _ quoted: String) {
    #expect(Shell.quoted(text) == quoted)
  }
}
