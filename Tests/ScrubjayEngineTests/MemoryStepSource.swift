import ScrubjayCore
import ScrubjayEngine
import ScrubjayTestKit

/// Steps drawn at random, mostly such as can be taken where the model stands: of few namespaces and keys, so that they
/// meet, and of times near to now.
struct MemoryStepSource {
  private var random: SeededRandom

  init(seed: UInt64) { random = SeededRandom(seed: seed) }

  private static let namespaces = [
    "user:al", "user:al:diet", "user:alice", "app:planner", "project:roof", "org:default", "session:s1", "temp:s2",
  ].map { Namespace(stored: $0) }
  private static let keys = ["tea", "car", "k"]
  private static let contents = ["likes tea", "likes coffee", "parks on level two", "Grüße aus Köln", "日本語", " \n"]
  private static let values = ["{\"a\":1.0}", "[1, 2]", "\"tea\"", "null"].map { JSONText(stored: $0) }
  private static let actors = ["agent:planner", "agent:other"]

  /// Who takes the next step.
  mutating func actor() -> String { random.pick(Self.actors) }

  /// The next step.
  mutating func next(_ model: MemoryModel, at now: Timestamp) -> MemoryStep {
    switch Int.random(in: 0..<100, using: &random) {
    case ..<20: return .add([draft(now)])
    case ..<23: return .add((0..<Int.random(in: 2...6, using: &random)).map { _ in draft(now) })
    case ..<33: return withEntry(model) { .update($1, $0.patch(now), version: $2) }
    case ..<38: return withEntry(model) { .delete($1, version: $2) }
    case ..<43: return withEntry(model) { .restore($1, version: $2) }
    case ..<48: return withEntry(model) { .rollback($1, to: $0.version(of: $1, model), version: $2) }
    case ..<52:
      return withEntry(model) {
        .publish($1, to: $0.random.pick(Self.namespaces), key: $0.maybe(3) { $0.random.pick(Self.keys) }, version: $2)
      }
    case ..<54: return withEntry(model) { .redact($1, $0.version(of: $1, model), version: $2) }
    case ..<56: return withEntry(model) { .purge($1, version: $2) }
    case ..<58: return .sweep
    case ..<64: return .wait(.seconds(Int.random(in: 1...40, using: &random)))
    case ..<72:
      return withEntry(model) { source, id, _ in
        .get(
          id, version: source.maybe(3) { $0.version(of: id, model) }, asOf: source.maybe(2) { $0.time(near: now) },
          validAt: source.maybe(3) { $0.time(near: now) })
      }
    case ..<75: return .find(random.pick(Self.namespaces), key: random.pick(Self.keys))
    case ..<86:
      return .list(
        filter(model, now), random.pick(MemoryOrder.allCases), limit: Int.random(in: 1...30, using: &random),
        includesInvalid: Bool.random(using: &random))
    case ..<91:
      return withEntry(model) { source, id, _ in
        .history(
          id, asOf: source.maybe(2) { $0.time(near: now) }, limit: Int.random(in: 1...4, using: &source.random))
      }
    case ..<95: return .resolve(random.pick(Self.keys), random.pick(MemorySessions.all))
    default:
      return withEntry(model) { source, id, _ in
        .diff(id, from: source.version(of: id, model), to: source.maybe(2) { $0.version(of: id, model) })
      }
    }
  }

  /// A step on an entry, mostly one that there is, expecting a version or none: mostly the right one.
  private mutating func withEntry(
    _ model: MemoryModel, _ step: (inout Self, String, Int?) -> MemoryStep
  ) -> MemoryStep {
    guard !model.entries.isEmpty, !random.oneIn(40) else { return step(&self, "missing", nil) }
    // Those that were stored last more often: most of the older ones are gone.
    let from = random.oneIn(2) ? max(0, model.entries.count - 8) : 0
    let entry = model.entries[Int.random(in: from..<model.entries.count, using: &random)]
    let version = maybe(3) { $0.random.oneIn(3) ? $0.version(of: entry.id, model) : entry.versions.count }
    return step(&self, entry.id, version)
  }

