import ScrubjayCore
import ScrubjayHTTPClient
import Testing

/// What can be done with memories beside storing and changing them, over HTTP.
@Suite("Memories over HTTP")
struct MemoryOperationsTests {
  /// Stores a memory of Ana's and answers its id.
  static func remember(
    _ content: String, _ server: RunningServer, in namespace: String = "user:ana", key: String? = nil
  ) async throws -> String {
    let reply = try await server.post(
      "/v1/memories",
      ["namespace": .string(namespace), "type": "semantic", "content": .string(content), "key": .text(key)])
    guard let id = reply.json["id"]?.stringValue else { throw UnexpectedReply(reply: reply) }
    return id
  }

  /// Sends a POST without a body.
  static func post(_ target: String, _ server: RunningServer, ifMatch version: Int? = nil) async throws -> Reply {
    try await server.send(
      "POST", target, headers: version.map { [HTTPClientHeader("If-Match", "\"\($0)\"")] } ?? [])
  }

  @Test func aBatchIsStoredAsAWholeOrNotAtAll() async throws {
    try await RunningServer.with { server in
      func element(_ content: JSON, key: String) -> JSON {
        ["namespace": "user:ana", "type": "semantic", "key": .string(key), "content": content]
      }
      let stored = try await server.post(
        "/v1/memories/batch", ["memories": [element("Tea.", key: "a"), element("Chess.", key: "b")]])
      #expect(stored.status == 201)
      #expect(stored.strings("memories", "content") == ["Tea.", "Chess."])
      let wrong = try await server.post(
        "/v1/memories/batch",
        ["memories": [element("More.", key: "c"), element(1, key: "d"), element(" ", key: "e")]])
      #expect(wrong.status == 400)
      #expect(wrong.strings("errors", "field") == ["memories[1].content"])
      let taken = try await server.post(
        "/v1/memories/batch", ["memories": [element("More.", key: "c"), element("x", key: "a")]])
      #expect(taken.code == "memory_exists")
      #expect(taken.strings("errors", "field") == ["memories[1].key"])
      #expect(try await server.post("/v1/memories/batch", ["memories": []]).code == "invalid_field")
      #expect(try await server.get("/v1/memories?user=ana").json["data"]?.arrayValue?.count == 2)
      #expect(try await server.get("/v1/memories/batch").status == 405)
    }
  }

  @Test func aSessionSeesTheNearestEntryAndWhatItHides() async throws {
    try await RunningServer.with { server in
      try await server.seed("s1", user: "ana", ["hello"])
      for (namespace, theme) in [("org:default", "light"), ("user:ana", "dark"), ("app:notes", "grey")] {
        _ = try await Self.remember(theme, server, in: namespace, key: "theme")
      }
      let found = try await server.get("/v1/memories/resolve?session=s1&key=theme")
      #expect(found.json["memory"]?["content"] == "dark")
      #expect(found.strings("hidden", "content") == ["grey", "light"])
      #expect(try await server.get("/v1/memories/resolve?session=s1&key=colour").code == "memory_not_found")
      #expect(try await server.get("/v1/memories/resolve?session=s2&key=theme").code == "session_not_found")
      #expect(try await server.get("/v1/memories/resolve?session=s1").status == 400)
    }
  }

  @Test func aPrivateMemoryIsPublishedByThoseWhoMayReadItAndWriteThere() async throws {
    try await RunningServer.with { server in
      let id = try await Self.remember("Tests run at night.", server, key: "tests")
      let admin = try await server.makeKey(["admin"])
      let reader = try await server.makeKey(["read:user:ana", "write:app:notes"], by: admin)
      let body: JSON = ["namespace": "org:default"]
      #expect(try await server.post("/v1/memories/\(id)/publish", body, key: reader).code == "missing_grant")
      let copy = try await server.post("/v1/memories/\(id)/publish", body, key: admin)
      #expect(copy.status == 200)
      #expect(copy.json["namespace"] == "org:default")
      #expect(copy.json["origin"] == "publish")
      #expect(copy.json["origin_memory"]?.stringValue == id)
      #expect(try await server.post("/v1/memories/\(id)/publish", body, key: admin).code == "memory_exists")
      let app: JSON = ["namespace": "app:notes", "key": "nightly"]
      #expect(try await server.post("/v1/memories/\(id)/publish", app, key: reader).json["key"] == "nightly")
      let elsewhere: JSON = ["namespace": "user:ben"]
      let refused = try await server.post("/v1/memories/\(id)/publish", elsewhere, key: admin)
      #expect(refused.strings("errors", "field") == ["namespace"])
      let hits = try await server.post("/v1/recall", ["query": "night", "namespaces": ["org:default"]], key: admin)
      #expect(hits.strings("hits", "content") == ["Tests run at night."])
    }
  }

