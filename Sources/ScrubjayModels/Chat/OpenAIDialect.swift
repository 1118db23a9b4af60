import ScrubjayCore

/// What a server that speaks like OpenAI's understands of what may be asked of it, as far as it has shown.
///
/// It begins with all of it. Each refusal that names a part takes that part away, so that a question is put again a few
/// times at most.
struct OpenAIDialect: Sendable, Hashable {
  /// How the form of an answer is asked for.
  enum Shaping: Int, Sendable, Comparable {
    /// Not at all.
    case none
    /// As some JSON object.
    case object
    /// By its schema.
    case schema

    static func < (left: Shaping, right: Shaping) -> Bool { left.rawValue < right.rawValue }
  }

  private(set) var shaping = Shaping.schema
  /// Whether the limit of tokens goes by its later name, `max_completion_tokens`.
  private(set) var namesCompletionTokens = false
  /// Whether the temperature may be chosen.
  private(set) var takesTemperature = true
  /// Whether a stream can be asked to say what it cost.
  private(set) var takesStreamOptions = true

  /// What is left when that is taken away which a refused request asked for and the refusal names; `nil` where it names
  /// nothing of the kind.
  func conceding(to report: ErrorReport, request: ChatRequest, isStreaming: Bool) -> OpenAIDialect? {
    // What the server charged for is not asked again.
    guard !report.isCharged else { return nil }
    var rest = self
    if isStreaming, takesStreamOptions, report.names("stream_options", "include_usage") {
      rest.takesStreamOptions = false
    } else if request.shape != nil, shaping > .none,
      report.names("response_format", "response format", "json_schema", "json_object", "structured output")
    {
      rest.shaping = shaping == .schema ? .object : .none
    } else if !namesCompletionTokens, report.names("max_tokens", "max_completion_tokens") {
      rest.namesCompletionTokens = true
    } else if request.temperature != nil, takesTemperature, report.names("temperature") {
      rest.takesTemperature = false
    } else {
      return nil
    }
    return rest
  }

  /// What both this one and another leave.
  func meet(_ other: OpenAIDialect) -> OpenAIDialect {
    var both = self
    both.shaping = min(shaping, other.shaping)
    both.namesCompletionTokens = namesCompletionTokens || other.namesCompletionTokens
    both.takesTemperature = takesTemperature && other.takesTemperature
    both.takesStreamOptions = takesStreamOptions && other.takesStreamOptions
    return both
  }

  /// The body of a request.
  func body(of request: ChatRequest, model: String, isStreaming: Bool) -> JSON {
    var members = [
      JSON.Member("model", .string(model)),
      JSON.Member("messages", .array(request.messages.map(\.json))),
      JSON.Member(
        namesCompletionTokens ? "max_completion_tokens" : "max_tokens", .integer(request.outputTokens)),
    ]
    if takesTemperature, let temperature = request.temperature {
      members.append(JSON.Member("temperature", .real(temperature)))
    }
    if let format = request.shape.flatMap(format) { members.append(JSON.Member("response_format", format)) }
    if isStreaming {
      members.append(JSON.Member("stream", true))
      if takesStreamOptions { members.append(JSON.Member("stream_options", ["include_usage": true])) }
    }
    return .object(members)
  }

  private func format(of shape: ChatShape) -> JSON? {
    switch shaping {
    case .none: nil
    case .object: ["type": "json_object"]
    case .schema:
      [
        "type": "json_schema",
        "json_schema": ["name": .string(shape.name), "strict": true, "schema": shape.schema.json],
      ]
    }
  }
}
