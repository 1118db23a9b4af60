import ScrubjayCore

/// Makes a fact of an element of an answer, or says what is wrong with it.
struct ProposalCheck {
  let offer: ExtractionAnswer.Offer

  struct Problem: Error {
    let reason: DroppedFact.Reason
  }

  func fact(of element: JSON) -> Result<ProposedFact, Problem> {
    do throws(Problem) { return .success(try checked(element)) } catch { return .failure(error) }
  }

  private func checked(_ element: JSON) throws(Problem) -> ProposedFact {
    if case .string(let text) = element {
      let content = try FactText.checked(text)
      return ProposedFact(content: content, category: .other, validFrom: nil, evidence: [], operation: .add)
    }
    guard element.members != nil else { throw Problem(reason: .form) }
    guard let content = Self.content(of: element) else { throw Problem(reason: .empty) }
    return ProposedFact(
      content: try FactText.checked(content),
      category: FactCategory(lenient: Self.member(["category", "type"], of: element)?.stringValue ?? ""),
      validFrom: Self.member(["valid_from", "validfrom", "since"], of: element).flatMap(Self.time),
      evidence: evidence(Self.member(["evidence", "sources", "message_ids", "messages"], of: element)),
      operation: try operation(of: element))
  }

  /// The text of a proposal, by any of the names that models give it.
  static func content(of element: JSON) -> String? {
    member(["content", "fact", "text", "statement", "memory"], of: element)?.stringValue
  }

  private static func member(_ names: [String], of element: JSON) -> JSON? {
    guard let members = element.members else { return nil }
    for name in names {
      if let member = members.first(where: { $0.name.lowercased() == name }) { return member.value }
    }
    return nil
  }

  private func operation(of element: JSON) throws(Problem) -> ProposedFact.Operation {
    let target = Self.member(["target", "target_id", "targets", "id"], of: element).flatMap(Self.id).flatMap { id in
      offer.targets.contains(id) ? id : nil
    }
    let name =
      switch Self.member(["operation", "op", "action", "event"], of: element) {
      case nil, .null: "add"
      case .string(let text): text.lowercased()
      default: ""
      }
    switch name {
    case "add": return .add
    case "update":
      guard let target else { throw Problem(reason: .target) }
      return .update(target: target)
    case "none": return .none(target: target)
    default: throw Problem(reason: .operation)
    }
  }

  /// An id, alone or as the only one of a list.
  private static func id(_ json: JSON) -> String? {
    let json = json.arrayValue.map { $0.count == 1 ? $0[0] : .null } ?? json
    guard case .string(let id) = json else { return nil }
    return id
  }

  /// The messages that ids and numbers name, each once.
  private func evidence(_ json: JSON?) -> [String] {
    guard let json else { return [] }
    var found: [String] = []
    for name in (json.arrayValue ?? [json]).prefix(ProposedFact.evidencePerFact) {
      guard let id = message(name), !found.contains(id) else { continue }
      found.append(id)
    }
    return found
  }

  private func message(_ name: JSON) -> String? {
    if let id = name.stringValue, offer.messages.contains(id) { return id }
    guard let number = name.integerValue ?? name.stringValue.flatMap({ Int64($0) }) else { return nil }
    return (1...Int64(max(1, offer.messages.count))).contains(number) && !offer.messages.isEmpty
      ? offer.messages[Int(number) - 1] : nil
  }

  /// A time, a date, a month or a year; `nil` for anything else, which leaves a fact without a beginning.
  private static func time(_ json: JSON) -> Timestamp? {
    guard let text = json.stringValue ?? json.integerValue.map(String.init), text.utf8.count <= 40 else { return nil }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Int($0) }
    let time =
      Timestamp(rfc3339: text)
      ?? (numbers.count == parts.count && (1...3).contains(parts.count) && parts[0].count == 4
        ? Timestamp(year: numbers[0], month: numbers.dropFirst().first ?? 1, day: numbers.dropFirst(2).first ?? 1)
        : nil)
    return time.flatMap { DateReader.years.contains($0.day.year) ? $0 : nil }
  }
}
