import Foundation
import ScrubjayAPI
import ScrubjayCore
import ScrubjayHTTPClient
import Testing

@Suite("What an operator asks a server")
struct OperatorTests {
  @Test func metricsCountRequestsAndMeasureTheDatabase() async throws {
    try await RunningServer.with { server in
      try await server.seed("s1", user: "ana", ["hello"])
      _ = try await server.get("/v1/sessions/s1")
      _ = try await server.get("/v1/sessions/s2")
      _ = try await server.send("BREW", "/v1/sessions")
      _ = try await server.get("/v1/sessions/%00")
      let lines = try await server.get("/metrics").text.split(separator: "\n")
      #expect(
        lines.contains(#"scrubjay_requests_total{route="/v1/sessions/{id}",method="GET",status="200"} 1"#))
      #expect(
        lines.contains(#"scrubjay_requests_total{route="/v1/sessions/{id}",method="GET",status="404"} 1"#))
      #expect(lines.contains(#"scrubjay_requests_total{route="unknown",method="other",status="405"} 1"#))
      #expect(lines.contains(#"scrubjay_requests_total{route="refused",method="other",status="400"} 1"#))
      #expect(lines.contains(#"scrubjay_request_seconds_count{route="/v1/sessions/{id}"} 2"#))
      let size = try #require(lines.first { $0.hasPrefix("scrubjay_database_log_bytes ") }?.split(separator: " ").last)
      #expect(try #require(Int(size)) > 0)
    }
  }

  @Test func theDocumentDescribesEveryOperationAndEveryReferenceLeadsSomewhere() async throws {
    try await RunningServer.with { server in
      let document = try await server.get("/openapi.json")
      #expect(document.json["openapi"] == "3.1.0")
      for operation in Operation.table {
        let described = document.json["paths"]?[operation.path]?[operation.method.rawValue.lowercased()]
        #expect(described?["summary"] == .string(operation.summary), "\(operation.name)")
      }
      let schemas = try #require(document.json["components"]?["schemas"])
      for match in document.text.matches(of: /"#\/components\/schemas\/(\w+)"/) {
        #expect(schemas[String(match.output.1)] != nil, "\(match.output.1)")
      }
    }
  }

  @Test func aReadingPostNeitherPromisesNorKeepsAnAnswer() async throws {
    try await RunningServer.with { server in
      try await server.seed("s1", user: "ana", ["boats", "tea"])
      for (path, scope) in [("/v1/recall", JSON.Member("user", "ana")), ("/v1/documents/search", .init("limit", 1))] {
        let headers = try #require(OpenAPI.document["paths"]?[path]?["post"]).text
        #expect(!headers.contains("Idempotency-Key") && !headers.contains("Scrubjay-Actor"), "\(path)")
        for key in ["k", "k", "", String(repeating: "k", count: 1_000)] {
          for query in ["boats", "tea"] {
            let reply = try await server.send(
              "POST", path, .object([JSON.Member("query", .string(query)), scope]),
              headers: [HTTPClientHeader("Idempotency-Key", key)])
            #expect(reply.status == 200, "\(path): \(reply.text)")
            if path == "/v1/recall" { #expect(reply.strings("hits", "content") == [query]) }
          }
        }
      }
      // Nothing was kept under the key, so a write may use it.
      let stored = try await server.send(
        "POST", "/v1/memories", ["namespace": "user:ana", "type": "semantic", "content": "x"],
        headers: [HTTPClientHeader("Idempotency-Key", "k")])
      #expect(stored.status == 201, "\(stored.text)")
    }
  }

  @Test func everyPostThatChangesSomethingTakesAnIdempotencyKey() {
    let reading = Operation.table.filter { $0.method == .post && $0.isReading }.map(\.name)
    #expect(Set(reading) == ["recall", "documents search"])
    for operation in Operation.table where operation.method == .post && !operation.isReading {
      let described = OpenAPI.document["paths"]?[operation.path]?["post"]?.text
      #expect(described?.contains("Idempotency-Key") == true, "\(operation.name)")
    }
    #expect(Operation.table.allSatisfy { $0.method != .get || $0.isReading && !$0.takesIdempotencyKey })
  }

  @Test func operationsHaveNamesAndPathsOfTheirOwn() {
    #expect(Set(Operation.table.map(\.name)).count == Operation.table.count)
    #expect(Set(Operation.table.map { "\($0.method) \($0.path)" }).count == Operation.table.count)
    for operation in Operation.table {
      let inPath = operation.path.matches(of: /\{(\w+)\}/).map { String($0.output.1) }
      #expect(operation.fields.filter { $0.place == .path }.map(\.name) == inPath, "\(operation.name)")
      #expect(Set(operation.fields.map(\.name)).count == operation.fields.count, "\(operation.name)")
    }
  }
}
