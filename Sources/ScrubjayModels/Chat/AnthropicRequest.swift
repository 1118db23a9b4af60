import ScrubjayCore

/// A request in the terms of Anthropic's messages.
struct AnthropicRequest: Sendable {
  let request: ChatRequest
  let model: String
  let isStreaming: Bool

  /// What is said for a user who says nothing: the protocol wants a user's turn first, and no empty one.
  private static let silence = "…"
  /// The highest temperature that the protocol knows.
  private static let hottest = 1.0

  /// The body.
  var body: JSON {
    var members = [
      JSON.Member("model", .string(model)), JSON.Member("max_tokens", .integer(request.outputTokens)),
      JSON.Member("messages", .array(turns)),
    ]
    if !instructions.isEmpty { members.append(JSON.Member("system", .string(instructions))) }
    if let temperature = request.temperature {
      members.append(JSON.Member("temperature", .real(min(temperature, Self.hottest))))
    }
    if let shape = request.shape {
      // The input of a tool is the one thing that the server keeps to a schema.
      members.append(
        JSON.Member(
          "tools",
          [["name": .string(shape.name), "description": "Takes the answer.", "input_schema": shape.schema.json]]))
      members.append(
        JSON.Member(
          "tool_choice", ["type": "tool", "name": .string(shape.name), "disable_parallel_tool_use": true]))
    }
    if isStreaming { members.append(JSON.Member("stream", true)) }
    return .object(members)
  }

  private var instructions: String {
    request.messages.filter { $0.role == .system }.map(\.content).joined(separator: "\n\n")
  }

  private var turns: [JSON] {
    let said = request.messages.filter { $0.role != .system && !$0.content.isBlank }
    let isOpened = said.first.map { $0.role != .assistant } ?? false
    return ((isOpened ? [] : [ChatMessage(.user, Self.silence)]) + said).map(\.json)
  }
}
