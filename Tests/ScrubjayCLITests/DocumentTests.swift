import Foundation
import ScrubjayCore
import ScrubjayTestKit
import Testing

/// Documents at the command line: folders synced from here, and watched by a server.
struct DocumentTests {
  private static func write(_ content: String, _ path: String, _ program: Installation) throws {
    let file = program.file(path)
    try FileManager.default.createDirectory(
      atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data(content.utf8).write(to: URL(filePath: file))
  }

  private static func counts(_ outcome: Installation.Outcome) -> [String: Int64] {
    let names = ["added", "changed", "renamed", "removed", "unchanged"]
    return Dictionary(uniqueKeysWithValues: names.map { ($0, outcome.json[$0]?.integerValue ?? -1) })
      .filter { $0.value != 0 }
  }

  private static func paths(_ program: Installation, _ place: [String], _ namespace: String = "org:default")
    async throws
    -> [String]
  {
    let listed = try await program.run(["documents", "list", "--namespace", namespace, "--json"] + place)
    return (listed.json["data"]?.arrayValue ?? []).compactMap { $0["path"]?.stringValue }.sorted()
  }

  /// What a sync does, whoever carries it out.
  private static func checkSync(_ program: Installation, _ place: [String]) async throws {
    func sync(_ flags: String...) async throws -> Installation.Outcome {
      try await program.run(["documents", "sync", "docs", "--json"] + flags + place)
    }
    try Self.write("# Boats\n\nin Porto", "docs/a.md", program)
    try Self.write("elections", "docs/sub/b.txt", program)
    let planned = try await sync("--dry-run")
    #expect(Self.counts(planned) == ["added": 2])
    #expect(planned.json["dry_run"] == true)
    #expect(try await Self.paths(program, place) == [])
    let first = try await sync()
    #expect(first.status == 0, "\(first.errors)")
    #expect(Self.counts(first) == ["added": 2])
    #expect(Self.counts(try await sync()) == ["unchanged": 2])
    let found = try await program.run(["documents", "search", "Porto", "--json"] + place)
    #expect(found.json["hits"]?.arrayValue?.first?["title"] == "Boats")

    try Self.write("votes", "docs/sub/b.txt", program)
    try FileManager.default.moveItem(atPath: program.file("docs/a.md"), toPath: program.file("docs/boats.md"))
    try Self.write("new", "docs/c.md", program)
    #expect(Self.counts(try await sync()) == ["added": 1, "changed": 1, "renamed": 1])
    #expect(try await Self.paths(program, place) == ["boats.md", "c.md", "sub/b.txt"])

    // What cannot be read is told, what is gone goes, and what is not of this folder stays.
    let put = try await program.run(["documents", "put", "--path", "hand.md", "--content", "by hand"] + place)
    #expect(put.status == 0)
    try FileManager.default.removeItem(atPath: program.file("docs/c.md"))
    try FileManager.default.createSymbolicLink(
      atPath: program.file("docs/out.md"), withDestinationPath: "/etc/hostname")
    try Self.write("a\0b", "docs/binary.md", program)
    let kept = try await sync("--keep")
    #expect(kept.status == 1)
    #expect(Self.counts(kept) == ["unchanged": 2])
    let partial = try await sync()
    #expect(partial.status == 1)
    #expect(Self.counts(partial) == ["removed": 1, "unchanged": 2])
    let failed = partial.json["failed"]?.arrayValue ?? []
    #expect(failed.compactMap { $0["path"]?.stringValue } == ["binary.md", "out.md"])
    #expect(failed.allSatisfy { $0["reason"]?.stringValue?.isEmpty == false })
    #expect(try await Self.paths(program, place) == ["boats.md", "hand.md", "sub/b.txt"])

    let other = try await program.run(
      ["documents", "sync", "docs", "--namespace", "user:ana:notes", "--json"] + place)
    #expect(Self.counts(other) == ["added": 2])
    #expect(try await Self.paths(program, place, "user:ana").count == 2)
    let nowhere = try await program.run(["documents", "sync", "none"] + place)
    #expect(nowhere.status == 6)
    #expect(nowhere.errors.contains("does not exist"))
  }

  @Test func aFolderIsSyncedInProcess() async throws { try await Self.checkSync(try Installation(), []) }

  @Test func aFolderIsSyncedToAServer() async throws {
    let program = try Installation()
    try await program.withServer { address in try await Self.checkSync(program, ["--server", address]) }
  }

  @Test func peopleSeeASummaryAndATable() async throws {
    let program = try Installation()
    try Self.write("# Boats\n\nin Porto", "docs/a.md", program)
    try Self.write("a\0b", "docs/b.md", program)
    let synced = try await program.run("documents", "sync", "docs")
    #expect(synced.output.hasPrefix("1 added, 0 unchanged, 1 failed ("))
    #expect(synced.errors.contains("b.md: It contains U+0000"))
    let shown = try await program.show(
      "documents", "list", "--namespace", "org:default", "--no-color", columns: 120)
    for part in ["PATH", "TITLE", "STATUS", "CHUNKS", "a.md", "Boats", "synced"] {
      #expect(shown.contains(part), "\(part)")
    }
    let found = try await program.show("documents", "search", "boats", "--no-color")
    #expect(found.contains("Boats") && found.contains("a.md"))
    let dry = try await program.run("documents", "sync", "docs", "--namespace", "user:ana", "--dry-run")
    #expect(dry.output.contains("add     a.md"))
    #expect(dry.output.contains("It would be: 1 added"))
  }

  @Test func aSyncThatIsInterruptedGoesOnWhenItIsStartedAgain() async throws {
    let program = try Installation()
    let text = (0..<600).map { "word\($0)" }.joined(separator: " ")
    for number in 0..<150 { try Self.write("\(number) \(text)", "docs/\(number).md", program) }
    let process = program.process(["documents", "sync", "docs", "--json"])
    try process.start()
    try await eventually { try await !Self.paths(program, []).isEmpty }
    process.send(SIGINT)
    let status = await process.end()
    let done = try await Self.counts(program.run("documents", "sync", "docs", "--json", "--dry-run"))
    // Where the machine was quicker than the test, all was done.
    #expect(status == 130 || done == ["unchanged": 150])
    #expect(done["unchanged"] ?? 0 > 0)
    let rest = try await program.run("documents", "sync", "docs", "--json")
    #expect(rest.status == 0)
    #expect(Self.counts(rest)["unchanged"] == done["unchanged"])
    let again = try await program.run("documents", "sync", "docs", "--json")
    #expect(Self.counts(again) == ["unchanged": 150])
  }

  @Test func aServerWatchesItsFoldersAndSaysWhatItSaw() async throws {
    let program = try Installation()
    // A folder that holds nothing at all is taken for one whose disk is not mounted.
    for folder in ["docs", "ana"] { try Self.write("", "\(folder)/.keep", program) }
    try Self.write("# Boats\n\nin Porto", "docs/a.md", program)
    try Self.write("private note", "docs/private/p.md", program)
    try Self.write("diary of Ana", "ana/d.txt", program)
    let arguments = [
      "serve", "--port", "0", "--embedding-provider", "none", "--documents", program.file("docs"), "--documents",
      "user:ana=\(program.file("ana"))",
    ]
    let server = try await ServerProcess(program.process(arguments))
    func paths(_ query: String) async throws -> [String] {
      let answer = try await server.send("POST", "/v1/documents/search", ["query": .string(query)])
      return (answer["hits"]?.arrayValue ?? []).compactMap { $0["path"]?.stringValue }
    }
    func documents(_ status: String) async throws -> [JSON] {
      try await server.send("GET", "/v1/documents?status=\(status)")["data"]?.arrayValue ?? []
    }
    try await eventually { try await paths("Porto") == ["a.md"] }
    try await eventually { try await paths("diary") == ["d.txt"] }
    try Self.write("# Boats\n\nin Lisbon", "docs/a.md", program)
    try await eventually { try await paths("Lisbon") == ["a.md"] }
    #expect(try await paths("Porto") == [])
    try Self.write("sailing", "docs/new/folder/c.md", program)
    try await eventually { try await paths("sailing") == ["new/folder/c.md"] }
    try FileManager.default.moveItem(atPath: program.file("docs/new"), toPath: program.file("docs/old"))
    try await eventually { try await paths("sailing") == ["old/folder/c.md"] }
    try Self.write("a\0b", "docs/binary.md", program)
    #expect(FileManager.default.createFile(atPath: program.file("docs/large.md"), contents: nil))
    #expect(truncate(program.file("docs/large.md"), 50_000_000) == 0)
    try FileManager.default.createSymbolicLink(
      atPath: program.file("docs/out.md"), withDestinationPath: "/etc/hostname")
    try await eventually { try await documents("failed").count == 3 }
    for document in try await documents("failed") { #expect(document["failure"]?.stringValue?.isEmpty == false) }
    try FileManager.default.removeItem(atPath: program.file("docs/old"))
    try await eventually { try await paths("sailing") == [] }
    let rescan = try await program.run(
      "documents", "rescan", "--path", program.file("docs"), "--server", server.url, "--json")
    #expect(rescan.status == 0, "\(rescan.errors)")
    let id = rescan.json["id"]?.stringValue ?? ""
    try await eventually { try await server.send("GET", "/v1/jobs/\(id)")["state"] == "completed" }
    #expect(await server.stop() == 0)
    // What changed while it was away is seen when it is back.
    try Self.write("while away", "docs/e.md", program)
    try FileManager.default.removeItem(atPath: program.file("ana/d.txt"))
    let second = try await ServerProcess(program.process(arguments))
    try await eventually {
      let answer = try await second.send("POST", "/v1/documents/search", ["query": "away"])
      return answer["hits"]?.arrayValue?.first?["path"] == "e.md"
    }
    try await eventually { try await second.send("GET", "/v1/documents?namespace=user:ana")["data"] == [] }
    await second.stop()
  }

  @Test func aFileThatMayNotBeReadIsNamedAndKeepsItsDocument() async throws {
    let program = try Installation()
    try Self.write("fine", "docs/a.md", program)
    try Self.write("secret", "docs/locked/b.md", program)
    try Self.write("note", "docs/c.md", program)
    #expect(try await program.run("documents", "sync", "docs").status == 0)
    for path in ["docs/locked", "docs/c.md"] {
      try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: program.file(path))
    }
    defer {
      try? FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: program.file("docs/locked"))
    }
    // Root may read everything, unless it gives that up.
    let command = #""$0" documents sync docs --json > sync.json"#
    let limited =
      geteuid() == 0
      ? #"exec setpriv --bounding-set=-dac_override,-dac_read_search "$0" documents sync docs --json > sync.json"#
      : command
    let status = try await program.shell(limited).run()
    #expect(status == 1)
    let json = try JSON(parsing: program.content(of: "sync.json"))
    let failed = (json["failed"]?.arrayValue ?? []).compactMap { $0["path"]?.stringValue }
    #expect(failed == ["c.md", "locked"])
    #expect(json["removed"] == 0)
    #expect(try await Self.paths(program, []) == ["a.md", "c.md", "locked/b.md"])
  }

  @Test func foldersThatAreWrongKeepAServerFromStarting() async throws {
    let program = try Installation()
    let cases = [
      ("/does/not/exist", "does not exist"), ("user:ana=", "lacks a folder"), ("nowhere:x=/tmp", "namespace"),
    ]
    for (documents, part) in cases {
      let outcome = try await program.run("serve", "--port", "0", "--documents", documents)
      #expect(outcome.status != 0)
      #expect(outcome.errors.contains(part), "\(outcome.errors)")
    }
    let file = try program.write(#"{"documents": ["/none", "user:ana=/none"]}"#, to: "config.json")
    let shown = try await program.run("config", "--config", file, "--json")
    #expect(shown.json["documents"]?["value"] == "/none;user:ana=/none")
  }
}