  private mutating func maybe<Value>(_ count: Int, _ make: (inout Self) -> Value) -> Value? {
    random.oneIn(count) ? make(&self) : nil
  }

  /// A version of an entry; now and then one that it does not have.
  private mutating func version(of id: String, _ model: MemoryModel) -> Int {
    let versions = model.entries.first { $0.id == id }?.versions.count ?? 1
    return random.oneIn(12) ? random.pick([0, versions + 1]) : Int.random(in: 1...versions, using: &random)
  }

  private mutating func time(near now: Timestamp) -> Timestamp {
    now.advanced(by: .seconds(Int.random(in: -300...60, using: &random)))
  }

  private mutating func draft(_ now: Timestamp) -> MemoryDraft {
    var draft = MemoryDraft(namespace: random.pick(Self.namespaces), content: random.pick(Self.contents))
    draft.id = maybe(8) { "id-\(Int.random(in: 0..<30, using: &$0.random))" }
    draft.key = maybe(3) { $0.random.pick(Self.keys) }
    draft.value = maybe(4) { $0.random.pick(Self.values) }
    if draft.value != nil, random.oneIn(2) { draft.content = nil }
    draft.type = random.pick(MemoryType.allCases)
    draft.importance = random.oneIn(60) ? 11 : Int.random(in: 1...10, using: &random)
    draft.category = maybe(3) { $0.random.pick(["taste", "place"]) }
    if random.oneIn(4) { draft.metadata = JSONText(stored: "{\"n\":\(Int.random(in: 0..<3, using: &random))}") }
    draft.validFrom = maybe(4) { $0.time(near: now) }
    draft.validUntil = maybe(4) { $0.time(near: now) }
    draft.expiresAt = maybe(4) { now.advanced(by: .seconds(Int.random(in: -5...90, using: &$0.random))) }
    if random.oneIn(5) { draft.sources = [MemorySource(session: "s1", event: maybe(2) { _ in "e" })] }
    return draft
  }

  private mutating func patch(_ now: Timestamp) -> MemoryPatch {
    var patch = MemoryPatch(content: maybe(2) { $0.random.pick(Self.contents) })
    if random.oneIn(4) { patch.value = .set(maybe(2) { $0.random.pick(Self.values) }) }
    patch.type = maybe(6) { $0.random.pick(MemoryType.allCases) }
    patch.importance = maybe(4) { Int.random(in: 1...10, using: &$0.random) }
    if random.oneIn(4) { patch.category = .set(maybe(2) { _ in "taste" }) }
    patch.metadata = maybe(6) { _ in .emptyObject }
    if random.oneIn(5) { patch.validFrom = .set(maybe(2) { $0.time(near: now) }) }
    if random.oneIn(5) { patch.validUntil = .set(maybe(2) { $0.time(near: now) }) }
    if random.oneIn(5) {
      patch.expiresAt = .set(maybe(2) { now.advanced(by: .seconds(Int.random(in: 0...90, using: &$0.random))) })
    }
    patch.sources = maybe(6) { _ in [MemorySource(session: "s2")] }
    return patch
  }

  private mutating func filter(_ model: MemoryModel, _ now: Timestamp) -> MemoryFilter {
    var filter = MemoryFilter()
    for _ in 0..<Int.random(in: 0...2, using: &random) {
      filter.namespaces.append(
        random.oneIn(3)
          ? NamespacePrefix(Namespace(stored: random.pick(["user", "org", "app"])))
          : NamespacePrefix(random.pick(Self.namespaces)))
    }
    filter.key = maybe(8) { $0.random.pick(Self.keys) }
    if random.oneIn(3) { filter.types = Array(Set((0..<2).map { _ in random.pick(MemoryType.allCases) })) }
    filter.category = maybe(6) { _ in "taste" }
    filter.createdBy = maybe(6) { $0.random.pick(Self.actors) }
    filter.updatedSince = maybe(6) { $0.time(near: now) }
    filter.updatedUntil = maybe(6) { $0.time(near: now) }
    filter.includesDeleted = random.oneIn(3)
    filter.validAt = maybe(4) { $0.time(near: now) }
    filter.asOf = maybe(3) { $0.time(near: now) }
    return filter
  }
}
