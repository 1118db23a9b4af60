import ScrubjayCore
import ScrubjayTestKit
import Testing

/// Conflicts and retention over HTTP.
@Suite struct ConsolidationOperationsTests {
  private static func remember(_ server: RunningServer, _ contents: String...) async throws -> [String] {
    var ids: [String] = []
    for content in contents {
      let reply = try await server.post(
        "/v1/memories", ["namespace": "user:ana", "type": "semantic", "content": .string(content)])
      ids.append(reply.json["id"]?.stringValue ?? "")
    }
    return ids
  }

  @Test func conflictsAreFoundResolvedListedAndUndone() async throws {
    try await RunningServer.with { server in
      let ids = try await Self.remember(server, "Ana works at Volvo.", "Ana likes tea.", "Ana works for Scania.")
      let dry = try await server.post("/v1/memories/consolidate", ["namespace": "user:ana", "dry_run": true])
      #expect(dry.status == 200 && dry.json["dry_run"] == true && dry.json["id"] == .null)
      let done = try await server.post("/v1/memories/consolidate", ["namespace": "user:ana"])
      for answer in [dry, done] {
        #expect(answer.json["compared"] == 3 && answer.json["conflicts"] == 1)
        #expect(answer.json["resolved"] == 1 && answer.json["flagged"] == 0)
        let group = answer.json["groups"]?.arrayValue?.first
        #expect(group?["kept"] == .string(ids[2]) && group?["reason"] == "value")
        #expect(
          group?["memories"]?.arrayValue?.map { $0["content"] } == ["Ana works for Scania.", "Ana works at Volvo."])
      }
      let old = try await server.get("/v1/memories/\(ids[0])").json
      #expect(old["origin"] == "consolidate" && old["origin_memory"] == .string(ids[2]))
      let listed = try await server.get("/v1/memories?namespace=user:ana")
      #expect(Set(listed.strings("data", "id")) == [ids[1], ids[2]])
      let all = try await server.get("/v1/memories?namespace=user:ana&include_invalid=true")
      #expect(Set(all.strings("data", "id")) == Set(ids))
      let id = done.json["id"]?.stringValue ?? ""
      #expect(try await server.get("/v1/consolidations?namespace=user:ana").strings("data", "id") == [id])
      let undone = try await server.send("POST", "/v1/consolidations/\(id)/undo")
      #expect(undone.json["restored"]?.arrayValue?.map { $0["memory"] } == [.string(ids[0])])
      #expect(undone.json["left"] == [])
      let again = try await server.send("POST", "/v1/consolidations/\(id)/undo")
      #expect(again.status == 409 && again.code == "consolidation_undone")
    }
  }

  @Test func aPersonDecidesWhatWasPutAside() async throws {
    try await RunningServer.with { server in
      let ids = try await Self.remember(server, "The rent is 900 euros.", "The rent is 950 euros.")
      let request: JSON = ["namespace": "user:ana", "strategy": "review"]
      let flagged = try await server.post("/v1/memories/consolidate", request)
      #expect(flagged.json["flagged"] == 1 && flagged.json["id"] == .null)
      let listed = try await server.get("/v1/conflicts?namespace=user:ana&state=open")
      let conflict = listed.strings("data", "id").first ?? ""
      #expect(flagged.json["groups"]?.arrayValue?.first?["conflict"] == .string(conflict))
      #expect(listed.json["data"]?.arrayValue?.first?["reason"] == "number")
      let reader = try await server.makeKey(["admin"])
      let key = try await server.makeKey(["read:user:ben", "write:user:ben"], by: reader)
      #expect(try await server.get("/v1/conflicts?namespace=user:ana", key: key).code == "missing_grant")
      #expect(try await server.get("/v1/conflicts", key: key).code == "scope_required")
      #expect(
        try await server.post("/v1/conflicts/\(conflict)/resolve", ["keep": .string(ids[0])], key: key).code
          == "missing_grant")
      let kept = try await server.post("/v1/conflicts/\(conflict)/resolve", ["keep": .string(ids[0])], key: reader)
      #expect(kept.status == 200 && kept.json["id"] == .string(ids[0]))
      let twice = try await server.post("/v1/conflicts/\(conflict)/resolve", ["keep": .string(ids[0])], key: reader)
      #expect(twice.status == 409 && twice.code == "conflict_not_open")
    }
  }

  @Test func theStrategyOfALanguageModelIsRefusedWithoutOne() async throws {
    try await RunningServer.with { server in
      let reply = try await server.post("/v1/memories/consolidate", ["namespace": "user:ana", "strategy": "llm"])
      #expect(reply.status == 503 && reply.code == "llm_unavailable")
      let unknown = try await server.post("/v1/memories/consolidate", ["namespace": "user:ana", "strategy": "dice"])
      #expect(unknown.status == 400)
    }
  }

  @Test func whatIsSupersededComesBackFromAnExportAsItWas() async throws {
    try await RunningServer.with { server in
      _ = try await Self.remember(server, "Ana works at Volvo.", "Ana works for Scania.")
      _ = try await server.post("/v1/memories/consolidate", ["namespace": "user:ana"])
      let lines = try await server.get("/v1/export").text.split(separator: "\n").map { try JSON(parsing: String($0)) }
      try await RunningServer.with { other in
        let records = JSON.array(Array(lines.dropFirst().dropLast()))
        #expect(try await other.post("/v1/import", ["records": records]).json == ["stored": 3, "skipped": 0])
        let copy = try await other.get("/v1/export").text.split(separator: "\n").map { try JSON(parsing: String($0)) }
        #expect(copy.dropFirst() == lines.dropFirst())
      }
    }
  }

  @Test func retentionShowsWhatWouldGoAndThenDoesIt() async throws {
    let clock = ManualClock()
    try await RunningServer.with(clock: clock) { server in
      let id = try await server.post(
        "/v1/memories", ["namespace": "user:ana", "type": "episodic", "content": "Ana saw a heron."]
      ).json["id"]
      clock.advance(by: .seconds(90 * 86_400))
      let dry = try await server.post("/v1/retention", ["dry_run": true])
      #expect(dry.json["memories"] == 1 && dry.json["memory_ids"] == [id ?? .null] && dry.json["sessions"] == 0)
      let done = try await server.post("/v1/retention", [:])
      #expect(done.json["memory_ids"] == dry.json["memory_ids"] && done.json["dry_run"] == false)
      let key = try await server.makeKey(["read:*", "write:*"])
      #expect(try await server.post("/v1/retention", [:], key: key).code == "missing_grant")
    }
  }
}
