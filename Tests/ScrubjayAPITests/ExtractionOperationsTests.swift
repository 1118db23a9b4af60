import Scrubjay
import ScrubjayCore
import ScrubjayEngine
import ScrubjayModels
import ScrubjayTestKit
import Testing

/// What is made of what users say, over HTTP, with a language model that speaks OpenAI's protocol or Anthropic's.
@Suite("Extraction over HTTP")
struct ExtractionOperationsTests {
  private static func answer(_ request: ScriptedLLM.Request) -> String {
    guard request.wantsJSON else { return "They spoke of dogs." }
    return request.shapeName == "note"
      ? #"{"content": "Ana lives in Lisbon"}"#
      : """
      {"facts": [{"content": "Has a dog named Max.", "category": "relationships", "valid_from": null, "evidence": [1],
      "operation": "add", "target": null}]}
      """
  }

  private static func withServer(
    _ provider: ScriptedLLM.Request.Provider = .openAI,
    _ test: @Sendable (RunningServer, ScriptedLLM) async throws -> Void
  ) async throws {
    try await ScriptedLLM.with(.well(answer)) { llm in
      let model: any ChatModel =
        switch provider {
        case .openAI: OpenAIChatModel(model: "scripted", baseURL: llm.openAIBaseURL, key: nil)
        case .anthropic: AnthropicChatModel(model: "scripted", baseURL: llm.anthropicBaseURL, key: "secret")
        }
      try await RunningServer.with(chat: ChatSettings(model)) { server in try await test(server, llm) }
    }
  }

  @Test(arguments: ScriptedLLM.Request.Provider.allCases)
  func whatAUserStatesIsAMemoryAndEachMessageSaysWhatBecameOfIt(_ provider: ScriptedLLM.Request.Provider) async throws {
    try await Self.withServer(provider) { server, llm in
      for (role, content) in [("user", "I have a dog named Max."), ("assistant", "How nice!")] {
        let stored = try await server.post(
          "/v1/messages", ["user": "ana", "app": "diary", "role": .string(role), "content": .string(content)])
        #expect(stored.status == 201)
      }
      let waiting = try await server.get("/v1/messages?user=ana&processed=false").json["data"]?.arrayValue
      #expect(waiting?.map { $0["extraction"]?["outcome"] } == ["waiting"])
      let preview = try await server.post("/v1/extractions", ["dry_run": true])
      #expect(preview.json["run"] == .null)
      let would = preview.json["would"]?.arrayValue?.first
      #expect(would?["steps"]?.arrayValue?.first?["content"] == "The user has a dog named Max.")
      let run = try await server.post("/v1/extractions", [:])
      #expect(run.status == 200 && run.json["run"]?["added"] == 1 && run.json["run"]?["messages"] == 1)
      let memories = try await server.get("/v1/memories?namespace=user:ana").json["data"]?.arrayValue
      #expect(memories?.map { $0["content"] } == ["The user has a dog named Max."])
      let maker = memories?.first?["provenance"]?["maker"]?.stringValue
      #expect(maker == "extraction/2 \(provider.rawValue):scripted")
      let messages = try await server.get("/v1/messages?user=ana").json["data"]?.arrayValue
      #expect(messages?.map { $0["extraction"]?["outcome"] } == ["stored", nil])
      #expect(try await server.get("/v1/extractions").json["data"]?.arrayValue?.count == 1)
      let usage = try await server.get("/v1/usage/models").json["data"]?.arrayValue?.first
      #expect(usage?["calls"] == 2 && usage?["operation"] == "extraction")
      #expect(llm.requests.count == 2)
    }
  }

  @Test func messagesAreMarkedAsProcessed() async throws {
    try await Self.withServer { server, llm in
      let stored = try await server.post(
        "/v1/messages", ["user": "ana", "app": "diary", "role": "user", "content": "I have a dog."])
      let id = stored.json["messages"]?.arrayValue?.first?["id"] ?? .null
      #expect(try await server.post("/v1/messages/processed", ["ids": [id]]).json["marked"] == 1)
      #expect(try await server.post("/v1/messages/processed", ["ids": ["none"]]).status == 404)
      #expect(try await server.post("/v1/extractions", [:]).json["run"]?["users"] == 0)
      #expect(llm.requests.isEmpty)
    }
  }

  @Test func aSessionIsSummedUpByAJobAndShownBefore() async throws {
    try await Self.withServer { server, _ in
      try await server.seed("s", user: "ana", (1...12).map { "Dog number \($0)" })
      let preview = try await server.post("/v1/sessions/s/consolidate", ["dry_run": true])
      #expect(preview.status == 202 && preview.json["would"]?["messages"] == 2 && preview.json["job"] == .null)
      let job = try await server.post("/v1/sessions/s/consolidate", [:]).json["job"]
      let id = try #require(job?["id"]?.stringValue)
      try await eventually { try await server.get("/v1/jobs/\(id)").json["state"] == "completed" }
      #expect(try await server.get("/v1/sessions/s").json["summarized"] == 2)
      let memories = try await server.get("/v1/memories?namespace=user:ana").json["data"]?.arrayValue
      #expect(memories?.first?["content"]?.stringValue?.hasSuffix("They spoke of dogs.") == true)
      #expect(memories?.first?["importance"] == 7)
    }
  }

  @Test func aConflictIsMergedByTheModelWhereNothingElseIsSaid() async throws {
    try await Self.withServer { server, _ in
      for city in ["Porto", "Lisbon"] {
        _ = try await server.post(
          "/v1/memories", ["namespace": "user:ana", "content": .string("Ana lives in \(city)"), "type": "semantic"])
      }
      let report = try await server.post("/v1/memories/consolidate", ["namespace": "user:ana"])
      #expect(report.json["strategy"] == "llm" && report.json["resolved"] == 1)
      #expect(report.json["groups"]?.arrayValue?.first?["merged"] == "Ana lives in Lisbon")
    }
  }

  @Test func queuesArePausedAndResumedAndJobsThatWaitAreGivenUp() async throws {
    try await Self.withServer { server, _ in
      #expect(try await server.send("POST", "/v1/queues/memory-consolidation/pause").status == 200)
      let paused = try await server.get("/v1/queues").json["paused"]?.arrayValue
      #expect(paused?.map { $0["queue"] } == ["memory-consolidation"])
      let unknown = try await server.send("POST", "/v1/queues/memory-consolidations/pause")
      #expect(unknown.json["code"] == "invalid_field")
      #expect(unknown.json["detail"]?.stringValue?.contains("memory-extraction") == true)
      try await server.seed("s", user: "ana", ["One"])
      let job = try await server.post("/v1/sessions/s/consolidate", [:]).json["job"]
      let id = try #require(job?["id"]?.stringValue)
      #expect(try await server.send("POST", "/v1/jobs/\(id)/discard").json["state"] == "discarded")
      #expect(try await server.send("POST", "/v1/jobs/\(id)/discard").json["code"] == "job_not_waiting")
      #expect(try await server.send("POST", "/v1/queues/memory-consolidation/resume").json["paused"] == [])
      _ = try await server.send("POST", "/v1/jobs/\(id)/retry")
      try await eventually { try await server.get("/v1/jobs/\(id)").json["state"] == "completed" }
    }
  }
}
