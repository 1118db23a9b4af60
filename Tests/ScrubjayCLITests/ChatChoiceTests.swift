import ScrubjayCore
import ScrubjayEngine
import ScrubjayModels
import ScrubjayTestKit
import Testing

@testable import ScrubjayCLI

/// Which models the settings name, and what is said where they name none that could be asked.
struct ChatChoiceTests {
  private func settings(_ variables: [String: String]) -> Settings {
    Settings(flags: [:], environment: variables.merging(["HOME": "/nowhere"]) { $1 }, defaultFile: false)
  }

  private func name(_ variables: [String: String]) throws -> String? {
    try ChatChoice(settings(variables)).model()?.name
  }

  @Test(arguments: [
    [:], ["SCRUBJAY_OPENAI_API_KEY": "k"], ["SCRUBJAY_ANTHROPIC_BASE_URL": "http://127.0.0.1:1"],
    ["SCRUBJAY_CHAT_PROVIDER": "none", "SCRUBJAY_CHAT_MODEL": "m"],
  ])
  func nobodyIsAskedWhoWasNotNamed(_ variables: [String: String]) throws {
    #expect(try name(variables) == nil)
  }

  @Test func theModelIsThatOfTheProvider() throws {
    let own = ["SCRUBJAY_CHAT_MODEL": "m", "SCRUBJAY_OPENAI_BASE_URL": "http://127.0.0.1:1/v1"]
    #expect(try name(own.merging(["SCRUBJAY_CHAT_PROVIDER": "openai"]) { $1 }) == "openai:m")
    let vendors = ["SCRUBJAY_CHAT_MODEL": "m", "SCRUBJAY_ANTHROPIC_API_KEY": "k", "SCRUBJAY_OPENAI_API_KEY": "k"]
    #expect(try name(vendors.merging(["SCRUBJAY_CHAT_PROVIDER": "openai"]) { $1 }) == "openai:m")
    #expect(try name(vendors.merging(["SCRUBJAY_CHAT_PROVIDER": "anthropic"]) { $1 }) == "anthropic:m")
    #expect(ChatChoice(settings([:])).outputTokens == 1_024)
    #expect(ChatChoice(settings(["SCRUBJAY_CHAT_MAX_TOKENS": "7"])).outputTokens == 7)
  }

  @Test(arguments: [
    (["SCRUBJAY_CHAT_PROVIDER": "openai"], "set SCRUBJAY_CHAT_MODEL"),
    (["SCRUBJAY_CHAT_MODEL": "m"], "set SCRUBJAY_CHAT_PROVIDER"),
    (["SCRUBJAY_CHAT_PROVIDER": "openai", "SCRUBJAY_CHAT_MODEL": "m"], "set SCRUBJAY_OPENAI_API_KEY"),
    (["SCRUBJAY_CHAT_PROVIDER": "anthropic", "SCRUBJAY_CHAT_MODEL": "m"], "set SCRUBJAY_ANTHROPIC_API_KEY"),
    (
      [
        "SCRUBJAY_CHAT_PROVIDER": "anthropic", "SCRUBJAY_CHAT_MODEL": "m",
        "SCRUBJAY_ANTHROPIC_BASE_URL": "http://127.0.0.1:1/v1",
      ], "without /v1"
    ),
  ])
  func whatIsMissingIsNamed(_ variables: [String: String], _ expected: String) throws {
    let error = #expect(throws: ScrubjayError.self) { try name(variables) }
    #expect(error?.code == .invalidConfiguration)
    #expect(error?.message.contains(expected) == true, "\(error?.message ?? "")")
  }

