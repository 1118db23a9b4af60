import ScrubjayCore

/// What came of an answer, as either vendor tells it, until it is known whether it is one.
struct ChatOutcome: Sendable, Equatable {
  /// The text; `nil` where there was none at all, not even an empty one.
  var text: String?
  /// Why it ends; `nil` as long as nobody said.
  var ending: Ending?
  /// What it cost.
  var usage: ChatUsage?

  /// Why an answer ends.
  enum Ending: Sendable, Equatable {
    /// Everything is said.
    case complete
    /// It was as long as it may be.
    case cutShort
    /// The model, or what watches over it, would not go on.
    case refused
  }

  /// The answer.
  ///
  /// - Throws: ``ChatFailure`` `refused`, or `malformed` where there is no text that could be an answer.
  func answer() throws(ChatFailure) -> ChatAnswer {
    // The refusal's own words may say again what was asked.
    if ending == .refused { throw ChatFailure(.refused, "The model refuses to answer this.") }
    // A model that thinks may use up its tokens before it says anything.
    guard let text = text ?? (ending == .cutShort ? "" : nil) else {
      throw ChatFailure(.malformed, "The model's server sent an answer without text.")
    }
    return ChatAnswer(text: text, isCutShort: ending == .cutShort, usage: usage)
  }
}

extension ChatUsage {
  /// The usage that a server states; `nil` unless both are numbers of tokens.
  init?(_ input: JSON?, _ output: JSON?) {
    guard let input = input?.integerValue, let output = output?.integerValue, input >= 0, output >= 0 else {
      return nil
    }
    self.init(inputTokens: Int(input), outputTokens: Int(output))
  }
}

extension ChatFailure {
  /// A success whose body is not what the protocol promises.
  static let notJSON = ChatFailure(
    .malformed, "The model's server sent something that cannot be read as its protocol's JSON.")
}

extension ChatMessage {
  /// The turn as both vendors' protocols have it. What a tool said is for the user to say: no call of it is known.
  var json: JSON {
    let speaker: Role = role == .tool ? .user : role
    return ["role": .string(speaker.rawValue), "content": .string(content)]
  }
}
