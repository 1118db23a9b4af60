/// A language model that goes on with a conversation. What it answers is untrusted.
public protocol ChatModel: Sendable {
  /// What tells it from other models, such as `openai:gpt-4o-mini`; what was made by it says so.
  var name: String { get }
  /// Asks the model once; it is not asked again when that fails.
  ///
  /// - Parameter piece: Told each piece of the answer's text as it comes; without it the answer comes as a whole.
  /// - Throws: ``ChatFailure``; what `piece` throws, which ends the answer; `CancellationError`.
  func complete(_ request: ChatRequest, piece: (@Sendable (String) throws -> Void)?) async throws -> ChatAnswer
}

/// A conversation to go on with.
public struct ChatRequest: Sendable, Hashable {
  /// What was said so far; instructions have the role `system`.
  public var messages: [ChatMessage]
  /// How long the answer may be, in tokens of the model.
  public var outputTokens: Int
  /// How freely it may choose its words, from 0; the server's own choice when there is none.
  public var temperature: Double?
  /// What the answer shall look like, when it is to be JSON; kept to where the server can see to that, and only hoped for
  /// elsewhere.
  public var shape: ChatShape?

  /// A request.
  public init(messages: [ChatMessage], outputTokens: Int, temperature: Double? = nil, shape: ChatShape? = nil) {
    self.messages = messages
    self.outputTokens = outputTokens
    self.temperature = temperature
    self.shape = shape
  }
}

/// One turn of a conversation with a model.
public struct ChatMessage: Sendable, Hashable {
  /// Who speaks: `system`, `user` or `assistant`.
  public let role: Role
  /// What is said.
  public let content: String

  /// A turn.
  public init(_ role: Role, _ content: String) {
    self.role = role
    self.content = content
  }
}

/// The form of an answer: a JSON Schema of an object, with the name that servers want for it.
public struct ChatShape: Sendable, Hashable {
  /// Letters, digits and `_`.
  public let name: String
  /// The schema as an object, in which every object requires all its properties and allows no others.
  public let schema: JSONText

  /// A form.
  public init(name: String, schema: JSONText) {
    self.name = name
    self.schema = schema
  }
}

/// What a model answered.
public struct ChatAnswer: Sendable, Hashable {
  /// The text.
  public let text: String
  /// Whether it ends because it was as long as it may be.
  public let isCutShort: Bool
  /// What it cost, where the server says so.
  public let usage: ChatUsage?

  /// An answer.
  public init(text: String, isCutShort: Bool = false, usage: ChatUsage? = nil) {
    self.text = text
    self.isCutShort = isCutShort
    self.usage = usage
  }
}

/// How many tokens a model read and wrote.
public struct ChatUsage: Sendable, Hashable, Codable {
  /// Those of the request.
  public let inputTokens: Int
  /// Those of the answer.
  public let outputTokens: Int

  /// Numbers of tokens.
  public init(inputTokens: Int, outputTokens: Int) {
    self.inputTokens = inputTokens
    self.outputTokens = outputTokens
  }
}

/// Why a model did not answer.
public struct ChatFailure: Error, Sendable, Hashable, CustomStringConvertible {
  /// The kinds of failure that call for different remedies.
  public enum Kind: String, Sendable, Codable, CaseIterable {
    /// The server cannot be reached, or the connection broke.
    case unreachable
    /// It took too long.
    case timedOut
    /// The server has too much to do, or its limit for this key is reached.
    case overloaded
    /// The server failed.
    case failed
    /// The key is wrong or may not do this.
    case unauthorized
    /// The server will not answer this request, now or later.
    case refused
    /// What came is not what the protocol promises, or is too large.
    case malformed
  }

  /// What kind of failure it is.
  public let kind: Kind
  /// What happened, without what was asked.
  public let message: String
  /// When the server may be asked again, where it said so.
  public let retryAfter: Duration?

  /// A failure.
  public init(_ kind: Kind, _ message: String, retryAfter: Duration? = nil) {
    self.kind = kind
    self.message = message
    self.retryAfter = retryAfter
  }

  /// Whether the same may work later, with no change to the request.
  public var isPassing: Bool {
    switch kind {
    case .unreachable, .timedOut, .overloaded, .failed, .unauthorized: true
    case .refused, .malformed: false
    }
  }

  /// The message.
  public var description: String { message }
}
