import Foundation
import ScrubjayCore
import ScrubjayTestKit
import Testing

/// Backups, made while a server writes, and put back.
struct BackupTests {
  private static func mode(_ path: String) -> Int? {
    (try? FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]) as? Int
  }

  @Test func aBackupIsWholeWhileAServerWritesAndPutsBackWhatWasThere() async throws {
    let program = try Installation()
    let copies = try await program.withServer { address in
      let client = ["--server", address]
      _ = try await program.run(
        ["sessions", "create", "--app", "a", "--user", "u", "--id", "s"] + client)
      let key = try await program.run(["keys", "create", "--name", "n", "--grants", "admin", "--json"] + client)
      let secret = try #require(key.json["secret"]?.stringValue)
      return try await withThrowingTaskGroup(of: Void.self) { group in
        for writer in 0..<4 {
          group.addTask {
            for number in 0..<20 {
              let said = try await program.run(
                ["messages", "append", "s", "--role", "user", "--content", "n\(writer)-\(number)", "--key", secret]
                  + client)
              #expect(said.status == 0, "\(said.errors)")
            }
          }
        }
        var copies: [(path: String, secret: String)] = []
        for number in 0..<4 {
          let path = program.file("copy-\(number)")
          let outcome = try await program.run("backup", path)
          #expect(outcome.status == 0, "\(outcome.errors)")
          #expect(Self.mode(path) == 0o600)
          #expect(Self.mode(path + "-secret") == 0o600)
          copies.append((path, secret))
        }
        try await group.waitForAll()
        return copies
      }
    }
    var counts: [Int] = []
    for (path, secret) in copies {
      let target = program.file("restored-\(counts.count)/memory.sqlite")
      let restored = try await program.run("restore", path, "--database", target)
      #expect(restored.status == 0, "\(restored.errors)")
      let doctor = try await program.run("doctor", "--database", target, "--json")
      #expect(doctor.json["ok"] == true, "\(doctor.output)")
      let said = try await program.run("messages", "show", "s", "--limit", "1000", "--json", "--database", target)
      let positions = (said.json["data"]?.arrayValue ?? []).compactMap { $0["position"]?.integerValue }
      #expect(positions == Array(1...Int64(max(1, positions.count))).prefix(positions.count).map { $0 })
      counts.append(positions.count)
      // The keys of then work again.
      let server = try await ServerProcess(program.process(["serve", "--port", "0", "--database", target]))
      let listed = try await program.run("sessions", "list", "--server", server.url, "--key", secret)
      #expect(listed.status == 0, "\(listed.errors)")
      await server.stop()
    }
    #expect(counts == counts.sorted())
  }

  @Test func aRestoredDatabaseIsAsItWasAndWhatCameLaterIsGone() async throws {
    let program = try Installation()
    _ = try await program.run("remember", "--user", "ana", "She plays the cello.")
    #expect(try await program.run("backup", program.file("b")).status == 0)
    _ = try await program.run("remember", "--user", "ana", "She sold the cello.")
    let refused = try await program.run("restore", program.file("b"))
    #expect(refused.status == 2)
    #expect(refused.errors.contains("--force"))
    #expect(try await program.run("restore", program.file("b"), "--force", "--json").json["bytes"] != nil)
    let found = try await program.run("recall", "--user", "ana", "cello", "--json")
    #expect(
      (found.json["hits"]?.arrayValue ?? []).compactMap { $0["content"]?.stringValue } == ["She plays the cello."])
    #expect(try await program.run("doctor").status == 0)
  }

  @Test func whatIsNoBackupIsRefusedAndNothingIsChanged() async throws {
    let program = try Installation()
    _ = try await program.run("remember", "--user", "ana", String(repeating: "She plays the cello. ", count: 500))
    let good = program.file("good")
    #expect(try await program.run("backup", good).status == 0)
    #expect(try await program.run("backup", good).status == 2)
    #expect(try await program.run("backup", good, "--force").status == 0)
    #expect(try await program.run("backup", program.file("x"), "--server", "http://127.0.0.1:1").status == 2)
    #expect(try await program.run("backup", program.file("no/such/folder/x")).status != 0)
    #expect(try await program.run("backup", program.file("y"), "--database", program.file("none")).status != 0)
    #expect(!FileManager.default.fileExists(atPath: program.file("y")))

    var bytes = try #require(FileManager.default.contents(atPath: good))
    bytes.replaceSubrange(8_192..<12_288, with: Data(repeating: 0xAB, count: 4_096))
    try bytes.write(to: URL(filePath: program.file("damaged")))
    try bytes.prefix(10_000).write(to: URL(filePath: program.file("cut")))
    _ = try program.write("nothing of the kind", to: "text")
    try Data().write(to: URL(filePath: program.file("empty")))
    for name in ["damaged", "cut", "text", "empty", "none"] {
      let refused = try await program.run("restore", program.file(name), "--force")
      #expect(refused.status != 0, "\(name)")
      let elsewhere = try await program.run("restore", program.file(name), "--database", program.file("fresh"))
      #expect(elsewhere.status != 0, "\(name)")
      #expect(!FileManager.default.fileExists(atPath: program.file("fresh")), "\(name)")
    }
    #expect(try await program.run("recall", "--user", "ana", "cello").output.contains("cello"))
    try await program.withServer { _ in
      let refused = try await program.run("restore", good, "--force")
      #expect(refused.errors.contains("already being served"), "\(refused.errors)")
    }
  }
}
