import ScrubjayEngine

/// What is done in the background with what was said.
extension Setting {
  static let processorIntervalMilliseconds = number(
    "memory-processor-interval-ms", 100...86_400_000, "MEMORY_PROCESSOR_INTERVAL_MS",
    ExtractionPolicy.standardIntervalMilliseconds,
    "Milliseconds between runs that look at users' messages for what is worth remembering.")
  static let processorBatchSize = number(
    "memory-processor-batch-size", 1...10_000, "MEMORY_PROCESSOR_BATCH_SIZE", ExtractionPolicy.standardBatchSize,
    "How many messages such a run takes of a tenant.")
  static let processorPerUserBatchSize = number(
    "memory-processor-per-user-batch-size", 1...1_000, "MEMORY_PROCESSOR_PER_USER_BATCH_SIZE",
    ExtractionPolicy.standardBatchSizePerUser, "How many of them may be the same user's.")
  static let processorEnabled = Setting(
    "memory-processor-enabled", .text("false"),
    variables: ["SCRUBJAY_MEMORY_PROCESSOR_ENABLED", "MEMORY_PROCESSOR_ENABLED"],
    standard: "true", reach: .someCommands,
    "Whether such runs are made at all; only false keeps them from it. Messages are stored all the same.")
  static let supersededPercent = number(
    "superseded-percent", 0...100, nil, Int(ExtractionPolicy.standardSupersededShare * 100),
    "Up to which share of what is known of a user one look may declare outdated, in percent; more waits for someone.")
  static let keepRecentMessages = number(
    "keep-recent-messages", 0...1_000, "KEEP_RECENT_MESSAGES", SummaryPolicy.standardKeptMessages,
    "How many of a session's newest messages are not summed up while it goes on.")
  static let summaryPile = number(
    "summary-pile", 1...1_000, nil, SummaryPolicy.standardPile,
    "How many messages before those are enough for a summary.")
  static let summaryConcurrency = number(
    "summary-concurrency", 1...64, nil, SummaryPolicy.standardConcurrency,
    "How many summaries a process makes at the same time.")
  static let summariesPerMinute = number(
    "summaries-per-minute", 1...10_000, nil, SummaryPolicy.standardPerMinute,
    "How many summaries are begun in a minute, by all processes together.")
  static let modelCallsPerDay = number(
    "llm-calls-per-day", 0...1_000_000_000, nil, ModelBudget.standardCalls,
    "How often a tenant may ask the language model in a day (UTC); calls that fail count.")
  static let modelInputTokensPerDay = number(
    "llm-input-tokens-per-day", 0...1_000_000_000_000, nil, ModelBudget.standardInputTokens,
    "How many tokens it may read for a tenant in a day.")
  static let modelOutputTokensPerDay = number(
    "llm-output-tokens-per-day", 0...1_000_000_000_000, nil, ModelBudget.standardOutputTokens,
    "How many tokens it may write for a tenant in a day.")

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
