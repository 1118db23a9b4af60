import ScrubjayCore
import ScrubjayTestKit
import Synchronization

@testable import ScrubjayModels

/// The two protocols, for tests that hold for both.
enum Vendor: String, CaseIterable, Sendable {
  case openAI
  case anthropic

  /// A key that must never show.
  static let key = "sk-very-secret-0123456789"

  /// A model of this vendor's at a scripted server.
  func model(
    at llm: ScriptedLLM, key: String? = Vendor.key, answerTime: Duration = .seconds(60)
  ) -> any RemoteChatModel {
    model(openAI: llm.openAIBaseURL, anthropic: llm.anthropicBaseURL, key: key, answerTime: answerTime)
  }

  /// A model of this vendor's at an address.
  func model(
    openAI: String, anthropic: String, key: String? = Vendor.key, answerTime: Duration = .seconds(60)
  ) -> any RemoteChatModel {
    switch self {
    case .openAI: OpenAIChatModel(model: "scripted", baseURL: openAI, key: key, answerTime: answerTime)
    case .anthropic: AnthropicChatModel(model: "scripted", baseURL: anthropic, key: key, answerTime: answerTime)
    }
  }
}

extension ChatRequest {
  /// A question with instructions.
  static let question = ChatRequest(
    messages: [ChatMessage(.system, "Be brief."), ChatMessage(.user, "Where does the heron sleep at night?")],
    outputTokens: 200, temperature: 0)

  /// A question whose answer has a form.
  static let shaped: ChatRequest = {
    var request = question
    request.shape = ChatShape(
      name: "facts",
      schema: JSONText([
        "type": "object", "properties": ["facts": ["type": "array", "items": ["type": "string"]]],
        "required": ["facts"], "additionalProperties": false,
      ]))
    return request
  }()
}

/// Keeps the pieces that a model tells.
final class Pieces: Sendable {
  private let pieces = Mutex<[String]>([])
  var all: [String] { pieces.withLock { $0 } }
  var text: String { all.joined() }
  func add(_ piece: String) { pieces.withLock { $0.append(piece) } }
}

/// The failure that a call ends with; `nil` where it ends with an answer.
func chatFailure(_ body: () async throws -> ChatAnswer) async throws -> ChatFailure? {
  do {
    _ = try await body()
    return nil
  } catch let failure as ChatFailure { return failure }
}
