public import ScrubjayCore
import ScrubjayHTTPClient
import Synchronization

/// A chat model behind any server that speaks as OpenAI's chat completions do: LiteLLM, Ollama, vLLM, OpenAI itself.
///
/// Such servers understand different parts of the protocol. What one refuses with status 400, at no cost, is left out, and
/// is not tried again by this value.
public final class OpenAIChatModel: RemoteChatModel {
  /// `openai:` and the model's name at the server.
  public let name: String
  private let model: String
  private let server: RemoteServer
  private let dialect = Mutex(OpenAIDialect())

  /// A model at a server.
  ///
  /// - Parameters:
  ///   - model: The model's name at the server.
  ///   - baseURL: Where the server is, with `/v1` or whatever stands before `/chat/completions`.
  ///   - key: The API key; servers of one's own often want none.
  ///   - answerTime: How long a whole answer may take.
  public init(model: String, baseURL: String, key: String?, answerTime: Duration = RemoteLimits.answerTime) {
    name = "openai:\(model)"
    self.model = model
    server = .openAI(base: baseURL, key: key, answerTime: answerTime)
  }

  /// See ``ScrubjayCore/ChatModel/complete(_:piece:)``.
  public func complete(
    _ request: ChatRequest, piece: (@Sendable (String) throws -> Void)? = nil
  ) async throws -> ChatAnswer {
    let discretion = Discretion(key: server.key, asked: request.messages.map(\.content))
    var dialect = dialect.withLock { $0 }
    while true {
      let exchange = ChatExchange(
        server: server, path: "/chat/completions",
        body: dialect.body(of: request, model: model, isStreaming: piece != nil))
      switch try await exchange.ask(OpenAIAnswer(shape: request.shape, discretion: discretion), piece: piece) {
      case .answer(let answer):
        // Only what led to an answer is known to be right.
        let found = dialect
        self.dialect.withLock { $0 = $0.meet(found) }
        return answer
      case .refusal(let response):
        guard response.status == 400,
          let rest = dialect.conceding(
            to: ErrorReport(body: response.body), request: request, isStreaming: piece != nil)
        else { throw discretion.failure(of: response) }
        dialect = rest
      }
    }
  }

  /// Asks for the list of models.
  public func checkReach() async throws { try await server.checkReach("/models") }
}
