import Foundation
import ScrubjayCore
import ScrubjayTestKit
import Testing

@testable import ScrubjayCLI

/// What answers look like at a terminal: no raw JSON, lines that fit, and the room for what someone came to see.
struct AnswerOnTerminalTests {
  private static let said = "Inês paints boats in Porto, where the river meets the sea."

  /// A database with something of everything, and commands that show it.
  private static func filled() async throws -> (Installation, commands: [[String]], session: String) {
    let program = try Installation()
    func store(_ words: String...) async throws -> String {
      let outcome = try await program.run(words + ["--json"])
      #expect(outcome.status == 0, "\(words): \(outcome.errors)")
      return outcome.json["id"]?.stringValue ?? ""
    }
    let session = try await store(
      "sessions", "create", "--app", "diary", "--user", "ana", "--metadata", #"{"a": ["b"]}"#)
    _ = try await store("messages", "append", session, "--role", "user", "--content", said)
    _ = try await store("messages", "append", session, "--role", "assistant", "--content", "日本語のメッセージです。とても長いので切られます。")
    _ = try await store("state", "set", session, "profile", "--value", #"{"likes": [{"what": "tea"}, 7], "none": {}}"#)
    let memory = try await store(
      "remember", "--user", "ana", "Ana prefers tea.", "--value", #"{"deep": {"deeper": 1}}"#)
    _ = try await store("memories", "update", memory, "--content", "Ana prefers coffee.")
    for place in ["Porto", "Lisbon"] { _ = try await store("remember", "--user", "ben", "Ben lives in \(place).") }
    _ = try await store("memories", "consolidate", "--namespace", "user:ben", "--strategy", "review")
    let document = try await store("documents", "put", "--path", "boats.md", "--content", "# Boats\n\nIn Porto.")
    let task = try await store("tasks", "create", "--session", session, "--prompt", "Paint", "--result", "[[1, 2], {}]")
    return (
      program,
      [
        ["extractions", "run"], ["extractions", "list"], ["sessions", "list"], ["sessions", "get", session],
        ["sessions", "consolidate", session, "--dry-run"], ["messages", "list"], ["messages", "show", session],
        ["messages", "append", session, "--role", "user", "--content", "More."], ["events", "list", session],
        ["window", "get", "--app", "diary", "--user", "ana"], ["state", "list", session],
        ["state", "get", session, "profile"], ["memories", "list", "--user", "ana"], ["memories", "get", memory],
        ["memories", "history", memory], ["memories", "diff", memory, "--from", "1", "--to", "2"],
        ["memories", "consolidate", "--namespace", "user:ben", "--dry-run"], ["conflicts", "list"],
        ["documents", "list"], ["documents", "get", document], ["recall", "boats", "--user", "ana"],
        ["tasks", "list"], ["tasks", "get", task], ["tenants", "list"], ["tenants", "usage"], ["audit", "list"],
        ["retention", "--dry-run"], ["version"], ["config"],
      ], session
    )
  }

  @Test(arguments: [40, 80, 120])
  func noAnswerIsRawJSONAndEveryLineFits(columns: UInt16) async throws {
    let (program, commands, _) = try await Self.filled()
    for command in commands {
      let shown = try await PseudoTerminal.show(program.process(command + ["--no-color", "--quiet"]), columns: columns)
      #expect(!shown.contains("{\"") && !shown.contains("\":"), "\(command):\n\(shown)")
      let wide = shown.split(separator: "\n").filter { DisplayWidth.of($0) > Int(columns) }
      #expect(wide.isEmpty, "\(command): \(wide)")
    }
  }

  @Test func listsGiveTheRoomToWhatIsSaid() async throws {
    let (program, _, session) = try await Self.filled()
    let shown = try await program.show("messages", "list", "--user", "ana", "--no-color")
    #expect(shown.contains(Self.said.prefix(30)), "\(shown)")
    #expect(shown.contains("…\(session.suffix(6))") && !shown.contains(session))
    #expect(shown.contains("--wide shows everything"))
    let wide = try await program.show("messages", "list", "--user", "ana", "--no-color", "--wide")
    #expect(wide.contains(session) && wide.contains(Self.said) && !wide.contains("--wide"))
    #expect(!(try await program.show("messages", "list", "--user", "ana", "--quiet")).contains("--wide"))
    let history = try await program.show("memories", "history", memory(program), "--no-color")
    #expect(history.contains("VERSION") && history.contains("CONTENT"))
    let conflicts = try await program.show("conflicts", "list", "--no-color", columns: 120)
    #expect(conflicts.contains("Ben lives in Lisbon. | Ben lives in Porto."))
    #expect(try await program.show("documents", "list", "--wide", "--no-color").hasPrefix("ID "))
  }

  private func memory(_ program: Installation) async throws -> String {
    let listed = try await program.run("memories", "list", "--user", "ana", "--json")
    return listed.json["data"]?.arrayValue?.first?["id"]?.stringValue ?? ""
  }

  @Test func aPipeIsNotConcerned() async throws {
    let (program, _, session) = try await Self.filled()
    for flags in [[], ["--wide"]] {
      let listed = try await program.run(["messages", "list", "--user", "ana"] + flags)
      #expect(listed.lines.allSatisfy { $0.hasSuffix("\t\(session)") } && listed.errors.isEmpty)
      let value = try await program.run(["state", "get", session, "profile"] + flags)
      #expect(value.lines[1] == #"value\#t{"likes":[{"what":"tea"},7],"none":{}}"#)
    }
  }

  @Test func idsAreAsLongAsItTakesToTellThemApart() {
    let first = "01a22fed-42d6-7140-9701-6e4fcb805f45"
    let second = "01a22fed-42d6-7140-9701-6e4fca805f45"
    #expect(ShortIDs([first, "s1"]).text(first) == "…805f45")
    let both = ShortIDs([first, "user:\(second)"])
    #expect(both.text(first) == "…b805f45" && both.text("key:\(second)") == "key:…a805f45")
    #expect(both.id("s1") == "s1" && both.text("weekly-planning-with-ben") == "weekly-planning-with-ben")
    let long = ["conversation-of-2026-03-02-ana", "conversation-of-2026-03-02-ben"]
    let others = ShortIDs(long, ids: long)
    #expect(long.map(others.id) == ["…26-03-02-ana", "…26-03-02-ben"])
    #expect(ShortIDs([]).text(first) == "…805f45")
  }

  @Test func nestedValuesAreIndented() {
    let value: JSON = [
      "plain": "text", "empty": "", "list": ["a", "b"], "sentences": ["One of them.", "And another."], "nothing": .null,
      "object": ["inner": [1, [2, 3]], "none": [:]],
    ]
    let lines = ObjectText(style: Style(isOn: false)).lines(value.members ?? [], [:], columns: 40)
    #expect(
      lines.joined(separator: "\n") == """
        plain    text
        empty    ""
        list     a, b
        sentences
          - One of them.
          - And another.
        nothing  null
        object
          inner
            - 1
            - 2, 3
          none  {}
        """)
  }

  @Test func whatIsNestedTooDeepForTheTerminalSaysSo() {
    var value: JSON = "deep"
    for level in 0..<100 { value = ["level\(level)": value] }
    let lines = ObjectText(style: Style(isOn: false)).lines(value.members ?? [], [:], columns: 40)
    #expect(lines.allSatisfy { DisplayWidth.of($0) <= 40 } && lines.last?.contains("see --json") == true)
  }

  @Test func numbersGiveWayToWhatSomeoneCameToSee() {
    let table = Table(
      columns: [.init("content", .most), .init("importance", .spare), .init("kind")],
      rows: [[String(repeating: "word ", count: 20), "5", "fact"]])
    let narrow = table.text(columns: 50, style: Style(isOn: false))
    #expect(!narrow.text.contains("IMPORTANCE") && narrow.text.contains("fact") && narrow.isShortened)
    let wide = table.text(columns: .max, style: Style(isOn: false))
    #expect(wide.text.contains("IMPORTANCE") && !wide.text.contains("…") && !wide.isShortened)
  }
}
