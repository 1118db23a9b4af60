import ScrubjayModels

// Who is asked over the network, and how.
extension Setting {
  static let chatProvider = Setting(
    "chat-provider", .oneOf(["openai", "anthropic", "none"]), variables: ["SCRUBJAY_CHAT_PROVIDER"], standard: "none",
    reach: .someCommands, "The API of the language model's server; none disables the language model.")
  static let chatModel = Setting(
    "chat-model", .text("MODEL"), variables: ["SCRUBJAY_CHAT_MODEL"], reach: .someCommands,
    "The language model's name on the server.")
  static let chatTimeoutSeconds = Setting(
    "chat-timeout-seconds", .integer(1...3_600), variables: ["SCRUBJAY_CHAT_TIMEOUT_SECONDS"],
    standard: "\(RemoteLimits.answerTime.components.seconds)", reach: .noFlag,
    "The timeout in seconds for a complete response of the language model.")
  static let chatMaxTokens = Setting(
    "chat-max-tokens", .integer(1...1_000_000), variables: ["SCRUBJAY_CHAT_MAX_TOKENS"], standard: "1024",
    reach: .noFlag, "The maximum length of a response of the language model, in tokens.")

  static let openAIBaseURL = Setting(
    "openai-base-url", .text("URL"), variables: ["SCRUBJAY_OPENAI_BASE_URL"], standard: VendorServer.standardOpenAI,
    reach: .noFlag, "The base URL of the OpenAI-compatible server, including /v1.")
  static let openAIKey = Setting(
    "openai-api-key", .text("KEY"), variables: ["SCRUBJAY_OPENAI_API_KEY"], reach: .noFlag, isSecret: true,
    "The API key for that server.")
  static let anthropicBaseURL = Setting(
    "anthropic-base-url", .text("URL"), variables: ["SCRUBJAY_ANTHROPIC_BASE_URL"],
    standard: VendorServer.standardAnthropic, reach: .noFlag,
    "The base URL of the Anthropic-compatible server, without /v1."
  )
  static let anthropicKey = Setting(
    "anthropic-api-key", .text("KEY"), variables: ["SCRUBJAY_ANTHROPIC_API_KEY"], reach: .noFlag, isSecret: true,
    "The API key for that server.")
}
