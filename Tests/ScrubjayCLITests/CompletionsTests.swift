import Foundation
import ScrubjayTestKit
import Testing

@testable import ScrubjayCLI

/// Completions for shells, made from the table of commands.
struct CompletionsTests {
  private func bash(_ program: Installation, _ script: String) async throws -> (status: Int32, output: String) {
    let shell = program.shell(script)
    let path = program.file("shell.out")
    _ = FileManager.default.createFile(atPath: path, contents: nil)
    shell.output = .handle(try FileHandle(forWritingTo: URL(filePath: path)))
    let status = try await shell.run()
    return (status, try String(contentsOfFile: path, encoding: .utf8))
  }

  @Test func bashTakesTheScript() async throws {
    let outcome = try await bash(Installation(), #""$0" completions bash | bash -n"#)
    #expect(outcome.status == 0)
  }

  @Test(arguments: [
    ("scrubjay ses", "sessions"), ("scrubjay sessions cr", "create"), ("scrubjay sessions create --us", "--user"),
    ("scrubjay messages append s --role us", "user"), ("scrubjay --json memories add --ty", "--type"),
    ("scrubjay help mem", "memories"), ("scrubjay --server http://x recall --ex", "--explain"),
  ])
  func bashCompletes(_ line: String, _ expected: String) async throws {
    let script = #"""
      source <("$0" completions bash)
      COMP_WORDS=(\#(line)); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _scrubjay; printf '%s\n' "${COMPREPLY[@]}"
      """#
    let outcome = try await bash(Installation(), script)
    #expect(outcome.output.split(separator: "\n").map(String.init) == [expected])
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func everyCommandAndFlagIsThere(_ shell: String) async throws {
    let outcome = try await Installation().run("completions", shell)
    #expect(outcome.status == 0)
    for command in Command.table {
      #expect(outcome.output.contains(command.verb))
      for flag in command.flags { #expect(outcome.output.contains(flag.name)) }
    }
  }
}
