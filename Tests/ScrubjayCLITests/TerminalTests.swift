import Foundation
import ScrubjayCore
import ScrubjayTestKit
import Testing

@testable import ScrubjayCLI

/// What a person sees at a terminal, and a program behind a pipe.
struct TerminalTests {
  private func remembering(_ text: String) async throws -> Installation {
    let program = try Installation()
    #expect(try await program.run("remember", "--user", "ana", text).status == 0)
    return program
  }

  @Test func recallShowsWhyWithBars() async throws {
    let program = try await remembering("Inês paints boats in Porto.")
    let shown = try await program.show("recall", "who paints boats", "--user", "ana", "--explain", "--no-color")
    #expect(shown.contains("Inês paints boats in Porto."))
    #expect(shown.contains("█") && shown.contains(" %"))
    #expect(!shown.contains("\u{1B}"))
    #expect(try await program.show("recall", "boats", "--user", "ana").contains("\u{1B}[1m"))
  }

  @Test func storedControlsDoNotReachTheTerminal() async throws {
    let program = try await remembering("boats \u{1B}]0;owned\u{7} and \u{9B}2J")
    for line in [["recall", "boats"], ["memories", "list"], ["memories", "list", "--json"]] {
      let process = program.process(line + ["--user", "ana", "--no-color"])
      let shown = try await PseudoTerminal.show(process, columns: 100)
      #expect(shown.contains("owned"))
      #expect(!shown.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{9B}" || $0 == "\u{7}" })
    }
    let piped = try await program.run("memories", "list", "--user", "ana")
    #expect(!piped.output.contains("\u{1B}"))
  }

  @Test func listsSayHowToGoOn() async throws {
    let program = try await remembering("One.")
    _ = try await program.run("remember", "--user", "ana", "Two.")
    let shown = try await program.show("memories", "list", "--user", "ana", "--limit", "1", "--no-color", columns: 200)
    let next = try #require(shown.firstMatch(of: /There is more: scrubjay (.*--cursor \S+)/)).output.1
    let second = try await program.run(next.split(separator: " ").map(String.init))
    #expect(second.output.contains("One."))
  }

  @Test func tablesFitAndHaveHeadings() async throws {
    let program = try await remembering(String(repeating: "long ", count: 40))
    let shown = try await program.show("memories", "list", "--user", "ana", "--no-color", columns: 110)
    #expect(shown.contains("NAMESPACE") && shown.contains("…"))
    #expect(shown.split(separator: "\n").allSatisfy { DisplayWidth.of($0) <= 110 })
  }

  @Test func aPipeGetsPlainRows() async throws {
    let program = try await remembering("Tea.")
    let outcome = try await program.run("memories", "list", "--user", "ana")
    #expect(outcome.lines.count == 1)
    #expect(outcome.lines[0].split(separator: "\t").count == 7)
    #expect(outcome.errors.isEmpty)
  }

  @Test func anExplanationIsForProgramsToo() async throws {
    let program = try Installation()
    _ = try await program.run("remember", "--user", "ana", "Ana keeps two cellos in the attic.")
    let plain = try await program.run("recall", "cello attic", "--user", "ana")
    #expect(plain.lines.map { $0.split(separator: "\t").count } == [7])
    let explained = try await program.run("recall", "cello attic", "--user", "ana", "--explain")
    let why = try #require(explained.lines.first?.split(separator: "\t").last)
    #expect(why.contains(/words \((cello, attic|attic, cello)\) 0\.\d\d/), "\(why)")
  }

  @Test func aReaderThatGoesAwayIsNoError() async throws {
    let program = try Installation()
    let lines = (0..<3_000).map { #"{"record": "message", "session": "s", "role": "user", "content": "Line \#($0)"}"# }
    let session = #"{"record": "session", "id": "s", "app": "a", "user": "u"}"#
    let file = try program.write(([session] + lines).joined(separator: "\n"), to: "long.jsonl")
    #expect(try await program.run("import", file, "--quiet").status == 0)
    let script = #""$0" export 2> errors | head -1 > first; echo ${PIPESTATUS[0]} > status"#
    #expect(try await program.shell(script).run() == 0)
    #expect(try program.content(of: "status") == "0\n")
    #expect(try program.content(of: "errors").isEmpty)
  }
}
