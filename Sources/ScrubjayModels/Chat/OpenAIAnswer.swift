import ScrubjayCore

/// An answer in the terms of OpenAI's chat completions, whole or as it grows.
struct OpenAIAnswer: VendorAnswer {
  private(set) var outcome = ChatOutcome()
  private var arguments: String?
  private var refusal = ""
  private let discretion: Discretion
  /// Whether a call of a tool can be the answer: nobody offered tools, but some servers make JSON by such a call.
  private let takesCalls: Bool

  init(shape: ChatShape?, discretion: Discretion) {
    self.discretion = discretion
    takesCalls = shape != nil
  }

  mutating func read(_ json: JSON) throws(ChatFailure) {
    try checkError(json)
    guard let choice = json["choices"]?.arrayValue?.first else {
      throw ChatFailure(.malformed, "The model's server sent an answer without a choice.")
    }
    _ = add(choice["message"] ?? .null)
    end(choice["finish_reason"])
    // Servers that leave the reason out have ended all the same.
    outcome.ending = refusal.isEmpty ? outcome.ending ?? .complete : .refused
    takeUsage(json)
  }

  mutating func take(_ event: JSON) throws(ChatFailure) -> String? {
    try checkError(event)
    takeUsage(event)
    // The last event before the end has the usage and no choice.
    guard let choice = event["choices"]?.arrayValue?.first else { return nil }
    let text = add(choice["delta"] ?? .null)
    end(choice["finish_reason"])
    return text
  }

  /// Takes a message, or what is new in it.
  private mutating func add(_ message: JSON) -> String? {
    refusal += message["refusal"]?.stringValue ?? ""
    let text = Self.text(message["content"])
    if let text { outcome.text = (outcome.text ?? "") + text }
    guard takesCalls, text?.isEmpty != false, outcome.text?.isEmpty != false || arguments != nil,
      let call = message["tool_calls"]?.arrayValue?.first?["function"]?["arguments"]?.stringValue
    else { return text }
    arguments = (arguments ?? "") + call
    outcome.text = arguments
    return call
  }

  private mutating func end(_ reason: JSON?) {
    guard let reason = reason?.stringValue else { return }
    outcome.ending =
      switch reason {
      case "length": .cutShort
      case "content_filter": .refused
      default: refusal.isEmpty ? .complete : .refused
      }
  }

  private mutating func takeUsage(_ json: JSON) {
    let usage = json["usage"]
    outcome.usage = ChatUsage(usage?["prompt_tokens"], usage?["completion_tokens"]) ?? outcome.usage
  }

  private func checkError(_ json: JSON) throws(ChatFailure) {
    guard let error = json["error"], error != .null else { return }
    throw discretion.failure(of: ErrorReport(json))
  }

  /// The text of content, which is a string or an array of parts; `nil` where there is none.
  private static func text(_ content: JSON?) -> String? {
    if let text = content?.stringValue { return text }
    let parts = content?.arrayValue?.compactMap { $0["text"]?.stringValue } ?? []
    return parts.isEmpty ? nil : parts.joined()
  }
}
