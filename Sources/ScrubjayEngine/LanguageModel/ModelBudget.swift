import ScrubjayCore

/// How much a tenant may ask of language models in a day of UTC; failed calls count, too.
public struct ModelBudget: Sendable, Hashable {
  /// How many calls.
  public var calls: Int
  /// How many tokens may be read.
  public var inputTokens: Int
  /// How many tokens may be written.
  public var outputTokens: Int

  /// The calls of a day unless configured otherwise.
  public static let standardCalls = 2_000
  /// The tokens that may be read in a day unless configured otherwise.
  public static let standardInputTokens = 4_000_000
  /// The tokens that may be written in a day unless configured otherwise.
  public static let standardOutputTokens = 1_000_000

  /// A budget.
  public init(
    calls: Int = standardCalls, inputTokens: Int = standardInputTokens, outputTokens: Int = standardOutputTokens
  ) {
    self.calls = calls
    self.inputTokens = inputTokens
    self.outputTokens = outputTokens
  }

  /// What of the budget does not suffice for one more call, by its name; `nil` when all of it does.
  ///
  /// - Parameters:
  ///   - spent: What was asked on that day.
  ///   - next: What the call will need at most.
  func lack(spent: [ModelUsage], next: ModelUsage) -> String? {
    func total(_ amount: (ModelUsage) -> Int) -> Int { spent.reduce(amount(next)) { $0 + amount($1) } }
    if total(\.calls) > calls { return "\(calls) calls" }
    if total(\.inputTokens) > inputTokens { return "\(inputTokens) tokens to read" }
    if total(\.outputTokens) > outputTokens { return "\(outputTokens) tokens to write" }
    return nil
  }
}

extension Timestamp {
  private static let microsecondsPerDay: Int64 = 86_400_000_000

  /// How long it is until the next day begins.
  var untilNextDay: Duration {
    .microseconds((Int64(dayNumber) + 1) * Self.microsecondsPerDay - microseconds)
  }
}
