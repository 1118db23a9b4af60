import ScrubjayCore

/// Compares the values of memories: two objects of the same shape that agree in some members and differ in others.
enum ValueComparison {
  /// How many values of one shape one is compared with.
  private static let comparisonsPerValue = 64

  /// Members that say what a value is about; where they differ, so does the subject.
  private static let names: Set<String> = [
    "id", "name", "title", "key", "user", "user_id", "email", "subject", "entity", "type", "kind", "date", "day",
    "time",
    "at", "url", "path", "label", "product", "person", "from", "to", "start", "end", "timestamp", "created_at",
  ]

  static func contradictions(among memories: [Memory]) -> [ConflictSearch.Pair: ConflictReason] {
    var shapes: [String: [(Int, [String: JSON])]] = [:]
    for (index, memory) in memories.enumerated() {
      guard let members = memory.value?.json.members, !members.isEmpty else { continue }
      let values = Dictionary(members.map { ($0.name, $0.value) }) { $1 }
      shapes[values.keys.sorted().joined(separator: "\n"), default: []].append((index, values))
    }
    var found: [ConflictSearch.Pair: ConflictReason] = [:]
    for members in shapes.values {
      for (place, (index, values)) in members.enumerated() {
        for (other, others) in members[(place + 1)...].prefix(comparisonsPerValue) {
          // What says something in words is compared by them.
          guard memories[index].isValueAlone == memories[other].isValueAlone else { continue }
          if let reason = reason(values, others) { found[.init(index, other)] = reason }
        }
      }
    }
    return found
  }

  private static func reason(_ one: [String: JSON], _ other: [String: JSON]) -> ConflictReason? {
    let different = one.keys.filter { one[$0] != other[$0] }
    guard !different.isEmpty, different.count < max(one.count, 2), !different.contains(where: names.contains) else {
      return nil
    }
    // Lists are added to, and what is missing on one side is known on the other.
    let scalars = different.filter { isScalar(one[$0]) && isScalar(other[$0]) }
    guard let name = scalars.first else { return nil }
    if scalars.allSatisfy({ one[$0]?.boolValue != nil }) { return .negation }
    return one[name]?.doubleValue != nil && other[name]?.doubleValue != nil ? .number : .value
  }

  private static func isScalar(_ value: JSON?) -> Bool {
    value.map { $0.stringValue != nil || $0.boolValue != nil || $0.doubleValue != nil } ?? false
  }
}
