public import ScrubjayCore

/// The language model that an engine asks, and how much of it.
public struct ChatSettings: Sendable {
  /// Who is asked.
  public var model: any ChatModel
  /// How much a tenant may ask in a day.
  public var budget: ModelBudget
  /// How long an answer may be, in tokens.
  public var outputTokens: Int

  /// The length of an answer unless configured otherwise, in tokens.
  public static let standardOutputTokens = 1_024

  /// A language model.
  public init(
    _ model: any ChatModel, budget: ModelBudget = ModelBudget(), outputTokens: Int = standardOutputTokens
  ) {
    self.model = model
    self.budget = budget
    self.outputTokens = outputTokens
  }
}
