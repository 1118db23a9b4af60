import ScrubjayEngine

/// What is done in the background with what was said.
extension Setting {
  static let processorIntervalMilliseconds = number(
    "memory-processor-interval-ms", 100...86_400_000, "MEMORY_PROCESSOR_INTERVAL_MS",
    ExtractionPolicy.standardIntervalMilliseconds,
    "Milliseconds between extraction runs.")
  static let processorBatchSize = number(
    "memory-processor-batch-size", 1...10_000, "MEMORY_PROCESSOR_BATCH_SIZE", ExtractionPolicy.standardBatchSize,
    "The maximum number of messages per tenant in an extraction run.")
  static let processorPerUserBatchSize = number(
    "memory-processor-per-user-batch-size", 1...1_000, "MEMORY_PROCESSOR_PER_USER_BATCH_SIZE",
    ExtractionPolicy.standardBatchSizePerUser, "The maximum number of them from the same user.")
  static let processorEnabled = Setting(
    "memory-processor-enabled", .text("false"),
    variables: ["SCRUBJAY_MEMORY_PROCESSOR_ENABLED", "MEMORY_PROCESSOR_ENABLED"],
    standard: "true", reach: .someCommands,
    "Whether extraction runs in the background; only false disables it. Messages are stored either way.")
  static let supersededPercent = number(
    "superseded-percent", 0...100, nil, Int(ExtractionPolicy.standardSupersededShare * 100),
    "The maximum percentage of a user's memories that one run may supersede; the rest is flagged for review.")
  static let keepRecentMessages = number(
    "keep-recent-messages", 0...1_000, "KEEP_RECENT_MESSAGES", SummaryPolicy.standardKeptMessages,
    "How many of a session's newest messages are not summarized while it is open.")
  static let summaryPile = number(
    "summary-pile", 1...1_000, nil, SummaryPolicy.standardPile,
    "How many older messages trigger a summary.")
  static let summaryConcurrency = number(
    "summary-concurrency", 1...64, nil, SummaryPolicy.standardConcurrency,
    "How many summaries a process generates concurrently.")
  static let summariesPerMinute = number(
    "summaries-per-minute", 1...10_000, nil, SummaryPolicy.standardPerMinute,
    "How many summaries all processes together start per minute.")
  static let modelCallsPerDay = number(
    "llm-calls-per-day", 0...1_000_000_000, nil, ModelBudget.standardCalls,
    "A tenant's daily (UTC) budget of calls to the language model; failed calls count.")
  static let modelInputTokensPerDay = number(
    "llm-input-tokens-per-day", 0...1_000_000_000_000, nil, ModelBudget.standardInputTokens,
    "A tenant's daily budget of input tokens.")
  static let modelOutputTokensPerDay = number(
    "llm-output-tokens-per-day", 0...1_000_000_000_000, nil, ModelBudget.standardOutputTokens,
    "A tenant's daily budget of output tokens.")

  /// Those of all this that a process which does it takes as flags.
  static let background = [
    processorIntervalMilliseconds, processorBatchSize, processorPerUserBatchSize, processorEnabled, supersededPercent,
    keepRecentMessages, summaryPile, summaryConcurrency, summariesPerMinute, modelCallsPerDay, modelInputTokensPerDay,
    modelOutputTokensPerDay,
  ]

  /// A number, by a variable of its own and one that other programs know it by.
  private static func number(
    _ name: String, _ range: ClosedRange<Int>, _ known: String?, _ standard: Int, _ about: String
  ) -> Setting {
    let variable = "SCRUBJAY_" + name.uppercased().replacing("-", with: "_")
    return Setting(
      name, .integer(range), variables: [variable] + [known].compactMap { $0 }, standard: "\(standard)",
      reach: .someCommands, about)
  }
}
