import ScrubjayCore
import Testing

@testable import ScrubjayCLI

/// Every operation, in process and against a server, by the same command lines.
struct OperationTests {
  /// Command lines that carry out every operation; `{name}` stands for a value of an answer before.
  private static let script: [(line: [String], keeps: String?)] = [
    (["sessions", "create", "--app", "diary", "--user", "ana", "--id", "a/b ü", "--metadata", #"{"n": 1.0}"#], nil),
    (["sessions", "get", "a/b ü"], nil),
    (["sessions", "list", "--user", "ana", "--order", "oldest", "--with-state"], nil),
    (["sessions", "update", "a/b ü", "--title", "Boats", "--if-match", "0"], nil),
    (["sessions", "update", "a/b ü", "--unset", "title"], nil),
    (["sessions", "update", "a/b ü", "--time-zone", "Europe/Lisbon"], nil),
    (["users", "update", "ana", "--time-zone", "Europe/Lisbon"], nil), (["users", "get", "ana"], nil),
    (["messages", "append", "a/b ü", "--role", "user", "--content", "My sister Inês paints boats."], nil),
    (["messages", "append", "a/b ü", "--messages", #"[{"role": "assistant", "content": "In Porto?"}]"#], nil),
    (["messages", "show", "a/b ü", "--limit", "1"], nil),
    (["messages", "store", "--user", "ana", "--app", "diary", "--role", "user", "--content", "Yes."], nil),
    (["messages", "list", "--user", "ana"], nil),
    (["window", "get", "--app", "diary", "--user", "ana"], nil),
    (["events", "append", "a/b ü", "--type", "action", "--actor", "agent:diary", "--content", #"{"did": true}"#], nil),
    (
      ["events", "list", "a/b ü", "--type", "action", "--newest", "--limit", "1", "--since", "2020-01-01T00:00:00Z"],
      nil
    ),
    (["state", "set", "a/b ü", "user:language", "--value", #""pt""#], nil),
    (["state", "get", "a/b ü", "user:language"], nil),
    (["state", "list", "a/b ü"], nil),
    (["state", "shared", "user", "ana"], nil),
    (["state", "delete", "a/b ü", "user:language"], nil),
    (
      ["memories", "add", "--namespace", "user:ana", "--type", "semantic", "--content", "Tea.", "--key", "drink"], "id"
    ),
    (
      [
        "memories", "batch", "--memories",
        #"[{"namespace": "user:ana", "type": "semantic", "content": "Boats.", "key": "likes"}]"#,
      ], nil
    ),
    (
      ["memories", "batch", "--namespace", "app:diary", "--type", "procedural", "--content", "Be short."], nil
    ),
    (["remember", "--user", "ana", "Ana", "prefers", "coffee."], nil),
    (["memories", "get", "{id}"], nil),
    (["memories", "resolve", "--session", "a/b ü", "--key", "drink"], nil),
    (["memories", "list", "--user", "ana", "--key", "drink"], nil),
    (["memories", "update", "{id}", "--content", "Green tea.", "--if-match", "1"], nil),
    (["memories", "history", "{id}"], nil),
    (
      ["memories", "list", "--user", "ana", "--as-of", "2020-01-01T00:00:00Z", "--valid-at", "2020-01-01T00:00:00Z"],
      nil
    ),
    (["memories", "publish", "{id}", "--namespace", "org:default", "--key", "team-drink"], nil),
    (["memories", "rollback", "{id}", "--version", "1", "--if-match", "2"], nil),
    (["memories", "diff", "{id}", "--from", "1", "--to", "2"], nil),
    (["recall", "--user", "ana", "who", "paints", "boats", "--explain", "--role", "user"], nil),
    (["memories", "delete", "{id}"], nil),
    (["memories", "restore", "{id}"], nil),
    (["memories", "redact", "{id}", "--version", "1"], nil),
    (["memories", "purge", "{id}", "--if-match", "4"], nil),
    (["remember", "--user", "ben", "Ben", "lives", "in", "Porto."], nil),
    (["remember", "--user", "ben", "Ben", "lives", "in", "Lisbon."], nil),
    (["memories", "consolidate", "--namespace", "user:ben", "--dry-run"], nil),
    (["memories", "consolidate", "--namespace", "user:ben"], "id"),
    (["consolidations", "list", "--namespace", "user:ben"], nil),
    (["consolidations", "undo", "{id}"], nil),
    (["memories", "consolidate", "--namespace", "user:ben", "--strategy", "review"], "conflict"),
    (["conflicts", "list", "--namespace", "user:ben", "--state", "open"], nil),
    (["conflicts", "resolve", "{conflict}", "--content", "Ben lives in Braga."], nil),
    (["retention", "--dry-run"], nil),
    (["documents", "put", "--path", "boats.md", "--content", "# Boats\n\nIn Porto.", "--title", "Ships"], "id"),
    (["documents", "list", "--namespace", "org:default", "--type", "markdown", "--status", "synced"], nil),
    (["documents", "get", "{id}"], nil),
    (["documents", "search", "boats", "in", "Porto", "--mode", "words"], nil),
    (["documents", "delete", "{id}"], nil),
    (["documents", "sync", ".", "--dry-run"], nil),
    (["audit", "list", "--actor", "local"], nil),
    (["audit", "verify"], nil),
    (["tasks", "create", "--session", "a/b ü", "--prompt", "Paint a boat", "--id", "paint"], nil),
    (["tasks", "update", "paint", "--status", "running", "--result", #"{"n": 1.0}"#], nil),
    (["tasks", "get", "paint"], nil),
    (["tasks", "list", "--session", "a/b ü", "--status", "running"], nil),
    (["jobs", "list", "--queue", "embedding-generation"], nil),
    (["jobs", "pause", "memory-consolidation"], nil), (["jobs", "paused"], nil),
    (["jobs", "resume", "memory-consolidation"], nil), (["extractions", "run", "--dry-run"], nil),
    (["extractions", "run"], nil), (["extractions", "list"], nil),
    (["sessions", "consolidate", "a/b ü", "--dry-run"], nil),
    (["tenants", "create", "--id", "acme"], nil),
    (["tenants", "limit", "acme", "--max-rows", "1000", "--max-requests-per-minute", "60"], nil),
    (["tenants", "limit", "acme", "--unset", "max-rows"], nil),
    (["tenants", "list"], nil),
    (["tenants", "usage"], nil), (["tenants", "models"], nil),
    (["tenants", "delete", "acme"], nil),
    (["sessions", "delete", "a/b ü"], nil),
    (["users", "erase", "ana"], nil),
    (["keys", "create", "--name", "laptop", "--grants", "admin"], "id secret"),
    (["keys", "list"], nil),
    (["keys", "rotate", "{id}"], nil),
    (["keys", "revoke", "{id}"], nil),
  ]

  private static func run(_ program: Installation, _ general: [String]) async throws {
    var values: [String: String] = [:]
    for (line, keeps) in script {
      let words = line.map { word in values.reduce(word) { $0.replacing("{\($1.key)}", with: $1.value) } }
      let key = values["secret"].map { ["--key", $0] } ?? []
      let outcome = try await program.run(words + general + key + ["--json"])
      #expect(outcome.status == 0, "\(words): \(outcome.errors)")
      #expect(outcome.errors.isEmpty, "\(words): \(outcome.errors)")
      if !outcome.output.isEmpty { #expect(throws: Never.self) { try JSON(parsing: outcome.output) } }
      for name in keeps?.split(separator: " ") ?? [] {
        let answer = outcome.json["groups"]?.arrayValue?.first?[String(name)] ?? outcome.json[String(name)]
        values[String(name)] = answer?.stringValue
      }
    }
  }

  @Test func everyOperationWorksInProcess() async throws {
    try await Self.run(try Installation(), [])
  }

  @Test func everyOperationWorksOnAServer() async throws {
    let program = try Installation()
    try await program.withServer { address in try await Self.run(program, ["--server", address]) }
  }

  @Test func theScriptLeavesNoOperationOut() {
    let done = Set(Self.script.map { $0.line.prefix(2).joined(separator: " ") } + ["recall", "remember"])
    let single = Command.table.filter { $0.noun == nil }.map(\.name)
    // Where nothing is embedded there are no jobs; there is no operation on the model, and no folder to look at again.
    let elsewhere = [
      "jobs get", "jobs retry", "jobs discard", "messages processed", "documents rescan", "model install",
      "model verify",
    ]
    #expect(Set(Command.table.map(\.name)).subtracting(done).subtracting(single) == Set(elsewhere))
  }

  @Test func errorsAreTheSameInProcessAndOnAServer() async throws {
    let program = try Installation()
    let lines = [
      ["sessions", "get", "nobody"], ["messages", "append", "x", "--messages", #"[{"role": 1, "more": 2}]"#],
      ["memories", "list", "--namespace", "nowhere:x"], ["sessions", "list", "--limit", "0"],
    ]
    for line in lines {
      let local = try await program.run(line + ["--json"])
      let remote = try await program.withServer { try await program.run(line + ["--json", "--server", $0]) }
      #expect(local.status == remote.status)
      #expect(local.status != 0)
      #expect(local.errors == remote.errors)
      #expect((try? JSON(parsing: local.errors))?["code"]?.stringValue != nil)
    }
  }

  @Test func aServerThatIsNotThereIsExplained() async throws {
    let outcome = try await Installation().run("sessions", "list", "--server", "http://127.0.0.1:1")
    #expect(outcome.status == 6)
    #expect(outcome.errors.contains("Nothing listens at http://127.0.0.1:1"))
    #expect(outcome.errors.contains("scrubjay serve"))
  }

  @Test func exitCodesTellKindsOfTrouble() async throws {
    let program = try Installation()
    let create = ["sessions", "create", "--app", "a", "--user", "u", "--id", "s"]
    #expect(try await program.run(create).status == 0)
    #expect(try await program.run(create).status == 5)
    #expect(try await program.run("sessions", "update", "s", "--title", "x", "--if-match", "9").status == 5)
    #expect(try await program.run("sessions", "get", "t").status == 3)
    #expect(try await program.run("sessions", "list", "--tenant", "nobody").status == 3)
    #expect(try await program.run("sessions", "create", "--app", "", "--user", "u").status == 2)
    #expect(try await program.run("keys", "create", "--name", "k", "--grants", "read:user:u").status == 0)
    let refused = try await program.withServer { try await program.run("sessions", "list", "--server", $0) }
    #expect(refused.status == 4)
  }

  @Test func anIdempotencyKeyGivesTheFirstAnswerAgain() async throws {
    let program = try Installation()
    let line = ["remember", "--user", "ana", "Tea.", "--idempotency-key", "k1", "--json"]
    let first = try await program.run(line)
    #expect(first.status == 0)
    #expect(try await program.run(line).output == first.output)
  }

  @Test func theFormerNameOfAFlagStillWorks() async throws {
    let program = try Installation()
    _ = try await program.run("sessions", "create", "--app", "diary", "--user", "ana", "--id", "s")
    for text in ["one", "two", "three"] {
      _ = try await program.run("messages", "append", "s", "--role", "user", "--content", text)
    }
    try await program.withServer { address in
      for place in [[], ["--server", address]] {
        for line in [
          ["messages", "show", "s"], ["events", "list", "s"], ["window", "get", "--app", "diary", "--user", "ana"],
        ] {
          for flags in [["--last", "2"], ["--limit", "2e0", "--last", "2.0"]] {
            let outcome = try await program.run(line + flags + place + ["--json"])
            let said = outcome.json["data"]?.arrayValue?.compactMap { $0["content"]?.stringValue }
            #expect(said == ["two", "three"], "\(line + flags + place): \(outcome.errors)")
          }
          let torn = try await program.run(line + place + ["--limit", "1", "--last", "2"])
          #expect(torn.status == 2 && torn.errors.contains("'last' contradicts 'limit'"), "\(torn.errors)")
        }
      }
    }
  }

  @Test func textComesFromStandardInput() async throws {
    let program = try Installation()
    let outcome = try await program.run("remember", "--user", "ana", "-", "--json", input: "Two\nlines.\n")
    #expect(outcome.json["content"] == "Two\nlines.")
    let file = try program.write(#"[{"role": "user", "content": "From a file."}]"#, to: "messages.json")
    _ = try await program.run("sessions", "create", "--app", "a", "--user", "u", "--id", "s")
    let appended = try await program.run("messages", "append", "s", "--messages", "@\(file)", "--json")
    #expect(appended.json["revision"] == 1)
    let piped = try await program.run(
      "messages", "append", "s", "--messages", "-", "--json", input: #"[{"role": "user", "content": "Piped."}]"#)
    #expect(piped.json["revision"] == 2)
  }

  @Test func commandsThatMeetOnANewDatabaseAllSucceed() async throws {
    for _ in 0..<4 {
      let program = try Installation()
      let outcomes = try await withThrowingTaskGroup(of: Installation.Outcome.self) { group in
        for _ in 0..<6 { group.addTask { try await program.run("memories", "list", "--json") } }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(outcomes.allSatisfy { $0.status == 0 }, "\(outcomes.map(\.errors))")
    }
  }
}
