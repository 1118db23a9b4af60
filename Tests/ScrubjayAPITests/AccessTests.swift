import Scrubjay
import ScrubjayCore
import ScrubjayDoors
import ScrubjayHTTPClient
import ScrubjayTestKit
import Testing

@Suite("Keys and access over HTTP")
struct AccessTests {
  @Test func loopbackNeedsNoKeyUntilThereIsOne() async throws {
    try await RunningServer.with { server in
      #expect(try await server.get("/v1/sessions").status == 200)
      let key = try await server.makeKey(["admin"])
      let refused = try await server.get("/v1/sessions")
      #expect(refused.status == 401)
      #expect(refused.code == "unauthenticated")
      #expect(try await server.get("/v1/sessions", key: key).status == 200)
      for header in [("Authorization", "Token \(key)"), ("Authorization", "bearer \(key)"), ("x-api-key", key)] {
        let reply = try await server.send("GET", "/v1/sessions", headers: [HTTPClientHeader(header.0, header.1)])
        #expect(reply.status == 200)
      }
      #expect(try await server.get("/v1/sessions", key: key + "0").status == 401)
      #expect(try await server.get("/v1/sessions", key: "").status == 401)
      #expect(try await server.get("/healthz").status == 200)
    }
  }

  @Test func aMissingGrantIsNamed() async throws {
    try await RunningServer.with { server in
      try await server.seed("s1", user: "ana", ["hello"])
      let admin = try await server.makeKey(["admin"])
      let key = try await server.makeKey(["read:user:al", "write:user:al", "read:app:notes"], by: admin)
      let attempts: [(String, String, JSON?, String)] = [
        ("GET", "/v1/sessions/s1", nil, "read:user:ana"),
        ("POST", "/v1/sessions", ["app": "notes", "user": "alice"], "write:user:alice"),
        ("GET", "/v1/memories?namespace=user:alice", nil, "read:user:alice"),
        ("GET", "/v1/memories?namespace=user", nil, "read:user"),
        ("POST", "/v1/recall", ["query": "hello", "user": "ana"], "read:user:ana"),
        ("POST", "/v1/recall", ["query": "hello", "namespaces": ["org:default"]], "read:org:default"),
        ("GET", "/v1/window?user=al&app=other", nil, "read:app:other"),
        ("GET", "/v1/audit", nil, "admin"), ("GET", "/v1/keys", nil, "admin"),
        ("GET", "/v1/tenants", nil, "operator"),
      ]
      for (method, target, body, grant) in attempts {
        let reply = try await server.send(method, target, body, headers: RunningServer.authorization(key))
        #expect(reply.status == 403, "\(method) \(target)")
        #expect(reply.json["detail"]?.stringValue?.contains("'\(grant)'") == true, "\(reply.text)")
      }
      let unscoped = try await server.post("/v1/recall", ["query": "hello"], key: key)
      #expect(unscoped.status == 400)
      #expect(unscoped.code == "scope_required")
    }
  }

