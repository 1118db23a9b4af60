import ScrubjayCore
import ScrubjayTestKit
import Testing

@testable import ScrubjayModels

@Suite struct OpenAIDialectTests {
  private func report(_ message: String, param: String? = nil, usage: Int = 0) -> ErrorReport {
    ErrorReport([
      "error": ["message": .string(message), "param": .text(param)], "usage": ["total_tokens": .integer(usage)],
    ])
  }

  @Test(arguments: [
    "This response_format type is unavailable now", "This model does not support response format `json_schema`.",
    "'response_format.type' must be 'text'", "Structured outputs are not supported",
  ])
  func `A form is asked for by its schema, then as an object, then not at all`(_ message: String) throws {
    let report = report(message)
    let less = try #require(OpenAIDialect().conceding(to: report, request: .shaped, isStreaming: false))
    #expect(less.shaping == .object)
    let least = try #require(less.conceding(to: report, request: .shaped, isStreaming: false))
    #expect(least.shaping == .none)
    #expect(least.conceding(to: report, request: .shaped, isStreaming: false) == nil)
  }

  @Test(arguments: [
    "response_format is unknown", "temperature is unknown", "stream_options is unknown", "The model is unknown.",
  ])
  func `What was not asked for is not taken away`(_ message: String) {
    var plain = ChatRequest.question
    plain.temperature = nil
    #expect(OpenAIDialect().conceding(to: report(message), request: plain, isStreaming: false) == nil)
  }

  @Test func `A refusal that was charged for is final`() {
    #expect(OpenAIDialect().conceding(to: report("max_tokens", usage: 5), request: .shaped, isStreaming: true) == nil)
    #expect(OpenAIDialect().conceding(to: report("max_tokens"), request: .shaped, isStreaming: true) != nil)
  }

  @Test func `The parameter tells as much as the message`() throws {
    let report = report("Unsupported.", param: "max_tokens")
    let less = try #require(OpenAIDialect().conceding(to: report, request: .question, isStreaming: false))
    #expect(less.namesCompletionTokens)
  }

  @Test func `Two that were found out meet in what both leave`() throws {
    let all = OpenAIDialect()
    let one = try #require(all.conceding(to: report("response_format"), request: .shaped, isStreaming: false))
    let other = try #require(all.conceding(to: report("temperature"), request: .shaped, isStreaming: false))
    let both = one.meet(other)
    #expect(both == other.meet(one))
    #expect(both.shaping == .object && !both.takesTemperature && !both.namesCompletionTokens)
  }

  @Test func `A server that takes little is asked for little, and the finding out is paid once`() async throws {
    for member in ["response_format", "max_tokens", "temperature", "stream_options"] {
      let script = ScriptedLLM.Script(standard: .refusing(member))
      try await ScriptedLLM.with(script) { llm in
        let model = Vendor.openAI.model(at: llm)
        let pieces = Pieces()
        _ = try await model.complete(.shaped) { pieces.add($0) }
        let first = llm.requests.count
        #expect(first == (member == "response_format" ? 3 : 2), "\(member)")
        #expect(llm.requests.last?.body[member] == nil)
        #expect(!pieces.all.isEmpty)
        _ = try await model.complete(.shaped) { _ in }
        #expect(llm.requests.count == first + 1, "\(member)")
      }
    }
  }

  @Test func `All of it may be refused, one after the other`() async throws {
    let steps = ["temperature", "response_format", "max_tokens", "stream_options", "response_format"]
    let script = ScriptedLLM.Script(
      steps: steps.map { ScriptedLLM.Behaviour.failing(400, "Unsupported parameter: \($0)") })
    try await ScriptedLLM.with(script) { llm in
      let answer = try await Vendor.openAI.model(at: llm).complete(.shaped) { _ in }
      #expect(!answer.text.isEmpty)
      let last = try #require(llm.requests.last)
      #expect(last.body.members?.map(\.name) == ["model", "messages", "max_completion_tokens", "stream"])
      #expect(llm.requests.count == 6)
    }
  }

  @Test func `What did not help is not remembered`() async throws {
    try await ScriptedLLM.with(.steps(.failing(400, "max_tokens is too large"), .failing(400, "Still too large."))) {
      llm in
      let model = Vendor.openAI.model(at: llm)
      let failure = try await chatFailure { try await model.complete(.question, piece: nil) }
      #expect(failure?.kind == .refused)
      #expect(failure?.message == "The model's server answers with status 400: Still too large.")
      _ = try await model.complete(.question, piece: nil)
      #expect(llm.requests.last?.body["max_tokens"] == 200)
    }
  }

  @Test func `Nothing but status 400 is answered by asking again`() async throws {
    for status in [401, 404, 413, 422, 429, 500] {
      try await ScriptedLLM.with(.always(.failing(status, "response_format max_tokens"))) { llm in
        _ = try await chatFailure { try await Vendor.openAI.model(at: llm).complete(.shaped, piece: nil) }
        #expect(llm.requests.count == 1, "\(status)")
      }
    }
  }
}
