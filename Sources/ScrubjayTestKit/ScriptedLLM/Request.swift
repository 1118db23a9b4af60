public import ScrubjayCore

extension ScriptedLLM {
  /// What a scripted server was asked.
  public struct Request: Sendable {
    /// Whose protocol it came in.
    public enum Provider: String, Sendable, CaseIterable {
      /// OpenAI's, and that of whoever speaks like it.
      case openAI = "openai"
      /// Anthropic's.
      case anthropic
    }

    /// What it asks for.
    public enum Endpoint: String, Sendable, CaseIterable {
      /// To go on with a conversation.
      case chat
      /// To embed texts.
      case embeddings
      /// The list of models.
      case models
      /// Something that is not spoken here.
      case unknown
    }

    /// Whose protocol it came in.
    public let provider: Provider
    /// What it asks for.
    public let endpoint: Endpoint
    /// The path, without the query.
    public let path: String
    /// The fields of its head, their names in lower case.
    public let headers: [String: String]
    /// Its body; `null` where there is none.
    public let body: JSON

    init(_ message: SocketMessage) {
      path = String(message.target.prefix { $0 != "?" })
      headers = message.headers
      body = (try? JSON(parsing: message.body)) ?? .null
      provider = path.hasSuffix("/messages") || headers["anthropic-version"] != nil ? .anthropic : .openAI
      endpoint =
        switch true {
        case path.hasSuffix("/chat/completions"), path.hasSuffix("/messages"): .chat
        case path.hasSuffix("/embeddings"): .embeddings
        case path.hasSuffix("/models"): .models
        default: .unknown
        }
    }

    /// The model that is asked.
    public var model: String { body["model"]?.stringValue ?? "" }
    /// Whether the answer is to come piece by piece.
    public var isStreaming: Bool { body["stream"]?.boolValue ?? false }
    /// How long the answer may be, in tokens, by whichever name.
    public var outputTokens: Int? {
      (body["max_tokens"] ?? body["max_completion_tokens"])?.integerValue.map { Int($0) }
    }
    /// The temperature.
    public var temperature: Double? { body["temperature"]?.doubleValue }

    /// The conversation, in either protocol with its instructions first where they were first.
    public var messages: [ChatMessage] {
      let instructions = Self.text(body["system"]).map { [ChatMessage(.system, $0)] } ?? []
      let turns = (body["messages"]?.arrayValue ?? []).map { turn in
        ChatMessage(
          turn["role"]?.stringValue.flatMap { Role(rawValue: $0) } ?? .user, Self.text(turn["content"]) ?? "")
      }
      return instructions + turns
    }

    /// What the instructions say, all of them.
    public var instructions: String {
      messages.filter { $0.role == .system }.map(\.content).joined(separator: "\n\n")
    }

    /// What the user said last.
    public var lastUserMessage: String { messages.last { $0.role == .user }?.content ?? "" }

    /// The texts to embed.
    public var inputs: [String] {
      body["input"]?.stringValue.map { [$0] } ?? body["input"]?.arrayValue?.compactMap(\.stringValue) ?? []
    }

    /// The name of the form that the answer shall have, where it is asked for by a schema.
    public var shapeName: String? {
      (body["response_format"]?["json_schema"]?["name"] ?? body["tools"]?.arrayValue?.first?["name"])?.stringValue
    }

    /// The schema of the form that the answer shall have.
    public var schema: JSON? {
      body["response_format"]?["json_schema"]?["schema"] ?? body["tools"]?.arrayValue?.first?["input_schema"]
    }

    /// Whether the answer shall be JSON, of a certain form or not.
    public var wantsJSON: Bool { schema != nil || body["response_format"]?["type"] == "json_object" }

    /// The answer of a server that nobody told another: JSON that fits the schema, or the first words of the user again.
    public var plainAnswer: String {
      if let schema { return SchemaSample(schema).json.text }
      if wantsJSON { return "{}" }
      let words = lastUserMessage.split(whereSeparator: \.isWhitespace).prefix(8).joined(separator: " ")
      return words.isEmpty ? "You said nothing." : "You said: \(words)"
    }

    /// An estimate of the tokens of what was asked.
    var inputTokens: Int {
      endpoint == .embeddings
        ? inputs.reduce(0) { $0 + Tokens.estimate($1) } : Tokens.estimate(messages.map(\.content).joined())
    }

    /// The text of content, which is a string or an array of parts.
    private static func text(_ content: JSON?) -> String? {
      content?.stringValue ?? content?.arrayValue?.compactMap { $0["text"]?.stringValue }.joined()
    }
  }
}

/// A simple estimate of tokens.
enum Tokens {
  /// How many characters of plain English make a token.
  static let characters = 4

  /// How many tokens a text has, about.
  static func estimate(_ text: String) -> Int { (text.utf8.count + characters - 1) / characters }
}
