import ScrubjayAPI
import ScrubjayCore

/// `scrubjay audit verify`: the operation, with a sentence for people and an exit code for scripts.
enum AuditVerifyCommand {
  static func command(_ operation: Operation) -> Command {
    let form = OperationForm(operation)
    return Command(
      operation.name, operation.summary,
      details: """
        A server seals new records once a minute: from then on none can be modified, removed or inserted without being \
        detected. Records that are not sealed yet are listed. Store the last seal's hash elsewhere, and pass it later as \
        --seal to verify that the whole chain has not been rebuilt. Erased data does not break the chain.

        The exit code is 1 if there is a problem.
        """, positionals: form.positionals, flags: form.flags,
      examples: ["scrubjay audit verify", "scrubjay audit verify --json --seal HASH"]
    ) { invocation in
      let arguments = try form.values(invocation.arguments, StandardInput())
      let terms = try CallTerms(invocation)
      let answer = try await invocation.withBackend { try await $0.perform(operation, arguments, terms) }
      if invocation.console.wantsJSON {
        try invocation.console.print(json: answer)
      } else {
        for line in sentences(answer) { try invocation.console.print(line) }
      }
      return answer["intact"]?.boolValue == true ? .ok : .failure
    }
  }

  private static func sentences(_ answer: JSON) -> [String] {
    func number(_ name: String) -> Int64 { answer[name]?.integerValue ?? 0 }
    var lines: [String] = []
    let records = "\(number("records")) records, \(number("sealed")) of them sealed, \(number("erased")) erased."
    let problems = answer["problems"]?.arrayValue ?? []
    lines.append(
      problems.isEmpty ? "✔ The audit is intact: \(records)" : "✘ The audit was tampered with: \(records)")
    for problem in problems {
      let place =
        problem["record"]?.integerValue.map { "record \($0): " }
        ?? problem["seal"]?.integerValue.map { "seal \($0): " } ?? ""
      lines.append("  \(place)\(problem["message"]?.stringValue ?? "")")
    }
    if let first = answer["unsealed_from"]?.integerValue, let last = answer["unsealed_to"]?.integerValue {
      lines.append("Not sealed yet: records \(first) to \(last); a server seals them within a minute.")
    }
    if let seal = answer["last_seal"], let hash = seal["hash"]?.stringValue {
      lines.append("The last seal is number \(seal["number"]?.integerValue ?? 0): \(hash)")
    }
    return lines
  }
}
