import ScrubjayCore
import ScrubjayTestKit
import Testing

/// What the doctor says of the models that are asked over the network.
struct ModelFindingTests {
  /// The verdict on a part and what is said of it, after the exit code.
  private func finding(_ part: String, _ variables: [String: String]) async throws -> String {
    let outcome = try await Installation().run("doctor", "--json", environment: variables)
    let finding = outcome.json["findings"]?.arrayValue?.first { $0["part"]?.stringValue == part }
    return "\(outcome.status) \(finding?["verdict"]?.stringValue ?? ""): \(finding?["message"]?.stringValue ?? "")"
  }

  private func openAI(_ address: String) -> [String: String] {
    ["SCRUBJAY_CHAT_PROVIDER": "openai", "SCRUBJAY_CHAT_MODEL": "m", "SCRUBJAY_OPENAI_BASE_URL": address]
  }

  @Test func noneIsWell() async throws {
    #expect(try await finding("chat model", [:]) == "0 good: Not configured.")
  }

  @Test func aServerThatAnswersIsWellAndIsAskedForNothingThatCosts() async throws {
    try await ScriptedLLM.with { llm in
      let found = try await finding("chat model", openAI(llm.openAIBaseURL))
      #expect(found == "0 good: openai:m, whose server answers.")
      #expect(llm.requests.map(\.endpoint) == [.models])
    }
  }

  @Test func aServerThatDoesNotAnswerIsWorthKnowingAndNoMore() async throws {
    let nowhere = "http://127.0.0.1:1/v1"
    let gone = try await finding("chat model", openAI(nowhere))
    #expect(gone.hasPrefix("0 notable: openai:m, but: Nothing listens at"), "\(gone)")
    let unnamed = try await finding("chat model", ["SCRUBJAY_CHAT_MODEL": "m"])
    #expect(unnamed.hasPrefix("0 notable: SCRUBJAY_CHAT_MODEL is m, but"), "\(unnamed)")
    let embedding = try await finding(
      "model",
      [
        "SCRUBJAY_EMBEDDING_PROVIDER": "openai", "SCRUBJAY_EMBEDDING_MODEL": "own",
        "SCRUBJAY_OPENAI_BASE_URL": nowhere,
      ])
    #expect(embedding.hasPrefix("0 notable: The embedding model openai:own is not available"), "\(embedding)")
  }

  @Test func whereAnEmbeddingModelIsIsSaid() async throws {
    let server = ["SCRUBJAY_EMBEDDING_PROVIDER": "openai", "SCRUBJAY_OPENAI_BASE_URL": "http://127.0.0.1:1/v1"]
    #expect(
      try await finding("model", server)
        == "0 good: openai:text-embedding-3-small, 1536 dimensions, at http://127.0.0.1:1/v1")
    #expect(try await finding("model", ["SCRUBJAY_EMBEDDING_PROVIDER": "openai"]).hasPrefix("1 bad:"))
    let verified = try await Installation().run("model", "verify", environment: server)
    #expect(verified.status == 0 && verified.output.contains("is on a server"))
  }
}