  @Test func anotherTenantsIdsDoNotExist() async throws {
    try await RunningServer.with { server in
      try await server.seed("s1", user: "ana", ["the violin"])
      let memory = try await server.post(
        "/v1/memories", ["namespace": "user:ana", "key": "k", "type": "semantic", "content": "violins"])
      let id = try #require(memory.json["id"]?.stringValue)
      #expect(try await server.post("/v1/tenants", ["id": "acme"]).status == 201)
      let theirs = try await server.makeKey(["admin"], tenant: "acme")
      for target in [
        "/v1/sessions/s1", "/v1/sessions/s1/events", "/v1/sessions/s1/messages", "/v1/sessions/s1/state",
        "/v1/sessions/s1/state/a", "/v1/memories/\(id)", "/v1/memories/\(id)?version=1", "/v1/memories/\(id)/history",
      ] {
        #expect(try await server.get(target, key: theirs).status == 404, "\(target)")
      }
      for target in ["/v1/sessions", "/v1/messages", "/v1/memories", "/v1/audit", "/v1/window?user=ana&app=notes"] {
        #expect(try await server.get(target, key: theirs).json["data"] == [], "\(target)")
      }
      let recalled = try await server.post("/v1/recall", ["query": "violin", "user": "ana"], key: theirs)
      #expect(recalled.json["hits"] == [])
      #expect(
        try await server.send("DELETE", "/v1/sessions/s1", headers: RunningServer.authorization(theirs)).status == 404)
      // The same ids can be used there, and mean something else.
      #expect(try await server.post("/v1/sessions", ["id": "s1", "app": "a", "user": "u"], key: theirs).status == 201)
    }
  }

  @Test func anOperatorManagesTenantsAndKeysAndNothingElse() async throws {
    try await RunningServer.with { server in
      let operatorKey = try await server.makeKey(["operator"])
      #expect(try await server.post("/v1/tenants", ["id": "acme", "name": "Acme"], key: operatorKey).status == 201)
      #expect(try await server.post("/v1/tenants", ["id": "acme"], key: operatorKey).code == "tenant_exists")
      #expect(try await server.get("/v1/sessions", key: operatorKey).status == 403)
      let missing = try await server.post("/v1/keys", ["name": "a", "grants": ["admin"]], key: operatorKey)
      #expect(missing.status == 400)
      let admin = try await server.makeKey(["admin"], tenant: "acme", by: operatorKey)
      #expect(try await server.get("/v1/sessions", key: admin).status == 200)
      let escalation = try await server.post("/v1/keys", ["name": "a", "grants": ["operator"]], key: admin)
      #expect(escalation.status == 403)
      let elsewhere = try await server.post("/v1/keys?tenant=default", ["name": "a", "grants": ["admin"]], key: admin)
      #expect(elsewhere.status == 403)
      #expect(try await server.get("/v1/keys", key: admin).json["data"]?.arrayValue?.count == 1)
      #expect(try await server.get("/v1/keys", key: operatorKey).json["data"]?.arrayValue?.count == 2)
    }
  }

  @Test func keysAreRotatedAndRevoked() async throws {
    try await RunningServer.with { server in
      let admin = try await server.makeKey(["admin"])
      let old = try await server.post("/v1/keys", ["name": "agent", "grants": ["read:user:*"]], key: admin)
      let id = try #require(old.json["id"]?.stringValue)
      let oldSecret = try #require(old.json["secret"]?.stringValue)
      let listed = try await server.get("/v1/keys", key: admin)
      #expect(!listed.text.contains(oldSecret))
      #expect(listed.strings("data", "prefix").contains(String(oldSecret.prefix(11))))
      let new = try await server.post("/v1/keys/\(id)/rotate", ["overlap_seconds": 60], key: admin)
      let newSecret = try #require(new.json["secret"]?.stringValue)
      for secret in [oldSecret, newSecret] {
        #expect(try await server.get("/v1/memories?user=ana", key: secret).status == 200)
      }
      #expect(
        try await server.send("DELETE", "/v1/keys/\(id)", headers: RunningServer.authorization(admin)).status == 204)
      #expect(try await server.get("/v1/memories?user=ana", key: oldSecret).status == 401)
      #expect(try await server.get("/v1/memories?user=ana", key: newSecret).status == 200)
      let used = try await server.get("/v1/keys", key: admin).json["data"]?.arrayValue?
        .first { $0["id"] == new.json["id"] }
      #expect(used?["last_used_at"]?.stringValue != nil)
    }
  }

  @Test(arguments: [
    ("Host", "evil.example"), ("Host", "127.0.0.1.evil.example"), ("Origin", "https://evil.example"),
    ("Origin", "http://localhost.evil.example:7411"),
  ])
  func withoutKeysAPageOfAnotherSiteIsRefused(_ header: String, _ value: String) async throws {
    try await RunningServer.with { server in
      let reply = try await server.send("GET", "/v1/sessions", headers: [HTTPClientHeader(header, value)])
      #expect(reply.status == 403)
      #expect(reply.code == "host_not_allowed")
    }
  }

  @Test func apartFromLoopbackAServerNeedsAKeyToStart() async throws {
    let folder = try TemporaryFolder()
    let engine = try await Engine.open(folder.file("memory.sqlite"))
    let server = try RESTServer(
      engine: engine, host: "0.0.0.0", port: 0, log: RequestLog(clock: SystemClock()) { _ in })
    let error = await #expect(throws: ScrubjayError.self) { try await server.run() }
    #expect(error?.code == .unauthenticated)
    #expect(error?.message.contains("scrubjay keys create") == true)
    await engine.close()
  }
}