  @Test func aVersionIsRedactedAndAMemoryPurgedForGood() async throws {
    try await RunningServer.with { server in
      let id = try await Self.remember("The code is swordfish.", server)
      _ = try await server.send("PATCH", "/v1/memories/\(id)", ["content": "There is a code."])
      let redacted = try await server.post("/v1/memories/\(id)/redact", ["version": 1])
      #expect(redacted.status == 200)
      #expect(redacted.json["content"] == "")
      #expect(redacted.json["redacted_at"]?.stringValue != nil)
      #expect(
        try await server.get("/v1/memories/\(id)/history").strings("data", "content") == ["", "There is a code."])
      #expect(try await server.post("/v1/memories/\(id)/rollback", ["version": 1]).code == "version_redacted")
      #expect(try await server.post("/v1/memories/\(id)/redact", ["version": 3]).code == "version_not_found")
      let admin = try await server.makeKey(["admin"])
      let writer = try await server.makeKey(["read:*", "write:*"], by: admin)
      let authorized = RunningServer.authorization(admin)
      let purge = "/v1/memories/\(id)/purge"
      #expect(
        try await server.send("POST", purge, headers: RunningServer.authorization(writer)).code == "missing_grant")
      let stale = [HTTPClientHeader("If-Match", "1")]
      #expect(try await server.send("POST", purge, headers: authorized + stale).status == 412)
      let purged = try await server.send("POST", purge, headers: authorized)
      #expect(purged.status == 200)
      #expect(purged.json["content"] == "")
      #expect(try await server.send("POST", purge, headers: authorized).code == "memory_not_found")
      #expect(try await server.get("/v1/memories/\(id)?version=2", key: admin).code == "memory_not_found")
      let audit = try await server.get("/v1/audit?memory=\(id)", key: admin)
      #expect(audit.strings("data", "action") == ["purge", "redact", "update", "create"])
      #expect(!audit.text.contains("code"))
    }
  }

  @Test func memoriesAreShownAsTheyWereAndAsTheyHold() async throws {
    try await RunningServer.with { server in
      let stored = try await server.post(
        "/v1/memories",
        [
          "namespace": "user:ana", "type": "semantic", "content": "Lives in Porto.",
          "valid_from": "2020-01-01T00:00:00Z",
        ])
      let id = try #require(stored.json["id"]?.stringValue)
      let then = try #require(stored.json["updated_at"]?.stringValue)
      _ = try await server.send("PATCH", "/v1/memories/\(id)", ["content": "Lives in Braga."])
      #expect(try await server.get("/v1/memories/\(id)?as_of=\(then)").json["content"] == "Lives in Porto.")
      #expect(
        try await server.get("/v1/memories?user=ana&as_of=\(then)").strings("data", "content") == ["Lives in Porto."])
      #expect(try await server.get("/v1/memories/\(id)/history?as_of=\(then)").strings("data", "origin") == ["create"])
      let before = "2019-12-31T23:59:59Z"
      for target in ["/v1/memories/\(id)?as_of=\(before)", "/v1/memories/\(id)?valid_at=\(before)"] {
        #expect(try await server.get(target).code == "memory_not_found")
      }
      #expect(try await server.get("/v1/memories?user=ana&valid_at=\(before)").strings("data", "content") == [])
      #expect(try await server.get("/v1/memories/\(id)?valid_at=\(then)").json["content"] == "Lives in Braga.")
      #expect(try await server.get("/v1/memories/\(id)?as_of=\(then)&version=1").code == "invalid_field")
      #expect(try await server.get("/v1/memories?user=ana&as_of=yesterday").status == 400)
    }
  }

  @Test func aDeletedMemoryIsRestoredAndAnEarlierVersionComesBack() async throws {
    try await RunningServer.with { server in
      let id = try await Self.remember("Ana drinks oolong.", server)
      let query: JSON = ["query": "oolong or sencha", "user": "ana", "kinds": ["memory"]]
      #expect(try await Self.post("/v1/memories/\(id)/restore", server).code == "memory_not_deleted")
      #expect(try await server.send("DELETE", "/v1/memories/\(id)").status == 204)
      #expect(try await Self.post("/v1/memories/\(id)/restore", server, ifMatch: 7).status == 412)
      let restored = try await Self.post("/v1/memories/\(id)/restore", server, ifMatch: 1)
      #expect(restored.status == 200)
      #expect(restored.json["version"] == 2)
      #expect(try await server.post("/v1/recall", query).strings("hits", "content") == ["Ana drinks oolong."])
      _ = try await server.send("PATCH", "/v1/memories/\(id)", ["content": "Ana drinks sencha."])
      #expect(try await server.post("/v1/memories/\(id)/rollback", ["version": 9]).code == "version_not_found")
      #expect(try await server.post("/v1/memories/\(id)/rollback", ["version": 0]).code == "invalid_field")
      let back = try await server.post("/v1/memories/\(id)/rollback", ["version": 1])
      #expect(back.json["version"] == 4)
      #expect(back.json["content"] == "Ana drinks oolong.")
      #expect(try await server.post("/v1/recall", query).strings("hits", "content") == ["Ana drinks oolong."])
      let history = try await server.get("/v1/memories/\(id)/history")
      #expect(history.strings("data", "origin") == ["create", "restore", "update", "rollback"])
      #expect(history.json["data"]?.arrayValue?.map { $0["origin_version"] } == [.null, 1, .null, 1])
      #expect(
        try await server.get("/v1/audit?memory=\(id)").strings("data", "action")
          == ["rollback", "update", "restore", "delete", "create"])
      #expect(try await Self.post("/v1/memories/none/restore", server).code == "memory_not_found")
    }
  }
}
