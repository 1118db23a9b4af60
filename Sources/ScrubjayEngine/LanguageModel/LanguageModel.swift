import ScrubjayCore
import Synchronization

/// The language model that the engine asks, within each tenant's budget; what it answers is untrusted.
struct LanguageModel: Sendable {
  let work: Work
  let model: any ChatModel
  let budget: ModelBudget
  /// How long an answer may be, in tokens.
  let outputTokens: Int
  private let breaker = SharedBreaker()

  /// How much text makes a token at least, in bytes of UTF-8: what a call will read is estimated by it.
  private static let bytesPerToken = 3
  /// What a message costs beside its text, in tokens.
  private static let tokensPerMessage = 8
  /// So many times what was reserved is believed at most.
  private static let mostExcess = 8
  /// How soon it is tried again what the budget is too small for, in case it is larger by then.
  private static let sizePause = Duration.seconds(3_600)
  /// How long to wait after a failure that may go by, while the server is not left alone yet.
  private static let failurePause = Duration.seconds(10)

  init(work: Work, _ settings: ChatSettings) {
    self.work = work
    model = settings.model
    budget = settings.budget
    outputTokens = settings.outputTokens
  }

  /// What is asked, and what for.
  struct Question: Sendable {
    /// What for, as the usage names it.
    let operation: String
    /// The messages of the conversation.
    let messages: [ChatMessage]
    /// What the answer shall look like.
    let shape: ChatShape?
  }

  /// Runs what asks a model for someone who waits: what the model does not answer is that it cannot be asked now.
  ///
  /// - Throws: `llm_unavailable`; what else `body` throws.
  static func answering<Result>(_ body: () async throws -> Result) async throws -> Result {
    do { return try await body() } catch let postponement as Postponement {
      throw ScrubjayError(.llmUnavailable, postponement.reason, retryAfter: postponement.pause)
    } catch let failure as ChatFailure {
      throw ScrubjayError(.llmUnavailable, "The language model did not answer: \(failure.message)")
    } catch let unreadable as ModelExtractor.Unreadable {
      throw ScrubjayError(.llmUnavailable, unreadable.description)
    } catch let unusable as ModelSummarizer.Unusable {
      throw ScrubjayError(.llmUnavailable, unusable.description)
    }
  }

  /// Asks the model once.
  ///
  /// What a call may need at most is counted before it is made, so that a crash cannot hide it; what it did need replaces
  /// that afterwards.
  ///
  /// - Throws: ``Postponement`` when the budget is used up, or the server cannot be asked now; ``ChatFailure`` when it
  ///   refuses this question or answers what cannot be read.
  func ask(_ question: Question, as call: Call) async throws -> ChatAnswer {
    if let pause = breaker.pause(at: work.clock.now()) { throw Self.leftAlone(pause) }
    let reserved = estimate(question)
    let day = try await reserve(reserved, as: call)
    // One is let through after a pause; what does not ask costs nothing.
    if let pause = breaker.admit(at: work.clock.now()) {
      try await giveBack(reserved, on: day, as: call)
      throw Self.leftAlone(pause)
    }
    do {
      let request = ChatRequest(
        messages: question.messages, outputTokens: outputTokens, temperature: 0, shape: question.shape)
      let answer = try await model.complete(request, piece: nil)
      breaker.succeed()
      try await settle(reserved, by: answer.usage ?? estimate(question, answer), on: day, isFailed: false, as: call)
      return answer
    } catch let failure as ChatFailure {
      // Whatever the server may have read is counted; it wrote nothing that came.
      let read = ChatUsage(inputTokens: reserved.inputTokens, outputTokens: 0)
      try await settle(reserved, by: read, on: day, isFailed: true, as: call)
      guard failure.isPassing else {
        breaker.succeed()
        throw failure
      }
      let now = work.clock.now()
      breaker.fail(at: now, retryAfter: failure.retryAfter)
      throw Postponement(
        reason: "The language model did not answer: \(failure.message)",
        pause: breaker.pause(at: now) ?? Self.failurePause)
    }
  }

  private static func leftAlone(_ pause: Duration) -> Postponement {
    Postponement(reason: "The language model's server is left alone for a while, as it failed.", pause: pause)
  }

  private func giveBack(_ reserved: ModelUsage, on day: Int, as call: Call) async throws {
    let change = ModelUsage(
      operation: reserved.operation, model: reserved.model, calls: -reserved.calls,
      inputTokens: -reserved.inputTokens, outputTokens: -reserved.outputTokens)
    try await work.storage.write(call) { tx in try tx.modelUsage.add(change, on: day) }
  }

  private func estimate(_ question: Question) -> ModelUsage {
    let bytes = question.messages.reduce(question.shape?.schema.text.utf8.count ?? 0) { $0 + $1.content.utf8.count }
    return ModelUsage(
      operation: question.operation, model: model.name, calls: 1,
      inputTokens: bytes / Self.bytesPerToken + question.messages.count * Self.tokensPerMessage,
      outputTokens: outputTokens)
  }

  private func estimate(_ question: Question, _ answer: ChatAnswer) -> ChatUsage {
    ChatUsage(
      inputTokens: estimate(question).inputTokens,
      outputTokens: min(outputTokens, answer.text.utf8.count / Self.bytesPerToken + 1))
  }

  /// Counts what a call may need; answers on which day.
  private func reserve(_ amount: ModelUsage, as call: Call) async throws -> Int {
    try await work.storage.write(call) { [budget, clock = work.clock] tx in
      let now = clock.now()
      if let lack = budget.lack(spent: [], next: amount) {
        throw Postponement(
          reason: """
            The tenant's budget for language models, \(lack) a day, is too small for this single call, which may \
            need up to \(amount.inputTokens) tokens to read and \(amount.outputTokens) to write.
            """, pause: Self.sizePause)
      }
      if let lack = budget.lack(spent: try tx.modelUsage.usage(on: now.dayNumber), next: amount) {
        throw Postponement(
          reason: "The tenant's budget for language models, \(lack) a day, is used up; it goes on tomorrow (UTC).",
          pause: now.untilNextDay)
      }
      try tx.modelUsage.add(amount, on: now.dayNumber)
      return now.dayNumber
    }
  }

  /// Replaces what a call might have needed by what it did.
  private func settle(
    _ reserved: ModelUsage, by usage: ChatUsage, on day: Int, isFailed: Bool, as call: Call
  ) async throws {
    var change = reserved
    change.calls = 0
    change.failures = isFailed ? 1 : 0
    // A server that counts nonsense does not use up more than some calls would.
    let input = min(max(0, usage.inputTokens), reserved.inputTokens * Self.mostExcess)
    let output = min(max(0, usage.outputTokens), reserved.outputTokens * Self.mostExcess)
    change.inputTokens = input - reserved.inputTokens
    change.outputTokens = output - reserved.outputTokens
    try await work.storage.write(call) { [change] tx in try tx.modelUsage.add(change, on: day) }
  }
}

/// A breaker that several tasks share.
private final class SharedBreaker: Sendable {
  private let state = Mutex(Breaker())

  func admit(at now: Timestamp) -> Duration? { state.withLock { $0.admit(at: now) } }
  func succeed() { state.withLock { $0.succeed() } }
  func fail(at now: Timestamp, retryAfter: Duration?) { state.withLock { $0.fail(at: now, retryAfter: retryAfter) } }
  func pause(at now: Timestamp) -> Duration? { state.withLock { $0.pause(at: now) } }
}
