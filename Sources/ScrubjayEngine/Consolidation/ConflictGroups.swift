import ScrubjayCore

/// Puts memories that contradict each other into groups: the newest, with those that it contradicts.
struct ConflictGroups {
  /// The groups, those of the newest memories first; no memory is in two of them.
  let groups: [ConflictGroup]

  init(
    _ search: ConflictSearch, _ memories: [Memory], near: Set<ConflictSearch.Pair>, _ strategy: ConsolidationStrategy
  ) {
    let memories = memories.sorted(by: Self.isNewer)
    let index = Dictionary(memories.enumerated().map { ($1.sequence, $0) }) { $1 }
    let pairs = Set(
      near.compactMap { pair in
        index[Int64(pair.first)].flatMap { first in index[Int64(pair.second)].map { ConflictSearch.Pair(first, $0) } }
      })
    let found = search.contradictions(among: memories, near: pairs)
    var contradicted: [Int: [Int]] = [:]
    for pair in found.keys { contradicted[pair.first, default: []].append(pair.second) }
    var taken: Set<Int> = []
    var groups: [ConflictGroup] = []
    for newest in contradicted.keys.sorted() where !taken.contains(newest) {
      let others = (contradicted[newest] ?? []).filter { !taken.contains($0) }.sorted()
      guard let first = others.first, let reason = found[.init(newest, first)] else { continue }
      taken.formUnion(others)
      taken.insert(newest)
      // With one of several things that a memory says, the others would end, too.
      let isClear = strategy == .lastWrite && others.allSatisfy { search.saysOneThing(memories[$0]) }
      groups.append(
        ConflictGroup(
          reason: reason, memories: ([newest] + others).map { memories[$0] }, outcome: isClear ? .resolved : .flagged))
    }
    self.groups = groups
  }

  /// Whether a memory is newer than another: what it says holds since later, or else was recorded later.
  static func isNewer(_ one: Memory, _ other: Memory) -> Bool {
    (one.begin, one.recordedAt, one.sequence) > (other.begin, other.recordedAt, other.sequence)
  }
}

extension Memory {
  /// Since when it holds: as it says, or since it was recorded.
  var begin: Timestamp { validFrom ?? recordedAt }
}
