import Foundation
import ScrubjayCore
import ScrubjayTestKit
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
      "program", "configuration", "database file", "secret", "server", "database", "integrity", "word index", "words",
      "vectors", "usage",
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
      #expect(outside.output.contains("is healthy"))
    }
    #expect(try await program.run("doctor", "--server", "http://127.0.0.1:1").status == 1)
  }

  /// Damage behind the program's back, and the part that the doctor finds it in.
  private static let damages = [
    ("DELETE FROM word_items WHERE item = (SELECT MIN(item) FROM word_items)", "words"),
    ("INSERT INTO word_items SELECT tenant, owner, item + 1000, length, terms FROM word_items LIMIT 1", "words"),
    ("INSERT INTO word_items SELECT tenant, 1000, item, length, terms FROM word_items LIMIT 1", "words"),
    ("DELETE FROM postings WHERE term = (SELECT MIN(term) FROM postings)", "words"),
    ("UPDATE owners SET items = items + 1", "words"),
    ("UPDATE owners SET length = length + 1", "words"),
    ("UPDATE memories SET deleted_at = updated_at WHERE sequence = 1", "words"),
    ("UPDATE memories SET deleted_at = updated_at WHERE sequence = 2", "vectors"),
    ("DELETE FROM vectors WHERE sequence = (SELECT MIN(sequence) FROM vectors)", "vectors"),
    ("UPDATE vectors SET item = item + 1000 WHERE sequence = (SELECT MAX(sequence) FROM vectors)", "vectors"),
    ("UPDATE vectors SET owner = 1000 WHERE sequence = (SELECT MAX(sequence) FROM vectors)", "vectors"),
    ("UPDATE usage SET rows = rows + 1", "usage"),
    ("UPDATE usage SET bytes = 0", "usage"),
  ]

  @Test func anIndexThatDoesNotHoldWhatItShouldIsFoundAndMended() async throws {
    let program = try Installation()
    let model = ["SCRUBJAY_EMBEDDING_MODEL": try InstalledModel.directory]
    for content in ["Tea.", "Coffee.", "Milk."] {
      _ = try await program.run("remember", "--user", "ana", content, environment: model)
    }
    let lines = [
      #"{"record": "session", "id": "s", "app": "a", "user": "ana"}"#,
      #"{"record": "message", "session": "s", "role": "user", "content": "She paints boats."}"#,
    ]
    _ = try await program.run("import", "-", "--quiet", input: lines.joined(separator: "\n"), environment: model)
    let folder = program.file("notes")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    _ = try program.write("# Boats\n\nThey are painted in spring.\n", to: "notes/boats.md")
    let synced = try await program.run("documents", "sync", folder, "--namespace", "user:ana", environment: model)
    #expect(synced.status == 0, "\(synced.errors)")
    // Before a recall all that waits is embedded.
    func embed() async throws { _ = try await program.run("recall", "boats", "--user", "ana", environment: model) }

    for (damage, part) in Self.damages {
      try await embed()
      let before = try await program.run("doctor", "--json")
      #expect(before.json["ok"] == true, "before \(damage): \(before.output)")
      try await change(damage, in: program)
      let damaged = try await program.run("doctor", "--json")
      #expect(damaged.status == 1, "\(damage)")
      #expect(verdicts(damaged)[part] == "bad", "\(damage): \(damaged.output)")
      #expect(damaged.output.contains("scrubjay reindex"), "\(damage)")
      #expect(try await program.run("reindex", environment: model).status == 0, "\(damage)")
      let mended = try await program.run("doctor", "--json")
      #expect(mended.json["ok"] == true, "after \(damage): \(mended.output)")
    }
  }

  @Test func whatWaitsToBeEmbeddedIsWellAsLongAsAJobIsAboutIt() async throws {
    let program = try Installation()
    let model = ["SCRUBJAY_EMBEDDING_MODEL": try InstalledModel.directory]
    _ = try await program.run("remember", "--user", "ana", "Tea.", environment: model)
    _ = try await program.run("recall", "tea", "--user", "ana", environment: model)
    _ = try await program.run("remember", "--user", "ana", "Coffee.")
    #expect(verdicts(try await program.run("doctor", "--json"))["vectors"] == "good")
    try await change("UPDATE jobs SET state = 'discarded', finished_at = 1, failure = 'no'", in: program)
    let givenUp = verdicts(try await program.run("doctor", "--json"))
    #expect(givenUp["vectors"] == "good" && givenUp["jobs"] == "notable")
    try await change("DELETE FROM jobs", in: program)
    let lost = try await program.run("doctor")
    #expect(lost.status == 1)
    #expect(lost.output.contains("1 without a vector or a pending job."))
    _ = try await program.run("reindex", environment: model)
    #expect(verdicts(try await program.run("doctor", "--json"))["vectors"] == "good")
  }

  /// Changes the database behind the program's back.
  private func change(_ statement: String, in program: Installation) async throws {
    let script = """
      import sqlite3, sys
      database = sqlite3.connect(sys.argv[1])
      database.execute(sys.argv[2])
      database.commit()
      """
    let python = ChildProcess("/usr/bin/env", ["python3", "-c", script, program.database, statement])
    #expect(try await python.run() == 0, "\(statement)")
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
