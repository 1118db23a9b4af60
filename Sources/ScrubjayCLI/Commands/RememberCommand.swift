import ScrubjayAPI
import ScrubjayCore

/// `scrubjay remember`: `memories add` in the words of someone at a keyboard.
enum RememberCommand {
  static func command(_ operation: Operation) -> Command {
    let form = OperationForm(operation, leading: ["content"])
    let flags = form.flags.filter { !["namespace", "type"].contains($0.name) }
    return Command(
      "remember", "Store a memory",
      details: """
        Stores it in the user's namespace unless another is named. Same as 'memories add' with --content TEXT.

        Here --key is the memory's key, except where it is given an API key (sj_…).
        """, positionals: form.positionals.map { Positional("TEXT", takesRest: true, $0.about) },
      flags: [
        Flag("user", .text("USER"), "The user it is about: the namespace user:USER."),
        Flag("namespace", .text("NAMESPACE"), "The namespace, such as user:ana:preferences."),
        Flag(
          "type", .oneOf(MemoryType.allCases.map(\.rawValue)), limits: "default semantic",
          "The type of memory."),
      ] + flags + Command.termFlags(operation),
      examples: ["scrubjay remember --user ana 'Ana prefers tea.'", "date | scrubjay remember --user ana -"]
    ) { invocation in
      var arguments = invocation.arguments
      arguments.flags["namespace"] = [try namespace(arguments)]
      arguments.flags["type"] = arguments.flags["type"] ?? [MemoryType.semantic.rawValue]
      arguments.flags["user"] = nil
      let values = try form.values(arguments, StandardInput())
      let terms = try CallTerms(invocation)
      let answer = try await invocation.withBackend { try await $0.perform(operation, values, terms) }
      try AnswerText(operation: operation, answer: answer).print(invocation)
      return .ok
    }
  }

  private static func namespace(_ arguments: Arguments) throws -> String {
    switch (arguments.last("namespace"), arguments.last("user")) {
    case (let namespace?, nil): return namespace
    case (nil, let user?): return Namespace(.user, user).description
    case (nil, nil): throw Failure.usage("--user or --namespace is needed.")
    case (.some, .some): throw Failure.usage("Give --user or --namespace, not both.")
    }
  }
}
