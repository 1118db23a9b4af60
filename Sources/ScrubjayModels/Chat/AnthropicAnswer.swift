import ScrubjayCore

/// An answer in the terms of Anthropic's messages, whole or as it grows.
///
/// Where a form was asked for, the input of the tool that stands for it is the text.
struct AnthropicAnswer: VendorAnswer {
  private(set) var outcome = ChatOutcome()
  /// The tool whose input is the answer.
  private let tool: String?
  private let discretion: Discretion
  /// What the tool's input is if no piece of it comes.
  private var pendingInput: String?
  /// What was said although a form was asked for; the answer where no input comes.
  private var aside: String?
  private var inputTokens: Int64?

  init(shape: ChatShape?, discretion: Discretion) {
    tool = shape?.name
    self.discretion = discretion
  }

  mutating func read(_ json: JSON) throws(ChatFailure) {
    try checkError(json)
    guard let blocks = json["content"]?.arrayValue else {
      throw ChatFailure(.malformed, "The model's server sent an answer without content.")
    }
    let texts = blocks.filter { $0["type"] == "text" }.compactMap { $0["text"]?.stringValue }
    let input = tool == nil ? nil : blocks.first { $0["type"] == "tool_use" }?["input"]
    outcome.text = input?.text ?? (texts.isEmpty ? nil : texts.joined())
    outcome.ending = Self.ending(json["stop_reason"]) ?? .complete
    takeUsage(json["usage"])
  }

  mutating func take(_ event: JSON) throws(ChatFailure) -> String? {
    try checkError(event)
    switch event["type"]?.stringValue {
    case "message_start": takeUsage(event["message"]?["usage"])
    case "message_delta":
      outcome.ending = Self.ending(event["delta"]?["stop_reason"]) ?? outcome.ending
      takeUsage(event["usage"])
    case "message_stop":
      outcome.ending = outcome.ending ?? .complete
      if outcome.text == nil, let aside { return append(aside) }
    case "content_block_start": return start(event["content_block"] ?? .null)
    case "content_block_delta": return add(event["delta"] ?? .null)
    case "content_block_stop":
      // An input that is an empty object comes in no pieces.
      guard let input = pendingInput else { return nil }
      pendingInput = nil
      return append(input)
    // The protocol announces that new kinds may come.
    default: break
    }
    return nil
  }

  private mutating func start(_ block: JSON) -> String? {
    guard tool != nil, block["type"] == "tool_use" else { return say(block["text"]?.stringValue) }
    if outcome.text == nil { pendingInput = block["input"]?.text }
    return nil
  }

  private mutating func add(_ delta: JSON) -> String? {
    switch delta["type"]?.stringValue {
    case "text_delta": return say(delta["text"]?.stringValue)
    case "input_json_delta" where tool != nil:
      guard let part = delta["partial_json"]?.stringValue, !part.isEmpty else { return nil }
      pendingInput = nil
      return append(part)
    default: return nil
    }
  }

  private mutating func say(_ text: String?) -> String? {
    guard let text else { return nil }
    if tool == nil { return append(text) }
    aside = (aside ?? "") + text
    return nil
  }

  private mutating func append(_ text: String) -> String {
    outcome.text = (outcome.text ?? "") + text
    return text
  }

  private static func ending(_ reason: JSON?) -> ChatOutcome.Ending? {
    switch reason?.stringValue {
    case nil: nil
    case "max_tokens", "model_context_window_exceeded": .cutShort
    case "refusal": .refused
    default: .complete
    }
  }

  /// Tokens that were read from or written to the server's cache are part of what was read.
  private mutating func takeUsage(_ usage: JSON?) {
    let parts = ["input_tokens", "cache_creation_input_tokens", "cache_read_input_tokens"]
    if usage?["input_tokens"]?.integerValue != nil {
      inputTokens = parts.compactMap { usage?[$0]?.integerValue }.reduce(0) { $0 &+ $1 }
    }
    outcome.usage = ChatUsage(inputTokens.map { .integer($0) }, usage?["output_tokens"]) ?? outcome.usage
  }

  private func checkError(_ json: JSON) throws(ChatFailure) {
    guard json["type"] == "error" || json["error"]?.members != nil else { return }
    throw discretion.failure(of: ErrorReport(json))
  }
}
