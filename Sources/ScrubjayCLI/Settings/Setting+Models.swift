import ScrubjayModels

// Who is asked over the network, and how.
extension Setting {
  static let chatProvider = Setting(
    "chat-provider", .oneOf(["openai", "anthropic", "none"]), variables: ["SCRUBJAY_CHAT_PROVIDER"], standard: "none",
    reach: .someCommands, "Whose protocol the server of the language model speaks; none asks no language model.")
  static let chatModel = Setting(
    "chat-model", .text("MODEL"), variables: ["SCRUBJAY_CHAT_MODEL"], reach: .someCommands,
    "The language model, by its name at the server.")
  static let chatTimeoutSeconds = Setting(
    "chat-timeout-seconds", .integer(1...3_600), variables: ["SCRUBJAY_CHAT_TIMEOUT_SECONDS"],
    standard: "\(RemoteLimits.answerTime.components.seconds)", reach: .noFlag,
    "Seconds that a language model may take for a whole answer.")
  static let chatMaxTokens = Setting(
    "chat-max-tokens", .integer(1...1_000_000), variables: ["SCRUBJAY_CHAT_MAX_TOKENS"], standard: "1024",
    reach: .noFlag, "How long an answer of a language model may be, in its tokens.")

  static let openAIBaseURL = Setting(
    "openai-base-url", .text("URL"), variables: ["SCRUBJAY_OPENAI_BASE_URL"], standard: VendorServer.standardOpenAI,
    reach: .noFlag, "The server that speaks as OpenAI's does, with /v1.")
  static let openAIKey = Setting(
    "openai-api-key", .text("KEY"), variables: ["SCRUBJAY_OPENAI_API_KEY"], reach: .noFlag, isSecret: true,
    "The key for that server.")
  static let anthropicBaseURL = Setting(
    "anthropic-base-url", .text("URL"), variables: ["SCRUBJAY_ANTHROPIC_BASE_URL"],
    standard: VendorServer.standardAnthropic, reach: .noFlag, "The server that speaks as Anthropic's does, without /v1."
  )
  static let anthropicKey = Setting(
    "anthropic-api-key", .text("KEY"), variables: ["SCRUBJAY_ANTHROPIC_API_KEY"], reach: .noFlag, isSecret: true,
    "The key for that server.")
}
