import ScrubjayCore
import ScrubjayModels

/// Which language model the settings name.
struct ChatChoice: Sendable {
  private let settings: Settings

  init(_ settings: Settings) { self.settings = settings }

  /// How long an answer may be, in the model's tokens.
  var outputTokens: Int { settings.integer(.chatMaxTokens) }

  /// The model; `nil` when none is to be asked. A key or an address alone asks none: what was said goes nowhere that
  /// nobody named.
  ///
  /// - Throws: `invalid_configuration`.
  func model() throws(ScrubjayError) -> (any RemoteChatModel)? {
    let provider = settings.effective(.chatProvider)?.text
    guard let model = settings.text(.chatModel) else {
      if provider == "none" { return nil }
      throw Settings.failure(
        "SCRUBJAY_CHAT_PROVIDER is \(provider ?? ""), but no model is set: set SCRUBJAY_CHAT_MODEL.")
    }
    let answerTime = Duration.seconds(settings.integer(.chatTimeoutSeconds))
    switch provider {
    case "openai":
      let server = try VendorServer.openAI(settings)
      return OpenAIChatModel(model: model, baseURL: server.baseURL, key: server.key, answerTime: answerTime)
    case "anthropic":
      let server = try VendorServer.anthropic(settings)
      return AnthropicChatModel(model: model, baseURL: server.baseURL, key: server.key, answerTime: answerTime)
    default:
      if settings.given(.chatProvider) != nil { return nil }
      throw Settings.failure(
        "SCRUBJAY_CHAT_MODEL is \(model), but no provider is set: set SCRUBJAY_CHAT_PROVIDER to openai or "
          + "anthropic, or to none.")
    }
  }
}
