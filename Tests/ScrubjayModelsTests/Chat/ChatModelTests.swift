import ScrubjayCore
import ScrubjayTestKit
import Testing

@testable import ScrubjayModels

/// What holds for both vendors' models, over real HTTP.
@Suite struct ChatModelTests {
  private static let poem = "The heron sleeps — 夜鷺 👩🏽‍💻 — in the willow,\n\n\"quoted\" and \\ all."

  @Test(arguments: Vendor.allCases) func `An answer comes whole, with what it cost`(_ vendor: Vendor) async throws {
    try await ScriptedLLM.with(.well { _ in Self.poem }) { llm in
      let answer = try await vendor.model(at: llm).complete(.question, piece: nil)
      #expect(answer.text == Self.poem)
      #expect(!answer.isCutShort)
      let usage = try #require(answer.usage)
      #expect(usage.inputTokens == 12 && usage.outputTokens == (Self.poem.utf8.count + 3) / 4)
      let request = try #require(llm.requests.first)
      #expect(!request.isStreaming && request.outputTokens == 200 && request.temperature == 0)
      #expect(request.messages == ChatRequest.question.messages)
      #expect(request.model == "scripted")
    }
  }

  @Test(arguments: Vendor.allCases) func `An answer comes piece by piece, with what it cost`(_ vendor: Vendor)
    async throws
  {
    try await ScriptedLLM.with(.well { _ in Self.poem }) { llm in
      let pieces = Pieces()
      let answer = try await vendor.model(at: llm).complete(.question) { pieces.add($0) }
      #expect(answer.text == Self.poem)
      #expect(pieces.text == Self.poem)
      #expect(pieces.all.count > 3)
      #expect(answer.usage == ChatUsage(inputTokens: 12, outputTokens: (Self.poem.utf8.count + 3) / 4))
      #expect(llm.requests.first?.isStreaming == true)
    }
  }

  @Test(arguments: Vendor.allCases) func `A piece is told before the rest has come`(_ vendor: Vendor) async throws {
    try await ScriptedLLM.with(.always(.held)) { llm in
      // The server goes on only when the first piece has been told.
      let answer = try await vendor.model(at: llm).complete(.question) { _ in llm.release() }
      #expect(answer.text.hasPrefix("You said: Where"))
    }
  }

  @Test func `A stream that comes byte by byte is the same`() async throws {
    let delta: JSON = ["choices": [["delta": ["content": .string(Self.poem)], "finish_reason": "stop"]]]
    let stream = ": hello\r\n\r\ndata: \(delta.text)\r\n\r\ndata: [DONE]\r\n\r\n"
    let reply = ScriptedLLM.Reply(
      headers: [("Content-Type", "text/event-stream")], parts: stream.utf8.map { .bytes([$0]) }, isChunked: true)
    try await ScriptedLLM.with(.always(.reply(reply))) { llm in
      let pieces = Pieces()
      let answer = try await Vendor.openAI.model(at: llm).complete(.question) { pieces.add($0) }
      #expect(answer.text == Self.poem)
      #expect(pieces.all == [Self.poem])
    }
  }

  @Test func `Nobody is told of what comes after the end`() {
    let pieces = Pieces()
    let answer = OpenAIAnswer(shape: nil, discretion: Discretion(key: nil, asked: []))
    let reader = ChatStreamReader(answer) { pieces.add($0) }
    let event = Array("data: {\"choices\": [{\"delta\": {\"content\": \"a\"}}]}\n\n".utf8)
    #expect(throws: Never.self) { try reader.take(event[...]) }
    reader.end()
    #expect(throws: CancellationError.self) { try reader.take(event[...]) }
    #expect(pieces.all == ["a"])
  }

  @Test(arguments: Vendor.allCases, [false, true]) func `An answer has the form that was asked for`(
    _ vendor: Vendor, isStreaming: Bool
  ) async throws {
    let facts = #"{"facts": ["Herons sleep in willows."]}"#
    try await ScriptedLLM.with(.well { _ in facts }) { llm in
      let pieces = Pieces()
      let model = vendor.model(at: llm)
      let answer =
        try await isStreaming ? model.complete(.shaped) { pieces.add($0) } : model.complete(.shaped, piece: nil)
      #expect(try JSON(parsing: answer.text) == JSON(parsing: facts))
      #expect(!isStreaming || pieces.text == answer.text)
      let request = try #require(llm.requests.first)
      #expect(request.shapeName == "facts")
      #expect(request.schema == ChatRequest.shaped.shape?.schema.json)
      switch vendor {
      case .openAI:
        #expect(request.body["response_format"]?["json_schema"]?["strict"] == true)
      case .anthropic:
        #expect(request.body["tool_choice"]?["type"] == "tool")
        #expect(request.body["tool_choice"]?["name"] == "facts")
      }
    }
  }

  @Test(arguments: Vendor.allCases) func `An answer that is as long as it may be says so`(_ vendor: Vendor) async throws
  {
    var request = ChatRequest.question
    request.outputTokens = 3
    try await ScriptedLLM.with(.well { _ in "abcdefghijklmnop" }) { llm in
      let model = vendor.model(at: llm)
      for answer in [try await model.complete(request, piece: nil), try await model.complete(request) { _ in }] {
        #expect(answer.text == "abcdefghijkl")
        #expect(answer.isCutShort)
        #expect(answer.usage?.outputTokens == 3)
      }
    }
  }

