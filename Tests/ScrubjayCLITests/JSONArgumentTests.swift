import ScrubjayCore
import Testing

@testable import ScrubjayCLI

/// Flags that take JSON: what begins like it must be it, unless it is said to be text.
struct JSONArgumentTests {
  private func withSession() async throws -> Installation {
    let program = try Installation()
    #expect(try await program.run("sessions", "create", "--app", "a", "--user", "u", "--id", "s").status == 0)
    return program
  }

  @Test func textNeedsNoQuotesAndJSONIsJSON() async throws {
    let program = try await withSession()
    let values: [(text: String, value: JSON)] = [
      ("pt", "pt"), ("", ""), ("two words", "two words"), (" padded", " padded"), ("nullable", "nullable"),
      ("truest", "truest"), ("tru", "tru"), ("false_start", "false_start"), ("null1", "null1"), ("True", "True"),
      ("+5", "+5"), (".5", ".5"), (#"'{"a":1}'"#, #"'{"a":1}'"#), ("äöü", "äöü"), (#""quoted""#, "quoted"),
      (#" {"a": 1.0} "#, ["a": .number("1.0")]), ("[1,2]", [1, 2]), ("-1.50", .number("-1.50")), ("true", true),
      (" null ", .null), ("1e3", .number("1e3")),
    ]
    for (text, value) in values {
      let outcome = try await program.run("state", "set", "s", "k", "--value=\(text)", "--json")
      #expect(outcome.json["value"] == value, "\(text): \(outcome.errors)")
    }
  }

  @Test(arguments: [
    (#"{"a":1,"#, #"at character 8 after '{"a":1,'"#), (#"{"a":1}}"#, "at character 8"), ("[1,2", "at character 5"),
    (#"{'a':1}"#, "at character 2"), (#""hello"#, "at character 7"), ("1.2.3", "at character 4 after '1.2'"),
    ("2024-05-01", "at character 5 after '2024'"), ("-5 degrees", "at character 4"), ("-", "at character 2"),
    ("-.5", "at character 2"), ("007", "at character 2"), ("true story", "at character 6"), ("null,", "at character 5"),
    ("  [1 2]", "at character 6"), ("{\n  \"a\": 1,\n}", "at line 3, character 1"), ("\u{A0}{}", "at character 1"),
    (#"{"é": "日本", x}"#, "at character 13"),
  ])
  func aSlipInJSONIsPointedAt(text: String, place: String) async throws {
    let program = try await withSession()
    let outcome = try await program.run("state", "set", "s", "k", "--value", "-", input: text)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("--value begins like JSON, but is not valid JSON"), "\(outcome.errors)")
    #expect(outcome.errors.contains(place), "\(outcome.errors)")
    #expect(outcome.errors.contains("--text"))
    #expect(try await program.run("state", "get", "s", "k").status == 3)
    let asText = try await program.run("state", "set", "s", "k", "--text", "--json", "--value=\(text)", input: text)
    #expect(asText.json["value"] == .string(text), "\(asText.errors)")
  }

  @Test func everyFlagOfAnyJSONIsHeldToIt() async throws {
    let program = try await withSession()
    let memory = ["memories", "add", "--namespace", "user:u", "--type", "semantic", "--key", "k", "--content", "x"]
    let added = try await program.run(memory + ["--json"])
    let id = try #require(added.json["id"]?.stringValue)
    let lines = [
      ["events", "append", "s", "--type", "message", "--actor", "user", "--content"], memory + ["--value"],
      ["remember", "--user", "u", "x", "--value"], ["memories", "update", id, "--value"],
      ["tasks", "create", "--session", "s", "--prompt", "p", "--id", "t", "--result"],
      ["tasks", "update", "t", "--result"],
    ]
    for line in lines {
      let broken = try await program.run(line + [#"{"a":1,"#])
      #expect(broken.status == 2 && broken.errors.contains("begins like JSON"), "\(line): \(broken.errors)")
      #expect(try await program.run("help", line[0], line[1]).output.contains("--text"))
    }
    for line in [lines[0], lines[4], lines[5]] {
      let stored = try await program.run(line + ["1.2.3", "--text", "--json"])
      #expect(stored.status == 0 && stored.output.contains(#""1.2.3""#), "\(line): \(stored.errors)")
    }
  }

  @Test func objectsAndListsHaveNoOtherWay() async throws {
    let program = try await withSession()
    let create = ["sessions", "create", "--app", "a", "--user", "u"]
    for line in [
      create + ["--metadata"], create + ["--state"], ["messages", "append", "s", "--messages"],
      ["events", "append", "s", "--events"], ["sessions", "update", "s", "--metadata"],
      ["recall", "x", "--user", "u", "--filter"],
    ] {
      for text in [#"{"a":1,"#, "plain"] {
        let outcome = try await program.run(line + [text])
        #expect(outcome.status == 2, "\(line): \(outcome.errors)")
        #expect(outcome.errors.contains("should be JSON, but is not valid"), "\(line): \(outcome.errors)")
        #expect(!outcome.errors.contains("--text"))
      }
    }
    let file = try program.write("[{\"role\": \"user\",\n \"content\": }]", to: "broken.json")
    let outcome = try await program.run("messages", "append", "s", "--messages", "@\(file)")
    #expect(outcome.errors.contains("at line 2, character 13"), "\(outcome.errors)")
  }

  @Test func textIsSaidOfAValueThatIsThere() async throws {
    let program = try await withSession()
    let outcome = try await program.run("tasks", "create", "--session", "s", "--prompt", "p", "--text")
    #expect(outcome.status == 2 && outcome.errors.contains("--text requires --result"), "\(outcome.errors)")
  }
}
