import ScrubjayCore
import ScrubjayHTTPClient
import ScrubjayTestKit
import Testing

/// What a tenant may hold, and how often it may ask.
@Suite struct QuotaTests {
  @Test func aTenantThatHoldsAllItMayIsToldSoAndLosesNothing() async throws {
    try await RunningServer.with { server in
      try await server.seed("s", user: "ana", ["one", "two"])
      let memory: JSON = ["namespace": "user:ana", "type": "semantic", "content": "Tea."]
      let stored = try await server.post("/v1/memories", memory)
      let id = try #require(stored.json["id"]?.stringValue)
      #expect(try await server.get("/v1/usage").json["rows"] == 3)
      let limited = try await server.send("PATCH", "/v1/tenants/default", ["max_rows": 3])
      #expect(limited.status == 200 && limited.json["max_rows"] == 3 && limited.json["rows"] == 3)

      let refusals = [
        try await server.post("/v1/memories", memory),
        try await server.post("/v1/memories/batch", ["memories": [memory]]),
        try await server.send("PATCH", "/v1/memories/\(id)", ["content": "Coffee."]),
        try await server.post("/v1/sessions/s/messages", ["messages": [["role": "user", "content": "three"]]]),
        try await server.post("/v1/messages", ["user": "ben", "app": "a", "role": "user", "content": "four"]),
      ]
      for refusal in refusals { #expect(refusal.status == 507 && refusal.code == "quota_exceeded", "\(refusal.text)") }
      #expect(try await server.get("/v1/usage").json["rows"] == 3)
      #expect(try await server.get("/v1/sessions/s").json["revision"] == 2)
      #expect(try await server.get("/v1/sessions?user=ben").strings("data", "id") == [])
      // What makes room is never refused.
      #expect(try await server.send("DELETE", "/v1/sessions/s").status == 204)
      #expect(try await server.post("/v1/memories", memory).status == 201)

      let bytes = try await server.send("PATCH", "/v1/tenants/default", ["max_rows": .null, "max_bytes": 100])
      #expect(bytes.json["max_rows"] == .null && bytes.json["max_bytes"] == 100)
      let long = JSON.string(String(repeating: "x", count: 100))
      let tooMuch = try await server.post(
        "/v1/memories", ["namespace": "user:ana", "type": "semantic", "content": long])
      #expect(tooMuch.code == "quota_exceeded" && tooMuch.json["detail"]?.stringValue?.contains("100 bytes") == true)
      #expect(try await server.send("PATCH", "/v1/tenants/nobody", ["max_rows": 1]).code == "tenant_not_found")
      #expect(try await server.send("PATCH", "/v1/tenants/default", ["max_rows": -1]).code == "invalid_field")
    }
  }

  @Test func aTenantThatAsksTooOftenIsToldWhenToComeBackAndOthersAreNot() async throws {
    try await RunningServer.with { server in
      let authorized = RunningServer.authorization(try await server.makeKey(["operator"]))
      _ = try await server.send("POST", "/v1/tenants", ["id": "acme"], headers: authorized)
      func key(of tenant: String) async throws -> String {
        let key = try await server.send(
          "POST", "/v1/keys?tenant=\(tenant)", ["name": "k", "grants": ["admin"]], headers: authorized)
        return try #require(key.json["secret"]?.stringValue)
      }
      let (admin, others) = (try await key(of: "default"), try await key(of: "acme"))
      let limited = try await server.send(
        "PATCH", "/v1/tenants/default", ["max_requests_per_minute": 3], headers: authorized)
      #expect(limited.status == 200)
      // It is noticed within a second.
      var refusal = try await server.get("/v1/usage", key: admin)
      try await eventually {
        refusal = try await server.get("/v1/usage", key: admin)
        return refusal.status == 429
      }
      #expect(refusal.code == "rate_limited")
      let wait = try #require(refusal.headers.first("Retry-After").flatMap { Int($0) })
      #expect((1...20).contains(wait))
      #expect(try await server.get("/v1/usage", key: admin).status == 429)
      #expect(try await server.get("/v1/usage", key: others).status == 200)
      #expect(try await server.send("GET", "/v1/tenants", headers: authorized).status == 200)
      #expect(try await server.get("/healthz").status == 200)
    }
  }
}