  @Test func `Each vendor is told the key and the version in its own way`() async throws {
    try await ScriptedLLM.with { llm in
      for vendor in Vendor.allCases {
        _ = try await vendor.model(at: llm).complete(.question, piece: nil)
        _ = try await vendor.model(at: llm, key: nil).complete(.question, piece: nil)
        try await vendor.model(at: llm).checkReach()
      }
      let headers = llm.requests.map(\.headers)
      #expect(headers[0]["authorization"] == "Bearer \(Vendor.key)" && headers[0]["x-api-key"] == nil)
      #expect(headers[1]["authorization"] == nil)
      #expect(headers[3]["x-api-key"] == Vendor.key && headers[3]["authorization"] == nil)
      #expect(headers[3]["anthropic-version"] == "2023-06-01")
      #expect(headers[4]["x-api-key"] == nil)
      #expect(
        llm.requests.map(\.path) == [
          "/v1/chat/completions", "/v1/chat/completions", "/v1/models", "/v1/messages", "/v1/messages", "/v1/models",
        ])
    }
  }

  @Test func `A slash at the end of the address is no part of it`() async throws {
    try await ScriptedLLM.with { llm in
      for vendor in Vendor.allCases {
        let model = vendor.model(openAI: llm.openAIBaseURL + "/", anthropic: llm.anthropicBaseURL + "//")
        _ = try await model.complete(.question, piece: nil)
      }
      #expect(llm.requests.map(\.path) == ["/v1/chat/completions", "/v1/messages"])
    }
  }

  @Test func `Anthropic's turns begin with the user's, and none is empty`() async throws {
    let conversations: [(said: [ChatMessage], sent: [Role], instructions: String?)] = [
      ([ChatMessage(.system, "a"), ChatMessage(.user, "b"), ChatMessage(.system, "c")], [.user], "a\n\nc"),
      ([ChatMessage(.assistant, "a"), ChatMessage(.user, "b")], [.user, .assistant, .user], nil),
      ([ChatMessage(.user, " \n"), ChatMessage(.user, "b"), ChatMessage(.assistant, "")], [.user], nil),
      ([ChatMessage(.system, "a")], [.user], "a"), ([ChatMessage(.tool, "a")], [.user], nil),
    ]
    try await ScriptedLLM.with { llm in
      let model = Vendor.anthropic.model(at: llm)
      for conversation in conversations {
        _ = try await model.complete(
          ChatRequest(messages: conversation.said, outputTokens: 10, temperature: 1.5), piece: nil)
        let request = try #require(llm.requests.last)
        #expect(request.messages.filter { $0.role != .system }.map(\.role) == conversation.sent)
        #expect(request.body["system"]?.stringValue == conversation.instructions)
        #expect(request.temperature == 1)
      }
    }
  }

  @Test(arguments: Vendor.allCases) func `What a receiver of pieces throws ends the answer`(_ vendor: Vendor)
    async throws
  {
    struct Enough: Error {}
    try await ScriptedLLM.with { llm in
      await #expect(throws: Enough.self) {
        _ = try await vendor.model(at: llm).complete(.question) { _ in throw Enough() }
      }
      // The model can be asked again.
      _ = try await vendor.model(at: llm).complete(.question) { _ in }
    }
  }

  @Test(arguments: Vendor.allCases, [false, true]) func `A cancelled task waits for nothing`(
    _ vendor: Vendor, isStreaming: Bool
  ) async throws {
    try await ScriptedLLM.with(.always(.nothing)) { llm in
      let model = vendor.model(at: llm)
      // Unstructured, because only such a task can be cancelled from outside.
      let task = Task { try await model.complete(.question, piece: isStreaming ? { @Sendable _ in } : nil) }
      try await eventually { llm.requests.count == 1 }
      task.cancel()
      await #expect(throws: CancellationError.self) { try await task.value }
      let late = Task {
        withUnsafeCurrentTask { $0?.cancel() }
        return try await model.complete(.question, piece: nil)
      }
      await #expect(throws: CancellationError.self) { try await late.value }
      #expect(llm.requests.count == 1)
    }
  }

  @Test(arguments: Vendor.allCases) func `Many may ask at once`(_ vendor: Vendor) async throws {
    try await ScriptedLLM.with(.well { $0.lastUserMessage }) { llm in
      let model = vendor.model(at: llm)
      try await withThrowingTaskGroup(of: (String, String).self) { group in
        for number in 0..<24 {
          group.addTask {
            let request = ChatRequest(messages: [ChatMessage(.user, "number \(number)")], outputTokens: 20)
            let piece: (@Sendable (String) throws -> Void)? = number.isMultiple(of: 2) ? { @Sendable _ in } : nil
            return ("number \(number)", try await model.complete(request, piece: piece).text)
          }
        }
        for try await (asked, answered) in group { #expect(asked == answered) }
      }
    }
  }
}
