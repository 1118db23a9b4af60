import ScrubjayAPI
import ScrubjayCore

extension Command {
  /// The command that carries out an operation.
  ///
  /// - Parameters:
  ///   - leading: The fields of the body that stand by their place.
  ///   - settings: The settings that it has as flags.
  init(_ operation: Operation, leading: [String] = [], settings: [Setting] = []) {
    let form = OperationForm(operation, leading: leading)
    self.init(
      operation.name, operation.summary, details: Self.details(operation, form), positionals: form.positionals,
      flags: form.flags + Self.termFlags(operation), settings: settings, examples: [Self.example(operation, form)]
    ) { invocation in
      let arguments = try form.values(invocation.arguments, StandardInput())
      let terms = try CallTerms(invocation)
      let answer = try await invocation.withBackend { backend in
        if ["recall", "documents search"].contains(operation.name), backend.embedsItself,
          invocation.arguments.last("mode") != "words"
        {
          try await backend.finishEmbedding(invocation.console)
        }
        return try await backend.perform(operation, arguments, terms)
      }
      try AnswerText(operation: operation, answer: answer).print(invocation)
      return .ok
    }
  }

  private static let revisionFlag = Flag(
    "if-match", .text("N"), "Proceed only if it is at this revision or version; otherwise fail with 'stale'.")
  private static let idempotencyFlag = Flag(
    "idempotency-key", .text("KEY"), "A key of your choice: repeating the call returns the first result again.")

  /// The flags of what goes with a call beside its arguments.
  static func termFlags(_ operation: Operation) -> [Flag] {
    (operation.takesRevision ? [revisionFlag] : []) + (operation.takesIdempotencyKey ? [idempotencyFlag] : [])
  }

  private static func details(_ operation: Operation, _ form: OperationForm) -> String {
    var paragraphs = operation.details.isEmpty ? [] : [operation.details]
    if form.flags.contains(where: { $0.name == Setting.key.name }) {
      paragraphs.append("Here --key is the memory's key, unless its value is an API key (sj_…).")
    }
    return paragraphs.joined(separator: "\n\n")
  }

  private static func example(_ operation: Operation, _ form: OperationForm) -> String {
    let isWhole = form.whole?.isRequired == true
    let needed =
      form.fields.filter { $0.isRequired && !(isWhole && $0.name == form.whole?.name) }
      + (isWhole ? form.whole?.elementFields.filter(\.isRequired) ?? [] : [])
    let words =
      ["scrubjay", operation.name] + form.places.map(\.sample)
      + needed.map { "--\(OperationForm.flagName($0)) \($0.sample)" } + Self.samplePart(operation)
    return words.joined(separator: " ")
  }

  /// What an example says beside what it must, to be of use.
  private static func samplePart(_ operation: Operation) -> [String] {
    switch operation.name {
    case "documents list": ["--namespace org:default"]
    case "memories add": ["--content 'Ana prefers tea.'"]
    case "sessions list", "messages list", "memories list", "recall": ["--user ana"]
    case "sessions update": ["--status paused"]
    case "memories consolidate", "retention": ["--dry-run"]
    case "conflicts list", "consolidations list": ["--namespace user:ana"]
    case "conflicts resolve": ["--content 'Ana lives in Lisbon.'"]
    case "memories update": ["--content 'Ana prefers coffee.' --if-match 1"]
    default: []
    }
  }
}

extension CallTerms {
  /// What a command line says beside the operation's arguments.
  ///
  /// - Throws: `usage` for a revision that is no number.
  init(_ invocation: Invocation) throws {
    let revision = try invocation.arguments.last("if-match").map { text in
      guard let revision = Int(text), revision >= 0 else {
        throw Failure.usage("--if-match should be a whole number, not '\(text)'.")
      }
      return revision
    }
    self.init(
      actor: invocation.settings.text(.actor), task: invocation.settings.text(.task),
      idempotencyKey: invocation.arguments.last("idempotency-key"), revision: revision)
  }
}
