import Foundation
import ScrubjayCore
import Testing

/// The doctor, on what is well and what is not.
struct DoctorTests {
  private func verdicts(_ outcome: Installation.Outcome) -> [String: String] {
    let findings = outcome.json["findings"]?.arrayValue ?? []
    let pairs = findings.map { ($0["part"]?.stringValue ?? "", $0["verdict"]?.stringValue ?? "") }
    // The worst verdict of a part that has several.
    return Dictionary(pairs) { $0 == "bad" || $1 != "bad" ? $0 : $1 }
  }

  @Test func allIsWellWithANewDatabase() async throws {
    let program = try Installation()
    _ = try await program.run("remember", "--user", "ana", "Tea.")
    let outcome = try await program.run("doctor", "--json")
    #expect(outcome.status == 0)
    #expect(outcome.json["ok"] == true)
    for part in [
      "program", "configuration", "database file", "secret", "server", "database", "integrity", "word index",
    ] {
      #expect(verdicts(outcome)[part] == "good", "\(part)")
    }
    let plain = try await program.run("doctor")
    #expect(plain.lines.allSatisfy { $0.hasPrefix("✓") || $0.hasPrefix("!") || $0.hasPrefix("    →") })
  }

  @Test func aDatabaseThatIsNotThereIsNotMade() async throws {
    let program = try Installation()
    let outcome = try await program.run("doctor", "--json")
    #expect(outcome.status == 0)
    #expect(verdicts(outcome)["database"] == "notable")
    #expect(!FileManager.default.fileExists(atPath: program.database))
  }

  @Test func aFileThatIsNoDatabaseIsFound() async throws {
    let program = try Installation()
    _ = try program.write(String(repeating: "no database ", count: 1_000), to: "memory.sqlite")
    let outcome = try await program.run("doctor", "--json")
    #expect(outcome.status == 1)
    #expect(verdicts(outcome)["database"] == "bad")
  }

  @Test func damageInsideIsFound() async throws {
    let program = try Installation()
    let lines = (1...400).map {
      #"{"record": "message", "session": "s", "role": "user", "content": "Line number \#($0)"}"#
    }
    let session = #"{"record": "session", "id": "s", "app": "a", "user": "u"}"#
    _ = try await program.run("import", "-", "--quiet", input: ([session] + lines).joined(separator: "\n"))
    let file = try #require(FileHandle(forUpdatingAtPath: program.database))
    let length = try file.seekToEnd()
    // Every second page but the first ones, which hold the schema.
    for page in stride(from: length / 4_096 / 2, to: length / 4_096, by: 2) {
      try file.seek(toOffset: page * 4_096)
      try file.write(contentsOf: Data(repeating: 0xA5, count: 4_096))
    }
    try file.close()
    let outcome = try await program.run("doctor", "--json")
    #expect(outcome.status == 1)
    #expect(verdicts(outcome)["integrity"] == "bad" || verdicts(outcome)["database"] == "bad")
  }

  @Test func openPermissionsOfTheSecretAreFound() async throws {
    let program = try Installation()
    _ = try await program.run("remember", "--user", "ana", "Tea.")
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: program.database + "-secret")
    let outcome = try await program.run("doctor")
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("✗ secret") && outcome.output.contains("chmod 600"))
  }

  @Test func aServerIsSeenFromBothSides() async throws {
    let program = try Installation()
    try await program.withServer { address in
      let beside = try await program.run("doctor")
      #expect(beside.status == 0)
      #expect(beside.output.contains("One runs on this database (process "))
      let outside = try await program.run("doctor", "--server", address)
      #expect(outside.status == 0)
      #expect(outside.output.contains("is well"))
    }
    #expect(try await program.run("doctor", "--server", "http://127.0.0.1:1").status == 1)
  }

  @Test func reindexAndMigrateSayWhatTheyDid() async throws {
    let program = try Installation()
    _ = try await program.run("remember", "--user", "ana", "Inês paints boats.")
    let reindexed = try await program.run("reindex", "--json")
    #expect(reindexed.json["items"] == 1)
    #expect(try await program.run("recall", "boats", "--user", "ana").output.contains("Inês"))
    let migrated = try await program.run("migrate", "--json")
    #expect(migrated.json["schema"] == "current")
  }
}
