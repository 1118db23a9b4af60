public import ScrubjayCore
import ScrubjayHTTPClient

/// A chat model behind Anthropic's messages protocol.
public final class AnthropicChatModel: RemoteChatModel {
  /// `anthropic:` and the model's name at the server.
  public let name: String
  private let model: String
  private let server: RemoteServer

  /// The version of the protocol that is spoken here.
  private static let version = "2023-06-01"

  /// A model at a server.
  ///
  /// - Parameters:
  ///   - model: The model's name at the server.
  ///   - baseURL: Where the server is, without `/v1`.
  ///   - key: The API key.
  ///   - answerTime: How long a whole answer may take.
  public init(model: String, baseURL: String, key: String?, answerTime: Duration = RemoteLimits.answerTime) {
    name = "anthropic:\(model)"
    self.model = model
    let headers =
      [HTTPClientHeader("anthropic-version", Self.version)] + (key.map { [HTTPClientHeader("x-api-key", $0)] } ?? [])
    server = RemoteServer(base: baseURL, key: key, headers: headers, answerTime: answerTime)
  }

  /// See ``ScrubjayCore/ChatModel/complete(_:piece:)``.
  public func complete(
    _ request: ChatRequest, piece: (@Sendable (String) throws -> Void)? = nil
  ) async throws -> ChatAnswer {
    let discretion = Discretion(key: server.key, asked: request.messages.map(\.content))
    let exchange = ChatExchange(
      server: server, path: "/v1/messages",
      body: AnthropicRequest(request: request, model: model, isStreaming: piece != nil).body)
    switch try await exchange.ask(AnthropicAnswer(shape: request.shape, discretion: discretion), piece: piece) {
    case .answer(let answer): return answer
    case .refusal(let response): throw discretion.failure(of: response)
    }
  }

  /// Asks for the list of models.
  public func checkReach() async throws { try await server.checkReach("/v1/models") }
}
