/// What a language model was asked for, and how much.
public struct ModelUsage: Sendable, Hashable, Codable {
  /// What for, such as `extraction`.
  public let operation: String
  /// The model.
  public let model: String
  /// How often it was asked, also where that failed.
  public var calls: Int
  /// How often that failed.
  public var failures: Int
  /// How many tokens it read; estimated where the server did not say.
  public var inputTokens: Int
  /// How many it wrote.
  public var outputTokens: Int

  /// A usage.
  public init(
    operation: String, model: String, calls: Int = 0, failures: Int = 0, inputTokens: Int = 0, outputTokens: Int = 0
  ) {
    self.operation = operation
    self.model = model
    self.calls = calls
    self.failures = failures
    self.inputTokens = inputTokens
    self.outputTokens = outputTokens
  }
}

/// Reads what language models were asked, by day.
public protocol ModelUsageReader {
  /// Returns what they were asked on a day, by operation and model.
  ///
  /// - Parameter day: Days since 1970-01-01 in UTC.
  func usage(on day: Int) throws -> [ModelUsage]
}

/// Counts what language models are asked.
public protocol ModelUsageWriter: ModelUsageReader {
  /// Adds to a day what a model was asked; what turned out to be less than was counted before is negative.
  func add(_ usage: ModelUsage, on day: Int) throws
}
