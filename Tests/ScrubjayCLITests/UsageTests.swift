import Foundation
import ScrubjayCore
import ScrubjayTestKit
import Testing

@testable import ScrubjayCLI

/// Command lines that cannot be understood, and what is said about them.
struct UsageTests {
  @Test(arguments: [
    (["sesions", "list"], "Did you mean 'sessions'?"), (["sessions", "lst"], "Did you mean 'scrubjay sessions list'?"),
    (["sessions", "list", "--usr", "x"], "Did you mean '--user'?"),
    (["sessions", "list", "--user"], "needs a value"),
    (["sessions", "list", "--user", "--app"], "needs a value"),
    (["sessions", "list", "--status", "activ"], "Did you mean 'active'?"),
    (["sessions", "list", "extra"], "'extra' is one argument too many"), (["sessions", "get"], "lacks ID"),
    (["sessions", "create", "--app", "a"], "lacks --user USER"),
    (["sessions", "list", "--user", "a", "--user", "b"], "only once"),
    (["messages", "append", "s", "--role", "user"], "--content or --messages is needed"),
    (["messages", "append", "s", "--role", "user", "--messages", "[]"], "not both"),
    (["sessions", "update", "s", "--if-match", "x"], "whole number"), (["remember", "Tea."], "--user or --namespace"),
    (["remember", "--user", "a", "--namespace", "user:b", "Tea."], "not both"),
    (["sessions", "list", "--server", "http://127.0.0.1:1", "--database", "x"], "not both"),
    (["reindex", "--server", "http://127.0.0.1:1"], "give --database"),
    (["sessions", "list", "--database", "postgres://x/y"], "not in this build"),
    (["sessions", "list", "--server", "nonsense"], "should be an address"),
    (["completions", "tcsh"], "bash, zsh, fish"),
    (["recall", "--explain=maybe", "x"], "takes no value"), (["eval", "x", "--limit-k", "3"], "from 20 to 1000"),
    (["eval", "x", "--budget", "none"], "such as 500,1000,2000"),
  ])
  func isAUsageErrorThatHelps(_ line: [String], _ expected: String) async throws {
    let outcome = try await Installation().run(line)
    #expect(outcome.status == 2)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.contains(expected), "\(outcome.errors)")
  }

  @Test func aProblemIsJSONWithTheFlag() async throws {
    let outcome = try await Installation().run("sesions", "--json")
    let problem = try JSON(parsing: outcome.errors)
    #expect(problem["code"] == "usage")
    #expect(problem["hint"]?.stringValue?.contains("sessions") == true)
  }

  @Test func brokenTextIsRefused() async throws {
    let program = try Installation()
    let line = #"exec "$0" remember --user ana "$(printf 'caf\351')""#
    #expect(try await program.shell(line, path: "/bin/sh").run() == 2)
    let outcome = try await program.run("memories", "list", "--json")
    #expect(outcome.json["data"] == [])
  }
}
