import Scrubjay
import ScrubjayAPI
import ScrubjayCore
import ScrubjayDoors
import ScrubjayHTTPClient
import ScrubjayHTTPServer
import ScrubjayTestKit
import Testing

@Suite("Who may read what a server says of itself")
struct MetricsAccessTests {
  private static func isFigures(_ reply: Reply) -> Bool { reply.status == 200 && reply.text.contains("scrubjay_info") }

  @Test func metricsNeedAKeyAsSoonAsThereIsOne() async throws {
    try await RunningServer.with { server in
      #expect(Self.isFigures(try await server.get("/metrics")))
      let admin = try await server.makeKey(["admin"])
      let reader = try await server.makeKey(["read:user:*", "write:user:*"], by: admin)
      let metrics = try await server.makeKey(["metrics"], by: admin)
      let both = try await server.makeKey(["metrics", "read:user:ana"], by: admin)
      for key in [admin, metrics, both] { #expect(Self.isFigures(try await server.get("/metrics", key: key))) }
      for method in ["GET", "HEAD"] {
        #expect(try await server.send(method, "/metrics").status == 401)
        let claims = [("X-Forwarded-For", "127.0.0.1"), ("Host", "localhost"), ("Forwarded", "for=127.0.0.1")]
        for (name, value) in claims {
          let reply = try await server.send(method, "/metrics", headers: [HTTPClientHeader(name, value)])
          #expect(reply.status == 401, "\(name)")
        }
      }
      #expect(try await server.get("/metrics", key: "sj_invented").status == 401)
      let refused = try await server.get("/metrics", key: reader)
      #expect(refused.code == "missing_grant" && refused.text.contains("'metrics'"), "\(refused.text)")
      for target in ["/%6Detrics", "/metrics?a=b"] {
        #expect(try await server.get(target).status == 401, "\(target)")
      }
    }
  }

  @Test func anOperatorsKeyGoesOnManagingTenantsAndKeysAlone() async throws {
    try await RunningServer.with { server in
      let key = try await server.makeKey(["operator"])
      #expect(try await server.get("/metrics", key: key).code == "missing_grant")
      #expect(try await server.get("/v1/version", key: key).status == 200)
      let metrics = try await server.makeKey(["metrics"], tenant: "default", by: key)
      #expect(Self.isFigures(try await server.get("/metrics", key: metrics)))
      let torn = try await server.post("/v1/keys", ["name": "x", "grants": ["operator", "metrics"]], key: key)
      #expect(torn.code == "invalid_field", "\(torn.text)")
    }
  }

  @Test func aKeyForMetricsReadsNothingElse() async throws {
    try await RunningServer.with { server in
      try await server.seed("s1", user: "ana", ["hello"])
      let admin = try await server.makeKey(["admin"])
      let key = try await server.makeKey(["metrics"], by: admin)
      for target in [
        "/v1/sessions?user=ana", "/v1/sessions/s1", "/v1/sessions/s1/messages", "/v1/memories?user=ana", "/v1/usage",
        "/v1/keys", "/v1/tenants", "/v1/audit", "/v1/jobs", "/v1/export", "/v1/users/ana/export", "/v1/version",
      ] {
        #expect(try await server.get(target, key: key).code == "missing_grant", "\(target)")
      }
      for target in ["/v1/recall", "/v1/documents/search"] {
        #expect(try await server.post(target, ["query": "hello"], key: key).code == "missing_grant", "\(target)")
      }
      for operation in Operation.table {
        let path = operation.path.replacing(/\{\w+\}/, with: "s1")
        let reply = try await server.send(
          operation.method.rawValue, path, headers: RunningServer.authorization(key))
        #expect(reply.status >= 400, "\(operation.name)")
      }
    }
  }

  @Test func healthSaysOnlyThatItIsWell() async throws {
    try await RunningServer.with { server in
      let version = try await server.get("/v1/version")
      #expect(version.json["version"] == .string(Build.version))
      let build = try #require(version.json["build"]?.stringValue)
      #expect(build.wholeMatch(of: /[0-9a-f]{16}/) != nil)
      let key = try await server.makeKey(["read:user:ana"])
      #expect(try await server.get("/v1/version").status == 401)
      #expect(try await server.get("/v1/version", key: key).json == version.json)
      #expect(try await server.get("/healthz").json == ["status": "ok"])
      #expect(try await server.get("/readyz").json == ["status": "ready"])
      #expect(try await server.send("HEAD", "/healthz").bytes.isEmpty)
      for target in ["/healthz", "/readyz", "/openapi.json", "/docs", "/v1/sessions", "/nowhere"] {
        let reply = try await server.get(target)
        #expect(!reply.text.contains(build), "\(target)")
        #expect(!reply.headers.contains { $0.value.contains(build) || $0.name.lowercased() == "server" }, "\(target)")
      }
    }
  }

  @Test func aPortOfTheirOwnServesMetricsAlone() async throws {
    try await RunningServer.with(metricsPort: 0) { server in
      let own = try #require(server.metrics)
      #expect(own.host == "127.0.0.1" && own.port != server.address.port)
      let admin = try await server.makeKey(["admin"])
      #expect(Self.isFigures(try await server.send("GET", "/metrics", to: own)))
      #expect(try await server.send("HEAD", "/metrics", to: own).status == 200)
      #expect(try await server.get("/metrics", key: admin).code == "no_such_path")
      for target in ["/", "/healthz", "/v1/sessions", "/docs", "/metrics/x"] {
        let reply = try await server.send("GET", target, headers: RunningServer.authorization(admin), to: own)
        #expect(reply.code == "no_such_path", "\(target)")
      }
      let posted = try await server.send("POST", "/metrics", [:], to: own)
      #expect(posted.status == 405 && posted.headers.first("Allow") == "GET")
      let foreign = try await server.send(
        "GET", "/metrics", headers: [HTTPClientHeader("Host", "evil.example")], to: own)
      #expect(foreign.code == "host_not_allowed")
      let figures = try await server.send("GET", "/metrics", to: own)
      #expect(figures.text.contains(#"scrubjay_requests_total{route="/metrics",method="GET",status="200"}"#))
    }
  }

  @Test func withoutKeysAPageOfAnotherSiteReadsNoMetrics() async throws {
    try await RunningServer.with { server in
      let reply = try await server.send("GET", "/metrics", headers: [HTTPClientHeader("Host", "evil.example")])
      #expect(reply.code == "host_not_allowed")
    }
  }

  @Test func aPortThatCannotBeHadIsExplained() async throws {
    try await RunningServer.with { server in
      let log = RequestLog(clock: SystemClock()) { _ in }
      let same = #expect(throws: ScrubjayError.self) {
        try RESTServer(engine: server.engine, host: "::1", port: 7_411, metricsPort: 7_411, log: log)
      }
      #expect(same?.code == .invalidConfiguration)
      // Either port may be taken; the other is let go of again.
      for ports in [(0, server.address.port), (server.address.port, 0)] {
        let other = try RESTServer(
          engine: server.engine, host: "127.0.0.1", port: ports.0, metricsPort: ports.1, log: log)
        let error = await #expect(throws: ScrubjayError.self) { try await other.run() }
        #expect(error?.code.name == "address_in_use", "\(ports)")
      }
    }
  }
}
