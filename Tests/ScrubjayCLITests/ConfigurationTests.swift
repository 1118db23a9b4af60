import Foundation
import ScrubjayCore
import Testing

@testable import ScrubjayCLI

/// Flags beat variables, variables beat the file, the file beats the standard.
struct ConfigurationTests {
  private func settings(
    flags: [String: String] = [:], variables: [String: String] = [:], file: String? = nil
  ) throws -> (settings: Settings, folder: Installation) {
    let program = try Installation()
    var flags = flags
    if let file { flags["config"] = try program.write(file, to: "settings.json") }
    return (Settings(flags: flags, environment: variables.merging(["HOME": program.path]) { $1 }), program)
  }

  @Test func theStrongerSourceWins() throws {
    let file = #"{"port": 1, "host": "file", "log-level": "error", "json": true}"#
    let settings = try settings(
      flags: ["port": "3"], variables: ["SCRUBJAY_PORT": "2", "SCRUBJAY_HOST": "variable"], file: file
    ).settings.checked()
    #expect(settings.integer(.port) == 3)
    #expect(settings.text(.host) == "variable")
    #expect(settings.text(.logLevel) == "error")
    #expect(settings.isOn(.json))
    #expect(settings.given(.tenant) == nil)
    #expect(settings.effective(.tenant)?.text == "default")
  }

  @Test func theFirstVariableWins() throws {
    let both = try settings(variables: ["SCRUBJAY_DATABASE_URL": "sqlite:a", "CONVERSATION_DB_PATH": "b"]).settings
    #expect(try DatabaseURL(both).path == "a")
    let one = try settings(variables: ["SCRUBJAY_DATABASE_URL": "", "CONVERSATION_DB_PATH": "b"]).settings
    #expect(try DatabaseURL(one).path == "b")
  }

  @Test(arguments: [
    (#"{"prot": 1}"#, "unknown setting 'prot'; did you mean 'port'?"), (#"{"port": "1"}"#, "should be a whole number"),
    (#"{"port": 70000}"#, "'port'"), (#"{"json": "yes"}"#, "should be true or false, not string"),
    (#"{"log-level": "loud"}"#, "should be one of debug"), (#"[]"#, "one JSON object"),
    (#"{"port": 1"#, "The JSON is invalid"),
    (#"{"config": "x"}"#, "unknown setting 'config'"),
  ])
  func wrongFilesAreNamed(_ file: String, _ expected: String) throws {
    let (settings, _) = try settings(file: file)
    let problem = try #require(settings.problems.first)
    #expect(problem.code == .invalidConfiguration)
    #expect(problem.message.contains(expected), "\(problem.message)")
    #expect(problem.message.contains("settings.json"))
  }

  @Test func wrongVariablesAreNamed() throws {
    let problem = try #require(try settings(variables: ["SCRUBJAY_PORT": "http"]).settings.problems.first)
    #expect(problem.message.contains("SCRUBJAY_PORT"))
  }

  @Test func aNamedDatabaseGoesBeforeAWeakerServer() throws {
    let server = ["SCRUBJAY_SERVER": "http://127.0.0.1:1"]
    #expect(try Composition.server(settings(variables: server).settings) != nil)
    #expect(try Composition.server(settings(flags: ["database": "x"], variables: server).settings) == nil)
  }

  @Test(arguments: [
    ("sqlite:a.db", "a.db"), ("sqlite:/a/b", "/a/b"), ("sqlite:///a/b", "/a/b"), ("a.db", "a.db"), ("./x:y", "./x:y"),
  ])
  func databasesAreNamedByURLOrPath(_ text: String, _ path: String) throws {
    #expect(try DatabaseURL(text).path == path)
  }

  @Test(arguments: ["postgres://h/d", "postgresql://h/d", "mysql://h/d", "sqlite:", ""])
  func otherDatabasesAreRefused(_ text: String) {
    #expect(throws: ScrubjayError.self) { try DatabaseURL(text) }
  }

  @Test func configShowsWhatHoldsAndMasksSecrets() async throws {
    let program = try Installation()
    _ = try program.write(#"{"port": 1}"#, to: "c.json")
    let outcome = try await program.run(
      "config", "--config", "c.json", "--json", "--host", "h",
      environment: ["SCRUBJAY_KEY": "sj_verysecret", "SCRUBJAY_SECRET": "another-secret-text"])
    #expect(outcome.status == 0)
    #expect(outcome.json["port"] == ["value": "1", "source": "c.json"])
    #expect(outcome.json["host"] == ["value": "h", "source": "flag"])
    #expect(outcome.json["key"] == ["value": "********", "source": "SCRUBJAY_KEY"])
    #expect(!outcome.output.contains("secret-text") && !outcome.output.contains("verysecret"))
  }

  @Test func theUsualFileIsReadAndHelpDoesWithoutIt() async throws {
    let program = try Installation()
    let folder = program.file(".config/scrubjay")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    _ = try program.write("{", to: ".config/scrubjay/config.json")
    let outcome = try await program.run("sessions", "list")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("config.json"))
    #expect(try await program.run("help").status == 0)
    #expect(try await program.run("doctor").output.contains("✗ configuration"))
  }

  @Test func aCapacityForEveryOwnerIsBeatenByOneOfItsKind() async throws {
    let program = try Installation()
    for (variables, wanted) in [
      (["MEMORY_CAPACITY": "2"], 2), (["MEMORY_CAPACITY": "2", "SCRUBJAY_MEMORY_CAPACITY_USER": "3"], 3),
      (["SCRUBJAY_MEMORY_CAPACITY_ORG": "1"], 6),
    ] {
      for _ in 1...3 {
        #expect(try await program.run("remember", "--user", "ana", "Tea.", environment: variables).status == 0)
      }
      let list = try await program.run("memories", "list", "--user", "ana", "--json")
      #expect(list.json["data"]?.arrayValue?.count == wanted)
    }
    let wrong = try await program.run("remember", "--user", "ana", "Tea.", environment: ["MEMORY_CAPACITY": "few"])
    #expect(wrong.errors.contains("MEMORY_CAPACITY should be a whole number from 1"))
  }
}
