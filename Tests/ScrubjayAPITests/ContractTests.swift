import Foundation
import Scrubjay
import ScrubjayAPI
import ScrubjayCore
import ScrubjayTestKit
import Testing

/// Tools from outside hold the server to what its document promises.
@Suite("The OpenAPI document, held against the server", .serialized)
struct ContractTests {
  @Test func theDocumentIsValid() async throws {
    try await RunningServer.with { server in
      let file = server.folder.file("openapi.json")
      try await Data(server.get("/openapi.json").bytes).write(to: URL(fileURLWithPath: file))
      let result = try await TestTool.run("openapi-spec-validator", [file], in: server.folder)
      #expect(result.status == 0, "\(result.output)")
    }
  }

  @Test func whatIsAnsweredIsWhatIsPromised() async throws {
    // Without a model, what asks for meaning is 503.
    try await RunningServer.with(embedders: Embedders(ScriptedEmbedder([["hello"]]))) { server in
      try await server.seed("s1", user: "ana", ["hello"])
      let key = try await server.makeKey(["admin"])
      let result = try await TestTool.run(
        "schemathesis",
        [
          "run", "http://\(server.address)/openapi.json", "--max-examples", "25", "--seed", "1", "--no-color",
          "--phases", "examples,coverage,fuzzing", "--exclude-checks", "positive_data_acceptance",
          "--generation-database", "none", "--header", "Authorization: Bearer \(key)",
        ], in: server.folder)
      #expect(result.status == 0, "\(result.output)")
      #expect(try await server.get("/healthz").status == 200)
    }
  }

  @Test func thePageShowsEveryOperationInABrowser() async throws {
    try await RunningServer.with { server in
      let result = try await TestTool.run(
        "chromium",
        [
          "--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=10000",
          "--user-data-dir=\(server.folder.file("browser"))", "--dump-dom", "http://\(server.address)/docs",
        ], in: server.folder)
      for operation in Operation.table {
        #expect(result.output.contains("id=\"\(operation.name.replacing(" ", with: "_"))\""), "\(operation.name)")
        #expect(result.output.contains(operation.summary), "\(operation.name)")
      }
    }
  }
}