  @Test(arguments: [
    "localhost:4000", "ftp://host/v1", "http://", "http:///v1", "http://u:p@host/v1", "http://h/v1?a=b", "x y",
  ])
  func anAddressThatIsNoneIsNamed(_ address: String) throws {
    let error = #expect(throws: ScrubjayError.self) {
      try name([
        "SCRUBJAY_CHAT_PROVIDER": "openai", "SCRUBJAY_CHAT_MODEL": "m", "SCRUBJAY_OPENAI_BASE_URL": address,
      ])
    }
    #expect(error?.code == .invalidConfiguration)
    #expect(error?.message.contains("SCRUBJAY_OPENAI_BASE_URL should be an address") == true)
  }

  @Test func keysAreMaskedAndNoFlags() async throws {
    let program = try Installation()
    let keys = ["SCRUBJAY_OPENAI_API_KEY": "sk-first-secret", "SCRUBJAY_ANTHROPIC_API_KEY": "sk-second-secret"]
    let outcome = try await program.run("config", "--json", environment: keys)
    #expect(outcome.json["openai-api-key"]?["value"] == "********")
    #expect(outcome.json["anthropic-api-key"]?["value"] == "********")
    #expect(!outcome.output.contains("first-secret") && !outcome.output.contains("second-secret"))
    #expect(try await program.run("config", "--openai-api-key", "k").status == 2)
  }

  @Test func theTimeAndTheLengthHaveLimits() {
    for variables in [
      ["SCRUBJAY_CHAT_TIMEOUT_SECONDS": "0"], ["SCRUBJAY_CHAT_MAX_TOKENS": "many"], ["SCRUBJAY_CHAT_PROVIDER": "bing"],
      ["SCRUBJAY_EMBEDDING_PROVIDER": "cloud"],
    ] {
      #expect(settings(variables).problems.first?.code == .invalidConfiguration, "\(variables)")
    }
  }

  @Test func theEmbeddingModelMayBeAtAServer() async throws {
    try await ScriptedLLM.with { llm in
      let server = ["SCRUBJAY_EMBEDDING_PROVIDER": "openai", "SCRUBJAY_OPENAI_BASE_URL": llm.openAIBaseURL]
      let usual = try await ModelChoice(settings(server)).embedders().wanted
      #expect(usual?.model == EmbeddingModel(name: "openai:text-embedding-3-small", dimension: 1_536))
      let own = server.merging(["SCRUBJAY_EMBEDDING_MODEL": "own"]) { $1 }
      let asked = try await ModelChoice(settings(own)).embedders().wanted
      #expect(asked?.model == EmbeddingModel(name: "openai:own", dimension: WordVectors.dimension))
      llm.then(.failing(401), .failing(401))
      await #expect(throws: ScrubjayError.self) { try await ModelChoice(settings(own)).embedders() }
      #expect(try await ModelChoice(settings(own)).embedders(isLenient: true).wanted == nil)
    }
    let error = await #expect(throws: ScrubjayError.self) {
      try await ModelChoice(settings(["SCRUBJAY_EMBEDDING_PROVIDER": "openai"])).embedders(isLenient: true)
    }
    #expect(error?.message.contains("set SCRUBJAY_OPENAI_API_KEY") == true)
  }

  @Test func whatIsStoredIsFoundByAModelAtAServer() async throws {
    try await ScriptedLLM.with { llm in
      let program = try Installation()
      let server = [
        "SCRUBJAY_EMBEDDING_PROVIDER": "openai", "SCRUBJAY_EMBEDDING_MODEL": "own",
        "SCRUBJAY_OPENAI_BASE_URL": llm.openAIBaseURL,
      ]
      for content in ["Herons sleep in willows.", "Trains leave at noon."] {
        #expect(try await program.run("remember", "--user", "ana", content, environment: server).status == 0)
      }
      let found = try await program.run(
        "recall", "--user", "ana", "--json", "where do herons sleep", environment: server)
      #expect(found.status == 0)
      #expect(found.json["hits"]?.arrayValue?.first?["content"] == "Herons sleep in willows.")
      let sent = llm.requests.map { $0.inputs.joined(separator: "\n") }
      #expect(sent.contains { $0.contains("Trains leave at noon.") })
    }
  }
}
