import Foundation
import ScrubjayCore
import ScrubjayTestKit
import Testing

@testable import ScrubjayCLI

/// Import and export of JSON lines.
struct ImportTests {
  /// Everything that a file can hold.
  private static let file = """
    {"record": "session", "id": "s1", "app": "diary", "user": "ana", "project": "boats", "title": "Porto", "metadata": {"n": 1.0}}
    {"record": "message", "session": "s1", "id": "m1", "role": "user", "name": "Ana", "content": "Inês paints boats.", "occurred_at": "2026-03-02T18:04:00Z"}
    {"record": "message", "session": "s1", "role": "assistant", "content": "In Porto?", "metadata": {"external_id": "x"}}
    {"record": "event", "session": "s1", "type": "tool_call", "actor": "agent:diary", "content": {"tool": "map", "found": null}}
    {"record": "event", "session": "s1", "type": "message", "actor": "user", "content": "Yes.", "state_delta": {"city": "Porto"}, "is_final_response": true}
    {"record": "state", "session": "s1", "key": "user:language", "value": "pt"}

    {"record": "session", "id": "s2", "app": "diary", "user": "ben", "channel": "sms", "status": "archived"}
    {"record": "message", "session": "s2", "role": "tool", "content": "12 °C"}
    {"record": "memory", "namespace": "user:ana", "key": "drink", "type": "semantic", "content": "Tea.", "importance": 8, "sources": [{"session": "s1", "event": "m1"}]}
    {"record": "memory", "namespace": "user:ben:work", "type": "procedural", "value": {"steps": [1.50]}, "valid_from": "2026-01-01T00:00:00Z"}
    """

  /// The lines of an export between the first, which says when it was, and the last.
  private func export(_ program: Installation, _ more: String...) async throws -> [String] {
    let outcome = try await program.run(["export", "--quiet"] + more)
    #expect(outcome.status == 0)
    let lines = outcome.lines
    #expect(lines.first?.hasPrefix(#"{"record":"archive","format":1,"#) == true)
    #expect(lines.last == #"{"record":"end","records":\#(lines.count - 2)}"#)
    return Array(lines.dropFirst().dropLast())
  }

  @Test func importingTwiceAddsNothing() async throws {
    let program = try Installation()
    let path = try program.write(Self.file, to: "a.jsonl")
    let first = try await program.run("import", path, "--json")
    #expect(first.status == 0, "\(first.errors)")
    #expect(first.json["sessions"] == 2)
    #expect(first.json["messages"] == 3)
    #expect(first.json["events"] == 2)
    #expect(first.json["memories"] == 2)
    let before = try await export(program)
    let second = try await program.run("import", path, "--json")
    #expect(second.status == 0)
    #expect(second.json["messages"] == 0)
    #expect(second.json["skipped"] == 10)
    #expect(try await export(program) == before)
  }

  @Test func whatWasDeletedDoesNotComeBack() async throws {
    let program = try Installation()
    let path = try program.write(Self.file, to: "a.jsonl")
    _ = try await program.run("import", path)
    let memories = try await program.run("memories", "list", "--user", "ana", "--json")
    let id = try #require(memories.json["data"]?.arrayValue?.first?["id"]?.stringValue)
    #expect(try await program.run("memories", "delete", id).status == 0)
    let again = try await program.run("import", path, "--json")
    #expect(again.json["memories"] == 0)
    #expect(try await program.run("memories", "get", id).status == 3)
  }

