import Testing

@testable import ScrubjayCLI

/// Help that teaches, for everything there is.
struct HelpTests {
  @Test(arguments: Command.table.map(\.name))
  func everyCommandExplainsItself(_ name: String) async throws {
    let program = try Installation()
    let command = try #require(Command.table.first { $0.name == name })
    let help = try await program.run(["help"] + name.split(separator: " ").map(String.init))
    let flag = try await program.run(name.split(separator: " ").map(String.init) + ["--help"])
    #expect(help.status == 0)
    #expect(help.output == flag.output)
    #expect(help.output.contains("Usage:\n  scrubjay \(name)"))
    #expect(help.output.contains("Example"))
    for flag in command.flags { #expect(help.output.contains("--\(flag.name)")) }
    for place in command.positionals { #expect(help.output.contains("\n  \(place.name)")) }
    // Examples stay on one line, to be copied.
    #expect(help.lines.allSatisfy { DisplayWidth.of($0) <= 100 || $0.hasPrefix("  scrubjay") })
  }

  @Test(arguments: Command.nouns.map(\.name))
  func everyNounListsItsVerbs(_ noun: String) async throws {
    let program = try Installation()
    let outcome = try await program.run(noun, "--help")
    #expect(outcome.status == 0)
    for command in Command.table where command.noun == noun { #expect(outcome.output.contains("  \(command.verb)")) }
  }

  @Test func theOverviewNamesEverything() async throws {
    let program = try Installation()
    let outcome = try await program.run()
    #expect(outcome.status == 0)
    for command in Command.table { #expect(outcome.output.contains(command.verb)) }
    for setting in Setting.everywhere { #expect(outcome.output.contains("--\(setting.name)")) }
    for (code, about) in ExitCode.table {
      #expect(outcome.output.contains("\(code.rawValue)") && outcome.output.contains(about))
    }
    #expect(try await program.run("help").output == outcome.output)
  }

  @Test func everyNounIsDescribed() {
    #expect(Set(Command.table.compactMap(\.noun)) == Set(Command.nouns.map(\.name)))
  }

  @Test func onlyWhatChangesSomethingTakesAnIdempotencyKey() async throws {
    let program = try Installation()
    for words in [["recall", "boats", "--user", "ana"], ["documents", "search", "boats"], ["memories", "list"]] {
      #expect(try await !program.run(["help"] + words).output.contains("--idempotency-key"), "\(words)")
      let outcome = try await program.run(words + ["--idempotency-key", "k"])
      #expect(outcome.status == 2 && outcome.errors.contains("There is no flag '--idempotency-key'"), "\(words)")
    }
    #expect(try await program.run("help", "remember").output.contains("--idempotency-key"))
  }

  @Test func theVersionIsShown() async throws {
    let outcome = try await Installation().run("--version")
    #expect(outcome.output.wholeMatch(of: /scrubjay \d+\.\d+\.\d+ \(build [0-9a-z]+\)\n/) != nil)
  }

  @Test func anUnknownTopicIsAUsageError() async throws {
    let outcome = try await Installation().run("help", "sesions")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("Did you mean 'sessions'?"))
  }
}
