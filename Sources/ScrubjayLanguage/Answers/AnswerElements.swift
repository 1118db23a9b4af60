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
        // Lists in a list, as of JSON lines or of a pair of brackets too many.
        guard elements.contains(where: isWrapping) else { return elements }
        json = .array(elements.flatMap(unwrapped))
      case .object(let members):
        if ProposalCheck.content(of: json) != nil { return [json] }
        if let elements = byCategory(members) { return elements }
        let named = named(json)
        // Under a name that nobody knows, only what looks like facts is meant.
        guard let member = named ?? (members.count == 1 ? members.first { looksLikeFacts($0.value) } : nil) else {
          return nil
        }
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

  private static func looksLikeFacts(_ json: JSON) -> Bool {
    guard let elements = json.arrayValue else { return json.members != nil || json.stringValue != nil }
    return elements.isEmpty || elements.contains { $0.stringValue != nil || ProposalCheck.content(of: $0) != nil }
  }

  private static func isWrapping(_ json: JSON) -> Bool {
    if json.arrayValue != nil { return true }
    guard ProposalCheck.content(of: json) == nil, let member = named(json) else { return false }
    return member.value.stringValue == nil
  }

  private static func unwrapped(_ json: JSON) -> [JSON] {
    guard isWrapping(json) else { return [json] }
    let inner = json.arrayValue.map(JSON.array) ?? named(json)?.value ?? .null
    return inner.arrayValue ?? (inner == .null ? [] : [inner])
  }

  private static func named(_ json: JSON) -> JSON.Member? {
    json.members?.first { names.contains($0.name.lowercased()) }
  }

  /// Texts listed under the names of their categories.
  private static func byCategory(_ members: [JSON.Member]) -> [JSON]? {
    var elements: [JSON] = []
    for member in members {
      guard FactCategory(rawValue: member.name.lowercased()) != nil, let texts = member.value.arrayValue else {
        return nil
      }
      elements += texts.map { $0.stringValue == nil ? $0 : ["content": $0, "category": .string(member.name)] }
    }
    return members.isEmpty ? nil : elements
  }
}
