import ScrubjayAPI
import ScrubjayCore
import ScrubjayHTTPClient
import Testing

@Suite("Every operation over HTTP")
struct OperationsTests {
  @Test func sessionsLiveFromCreatedToDeleted() async throws {
    try await RunningServer.with { server in
      let created = try await server.post(
        "/v1/sessions",
        [
          "id": "s1", "app": "notes", "user": "ana", "project": "boat", "state": ["step": 1, "user:theme": "dark"],
          "metadata": ["b": .number("1.0"), "a": [.number("1e2")]],
        ])
      #expect(created.status == 201)
      #expect(created.json["status"] == "created")
      #expect(created.json["metadata"]?.text == #"{"b":1.0,"a":[1e2]}"#)
      #expect(created.json["state"]?.text == #"{"step":1,"user:theme":"dark"}"#)
      #expect(
        try await server.post("/v1/sessions", ["id": "s1", "app": "notes", "user": "ana"]).code == "session_exists")

      #expect(try await server.get("/v1/sessions?user=ana").strings("data", "id") == ["s1"])
      #expect(try await server.get("/v1/sessions?user=ben").strings("data", "id") == [])
      let illegal = try await server.send("PATCH", "/v1/sessions/s1", ["status": "paused"])
      #expect(illegal.status == 409)
      #expect(illegal.code == "illegal_transition")
      let renamed = try await server.send("PATCH", "/v1/sessions/s1", ["title": "Boats", "project": .null])
      #expect(renamed.json["title"] == "Boats")
      #expect(renamed.json["project"] == .null)

      #expect(try await server.send("DELETE", "/v1/sessions/s1").status == 204)
      #expect(try await server.get("/v1/sessions/s1").code == "session_not_found")
    }
  }

  @Test func tasksGoFromPendingToTheirEnd() async throws {
    try await RunningServer.with { server in
      try await server.seed("s1", user: "ana", ["one"])
      let created = try await server.post("/v1/tasks", ["id": "t", "session": "s1", "prompt": "Paint a boat"])
      #expect(created.status == 201)
      #expect(created.json["status"] == "pending")
      #expect(created.json["finished_at"] == .null)
      #expect(try await server.post("/v1/tasks", ["id": "t", "prompt": "x"]).code == "task_exists")
      #expect(try await server.send("PATCH", "/v1/tasks/t", ["status": "completed"]).code == "illegal_transition")
      _ = try await server.send("PATCH", "/v1/tasks/t", ["status": "running"])
      let done = try await server.send("PATCH", "/v1/tasks/t", ["status": "completed", "result": ["boats": 1]])
      #expect(done.json["result"]?.text == #"{"boats":1}"#)
      #expect(try await server.get("/v1/tasks?session=s1&status=completed").strings("data", "id") == ["t"])
      #expect(try await server.send("DELETE", "/v1/sessions/s1").status == 204)
      #expect(try await server.get("/v1/tasks/t").json["session"] == .null)
      #expect(try await server.get("/v1/tasks/none").code == "task_not_found")
      let reader = try await server.makeKey(["read:user:ana", "read:app:notes"], by: nil)
      #expect(try await server.get("/v1/tasks/t", key: reader).code == "missing_grant")
    }
  }

  @Test func eventsAreAppendedInOrderAndPaged() async throws {
    try await RunningServer.with { server in
      try await server.seed("s1", user: "ana", ["one"])
      let appended = try await server.post(
        "/v1/sessions/s1/events",
        [
          "events": [
            ["id": "e2", "type": "tool_call", "actor": "agent:notes", "content": ["tool": "clock"]],
            [
              "type": "state_change", "actor": "system", "content": "set",
              "state_delta": ["temp:a": 1, "app:b": .null],
            ],
          ]
        ])
      #expect(appended.status == 201)
      #expect(appended.json["revision"] == 3)
      let first = try await server.get("/v1/sessions/s1/events?limit=2")
      #expect(first.json["data"]?.arrayValue?.compactMap { $0["position"]?.integerValue } == [1, 2])
      let cursor = try #require(first.json["next_cursor"]?.stringValue)
      let rest = try await server.get("/v1/sessions/s1/events?limit=2&cursor=\(cursor)")
      #expect(rest.json["data"]?.arrayValue?.compactMap { $0["position"]?.integerValue } == [3])
      #expect(rest.json["next_cursor"] == .null)
      #expect(try await server.get("/v1/sessions/s1/events?after=e2").strings("data", "type") == ["state_change"])
      #expect(try await server.get("/v1/sessions/s1/events?type=tool_call").strings("data", "id") == ["e2"])
      #expect(try await server.get("/v1/sessions/s1/state").json["state"]?.text == #"{"temp:a":1,"app:b":null}"#)
    }
  }

  @Test func messagesAreFoundAsSoonAsTheyAreStored() async throws {
    try await RunningServer.with { server in
      let stored = try await server.post(
        "/v1/messages",
        [
          "user": "ana", "app": "notes", "role": "user", "name": "Ana", "content": "The violins hang in the attic.",
          "occurred_at": "2026-03-02T20:04:00+02:00",
        ])
      #expect(stored.status == 201)
      let message = try #require(stored.json["messages"]?.arrayValue?.first)
      #expect(message["occurred_at"] == "2026-03-02T18:04:00.000000Z")
      let session = try #require(message["session"]?.stringValue)
      _ = try await server.post(
        "/v1/messages", ["user": "ana", "app": "notes", "role": "assistant", "content": "Noted."])
      #expect(try await server.get("/v1/messages?user=ana").strings("data", "session") == [session, session])
      #expect(try await server.get("/v1/window?user=ana&app=notes").strings("data", "role") == ["user", "assistant"])
      #expect(try await server.get("/v1/window?user=ana&app=other").strings("data", "role") == [])
      #expect(try await server.get("/v1/sessions/\(session)/messages?limit=1").strings("data", "content") == ["Noted."])

      let recalled = try await server.post(
        "/v1/recall", ["query": "Where is a violin?", "user": "ana", "explain": true])
      let hit = try #require(recalled.json["hits"]?.arrayValue?.first)
      #expect(hit["content"] == "The violins hang in the attic.")
      #expect(hit["name"] == "Ana")
      let why = try #require(hit["why"])
      func sum(_ parts: String) -> Double? {
        why[parts]?.arrayValue?.reduce(0) { $0 + ($1["share"]?.doubleValue ?? .nan) }
      }
      #expect(abs(try #require(sum("features")) - (why["evidence"]?.doubleValue ?? .nan)) < 1e-9)
      let words = why["features"]?.arrayValue?.first { $0["feature"] == "words" }
      #expect(abs(try #require(sum("words")) - (words?["value"]?.doubleValue ?? .nan)) < 1e-9)
      #expect(why["words"]?.arrayValue?.map { $0["word"] } == ["violin"])
    }
  }

  @Test func stateHasScopesAndSingleValues() async throws {
    try await RunningServer.with { server in
      try await server.seed("s1", user: "ana", ["hello"])
      try await server.seed("s2", user: "ana", ["hello again"])
      #expect(
        try await server.send("PUT", "/v1/sessions/s1/state/user%3Atheme", ["value": ["dark", .number("1.50")]]).status
          == 200)
      #expect(try await server.get("/v1/sessions/s2/state/user:theme").json["value"]?.text == #"["dark",1.50]"#)
      #expect(try await server.send("PUT", "/v1/sessions/s1/state/a%2Fb", ["value": .null]).status == 200)
      #expect(try await server.get("/v1/sessions/s1/state/a%2Fb").json["key"] == "a/b")
      #expect(try await server.send("DELETE", "/v1/sessions/s1/state/a%2Fb").status == 204)
      #expect(try await server.get("/v1/sessions/s1/state/a%2Fb").code == "state_not_found")
    }
  }

  @Test func memoriesHaveVersionsAndHistory() async throws {
    try await RunningServer.with { server in
      let added = try await server.post(
        "/v1/memories",
        ["namespace": "user:ana", "key": "tea", "type": "semantic", "content": "Ana drinks oolong.", "importance": 8])
      #expect(added.status == 201)
      let id = try #require(added.json["id"]?.stringValue)
      #expect(
        try await server.post(
          "/v1/memories", ["namespace": "user:ana", "key": "tea", "type": "semantic", "content": "x"]
        ).code == "memory_exists")
      let changed = try await server.send("PATCH", "/v1/memories/\(id)", ["content": "Ana drinks sencha now."])
      #expect(changed.json["version"] == 2)
      let query: JSON = ["query": "oolong or sencha", "user": "ana", "kinds": ["memory"]]
      #expect(try await server.post("/v1/recall", query).strings("hits", "content") == ["Ana drinks sencha now."])
      #expect(try await server.get("/v1/memories/\(id)?version=1").json["content"] == "Ana drinks oolong.")
      #expect(
        try await server.get("/v1/memories/\(id)/history").json["data"]?.arrayValue?
          .compactMap { $0["version"]?.integerValue } == [1, 2])
      #expect(try await server.get("/v1/memories?namespace=user:ana").strings("data", "key") == ["tea"])
      #expect(try await server.get("/v1/memories?namespace=user:an").strings("data", "key") == [])
      #expect(try await server.send("DELETE", "/v1/memories/\(id)").status == 204)
      #expect(try await server.get("/v1/memories/\(id)").code == "memory_not_found")
      #expect(try await server.post("/v1/recall", query).strings("hits", "content") == [])
      let again = try await server.post(
        "/v1/memories", ["namespace": "user:ana", "key": "tea", "type": "semantic", "value": ["kind": "rooibos"]])
      #expect(again.json["version"] == 3)
      #expect(again.json["content"] == #"{"kind":"rooibos"}"#)
      let audit = try await server.get("/v1/audit?memory=\(id)")
      #expect(audit.strings("data", "action") == ["create", "delete", "update", "create"])
    }
  }

  @Test func aRetryWithAnIdempotencyKeyGivesTheFirstAnswer() async throws {
    try await RunningServer.with { server in
      try await server.seed("s1", user: "ana", ["hello"])
      let key = [HTTPClientHeader("Idempotency-Key", "abc")]
      let body: JSON = ["messages": [["role": "user", "content": "once"]]]
      let first = try await server.send("POST", "/v1/sessions/s1/messages", body, headers: key)
      let second = try await server.send("POST", "/v1/sessions/s1/messages", body, headers: key)
      #expect(first.status == 201)
      #expect(second.bytes == first.bytes)
      #expect(try await server.get("/v1/sessions/s1").json["revision"] == 2)
      let other = try await server.send(
        "POST", "/v1/sessions/s1/messages", ["messages": [["role": "user", "content": "twice"]]], headers: key)
      #expect(other.code == "idempotency_conflict")

      let makeKey: JSON = ["name": "agent", "grants": ["admin"]]
      let made = try await server.send("POST", "/v1/keys", makeKey, headers: key)
      let secret = try #require(made.json["secret"]?.stringValue)
      let authorized = RunningServer.authorization(secret)
      // From the first key on, the retry comes from that key: it is another principal, with retries of its own.
      let retried = try await server.send("POST", "/v1/keys", makeKey, headers: key + authorized)
      let retriedAgain = try await server.send("POST", "/v1/keys", makeKey, headers: key + authorized)
      #expect(retried.json["secret"] != made.json["secret"])
      #expect(retriedAgain.json["secret"] == retried.json["secret"])
      let conflicting = try await server.send(
        "POST", "/v1/keys", ["name": "other", "grants": ["admin"]], headers: key + authorized)
      #expect(conflicting.code == "idempotency_conflict")
    }
  }

  /// Every write of a session, in an order in which each is possible after the ones before it.
  @Test func aStaleRevisionIsRefused() async throws {
    let writes: [(method: String, path: String, body: JSON?, status: Int)] = [
      ("POST", "/messages", ["messages": [["role": "user", "content": "more"]]], 201),
      ("POST", "/events", ["events": [["type": "action", "actor": "user", "content": "x"]]], 201),
      ("PUT", "/state/a", ["value": 1], 200), ("DELETE", "/state/a", nil, 204), ("PATCH", "", ["title": "A"], 200),
      ("DELETE", "", nil, 204),
    ]
    try await RunningServer.with { server in
      try await server.seed("s1", user: "ana", ["hello"])
      for (number, write) in writes.enumerated() {
        func send(_ revision: Int) async throws -> Reply {
          try await server.send(
            write.method, "/v1/sessions/s1\(write.path)", write.body,
            headers: [HTTPClientHeader("If-Match", "\"\(revision)\"")])
        }
        for revision in [number, number + 2] {
          let refused = try await send(revision)
          #expect(refused.status == 412 && refused.code == "stale", "\(write)")
        }
        #expect(try await send(number + 1).status == write.status, "\(write)")
      }
    }
  }

  @Test func aChangeMakesWhatWasSeenBeforeItStale() async throws {
    try await RunningServer.with { server in
      try await server.seed("s1", user: "ana", ["hello"])
      let seen = [HTTPClientHeader("If-Match", "1")]
      #expect(try await server.send("PATCH", "/v1/sessions/s1", ["title": "A"], headers: seen).status == 200)
      #expect(try await server.send("PATCH", "/v1/sessions/s1", ["title": "B"], headers: seen).status == 412)
      #expect(try await server.send("PUT", "/v1/sessions/s1/state/a", ["value": 1], headers: seen).status == 412)
      let session = try await server.get("/v1/sessions/s1").json
      #expect(session["title"] == "A" && session["revision"] == 2 && session["event_count"] == 1)
      let meaningless = try await server.send(
        "POST", "/v1/messages", ["user": "ana", "app": "notes", "role": "user", "content": "x"], headers: seen)
      #expect(meaningless.status == 400)
    }
  }

  @Test func theCallersNamesAreAudited() async throws {
    try await RunningServer.with { server in
      _ = try await server.send(
        "POST", "/v1/memories", ["namespace": "user:ana", "type": "semantic", "content": "x"],
        headers: [HTTPClientHeader("Scrubjay-Actor", "planner"), HTTPClientHeader("Scrubjay-Task", "t1")])
      let record = try #require(try await server.get("/v1/audit?task=t1").json["data"]?.arrayValue?.first)
      #expect(record["actor"] == "planner")
      #expect(record["principal"] == "local")
    }
  }
}
