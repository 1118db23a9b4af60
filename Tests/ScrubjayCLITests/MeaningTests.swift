import Foundation
import ScrubjayCore
import ScrubjayTestKit
import Testing

/// Recall by meaning at the command line, with the model that `make setup` installs.
struct MeaningTests {
  private static func environment() throws -> [String: String] {
    ["SCRUBJAY_EMBEDDING_MODEL": try InstalledModel.directory]
  }

  @Test func whatIsRememberedInProcessIsFoundByItsMeaning() async throws {
    let program = try Installation()
    let environment = try Self.environment()
    _ = try await program.run(
      "remember", "--user", "ana", "Her", "brother", "repairs", "bicycles.", environment: environment)
    let found = try await program.run(
      "recall", "--user", "ana", "Who can mend a bike?", "--explain", environment: environment)
    #expect(found.status == 0, "\(found.errors)")
    #expect(found.output.contains("Her brother repairs bicycles."))
    #expect(found.output.contains(" meaning (0."))
  }

  @Test func withoutAModelEverythingElseWorksAndItIsSaid() async throws {
    let program = try Installation()
    _ = try await program.run("remember", "--user", "ana", "Her brother repairs bicycles.")
    let found = try await program.run("recall", "--user", "ana", "bicycle")
    #expect(found.status == 0)
    #expect(found.output.contains("Her brother repairs bicycles."))
    #expect(found.errors.contains("there is no embedding model here"))
    let waited = try await program.run("remember", "--user", "ana", "More.", "--wait", "embedded", "--json")
    #expect(waited.status != 0)
    #expect(waited.errors.contains("embedder_unavailable"))
    let doctor = try await program.run("doctor")
    #expect(doctor.output.contains("No embedding model is installed"))
    #expect(doctor.status == 0)
  }

  @Test func aServerAndACommandOnTheSameFileFindWhatTheOtherStored() async throws {
    let program = try Installation()
    let environment = try Self.environment()
    let server = try await ServerProcess(program.process(["serve", "--port", "0"], environment: environment))
    func find(_ query: String, _ place: [String]) async throws -> [String] {
      let outcome = try await program.run(
        ["recall", "--user", "ana", query, "--mode", "meaning", "--threshold", "0.3", "--json"] + place,
        environment: environment)
      return (outcome.json["hits"]?.arrayValue ?? []).compactMap { $0["content"]?.stringValue }
    }
    let remote = ["--server", server.url]
    _ = try await program.run(
      ["remember", "--user", "ana", "The lift is out of order.", "--wait", "embedded"] + remote)
    #expect(try await find("elevator", remote) == ["The lift is out of order."])
    #expect(try await find("elevator", []) == ["The lift is out of order."])
    let stored = try await program.run(
      ["remember", "--user", "ana", "Her brother repairs bicycles.", "--wait", "embedded", "--json"],
      environment: environment)
    #expect(try await find("mending bikes", remote) == ["Her brother repairs bicycles."])
    // The command does not wait here: the server notices the job by itself.
    _ = try await program.run("remember", "--user", "ana", "She plays the cello.", environment: environment)
    try await eventually { try await find("string instrument", remote) == ["She plays the cello."] }
    let id = stored.json["id"]?.stringValue ?? ""
    _ = try await program.run("memories", "delete", id, environment: environment)
    #expect(try await find("mending bikes", remote) == [])
    await server.stop()
  }

  @Test func aModelIsComparedWithAProbeAndTakesPrefixesFromTheSettings() async throws {
    let program = try Installation()
    let source = try InstalledModel.directory
    func write(_ near: String, _ far: String) throws -> String {
      try program.write(
        #"{"nearer": [{"query": "guitar", "near": "\#(near)", "far": "\#(far)"}]}"#, to: "mine.json")
    }
    let wrong = try write("The price of oil fell.", "Somebody plays the guitar.")
    let refused = try await program.run("model", "install", source, "--name", "mine", "--probe", wrong)
    #expect(refused.status != 0 && refused.errors.contains("nearer"), "\(refused.errors)")
    let right = try write("Somebody plays the guitar.", "The price of oil fell.")
    let installed = try await program.run(
      "model", "install", "\(source)/config.json", "--name", "mine", "--probe", right, "--json")
    #expect(installed.status == 0, "\(installed.errors)")
    var environment = ["SCRUBJAY_EMBEDDING_MODEL": "mine"]
    let verified = try await program.run("model", "verify", environment: environment)
    #expect(verified.status == 0 && verified.output.contains("As probe.json says"), "\(verified.output)")
    let plain = try await program.run("doctor", environment: environment).output
    #expect(plain.contains("with a probe"), "\(plain)")
    let name = try #require(installed.json["model"]?.stringValue)
    #expect(plain.contains(name))
    environment["SCRUBJAY_EMBEDDING_QUERY_PREFIX"] = "query: "
    let prefixed = try await program.run("doctor", environment: environment).output
    #expect(!prefixed.contains(name) && prefixed.contains("bert-6x384-"), "\(prefixed)")
  }

  @Test func aModelIsInstalledFromAFolderAndVerified() async throws {
    let program = try Installation()
    let missing = try await program.run("model", "verify")
    #expect(missing.status == 1)
    #expect(missing.output.contains("model install"))
    let empty = try await program.run("model", "install", program.path)
    #expect(empty.status != 0)
    #expect(empty.errors.contains("config.json"))
    let installed = try await program.run("model", "install", try InstalledModel.directory, "--json")
    #expect(installed.status == 0, "\(installed.errors)")
    #expect(installed.json["dimension"] == 384)
    let verified = try await program.run("model", "verify", "--json")
    #expect(verified.status == 0, "\(verified.output)")
    #expect(verified.json["ok"] == true)
    #expect(verified.output.contains("published weights of all-MiniLM-L6-v2"))
    #expect(try await program.run("doctor").output.contains("384 dimensions"))

    // Another model is not put in its place unasked.
    let other = program.file("other")
    try FileManager.default.copyItem(atPath: try InstalledModel.directory, toPath: other)
    _ = try program.write(#"{"max_seq_length": 128, "do_lower_case": false}"#, to: "other/sentence_bert_config.json")
    let unasked = try await program.run("model", "install", other)
    #expect(unasked.status == 2)
    #expect(unasked.errors.contains("--replace"))
    #expect(try await program.run("model", "install", other, "--name", "short").status == 0)

    // A damaged file is found out, commands go on by words alone, and the server does not start with it.
    let weights = program.file(".cache/scrubjay/models/all-MiniLM-L6-v2/model.safetensors")
    let handle = try #require(FileHandle(forWritingAtPath: weights))
    try handle.truncate(atOffset: 40_000_000)
    try handle.close()
    let damaged = try await program.run("model", "verify")
    #expect(damaged.status == 1)
    #expect(try await program.run("remember", "--user", "a", "tea").status == 0)
    #expect(try await program.run("recall", "--user", "a", "tea").status == 0)
    let refused = try await program.run("serve", "--port", "0")
    #expect(refused.status != 0)
    #expect(refused.errors.contains("model_unusable") || refused.errors.contains("model"))
    let named = try await program.run("recall", "--user", "a", "x", environment: ["SCRUBJAY_EMBEDDING_MODEL": "/none"])
    #expect(named.status != 0)
    #expect(named.errors.contains("model install"))
    let off = try await program.run(
      "recall", "--user", "a", "x", environment: ["SCRUBJAY_EMBEDDING_PROVIDER": "none"])
    #expect(off.status == 0)
  }
}