  @Test func anExportImportedIsTheSame() async throws {
    let program = try Installation()
    _ = try await program.run("import", try program.write(Self.file, to: "a.jsonl"))
    let memory = try await program.run("memories", "list", "--user", "ana", "--json").json["data"]?.arrayValue?.first
    let id = try #require(memory?["id"]?.stringValue)
    _ = try await program.run("memories", "update", id, "--content", "Coffee.")
    _ = try await program.run("memories", "delete", id)
    let file = try await program.run("export").output
    let lines = try await export(program)
    let other = try Installation()
    let outcome = try await other.run("import", "-", "--json", input: file)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.json["stored"]?.integerValue == Int64(lines.count) && outcome.json["skipped"] == 0)
    #expect(try await export(other) == lines)
    #expect(try await other.run("memories", "get", id, "--version", "1", "--json").json["content"] == "Tea.")
    // Once more nothing comes in, and an export that was cut off is said to be.
    let again = try await other.run("import", "-", "--json", input: file)
    #expect(again.json["stored"] == 0 && again.json["skipped"]?.integerValue == Int64(lines.count))
    let cut = file.split(separator: "\n").dropLast().joined(separator: "\n")
    let third = try Installation()
    let stopped = try await third.run("import", "-", input: cut)
    #expect(stopped.status == 1 && stopped.errors.contains("is incomplete"), "\(stopped.errors)")
    #expect(try await export(third) == lines)
    #expect(try await other.run("sessions", "get", "s2", "--json").json["status"] == "archived")
    let state = try await other.run("state", "list", "s1", "--json").json["state"]
    #expect(state?["city"] == "Porto")
    #expect(state?["user:language"] == "pt")
    #expect(lines.contains { $0.contains(#""steps":[1.50]"#) })
  }

  @Test func aServerGivesAndTakesTheSame() async throws {
    let program = try Installation()
    let path = try program.write(Self.file, to: "a.jsonl")
    // What is made of a session that is over would come between the one export and the other.
    try await program.withServer(["--no-workers"]) { address in
      let imported = try await program.run("import", path, "--server", address, "--json")
      #expect(imported.json["messages"] == 3)
      let remote = try await export(program, "--server", address)
      let local = try await export(program)
      #expect(remote == local)
      let ben = try await export(program, "--server", address, "--user", "ben")
      let bens = try await export(program, "--user", "ben")
      #expect(ben == bens)
      let file = try await program.run("export", "--server", address).output
      let again = try await program.run("import", "-", "--server", address, "--json", input: file)
      #expect(again.json["stored"] == 0, "\(again.errors)")
    }
  }

  @Test func onlyWhatBelongsToAUserIsExported() async throws {
    let program = try Installation()
    _ = try await program.run("import", try program.write(Self.file, to: "a.jsonl"))
    let lines = try await export(program, "--user", "ben")
    #expect(lines.count == 3)
    #expect(lines.allSatisfy { !$0.contains("ana") })
    let path = program.file("out.jsonl")
    #expect(try await program.run("export", path, "--user", "ben", "--quiet").output.isEmpty)
    let written = try program.content(of: "out.jsonl").split(separator: "\n").dropFirst().dropLast()
    #expect(written.elementsEqual(lines) { $0 == $1 })
  }

  @Test(arguments: [
    (#"{"record": "message", "session": "s", "role": "usr", "content": "x"}"#, "role"),
    (#"{"record": "message", "session": "s", "role": "user", "content": "x""#, "JSON"),
    (#"{"record": "massage", "session": "s"}"#, "record"), (#"[1]"#, "object"),
    (#"{"record": "message", "session": "nowhere", "role": "user", "content": "x"}"#, "The session does not exist"),
    (#"{"record": "message", "session": "s", "id": "m1", "role": "user", "content": "x"}"#, "exists"),
    (#"{"record": "memory", "namespace": "nowhere", "type": "semantic", "content": "x"}"#, "namespace"),
  ])
  func aBadLineEndsTheImport(_ bad: String, _ expected: String) async throws {
    let program = try Installation()
    let good = """
      {"record": "session", "id": "s", "app": "a", "user": "u"}
      {"record": "message", "session": "s", "id": "m1", "role": "user", "content": "one"}
      {"record": "message", "session": "s", "role": "user", "content": "two"}
      """
    let last = #"{"record": "message", "session": "s", "role": "user", "content": "three"}"#
    let path = try program.write([good, bad, last].joined(separator: "\n"), to: "bad.jsonl")
    let outcome = try await program.run("import", path)
    #expect(outcome.status != 0 && outcome.status != 2)
    #expect(outcome.errors.contains("line 4") && outcome.errors.contains(expected), "\(outcome.errors)")
    #expect(try await program.run("sessions", "get", "s", "--json").json["revision"] == 2)
    _ = try program.write([good, last].joined(separator: "\n"), to: "bad.jsonl")
    let resumed = try await program.run("import", path, "--json")
    #expect(resumed.json["messages"] == 1)
    #expect(try await program.run("sessions", "get", "s", "--json").json["revision"] == 3)
  }

  @Test func anotherSessionOfTheSameNameIsNotContinued() async throws {
    let program = try Installation()
    func file(_ user: String, _ content: String) -> String {
      """
      {"record": "session", "id": "s", "app": "a", "user": "\(user)"}
      {"record": "message", "session": "s", "role": "user", "content": "\(content)"}
      {"record": "message", "session": "s", "role": "user", "content": "more"}
      """
    }
    #expect(try await program.run("import", "-", input: file("u", "one")).status == 0)
    #expect(try await program.run("import", "-", input: file("v", "one")).errors.contains("another user"))
    let changed = file("u", "one").replacing("more", with: "else")
    #expect(try await program.run("import", "-", input: changed).status == 5)
    // A session that begins twice in one file goes on where it was.
    let doubled = try await program.run("import", "-", "--json", input: file("u", "one") + "\n" + file("u", "one"))
    #expect(doubled.json["messages"] == 2)
  }

  @Test func manyMessagesComeInOrderAndInBatches() async throws {
    let program = try Installation()
    let lines = (1...450).map { #"{"record": "message", "session": "s", "role": "user", "content": "Line \#($0)"}"# }
    let session = #"{"record": "session", "id": "s", "app": "a", "user": "u"}"#
    let outcome = try await program.run("import", "-", "--json", input: ([session] + lines).joined(separator: "\n"))
    #expect(outcome.json["messages"] == 450)
    let exported = try await export(program)
    #expect(exported.dropFirst().enumerated().allSatisfy { $1.contains("\"Line \($0 + 1)\"") })
    #expect(exported.count == 451)
  }

  @Test func theOwnerCanBeChosen() async throws {
    let program = try Installation()
    let record = """
      {"record": "session", "id": "s", "app": "a", "user": "u"}
      {"record": "memory", "namespace": "user:u:x", "type": "semantic", "content": "Tea."}
      """
    #expect(try await program.run("import", "-", "--user", "v:w", "--app", "b", input: record).status == 0)
    let session = try await program.run("sessions", "get", "s", "--json").json
    #expect(session["user"] == "v:w")
    #expect(session["app"] == "b")
    #expect(
      try await program.run("memories", "list", "--json").json["data"]?.arrayValue?[0]["namespace"] == "user:v%3Aw:x")
  }

  @Test func ctrlCStopsInOrder() async throws {
    let program = try Installation()
    let process = program.process(["import", "-", "--json"])
    let input = Pipe()
    process.input = .pipe(input)
    async let status = process.run()
    let lines = (1...3_000).map {
      #"{"record": "message", "session": "s", "role": "user", "content": "Line \#($0)"}"# + "\n"
    }
    let file = #"{"record": "session", "id": "s", "app": "a", "user": "u"}"# + "\n" + lines.joined()
    // More than a pipe holds: once all of it is written, the import is reading, and so listens to Ctrl-C.
    try input.fileHandleForWriting.write(contentsOf: Data(file.utf8))
    process.send(SIGINT)
    #expect(try await status == 130)
    let stored = try await program.run("sessions", "get", "s", "--json").json["revision"]?.integerValue ?? 0
    #expect(stored > 0)
    let resumed = try await program.run("import", "-", "--json", input: file)
    #expect(resumed.json["messages"]?.integerValue == 3_000 - stored)
  }

  @Test func theExampleConversationComesIn() async throws {
    let example = URL(filePath: #filePath).appending(path: "../../../Examples/Conversation/conversation.jsonl")
    let outcome = try await Installation().run("import", example.standardizedFileURL.path, "--json")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.json["messages"]?.integerValue ?? 0 >= 60)
  }
}
