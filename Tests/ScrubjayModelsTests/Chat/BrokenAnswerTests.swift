import ScrubjayCore
import ScrubjayTestKit
import Testing

@testable import ScrubjayModels

/// What servers send that nobody expects, and what becomes of it.
@Suite struct BrokenAnswerTests {
  /// What becomes of an answer.
  enum Outcome: Sendable, Equatable {
    case text(String, isCutShort: Bool = false, ChatUsage? = nil)
    case failure(ChatFailure.Kind)
  }

  /// One thing that came.
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let vendor: Vendor
    let reply: ScriptedLLM.Reply
    let outcome: Outcome
    var request = ChatRequest.question
    var isStreaming = false
    var testDescription: String { "\(vendor.rawValue): \(name)" }
  }

  private static func whole(
    _ vendor: Vendor, _ name: String, _ body: String, _ outcome: Outcome, _ request: ChatRequest = .question
  ) -> Case {
    Case(name: name, vendor: vendor, reply: .text(body), outcome: outcome, request: request)
  }

  private static func stream(
    _ vendor: Vendor, _ name: String, _ events: [String], _ outcome: Outcome, _ request: ChatRequest = .question
  ) -> Case {
    Case(
      name: name, vendor: vendor, reply: .events(events.map { "data: \($0)\n\n" }.joined()), outcome: outcome,
      request: request, isStreaming: true)
  }

  private static let openAI: [Case] = [
    whole(.openAI, "nothing", "", .failure(.malformed)),
    whole(.openAI, "a page", "<html>Bad gateway</html>", .failure(.malformed)),
    whole(.openAI, "half of its JSON", #"{"choices": [{"message": {"con"#, .failure(.malformed)),
    whole(.openAI, "JSON that is no object", "[1, 2]", .failure(.malformed)),
    whole(.openAI, "an object of something else", #"{"object": "list", "data": []}"#, .failure(.malformed)),
    whole(.openAI, "no choice", #"{"choices": []}"#, .failure(.malformed)),
    whole(.openAI, "choices that are no list", #"{"choices": "none"}"#, .failure(.malformed)),
    whole(.openAI, "no message", #"{"choices": [{"finish_reason": "stop"}]}"#, .failure(.malformed)),
    whole(
      .openAI, "no content", #"{"choices": [{"message": {"content": null}, "finish_reason": "stop"}]}"#,
      .failure(.malformed)),
    whole(
      .openAI, "content that is a number", #"{"choices": [{"message": {"content": 7}, "finish_reason": "stop"}]}"#,
      .failure(.malformed)),
    whole(
      .openAI, "an empty text", #"{"choices": [{"message": {"content": ""}, "finish_reason": "stop"}]}"#, .text("")),
    whole(.openAI, "no reason for its end", #"{"choices": [{"message": {"content": "Yes."}}]}"#, .text("Yes.")),
    whole(
      .openAI, "content in parts",
      #"{"choices": [{"message": {"content": [{"type": "text", "text": "Y"}, {"type": "text", "text": "es."}]}}]}"#,
      .text("Yes.")),
    whole(
      .openAI, "tokens used up by thinking",
      #"{"choices": [{"message": {"content": null}, "finish_reason": "length"}]}"#,
      .text("", isCutShort: true)),
    whole(
      .openAI, "a refusal",
      #"{"choices": [{"message": {"content": null, "refusal": "No."}, "finish_reason": "stop"}]}"#,
      .failure(.refused)),
    whole(
      .openAI, "a refusal without a reason for its end", #"{"choices": [{"message": {"refusal": "No."}}]}"#,
      .failure(.refused)),
    whole(
      .openAI, "a filter's end", #"{"choices": [{"message": {"content": "He"}, "finish_reason": "content_filter"}]}"#,
      .failure(.refused)),
    whole(
      .openAI, "a call of a tool that nobody offered",
      #"{"choices": [{"message": {"tool_calls": [{"function": {"name": "f", "arguments": "{}"}}]}, "finish_reason": "tool_calls"}]}"#,
      .failure(.malformed)),
    whole(
      .openAI, "the form by a call of a tool",
      #"{"choices": [{"message": {"content": "", "tool_calls": [{"function": {"name": "facts", "arguments": "{\"facts\": []}"}}]}}]}"#,
      .text(#"{"facts": []}"#), .shaped),
    whole(
      .openAI, "an error with a success", #"{"error": {"message": "Provider failed", "code": 502}}"#, .failure(.failed)),
    whole(
      .openAI, "a limit with a success", #"{"error": {"message": "Slow down", "code": "429"}}"#, .failure(.overloaded)),
    whole(
      .openAI, "no error beside an answer", #"{"error": null, "choices": [{"message": {"content": "Yes."}}]}"#,
      .text("Yes.")),
    whole(
      .openAI, "half of a surrogate pair", #"{"choices": [{"message": {"content": "a\ud83d"}}]}"#, .text("a\u{FFFD}")),
    whole(.openAI, "U+0000", #"{"choices": [{"message": {"content": "a\u0000b"}}]}"#, .text("a\u{FFFD}b")),
    whole(
      .openAI, "usage of nonsense",
      #"{"choices": [{"message": {"content": "Yes."}}], "usage": {"prompt_tokens": -1, "completion_tokens": "x"}}"#,
      .text("Yes.")),
    whole(
      .openAI, "more members than are known",
      #"{"x": {}, "choices": [{"message": {"content": "Yes.", "reasoning": "…"}, "logprobs": null}], "usage": {"prompt_tokens": 3, "completion_tokens": 2, "details": {}}}"#,
      .text("Yes.", isCutShort: false, ChatUsage(inputTokens: 3, outputTokens: 2))),
    whole(.openAI, "a member twice", #"{"choices": [], "choices": []}"#, .failure(.malformed)),

    stream(.openAI, "nothing", [], .failure(.malformed)),
    stream(.openAI, "an end and nothing else", ["[DONE]"], .failure(.malformed)),
    stream(.openAI, "data that is no JSON", ["{", "[DONE]"], .failure(.malformed)),
    stream(.openAI, "data that is no object", ["7", "[DONE]"], .failure(.malformed)),
    stream(
      .openAI, "no end",
      [#"{"choices": [{"delta": {"content": "Ye"}}]}"#, #"{"choices": [{"delta": {"content": "s."}}]}"#],
      .failure(.unreachable)),
    stream(
      .openAI, "an end without its mark",
      [#"{"choices": [{"delta": {"content": "Yes."}}]}"#, #"{"choices": [{"delta": {}, "finish_reason": "stop"}]}"#],
      .text("Yes.")),
    stream(
      .openAI, "a mark without a reason", [#"{"choices": [{"delta": {"content": "Yes."}}]}"#, "[DONE]"], .text("Yes.")),
    stream(
      .openAI, "an error in the middle",
      [
        #"{"choices": [{"delta": {"content": "Ye"}}]}"#,
        #"{"error": {"message": "Overloaded", "type": "server_error", "code": 503}}"#, "[DONE]",
      ],
      .failure(.overloaded)),
    stream(
      .openAI, "usage without choices",
      [
        #"{"choices": [{"delta": {"content": "Yes."}, "finish_reason": "stop"}]}"#,
        #"{"choices": null, "usage": {"prompt_tokens": 3, "completion_tokens": 2}}"#, "[DONE]",
      ], .text("Yes.", isCutShort: false, ChatUsage(inputTokens: 3, outputTokens: 2))),
    stream(
      .openAI, "a refusal",
      [
        #"{"choices": [{"delta": {"refusal": "No"}}]}"#, #"{"choices": [{"delta": {}, "finish_reason": "stop"}]}"#,
        "[DONE]",
      ],
      .failure(.refused)),
    stream(
      .openAI, "cut short", [#"{"choices": [{"delta": {"content": "Yes"}, "finish_reason": "length"}]}"#, "[DONE]"],
      .text("Yes", isCutShort: true)),
    stream(
      .openAI, "the form by a call of a tool",
      [
        #"{"choices": [{"delta": {"content": "", "tool_calls": [{"index": 0, "function": {"name": "facts", "arguments": "{\"facts\":"}}]}}]}"#,
        #"{"choices": [{"delta": {"tool_calls": [{"index": 0, "function": {"arguments": " []}"}}]}, "finish_reason": "tool_calls"}]}"#,
        "[DONE]",
      ], .text(#"{"facts": []}"#), .shaped),
    Case(
      name: "a whole answer in the place of a stream", vendor: .openAI,
      reply: .text(#"{"choices": [{"message": {"content": "Yes."}}]}"#), outcome: .failure(.malformed),
      isStreaming: true),
    Case(
      name: "comments to keep it alive", vendor: .openAI,
      reply: .events(
        ": PROCESSING\r\n\r\n: PROCESSING\r\n\r\ndata: {\"choices\": [{\"delta\": {\"content\":\r\ndata: \"Yes.\"}}]}\r\n\r\ndata: [DONE]\r\n\r\n"
      ),
      outcome: .text("Yes."), isStreaming: true),
  ]

  private static let anthropic: [Case] = [
    whole(.anthropic, "nothing", "", .failure(.malformed)),
    whole(.anthropic, "half of its JSON", #"{"content": [{"type": "te"#, .failure(.malformed)),
    whole(.anthropic, "no content", #"{"type": "message", "stop_reason": "end_turn"}"#, .failure(.malformed)),
    whole(.anthropic, "content without blocks", #"{"content": [], "stop_reason": "end_turn"}"#, .failure(.malformed)),
    whole(
      .anthropic, "tokens used up by thinking", #"{"content": [], "stop_reason": "max_tokens"}"#,
      .text("", isCutShort: true)),
    whole(
      .anthropic, "blocks of several kinds",
      #"{"content": [{"type": "thinking", "thinking": "…"}, {"type": "text", "text": "Y"}, {"type": "text", "text": "es."}], "stop_reason": "end_turn"}"#,
      .text("Yes.")),
    whole(
      .anthropic, "a refusal", #"{"content": [{"type": "text", "text": "No."}], "stop_reason": "refusal"}"#,
      .failure(.refused)),
    whole(
      .anthropic, "a full window",
      #"{"content": [{"type": "text", "text": "Ye"}], "stop_reason": "model_context_window_exceeded"}"#,
      .text("Ye", isCutShort: true)),
    whole(
      .anthropic, "the form as text", #"{"content": [{"type": "text", "text": "{}"}], "stop_reason": "end_turn"}"#,
      .text("{}"), .shaped),
    whole(
      .anthropic, "text before the form",
      #"{"content": [{"type": "text", "text": "Well:"}, {"type": "tool_use", "name": "facts", "input": {"facts": []}}], "stop_reason": "tool_use"}"#,
      .text(#"{"facts":[]}"#), .shaped),
    whole(
      .anthropic, "an error with a success",
      #"{"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}}"#,
      .failure(.overloaded)),
    whole(
      .anthropic, "usage with a cache",
      #"{"content": [{"type": "text", "text": "Yes."}], "usage": {"input_tokens": 3, "cache_read_input_tokens": 4, "cache_creation_input_tokens": 5, "output_tokens": 2}}"#,
      .text("Yes.", isCutShort: false, ChatUsage(inputTokens: 12, outputTokens: 2))),

    stream(.anthropic, "data that is no JSON", ["{"], .failure(.malformed)),
    stream(.anthropic, "a beginning alone", [#"{"type": "message_start", "message": {}}"#], .failure(.unreachable)),
    stream(
      .anthropic, "no end", [#"{"type": "content_block_delta", "delta": {"type": "text_delta", "text": "Ye"}}"#],
      .failure(.unreachable)),
    stream(
      .anthropic, "an end alone",
      [
        #"{"type": "content_block_delta", "delta": {"type": "text_delta", "text": "Yes."}}"#,
        #"{"type": "message_stop"}"#,
      ],
      .text("Yes.")),
    stream(
      .anthropic, "an error in the middle",
      [
        #"{"type": "content_block_delta", "delta": {"type": "text_delta", "text": "Ye"}}"#,
        #"{"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}}"#,
      ], .failure(.overloaded)),
    stream(
      .anthropic, "events that are not known",
      [
        #"{"type": "ping"}"#, #"{"type": "new_thing", "x": 1}"#,
        #"{"type": "content_block_start", "content_block": {"type": "text", "text": "Y"}}"#,
        #"{"type": "content_block_delta", "delta": {"type": "thinking_delta", "thinking": "…"}}"#,
        #"{"type": "content_block_delta", "delta": {"type": "text_delta", "text": "es."}}"#,
        #"{"type": "content_block_stop"}"#,
        #"{"type": "message_delta", "delta": {"stop_reason": "end_turn"}, "usage": {"output_tokens": 2}}"#,
        #"{"type": "message_stop"}"#,
      ], .text("Yes.")),
    stream(
      .anthropic, "an empty form",
      [
        #"{"type": "content_block_start", "content_block": {"type": "tool_use", "name": "facts", "input": {}}}"#,
        #"{"type": "content_block_stop"}"#, #"{"type": "message_stop"}"#,
      ], .text("{}"), .shaped),
    stream(
      .anthropic, "the form as text",
      [
        #"{"type": "content_block_delta", "delta": {"type": "text_delta", "text": "{\"facts\": []}"}}"#,
        #"{"type": "message_delta", "delta": {"stop_reason": "end_turn"}}"#, #"{"type": "message_stop"}"#,
      ], .text(#"{"facts": []}"#), .shaped),
    stream(
      .anthropic, "text before the form",
      [
        #"{"type": "content_block_delta", "delta": {"type": "text_delta", "text": "Well:"}}"#,
        #"{"type": "content_block_start", "content_block": {"type": "tool_use", "name": "facts", "input": {}}}"#,
        #"{"type": "content_block_delta", "delta": {"type": "input_json_delta", "partial_json": ""}}"#,
        #"{"type": "content_block_delta", "delta": {"type": "input_json_delta", "partial_json": "{\"facts\": []}"}}"#,
        #"{"type": "content_block_stop"}"#, #"{"type": "message_delta", "delta": {"stop_reason": "tool_use"}}"#,
        #"{"type": "message_stop"}"#,
      ], .text(#"{"facts": []}"#), .shaped),
    stream(
      .anthropic, "a refusal",
      [#"{"type": "message_delta", "delta": {"stop_reason": "refusal"}}"#, #"{"type": "message_stop"}"#],
      .failure(.refused)),
  ]

  @Test(arguments: openAI + anthropic) func `What came`(_ broken: Case) async throws {
    try await ScriptedLLM.with(.always(.reply(broken.reply))) { llm in
      let pieces = Pieces()
      let model = broken.vendor.model(at: llm)
      var outcome: Outcome
      do {
        let answer = try await model.complete(
          broken.request, piece: broken.isStreaming ? { @Sendable in pieces.add($0) } : nil)
        outcome = .text(answer.text, isCutShort: answer.isCutShort, answer.usage)
        if broken.isStreaming { #expect(pieces.text == answer.text) }
      } catch let failure as ChatFailure {
        outcome = .failure(failure.kind)
        #expect(!failure.message.isEmpty)
      }
      #expect(outcome == broken.outcome)
      #expect(llm.requests.count == 1)
    }
  }
}
