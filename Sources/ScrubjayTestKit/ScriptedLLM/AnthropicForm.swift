import ScrubjayCore

/// Answers in the form of Anthropic's protocol.
struct AnthropicForm: Sendable {
  let request: ScriptedLLM.Request

  /// An answer to a chat, in these pieces of text; they are the input of the tool where one is to be called and they are
  /// its JSON.
  func reply(_ pieces: [String], isCut: Bool) -> ScriptedLLM.Reply {
    let text = pieces.joined()
    let input = request.schema == nil ? nil : (try? JSON(parsing: text)).flatMap { $0.members == nil ? nil : $0 }
    let reason: JSON = isCut ? "max_tokens" : input == nil ? "end_turn" : "tool_use"
    let outputTokens = Tokens.estimate(text)
    guard request.isStreaming else {
      return .text(
        message(
          content: [block(text: text, input: input)], reason: reason, outputTokens: outputTokens
        ).text)
    }
    let events: [(name: String, data: JSON)] =
      [
        ("message_start", ["message": message(content: [], reason: .null, outputTokens: 1)]),
        ("content_block_start", ["index": 0, "content_block": block(text: "", input: input.map { _ in [:] })]),
        ("ping", [:]),
      ]
      + pieces.map { piece in
        let delta: JSON =
          input == nil
          ? ["type": "text_delta", "text": .string(piece)]
          : ["type": "input_json_delta", "partial_json": .string(piece)]
        return ("content_block_delta", ["index": 0, "delta": delta])
      } + [
        ("content_block_stop", ["index": 0]),
        (
          "message_delta",
          [
            "delta": ["stop_reason": reason, "stop_sequence": .null],
            "usage": ["output_tokens": .integer(outputTokens)],
          ]
        ),
        ("message_stop", [:]),
      ]
    let lines = events.map { Self.line($0.name, $0.data) }
    // What opens the stream goes with the first words.
    return ScriptedLLM.Reply(
      headers: ScriptedLLM.Reply.eventStream,
      parts: ([lines.prefix(4).joined()] + lines.dropFirst(4)).map { .bytes(Array($0.utf8)) }, isChunked: true)
  }

  /// An error.
  static func error(_ status: Int, _ message: String) -> JSON {
    let type: JSON =
      switch status {
      case 401: "authentication_error"
      case 403: "permission_error"
      case 404: "not_found_error"
      case 429: "rate_limit_error"
      case 529: "overloaded_error"
      case 500...: "api_error"
      default: "invalid_request_error"
      }
    return ["type": "error", "error": ["type": type, "message": .string(message)]]
  }

  private static func line(_ name: String, _ data: JSON) -> String {
    let whole = JSON.object([JSON.Member("type", .string(name))] + (data.members ?? []))
    return "event: \(name)\ndata: \(whole.text)\n\n"
  }

  private func block(text: String, input: JSON?) -> JSON {
    guard let input else { return ["type": "text", "text": .string(text)] }
    return ["type": "tool_use", "id": "toolu_scripted", "name": .text(request.shapeName), "input": input]
  }

  private func message(content: JSON, reason: JSON, outputTokens: Int) -> JSON {
    [
      "id": "msg_scripted", "type": "message", "role": "assistant", "model": .string(request.model),
      "content": content, "stop_reason": reason, "stop_sequence": .null,
      "usage": ["input_tokens": .integer(request.inputTokens), "output_tokens": .integer(outputTokens)],
    ]
  }
}
