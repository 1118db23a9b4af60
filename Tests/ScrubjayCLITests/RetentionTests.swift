import ScrubjayCore
import Testing

/// `scrubjay retention`: what would go out of sight, and what does.
struct RetentionTests {
  /// An export of a session that was terminated long ago.
  private static let archive = """
    {"record": "archive", "format": 1}
    {"record": "session", "id": "s", "app": "diary", "user": "ana", "status": "terminated", "event_count": 0, \
    "revision": 1, "created_at": "2020-01-01T00:00:00Z", "updated_at": "2020-01-02T00:00:00Z", \
    "terminated_at": "2020-01-02T00:00:00Z"}
    {"record": "end", "records": 1}
    """

  @Test func aDryRunShowsWhatWouldGoByTheSettingsAndARunDoesIt() async throws {
    let program = try Installation()
    let file = try program.write(Self.archive + "\n", to: "archive.jsonl")
    let imported = try await program.run("import", file)
    #expect(imported.status == 0, "\(imported.errors)")
    for (days, count) in [
      ([], 1), (["--retention-session-days", "0"], 0), (["--retention-session-days", "30000"], 0),
    ] {
      let outcome = try await program.run(["retention", "--dry-run", "--json"] + days)
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(outcome.json["dry_run"] == true && outcome.json["sessions"] == .integer(count), "\(days)")
    }
    #expect(try await program.run("sessions", "get", "s", "--json").json["status"] == "terminated")
    let done = try await program.run("retention", "--json")
    #expect(done.json["session_ids"] == ["s"] && done.json["memories"] == 0)
    #expect(try await program.run("sessions", "get", "s", "--json").json["status"] == "archived")
    #expect(try await program.run("retention", "--retention-session-days", "many").status == 2)
  }
}
