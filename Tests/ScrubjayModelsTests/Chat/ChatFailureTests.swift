import ScrubjayCore
import ScrubjayTestKit
import Testing

@testable import ScrubjayModels

/// Each kind of failure, and what its message shows.
@Suite struct ChatFailureTests {
  @Test(arguments: [
    (301, ChatFailure.Kind.refused), (400, .refused), (401, .unauthorized), (402, .refused), (403, .unauthorized),
    (404, .refused),
    (408, .timedOut), (413, .refused), (422, .refused), (429, .overloaded), (500, .failed), (502, .failed),
    (503, .overloaded), (504, .failed), (529, .overloaded),
  ])
  func `A status is a kind of failure, streamed or not`(_ status: Int, _ kind: ChatFailure.Kind) async throws {
    try await ScriptedLLM.with(.always(.failing(status, "It is so."))) { llm in
      for vendor in Vendor.allCases {
        let model = vendor.model(at: llm)
        let whole = try await chatFailure { try await model.complete(.question, piece: nil) }
        let streamed = try await chatFailure {
          try await model.complete(.question) { _ in Issue.record("a piece came") }
        }
        #expect(whole?.kind == kind, "\(vendor)")
        #expect(whole?.message == "The model's server answers with status \(status): It is so.")
        #expect(streamed == whole)
      }
    }
  }

  @Test(arguments: Vendor.allCases) func `A server says when to ask again`(_ vendor: Vendor) async throws {
    try await ScriptedLLM.with(.always(.rateLimited(retryAfter: "7"))) { llm in
      let failure = try await chatFailure { try await vendor.model(at: llm).complete(.question, piece: nil) }
      #expect(failure?.kind == .overloaded)
      #expect(failure?.retryAfter == .seconds(7))
      #expect(failure?.isPassing == true)
    }
  }

  @Test(arguments: Vendor.allCases) func `Neither the key nor the question shows`(_ vendor: Vendor) async throws {
    let question = ChatRequest.question.messages[1].content
    let said = [
      "Wrong key \(Vendor.key)!", "Cannot answer '\(question)'", String(repeating: "long ", count: 500),
      "\u{1B}]0;title\u{7}red\nalert",
    ]
    try await ScriptedLLM.with(ScriptedLLM.Script(steps: said.map { ScriptedLLM.Behaviour.failing(401, $0) })) { llm in
      let model = vendor.model(at: llm)
      var messages: [String] = []
      for _ in said {
        let failure = try await chatFailure { try await model.complete(.question, piece: nil) }
        messages.append(try #require(failure).message)
      }
      let prefix = "The model's server answers with status 401"
      #expect(messages[0] == "\(prefix): Wrong key …!")
      #expect(messages[1] == "\(prefix).")
      #expect(messages[2].count == prefix.count + 2 + RemoteLimits.messageCharacters)
      #expect(messages[3] == "\(prefix): ]0;title red alert")
    }
  }

  @Test(arguments: Vendor.allCases) func `A server that is not there is unreachable`(_ vendor: Vendor) async throws {
    let model = vendor.model(openAI: "http://127.0.0.1:1/v1", anthropic: "http://127.0.0.1:1")
    let failure = try await chatFailure { try await model.complete(.question, piece: nil) }
    #expect(failure?.kind == .unreachable)
    await #expect(throws: ChatFailure.self) { try await model.checkReach() }
    let nowhere = vendor.model(openAI: "http://no-such-host.invalid/v1", anthropic: "http://no-such-host.invalid")
    #expect(try await self.failure(of: nowhere)?.kind == .unreachable)
    let nonsense = vendor.model(openAI: "file:///etc", anthropic: "file:///etc")
    #expect(try await self.failure(of: nonsense)?.kind == .refused)
  }

  @Test(arguments: Vendor.allCases) func `A server that takes too long is given up`(_ vendor: Vendor) async throws {
    try await ScriptedLLM.with(.always(.nothing)) { llm in
      let model = vendor.model(at: llm, answerTime: .milliseconds(200))
      #expect(try await failure(of: model)?.kind == .timedOut)
      let streamed = try await chatFailure { try await model.complete(.question) { _ in } }
      #expect(streamed?.kind == .timedOut)
    }
  }

  @Test(arguments: Vendor.allCases, [false, true]) func `Half an answer is none`(
    _ vendor: Vendor, isStreaming: Bool
  ) async throws {
    try await ScriptedLLM.with(.always(.half)) { llm in
      let pieces = Pieces()
      let model = vendor.model(at: llm)
      let failure = try await chatFailure {
        try await model.complete(.question, piece: isStreaming ? { @Sendable in pieces.add($0) } : nil)
      }
      #expect(failure?.kind == .unreachable)
      #expect(isStreaming == !pieces.all.isEmpty)
    }
  }

  @Test(arguments: Vendor.allCases, [false, true]) func `An answer that is too large is refused`(
    _ vendor: Vendor, isStreaming: Bool
  ) async throws {
    try await ScriptedLLM.with(.always(.huge(RemoteLimits.responseBytes))) { llm in
      let model = vendor.model(at: llm)
      let failure = try await chatFailure {
        try await model.complete(.question, piece: isStreaming ? { @Sendable _ in } : nil)
      }
      #expect(failure?.kind == .malformed)
    }
  }

  @Test(arguments: Vendor.allCases) func `A server that does not know the key, or fails, is not well`(_ vendor: Vendor)
    async throws
  {
    // A server that has no list of models is there all the same.
    for (status, isWell) in [(200, true), (404, true), (405, true), (401, false), (500, false)] {
      var script = ScriptedLLM.Script.well
      script.models = .reply(.text("{}", status: status))
      try await ScriptedLLM.with(script) { llm in
        do {
          try await vendor.model(at: llm).checkReach()
          #expect(isWell, "\(status)")
        } catch { #expect(!isWell && error is ChatFailure, "\(status): \(error)") }
      }
    }
  }

  private func failure(of model: any ChatModel) async throws -> ChatFailure? {
    try await chatFailure { try await model.complete(.question, piece: nil) }
  }
}
