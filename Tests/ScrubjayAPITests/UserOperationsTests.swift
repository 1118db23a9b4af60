import ScrubjayCore
import ScrubjayHTTPClient
import ScrubjayTestKit
import Testing

/// What there is of a user as a whole, over HTTP.
@Suite struct UserOperationsTests {
  private static func fill(_ server: RunningServer) async throws {
    for user in ["ana", "ben"] {
      _ = try await server.post("/v1/sessions", ["id": .string("s-\(user)"), "app": "diary", "user": .string(user)])
      _ = try await server.post(
        "/v1/sessions/s-\(user)/messages", ["messages": [["role": "user", "content": .string("I am \(user).")]]])
      _ = try await server.post(
        "/v1/memories",
        ["namespace": .string("user:\(user)"), "type": "semantic", "content": .string("\(user) paints boats.")])
    }
  }

  /// The lines of an export.
  private static func lines(_ text: String) throws -> [JSON] {
    try text.split(separator: "\n").map { try JSON(parsing: String($0)) }
  }

  @Test func anExportIsJSONLinesThatAnotherServerTakes() async throws {
    try await RunningServer.with { server in
      try await Self.fill(server)
      let response = try await server.get("/v1/export")
      #expect(response.status == 200 && response.headers.first("Content-Type") == "application/jsonl")
      let lines = try Self.lines(response.text)
      #expect(lines.first?["record"] == "archive" && lines.first?["format"] == 1)
      #expect(lines.last == ["record": "end", "records": 6])
      let ana = try Self.lines(try await server.get("/v1/users/ana/export").text)
      #expect(ana.dropFirst().dropLast().map { $0["record"] } == ["session", "event", "memory"])
      try await RunningServer.with { other in
        let records = JSON.array(Array(lines.dropFirst().dropLast()))
        #expect(try await other.post("/v1/import", ["records": records]).json == ["stored": 6, "skipped": 0])
        let again = try await other.post("/v1/import", ["records": records])
        #expect(again.status == 201 && again.json == ["stored": 0, "skipped": 6])
        let copy = try Self.lines(try await other.get("/v1/export").text)
        #expect(copy.dropFirst() == lines.dropFirst())
      }
    }
  }

  @Test func aLineThatIsWrongIsNamed() async throws {
    try await RunningServer.with { server in
      let session: JSON = [
        "record": "session", "id": "s", "app": "a", "user": "u", "status": "created", "event_count": 0, "revision": 0,
        "created_at": "2026-01-01T00:00:00Z", "updated_at": "2026-01-01T00:00:00Z",
      ]
      let bad: [(JSON, String)] = [
        (["record": "archive"], "records[1].record"), ([:], "records[1].record"), (1, "records[1]"),
        (["record": "session", "id": "s"], "records[1].app"),
        (
          [
            "record": "state", "scope": "user", "owner": "", "name": "n", "value": 1,
            "updated_at": "2026-01-01T00:00:00Z",
          ], "records[1].owner"
        ),
        (
          [
            "record": "task", "id": "t", "prompt": "x", "status": "completed", "created_at": "2026-01-01T00:00:00Z",
            "created_by": "a", "updated_at": "2026-01-01T00:00:00Z",
          ], "records[1].finished_at"
        ),
        (["record": "memory", "id": "m", "namespace": "nowhere:x"], "records[1].namespace"),
      ]
      for (record, field) in bad {
        let answer = try await server.post("/v1/import", ["records": [session, record]])
        #expect(answer.status == 400, "\(record)")
        #expect(answer.json["errors"]?.arrayValue?.contains { $0["field"] == .string(field) } == true, "\(answer.text)")
      }
      #expect(try await server.get("/v1/sessions/s").status == 404)
    }
  }

  @Test func anErasedUserIsGoneAndTheAuditStillProvesItself() async throws {
    try await RunningServer.with { server in
      try await Self.fill(server)
      let receipt = try await server.send("DELETE", "/v1/users/ana")
      #expect(receipt.status == 200)
      #expect(receipt.json["sessions"] == 1 && receipt.json["events"] == 1 && receipt.json["memories"] == 1)
      #expect(try await server.get("/v1/sessions/s-ana").status == 404)
      #expect(try await server.get("/v1/memories?user=ana&include_deleted=true").strings("data", "id") == [])
      #expect(try await server.get("/v1/sessions/s-ben").status == 200)
      let audit = try await server.get("/v1/audit")
      #expect(!audit.text.contains("ana"))
      #expect(audit.strings("data", "action") == ["erase", "create", "create"])
      let proof = try await server.get("/v1/audit/verification")
      #expect(proof.json["intact"] == true && proof.json["erased"] == 1 && proof.json["records"] == 3)
      #expect(try await server.get("/v1/audit/verification?seal=x").code == "invalid_field")
      let reader = try await server.makeKey(["read:*", "write:*"])
      let headers = RunningServer.authorization(reader)
      #expect(try await server.send("DELETE", "/v1/users/ben", headers: headers).code == "missing_grant")
      #expect(try await server.get("/v1/export", key: reader).code == "missing_grant")
      #expect(try await server.get("/v1/users/ben/export", key: reader).status == 200)
    }
  }
}
