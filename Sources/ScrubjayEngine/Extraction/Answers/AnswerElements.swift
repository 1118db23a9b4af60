import ScrubjayCore

/// Finds the list of facts in the value that an answer holds.
enum AnswerElements {
  /// How many objects may be wrapped around the list.
  private static let wrappings = 4

  /// Names under which models put a list.
  private static let names: Set<String> = [
    "facts", "results", "result", "data", "memories", "memory", "items", "output", "response", "answer",
    "extracted_facts", "extractedfacts", "new_facts", "newfacts", "entries", "list",
  ]

  /// The elements of the list; `nil` where there is none.
  static func of(_ json: JSON) -> [JSON]? {
    var json = json
    for _ in 0...wrappings {
      switch json {
      case .array(let elements):
        // A list of one wrapped list, as of JSON lines or of a list in brackets too many.
        guard elements.count == 1, let inner = elements.first, isWrapping(inner) else { return elements }
        json = inner
      case .object(let members):
        if ProposalCheck.content(of: json) != nil { return [json] }
        let named = members.first { names.contains($0.name.lowercased()) }
        guard let member = named ?? (members.count == 1 ? members.first : nil) else { return nil }
        switch member.value {
        case .null: return named == nil ? nil : []
        case .string(let text):
          guard let inner = LenientJSON.value(in: text) else { return nil }
          json = inner
        default: json = member.value
        }
      default: return nil
      }
    }
    return nil
  }

  private static func isWrapping(_ json: JSON) -> Bool {
    if json.arrayValue != nil { return true }
    return ProposalCheck.content(of: json) == nil
      && json.members?.contains { names.contains($0.name.lowercased()) && $0.value.stringValue == nil } == true
  }
}
