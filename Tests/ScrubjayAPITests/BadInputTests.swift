import ScrubjayCore
import ScrubjayHTTPClient
import ScrubjayHTTPServer
import ScrubjayTestKit
import Testing

/// A request that is wrong, and what is answered.
struct BadRequest: Sendable, CustomTestStringConvertible {
  let name: String
  let method: String
  let target: String
  let body: [UInt8]?
  let headers: [HTTPClientHeader]
  let status: Int
  let code: String
  let field: String?
  var testDescription: String { name }

  init(
    _ name: String, _ method: String, _ target: String, _ body: String? = nil, bytes: [UInt8]? = nil,
    headers: [HTTPClientHeader] = [], answers status: Int, _ code: String, field: String? = nil
  ) {
    self.name = name
    self.method = method
    self.target = target
    self.body = bytes ?? body.map { Array($0.utf8) }
    self.headers = headers
    self.status = status
    self.code = code
    self.field = field
  }

  static let all: [BadRequest] = [
    .init("no such path", "GET", "/v1/nothing", answers: 404, "no_such_path"),
    .init("a path that climbs", "GET", "/v1/../etc/passwd", answers: 404, "no_such_path"),
    .init("an empty segment", "GET", "/v1/sessions/", answers: 404, "no_such_path"),
    .init("a wrong method", "PUT", "/v1/sessions", answers: 405, "method_not_allowed"),
    .init("an invented method", "BREW", "/v1/sessions", answers: 405, "method_not_allowed"),
    .init("a NUL in the path", "GET", "/v1/sessions/a%00b", answers: 400, "invalid_request"),
    .init("broken percent encoding", "GET", "/v1/sessions/%zz", answers: 400, "invalid_request"),
    .init("broken UTF-8 in the path", "GET", "/v1/sessions/%ff", answers: 400, "invalid_request"),
    .init("a slash in an id", "GET", "/v1/sessions/a%2Fb", answers: 404, "session_not_found"),
    .init("a control character in a query", "GET", "/v1/sessions?user=%07", answers: 200, ""),
    .init("an unknown parameter", "GET", "/v1/sessions?usr=ana", answers: 400, "invalid_field", field: "usr"),
    .init("a repeated parameter", "GET", "/v1/sessions?user=a&user=b", answers: 400, "invalid_field", field: "user"),
    .init("a limit that is text", "GET", "/v1/sessions?limit=ten", answers: 400, "invalid_field", field: "limit"),
    .init("a limit of zero", "GET", "/v1/sessions?limit=0", answers: 400, "invalid_field", field: "limit"),
    .init("a limit too large", "GET", "/v1/sessions?limit=1001", answers: 400, "invalid_field", field: "limit"),
    .init("an invented cursor", "GET", "/v1/sessions?cursor=abc", answers: 400, "invalid_field", field: "cursor"),
    .init("an unknown status", "GET", "/v1/sessions?status=asleep", answers: 400, "invalid_field", field: "status"),
    .init(
      "a time without offset", "GET", "/v1/messages?since=2026-03-02T18:04:00", answers: 400, "invalid_field",
      field: "since"),
    .init(
      "a day that does not exist", "GET", "/v1/messages?since=2026-02-30T18:04:00Z", answers: 400, "invalid_field",
      field: "since"),
    .init(
      "a memory of nothing visible", "POST", "/v1/memories",
      #"{"namespace":"user:ana","type":"semantic","content":"\u200b\ufeff \u3164"}"#, answers: 400, "invalid_field",
      field: "content"),
    .init(
      "a user of nothing visible", "POST", "/v1/sessions", #"{"app":"a","user":"\u200b"}"#, answers: 400,
      "invalid_field",
      field: "user"),
    .init(
      "a title of nothing visible", "POST", "/v1/sessions", #"{"app":"a","user":"u","title":" \u2800"}"#, answers: 400,
      "invalid_field", field: "title"),
    .init(
      "a path of nothing visible", "PUT", "/v1/documents", #"{"path":"\ufeff","content":"x"}"#, answers: 400,
      "invalid_field", field: "path"),
    .init("no JSON", "POST", "/v1/sessions", "hello", answers: 400, "invalid_json"),
    .init("half JSON", "POST", "/v1/sessions", #"{"app": "a""#, answers: 400, "invalid_json"),
    .init("an array", "POST", "/v1/sessions", "[]", answers: 400, "invalid_json"),
    .init("a name twice", "POST", "/v1/sessions", #"{"app":"a","app":"b","user":"u"}"#, answers: 400, "invalid_json"),
    .init(
      "broken UTF-8", "POST", "/v1/sessions", bytes: Array(#"{"app":""#.utf8) + [0xFF, 0xFE] + Array(#""}"#.utf8),
      answers: 400,
      "invalid_json"),
    .init("an escaped NUL", "POST", "/v1/sessions", #"{"app":"a\u0000b","user":"u"}"#, answers: 400, "invalid_json"),
    .init("a raw NUL", "POST", "/v1/sessions", "{\"app\":\"a\u{0}b\"}", answers: 400, "invalid_json"),
    .init("half a surrogate", "POST", "/v1/sessions", #"{"app":"\ud800","user":"u"}"#, answers: 400, "invalid_json"),
    .init(
      "10,000 levels", "POST", "/v1/sessions", #"{"metadata":"# + String(repeating: "[", count: 10_000), answers: 400,
      "invalid_json"),
    .init(
      "a wrong type", "POST", "/v1/sessions", #"{"app":1,"user":"u"}"#, answers: 400, "invalid_field", field: "app"),
    .init("a missing field", "POST", "/v1/sessions", #"{"app":"a"}"#, answers: 400, "invalid_field", field: "user"),
    .init(
      "an unknown field", "POST", "/v1/sessions", #"{"app":"a","user":"u","usr":1}"#, answers: 400, "invalid_field",
      field: "usr"
    ),
    .init(
      "a tenant in the body", "POST", "/v1/sessions", #"{"app":"a","user":"u","tenant":"x"}"#, answers: 400,
      "invalid_field",
      field: "tenant"),
    .init(
      "an id in the body of a path", "PATCH", "/v1/sessions/s1", #"{"id":"s2"}"#, answers: 400, "invalid_field",
      field: "id"),
    .init(
      "an empty app", "POST", "/v1/sessions", #"{"app":"","user":"u"}"#, answers: 400, "invalid_field", field: "app"),
    .init(
      "a long app", "POST", "/v1/sessions", #"{"app":"\#(String(repeating: "a", count: 300))","user":"u"}"#,
      answers: 400,
      "invalid_field", field: "app"),
    .init(
      "metadata that is no object", "POST", "/v1/sessions", #"{"app":"a","user":"u","metadata":[]}"#, answers: 400,
      "invalid_field", field: "metadata"),
    .init(
      "another media type", "POST", "/v1/sessions", "app=a",
      headers: [HTTPClientHeader("Content-Type", "application/x-www-form-urlencoded")], answers: 415,
      "unsupported_media_type"),
    .init("a body where none belongs", "GET", "/v1/sessions", "{}", answers: 400, "invalid_field", field: "body"),
    .init(
      "no messages", "POST", "/v1/sessions/s1/messages", #"{"messages":[]}"#, answers: 400, "invalid_field",
      field: "messages"),
    .init(
      "a wrong role", "POST", "/v1/sessions/s1/messages",
      #"{"messages":[{"role":"user","content":"a"},{"role":"boss","content":"b"}]}"#, answers: 400, "invalid_field",
      field: "messages[1].role"),
    .init(
      "content that is no text", "POST", "/v1/sessions/s1/messages",
      #"{"messages":[{"role":"user","content":{"a":1}}]}"#, answers: 400, "invalid_field", field: "messages[0].content"),
    .init(
      "an unknown field within", "POST", "/v1/sessions/s1/messages",
      #"{"messages":[{"role":"user","content":"a","colour":1}]}"#, answers: 400, "invalid_field",
      field: "messages[0].colour"),
    .init(
      "a message event that is JSON", "POST", "/v1/sessions/s1/events",
      #"{"events":[{"type":"message","actor":"user","content":{}}]}"#, answers: 400, "invalid_field",
      field: "events[0].content"),
    .init(
      "an unknown actor", "POST", "/v1/sessions/s1/events",
      #"{"events":[{"type":"action","actor":"cat","content":"x"}]}"#, answers: 400, "invalid_field",
      field: "events[0].actor"),
    .init(
      "an unknown session", "POST", "/v1/sessions/none/messages", #"{"messages":[{"role":"user","content":"a"}]}"#,
      answers: 404,
      "session_not_found"),
    .init(
      "a namespace of one segment", "POST", "/v1/memories", #"{"namespace":"user","type":"semantic","content":"x"}"#,
      answers: 400, "invalid_field", field: "namespace"),
    .init(
      "a namespace of a wrong root", "POST", "/v1/memories", #"{"namespace":"team:a","type":"semantic","content":"x"}"#,
      answers: 400, "invalid_field", field: "namespace"),
    .init(
      "a namespace with a wildcard", "POST", "/v1/memories", #"{"namespace":"user:*","type":"semantic","content":"x"}"#,
      answers: 400, "invalid_field", field: "namespace"),
    .init(
      "an empty segment of a namespace", "GET", "/v1/memories?namespace=user::a", answers: 400, "invalid_field",
      field: "namespace"),
    .init(
      "no content and no value", "POST", "/v1/memories", #"{"namespace":"user:a","type":"semantic"}"#, answers: 400,
      "invalid_field", field: "content"),
    .init(
      "an importance of 11", "POST", "/v1/memories",
      #"{"namespace":"user:a","type":"semantic","content":"x","importance":11}"#, answers: 400, "invalid_field",
      field: "importance"),
    .init(
      "an importance of 5.5", "POST", "/v1/memories",
      #"{"namespace":"user:a","type":"semantic","content":"x","importance":5.5}"#, answers: 400, "invalid_field",
      field: "importance"),
    .init(
      "validity that ends before it begins", "POST", "/v1/memories",
      #"{"namespace":"user:a","type":"semantic","content":"x","valid_from":"2026-01-02T00:00:00Z","valid_until":"2026-01-01T00:00:00Z"}"#,
      answers: 400, "invalid_field", field: "valid_until"),
    .init("an unknown memory", "GET", "/v1/memories/none", answers: 404, "memory_not_found"),
    .init("an unknown version", "GET", "/v1/memories/m1?version=9", answers: 404, "memory_not_found"),
    .init(
      "a query that is too long", "POST", "/v1/recall",
      #"{"user":"ana","query":"\#(String(repeating: "a", count: 40_000))"}"#, answers: 400, "invalid_field",
      field: "query"),
    .init(
      "a score beyond 1", "POST", "/v1/recall", #"{"user":"ana","query":"a","min_score":2}"#, answers: 400,
      "invalid_field",
      field: "min_score"),
    .init(
      "an unknown kind", "POST", "/v1/recall", #"{"user":"ana","query":"a","kinds":["dream"]}"#, answers: 400,
      "invalid_field",
      field: "kinds[0]"),
    .init(
      "a wrong grant", "POST", "/v1/keys", #"{"name":"a","grants":["everything"]}"#, answers: 400, "invalid_field",
      field: "grants[0]"),
    .init(
      "a grant beside operator", "POST", "/v1/keys", #"{"name":"a","grants":["operator","admin"]}"#, answers: 400,
      "invalid_field", field: "grants"),
    .init(
      "an unknown tenant", "POST", "/v1/keys?tenant=none", #"{"name":"a","grants":["admin"]}"#, answers: 404,
      "tenant_not_found"),
    .init(
      "a tenant's id in capitals", "POST", "/v1/tenants", #"{"id":"Acme"}"#, answers: 400, "invalid_field", field: "id"),
    .init(
      "a revision that is no number", "PATCH", "/v1/sessions/s1", #"{"title":"a"}"#,
      headers: [HTTPClientHeader("If-Match", "soon")], answers: 400, "invalid_request"),
    .init(
      "an overlong idempotency key", "POST", "/v1/sessions", #"{"app":"a","user":"u"}"#,
      headers: [HTTPClientHeader("Idempotency-Key", String(repeating: "k", count: 300))], answers: 400,
      "invalid_request"),
    .init(
      "an unreadable Authorization", "GET", "/v1/sessions", headers: [HTTPClientHeader("Authorization", "Basic YTpi")],
      answers: 401, "unauthenticated"),
  ]
}

@Suite("Bad input over HTTP")
struct BadInputTests {
  @Test func eachGetsAProblemWithACodeAndTheServerGoesOn() async throws {
    try await RunningServer.with { server in
      try await server.seed("s1", user: "ana", ["hello"])
      let before = try await server.get("/v1/sessions/s1").json
      for bad in BadRequest.all {
        let reply = try await server.send(bad.method, bad.target, bytes: bad.body, headers: bad.headers)
        #expect(reply.status == bad.status, "\(bad.name): \(reply.text)")
        guard bad.status >= 400 else { continue }
        #expect(reply.code == bad.code, "\(bad.name): \(reply.text)")
        #expect(reply.headers.first("Content-Type") == "application/problem+json", "\(bad.name)")
        #expect(reply.json["status"] == .integer(bad.status), "\(bad.name)")
        #expect(reply.json["detail"]?.stringValue?.isEmpty == false, "\(bad.name)")
        if let field = bad.field {
          #expect(reply.strings("errors", "field").contains(field), "\(bad.name): \(reply.text)")
        }
      }
      #expect(try await server.get("/v1/sessions/s1").json == before)
      #expect(try await server.get("/v1/keys").json["data"] == [])
    }
  }

  @Test func allThatIsWrongIsSaidAtOnce() async throws {
    try await RunningServer.with { server in
      let reply = try await server.post("/v1/sessions", ["app": 1, "colour": "red"])
      #expect(reply.strings("errors", "field") == ["app", "user", "colour"])
    }
  }

  @Test func aBodyOfAHundredMegabytesIsRefused() async throws {
    try await RunningServer.with { server in
      let reply = try await server.send("POST", "/v1/sessions", bytes: [UInt8](repeating: 0x20, count: 100_000_000))
      #expect(reply.status == 413)
      #expect(reply.code == "body_too_large")
      #expect(try await server.get("/v1/sessions").status == 200)
    }
  }

  @Test func aFullDiskIsSaidAndTheServerGoesOn() async throws {
    let disk = try PowerLossVFS()
    try await RunningServer.with(vfs: disk.name) { server in
      try await server.seed("s1", user: "ana", ["the violin"])
      disk.failAfter(bytes: 100_000)
      let large: JSON = [
        "messages": [["role": "user", "content": .string(String(repeating: "large ", count: 100_000))]]
      ]
      let refused = try await server.post("/v1/sessions/s1/messages", large)
      #expect(refused.status == 507)
      #expect(refused.code == "disk_full")
      #expect(
        try await server.post("/v1/recall", ["query": "violin", "user": "ana"]).strings("hits", "content") == [
          "the violin"
        ])
      disk.freeSpace()
      #expect(try await server.post("/v1/sessions/s1/messages", large).status == 201)
      #expect(try await server.get("/v1/sessions/s1").json["revision"] == 2)
    }
  }

  @Test func theLogNamesRequestsAndNeverContent() async throws {
    try await RunningServer.with { server in
      try await server.seed("s1", user: "ana", ["a-secret-that-was-said"])
      _ = try await server.post("/v1/recall", ["query": "a-secret-that-was-asked", "user": "ana"])
      _ = try await server.get("/v1/sessions/none")
      let lines = server.logLines.all
      #expect(lines.contains { $0["route"] == "/v1/recall" && $0["status"] == 200 })
      #expect(lines.contains { $0["code"] == "session_not_found" })
      let text = lines.map(\.text).joined()
      #expect(!text.contains("secret-that"))
      #expect(!text.contains("ana"))
    }
  }
}
