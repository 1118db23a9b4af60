public import ScrubjayCore
public import ScrubjayEngine

/// One thing that can be asked of Scrubjay; every door is a rendering of these.
public struct Operation: Sendable {
  /// The name, a noun and a verb, such as `sessions create`.
  public let name: String
  /// The HTTP method.
  public let method: Method
  /// The HTTP path; a segment in braces is the field of that name.
  public let path: String
  /// The HTTP status of success.
  public let status: Int
  /// What it does, in a short sentence.
  public let summary: String
  /// What else there is to know: rights, defaults, errors.
  public let details: String
  /// What it takes.
  public let fields: [AnyField]
  /// What it answers.
  public let answer: Answer
  /// Whether a revision or version that the caller expects (`If-Match`) is heeded.
  public let takesRevision: Bool
  /// Whether it changes nothing, whatever its method.
  public let isReading: Bool
  private let body: Body

  /// Takes the lines of an answer, one by one.
  public typealias LineSink = @Sendable (JSON) throws -> Void

  private enum Body: Sendable {
    case value(@Sendable (Context, Input) async throws -> JSON)
    case lines(@Sendable (Context, Input, @escaping LineSink) async throws -> Void)
  }

  /// HTTP's methods.
  public enum Method: String, Sendable {
    /// Read.
    case get = "GET"
    /// Create, or ask with a body.
    case post = "POST"
    /// Set.
    case put = "PUT"
    /// Change.
    case patch = "PATCH"
    /// Remove.
    case delete = "DELETE"
  }

  private init(
    _ name: String, _ method: Method, _ path: String, status: Int, _ summary: String, _ details: String,
    _ fields: [AnyField], _ answer: Answer, takesRevision: Bool = false,
    isReading: Bool = false, _ body: Body
  ) {
    self.name = name
    self.method = method
    self.path = path
    self.status = status
    self.summary = summary
    self.details = details
    self.fields = fields
    self.answer = answer
    self.takesRevision = takesRevision
    self.isReading = isReading || method == .get
    self.body = body
  }

  /// Whether a key of the caller's choice (`Idempotency-Key`) makes a retry give the first answer again.
  public var takesIdempotencyKey: Bool { method == .post && !isReading }

  /// An operation that answers one value.
  static func one<Root>(
    _ name: String, _ method: Method, _ path: String, status: Int = 200, _ summary: String, _ details: String = "",
    takes fields: [AnyField], revision takesRevision: Bool = false, reads isReading: Bool = false,
    gives view: View<Root>,
    _ body: @escaping @Sendable (Context, Input) async throws -> Root
  ) -> Operation {
    let answer = Answer(.value, schemaName: view.name, schema: view.schema, columns: view.columns)
    return Operation(
      name, method, path, status: status, summary, details, fields, answer, takesRevision: takesRevision,
      isReading: isReading, .value { context, input in view.render(try await body(context, input)) })
  }

  /// An operation that answers a page of values.
  static func page<Root>(
    _ name: String, _ path: String, _ summary: String, _ details: String = "", takes fields: [AnyField],
    gives view: View<Root>, _ body: @escaping @Sendable (Context, Input) async throws -> Page<Root>
  ) -> Operation {
    let answer = Answer(.list, schemaName: view.name, schema: view.schema, columns: view.columns)
    return Operation(
      name, .get, path, status: 200, summary, details, fields, answer,
      .value { context, input in
        let page = try await body(context, input)
        return ["data": .array(page.elements.map(view.render)), "next_cursor": .text(page.nextCursor)]
      })
  }

  /// An operation that answers any number of JSON objects, one a line.
  static func lines(
    _ name: String, _ path: String, _ summary: String, _ details: String = "", takes fields: [AnyField],
    _ body: @escaping @Sendable (Context, Input, @escaping LineSink) async throws -> Void
  ) -> Operation {
    Operation(
      name, .get, path, status: 200, summary, details, fields, Answer(.lines), .lines(body))
  }

  /// An operation that answers nothing but that it is done.
  static func done(
    _ name: String, _ method: Method, _ path: String, _ summary: String, _ details: String = "",
    takes fields: [AnyField], revision takesRevision: Bool = false,
    _ body: @escaping @Sendable (Context, Input) async throws -> Void
  ) -> Operation {
    Operation(
      name, method, path, status: 204, summary, details, fields, Answer(.nothing), takesRevision: takesRevision,
      .value { context, input in
        try await body(context, input)
        return .null
      })
  }

  /// Performs the operation; one that returns lines returns nothing here.
  ///
  /// - Parameters:
  ///   - arguments: The values of the fields by name, wherever they stood.
  ///   - emit: Takes the lines of an operation that answers such.
  /// - Throws: `invalid_field` with all that is wrong with the arguments; what the engine and `emit` throw.
  public func perform(
    _ arguments: [JSON.Member], _ context: Context, lines emit: @escaping LineSink = { _ in }
  ) async throws -> JSON {
    let input: Input
    do throws(InputError) { input = try Input(arguments, fields) } catch {
      let first = error.issues[0]
      let more = error.issues.count > 1 ? " (and \(error.issues.count - 1) more)" : ""
      throw ScrubjayError(
        .invalidField, "The field '\(first.field)' \(first.message)\(more).", fields: error.issues)
    }
    var context = context
    context.fingerprint = fingerprint(arguments)
    switch body {
    case .value(let body): return try await body(context, input)
    case .lines(let body):
      try await body(context, input, emit)
      return .null
    }
  }

  /// A digest of what is asked, the same however the fields were ordered and whatever the answer waits for.
  private func fingerprint(_ arguments: [JSON.Member]) -> String {
    let asked = arguments.filter { $0.name != Fields.wait.name }.sorted { $0.name < $1.name }
    return Fingerprint.of(name + JSON.object(asked).text)
  }
}

/// Who asks an operation, and how.
public struct Context: Sendable {
  /// The operations' engine.
  public let engine: Engine
  /// Who asks.
  public let caller: Caller
  /// Who acts, when the caller names someone.
  public let actor: String?
  /// The task that the call belongs to.
  public let task: String?
  /// What makes a retry give the first answer again.
  public let idempotencyKey: String?
  /// The revision or version that a write expects.
  public let revision: Int?
  /// The digest of the request.
  fileprivate(set) var fingerprint = ""

  /// Who asks, and how.
  public init(
    engine: Engine, caller: Caller, actor: String? = nil, task: String? = nil, idempotencyKey: String? = nil,
    revision: Int? = nil
  ) {
    self.engine = engine
    self.caller = caller
    self.actor = actor
    self.task = task
    self.idempotencyKey = idempotencyKey
    self.revision = revision
  }

  /// The call within the caller's tenant.
  ///
  /// - Throws: `missing_grant` for a key of no tenant.
  var call: Call {
    get throws(ScrubjayError) {
      Call(access: try caller.requireAccess(), actor: actor, task: task, idempotency: idempotency)
    }
  }

  /// The idempotency key with the request's digest.
  var idempotency: Idempotency? { idempotencyKey.map { Idempotency(key: $0, fingerprint: fingerprint) } }
}
