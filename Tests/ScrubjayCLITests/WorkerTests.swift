import Foundation
import ScrubjayCore
import ScrubjayTestKit
import Testing

/// `scrubjay worker`, and what is logged of looking at messages; without a language model.
struct WorkerTests {
  private static func store(_ content: String, _ program: Installation) async throws {
    let stored = try await program.run(
      "messages", "store", "--user", "anastasia", "--app", "diary", "--role", "user", "--content", content)
    #expect(stored.status == 0, "\(stored.errors)")
  }

  private static func facts(_ program: Installation) async throws -> [JSON] {
    try await program.run("memories", "list", "--namespace", "user:anastasia", "--json").json["data"]?.arrayValue ?? []
  }

  @Test func whatIsDueIsDoneAndTheWorkerEnds() async throws {
    let program = try Installation()
    try await Self.store("I'm allergic to hazelnuts. My password is hunter2secret.", program)
    let outcome = try await program.run("worker", "--drain", "--embedding-provider", "none")
    #expect(outcome.status == 0 && outcome.errors.contains("working on \(program.database)"))
    let facts = try await Self.facts(program)
    #expect(facts.map { $0["content"] } == ["The user is allergic to hazelnuts"])
    #expect(facts.first?["provenance"]?["maker"] == "rules/3" && facts.first?["category"] == "health")
    // Of whom it was, the last characters alone are told, and nothing of what was said.
    #expect(outcome.errors.contains(#""event":"memory_processor_user_complete""#))
    #expect(outcome.errors.contains(#""userSuffix":"asia""#))
    for secret in ["anastasia", "hazelnut", "hunter2"] { #expect(!outcome.errors.contains(secret)) }
  }

  @Test func aWorkerTellsOfItsRunsAndStopsWhenItIsTold() async throws {
    let program = try Installation()
    try await Self.store("I live in Porto.", program)
    let worker = program.process(
      ["worker", "--embedding-provider", "none", "--memory-processor-interval-ms", "100", "--log-level", "debug"])
    let log = program.file("worker.log")
    _ = FileManager.default.createFile(atPath: log, contents: nil)
    worker.errors = .handle(try FileHandle(forWritingTo: URL(filePath: log)))
    try worker.start()
    try await eventually { try program.content(of: "worker.log").contains("memory_processor_no_work") }
    worker.send(SIGTERM)
    #expect(await worker.end() == 0)
    let text = try program.content(of: "worker.log")
    for event in ["started", "start", "user_complete", "complete", "no_work", "stopped"] {
      #expect(text.contains(#""event":"memory_processor_\#(event)""#), "\(event)")
    }
    #expect(try await Self.facts(program).map { $0["content"] } == ["The user lives in Porto"])
  }

  @Test func whatIsSwitchedOffLeavesMessagesWaitingAndCanStillBeAskedFor() async throws {
    let program = try Installation()
    try await Self.store("I live in Porto.", program)
    let off = ["MEMORY_PROCESSOR_ENABLED": "false"]
    let process = program.process(
      ["worker", "--embedding-provider", "none"], environment: off)
    let log = program.file("worker.log")
    _ = FileManager.default.createFile(atPath: log, contents: nil)
    process.errors = .handle(try FileHandle(forWritingTo: URL(filePath: log)))
    try process.start()
    try await eventually { try program.content(of: "worker.log").contains("memory_processor_disabled") }
    process.send(SIGTERM)
    #expect(await process.end() == 0)
    let waiting = try await program.run("messages", "list", "--user", "anastasia", "--processed", "false", "--json")
    #expect(waiting.json["data"]?.arrayValue?.count == 1)
    let run = try await program.run("extractions", "run", "--json")
    #expect(run.json["run"]?["added"] == 1)
    #expect(try await Self.facts(program).count == 1)
  }

  @Test func aWorkerWorksOnADatabaseItselfAndSaysSo() async throws {
    let program = try Installation()
    let outcome = try await program.run("worker", "--server", "http://127.0.0.1:1")
    #expect(outcome.status == 2 && outcome.errors.contains("leave out --server"))
  }
}
