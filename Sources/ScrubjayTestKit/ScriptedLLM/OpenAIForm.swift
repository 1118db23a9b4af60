import ScrubjayCore

/// Answers in the form of OpenAI's protocol.
struct OpenAIForm: Sendable {
  let request: ScriptedLLM.Request

  /// An answer to a chat, in these pieces of text.
  func reply(_ pieces: [String], isCut: Bool) -> ScriptedLLM.Reply {
    let text = pieces.joined()
    let reason: JSON = isCut ? "length" : "stop"
    let usage = usage(outputTokens: Tokens.estimate(text))
    guard request.isStreaming else {
      let choice: JSON = [
        "index": 0, "message": ["role": "assistant", "content": .string(text), "refusal": .null],
        "finish_reason": reason,
      ]
      return .text(object("chat.completion", ["choices": [choice], "usage": usage]).text)
    }
    var events = [chunk(["role": "assistant", "content": ""], .null)]
    events += pieces.map { chunk(["content": .string($0)], .null) }
    events.append(chunk([:], reason))
    if request.body["stream_options"]?["include_usage"] == true {
      events.append(object("chat.completion.chunk", ["choices": [], "usage": usage]))
    }
    let lines = events.map { "data: \($0.text)\n\n" } + ["data: [DONE]\n\n"]
    // What opens the stream goes with the first words.
    return ScriptedLLM.Reply(
      headers: ScriptedLLM.Reply.eventStream,
      parts: ([lines.prefix(2).joined()] + lines.dropFirst(2)).map { .bytes(Array($0.utf8)) }, isChunked: true)
  }

  /// The embeddings of the texts that were sent.
  var embeddings: JSON {
    let data = request.inputs.enumerated().map { index, text -> JSON in
      [
        "object": "embedding", "index": .integer(index),
        "embedding": .array(WordVectors.vector(of: text).map { .real(Double($0)) }),
      ]
    }
    return [
      "object": "list", "data": .array(data), "model": .string(request.model),
      "usage": ["prompt_tokens": .integer(request.inputTokens), "total_tokens": .integer(request.inputTokens)],
    ]
  }

  /// An error.
  static func error(_ status: Int, _ message: String) -> JSON {
    let type: JSON =
      switch status {
      case 401: "authentication_error"
      case 429: "rate_limit_error"
      case 500...: "server_error"
      default: "invalid_request_error"
      }
    return ["error": ["message": .string(message), "type": type, "param": .null, "code": .null]]
  }

  private func chunk(_ delta: JSON, _ reason: JSON) -> JSON {
    object("chat.completion.chunk", ["choices": [["index": 0, "delta": delta, "finish_reason": reason]]])
  }

  private func object(_ kind: JSON, _ members: JSON) -> JSON {
    let head: JSON = [
      "id": "chatcmpl-scripted", "object": kind, "created": 1_772_452_800, "model": .string(request.model),
    ]
    return .object((head.members ?? []) + (members.members ?? []))
  }

  private func usage(outputTokens: Int) -> JSON {
    [
      "prompt_tokens": .integer(request.inputTokens), "completion_tokens": .integer(outputTokens),
      "total_tokens": .integer(request.inputTokens + outputTokens),
    ]
  }
}
