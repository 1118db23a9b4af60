import ScrubjayCore
import ScrubjayEngine

extension View<MemorySource> {
  static let source = View(
    "MemorySource", columns: [],
    [
      Property("session", Shape.text, "The session.") { .string($0.session) },
      Property("event", Shape.optionalText, "The event or message.") { .text($0.event) },
      Property("deleted_at", Shape.optionalTime, "When the session was deleted.") { .time($0.deletedAt) },
    ])
}

extension View<Provenance> {
  static let provenance = View(
    "Provenance", columns: [],
    [
      Property("voice", Shape.oneOf(Provenance.Voice.self), "The source's role; of several, the least trusted one.") {
        .string($0.voice.rawValue)
      },
      Property("means", Shape.oneOf(Provenance.Means.self), "How it was obtained.") {
        .string($0.means.rawValue)
      },
      Property("maker", Shape.text, "The extractor: rules, or a prompt and a model, with their versions.") {
        .string($0.maker)
      },
    ])
}

extension View<Memory> {
  static let memory = View(
    "Memory", columns: ["namespace", "key", "version", "type", "importance", "content", "updated_at"],
    [
      Property("id", Shape.text, "The id, the same for all versions.") { .string($0.id) },
      Property("namespace", Shape.text, "The namespace.") { .string($0.namespace.description) },
      Property("key", Shape.text, "The key in the namespace.") { .string($0.key) },
      Property("version", Shape.integer, "The version, from 1; used with If-Match.") { .integer($0.version) },
      Property("origin", Shape.oneOf(VersionOrigin.Step.self), "How this version was made.") {
        .string($0.origin.step.rawValue)
      },
      Property(
        "origin_version", Shape.optionalInteger,
        "The version that this one copies, or the version of the entry that superseded it."
      ) {
        $0.origin.version.map { .integer($0) } ?? .null
      },
      Property(
        "origin_memory", Shape.optionalText,
        "The entry that this version copies, if another, or that superseded it."
      ) {
        .text($0.origin.memory)
      },
      Property("type", Shape.oneOf(MemoryType.self), "The type of memory.") { .string($0.type.rawValue) },
      Property("content", Shape.text, "The text by which it is recalled.") { .string($0.content) },
      Property("value", Shape.any, "The caller's value.") { $0.value?.json ?? .null },
      Property("importance", Shape.integer, "The importance, from 1 to 10.") { .integer($0.importance) },
      Property("category", Shape.optionalText, "The category.") { .text($0.category) },
      Property("metadata", Shape.object, "The caller's own metadata.") { $0.metadata.json },
      Property("valid_from", Shape.optionalTime, "When its validity begins.") { .time($0.validFrom) },
      Property("valid_until", Shape.optionalTime, "When its validity ends.") { .time($0.validUntil) },
      Property("expires_at", Shape.optionalTime, "When it expires.") { .time($0.expiresAt) },
      Property("sources", Shape.list(of: View<MemorySource>.source.schema), "The sources from which it was derived.") {
        .array($0.sources.map(View<MemorySource>.source.render))
      },
      Property(
        "provenance", nullable(View<Provenance>.provenance.schema),
        "The provenance; none if it was stored directly by a caller."
      ) { $0.provenance.map(View<Provenance>.provenance.render) ?? .null },
      Property("created_at", Shape.time, "When the entry was first stored.") { .time($0.createdAt) },
      Property("created_by", Shape.text, "Who first stored the entry.") { .string($0.createdBy) },
      Property("updated_at", Shape.time, "When this version was stored.") { .time($0.recordedAt) },
      Property("updated_by", Shape.text, "Who stored this version.") { .string($0.updatedBy) },
      Property("recorded_until", Shape.optionalTime, "When this version was replaced.") {
        .time($0.recordedUntil)
      },
      Property("redacted_at", Shape.optionalTime, "When this version was redacted.") {
        .time($0.redactedAt)
      },
      Property("deleted_at", Shape.optionalTime, "When the entry was deleted.") { .time($0.deletedAt) },
    ])
}

extension View<Memory> {
  /// A version, in a table of versions of one entry.
  static let memoryVersion = View(
    memory.name, columns: ["version", "origin", "type", "importance", "content", "updated_at", "updated_by"],
    memory.properties)
}

extension View<MemoryDiff> {
  static let memoryDiff = View(
    "MemoryDiff", columns: ["id", "from", "to", "changes"],
    [
      Property("id", Shape.text, "The memory's id.") { .string($0.to.id) },
      Property("from", Shape.integer, "The version to start from.") { .integer($0.from.version) },
      Property("to", Shape.integer, "The version compared with it.") { .integer($0.to.version) },
      Property("updated_by", Shape.text, "Who stored the latter.") { .string($0.to.updatedBy) },
      Property(
        "changes", Shape.list(of: View<MemoryDiff.Change>.memoryChange.schema),
        "The fields that differ, in the order of a memory's fields."
      ) { .array($0.changes.map(View<MemoryDiff.Change>.memoryChange.render)) },
    ])
}

extension View<MemoryDiff.Change> {
  static let memoryChange = View(
    "MemoryChange", columns: ["field", "from", "to"],
    [
      Property("field", Shape.text, "The field.") { .string($0.field) },
      Property("from", Shape.any, "Its value in the first version.") { $0.from },
      Property("to", Shape.any, "Its value in the other.") { $0.to },
    ])
}

extension View<[Memory]> {
  static let memories = View(
    "StoredMemories", columns: ["memories"],
    [
      Property("memories", Shape.list(of: View<Memory>.memory.schema), "The stored memories.") {
        .array($0.map(View<Memory>.memory.render))
      }
    ])
}

extension View<Resolution> {
  static let resolution = View(
    "Resolution", columns: ["memory", "hidden"],
    [
      Property("memory", View<Memory>.memory.schema, "The nearest entry.") { View<Memory>.memory.render($0.memory) },
      Property("hidden", Shape.list(of: View<Memory>.memory.schema), "The entries that it hides, nearest first.") {
        .array($0.hidden.map(View<Memory>.memory.render))
      },
    ])
}

extension View<TermShare> {
  static let termShare = View(
    "TermShare", columns: [],
    [
      Property("word", Shape.text, "The word of the query.") { .string($0.word) },
      Property("term", Shape.text, "The matching index term of the item.") { .string($0.term) },
      Property("frequency", Shape.integer, "The term frequency in the item.") { .integer($0.frequency) },
      Property("rarity", Shape.number, "The inverse document frequency.") { .real($0.rarity) },
      Property("share", Shape.number, "Its contribution to the value of the feature 'words'.") { .real($0.share) },
    ])
}

extension View<FeatureShare> {
  static let featureShare = View(
    "FeatureShare", columns: [],
    [
      Property("feature", Shape.oneOf(RecallFeature.allCases), "The ranking features of the hit.") {
        .string($0.feature.rawValue)
      },
      Property("value", Shape.number, "The feature's value for this hit.") { .real($0.value) },
      Property("share", Shape.number, "Its contribution to the evidence.") { .real($0.share) },
    ])
}

extension View<Explanation> {
  static let explanation = View(
    "Explanation", columns: [],
    [
      Property("evidence", Shape.number, "The sum of the shares, from which the score is computed.") {
        .real($0.evidence)
      },
      Property(
        "features", Shape.list(of: View<FeatureShare>.featureShare.schema), "The contribution of each ranking feature."
      ) {
        .array($0.features.map(View<FeatureShare>.featureShare.render))
      },
      Property("words", Shape.list(of: View<TermShare>.termShare.schema), "The contribution of each query word.") {
        .array($0.words.map(View<TermShare>.termShare.render))
      },
      Property(
        "cosine", nullable(Shape.number),
        "The cosine similarity between its nearest part and the query, from -1 to 1, if known."
      ) { $0.cosine.map(JSON.real) ?? .null },
      Property(
        "passages", Shape.list(of: View<PassageMatch>.passageMatch.schema),
        "The passages of a message or memory of several, in their order."
      ) {
        .array($0.passages.map(View<PassageMatch>.passageMatch.render))
      },
    ])
}

extension View<PassageMatch> {
  static let passageMatch = View(
    "PassageMatch", columns: [],
    [
      Property("content", Shape.text, "The passage.") { .string($0.text) },
      Property(
        "match", Shape.number,
        "How well it matches the query: its cosine similarity, if known, and half of its share in 'words'."
      ) { .real($0.match) },
    ])
}

extension View<RecallHit> {
  static let hit = View(
    "Hit", columns: ["score", "kind", "name", "content", "created_at"],
    [
      Property("kind", Shape.oneOf(ItemKind.named), "The kind of item.") { .string($0.kind.rawValue) },
      Property("id", Shape.text, "The id of the message, memory or document.") { .string($0.item.id) },
      Property("content", Shape.text, "The content of the message, memory or document chunk.") { .string($0.content) },
      Property("score", Shape.number, "The probability that it answers the query, from 0 to 1.") { .real($0.score) },
      Property("namespace", Shape.optionalText, "A memory's or document's namespace.") {
        .text(($0.memory?.namespace ?? $0.found?.document.namespace)?.description)
      },
      Property("key", Shape.optionalText, "A memory's key.") { .text($0.memory?.key) },
      Property("version", Shape.optionalInteger, "A memory's version.") {
        $0.memory.map { .integer($0.version) } ?? .null
      },
      Property("type", Shape.optionalText, "A memory's or document's type.") {
        .text($0.memory?.type.rawValue ?? $0.found?.document.type.rawValue)
      },
      Property("path", Shape.optionalText, "A document's path.") { .text($0.found?.document.path) },
      Property("title", Shape.optionalText, "A document's title.") { .text($0.found?.document.title) },
      Property("heading", Shape.optionalText, "The headings above a document's chunk, the outermost first.") {
        $0.found.map { .string($0.chunk.headings.joined(separator: " > ")) } ?? .null
      },
      Property("chunk", Shape.optionalInteger, "The place of a chunk in its document, from 0.") {
        $0.found.map { .integer($0.chunk.place) } ?? .null
      },
      Property("session", Shape.optionalText, "A message's session.") { .text($0.message?.session) },
      Property("event", Shape.optionalText, "A message's event id.") { .text($0.message?.id) },
      Property("app", Shape.optionalText, "A message's app.") { .text($0.message?.app) },
      Property("user", Shape.optionalText, "A message's user.") { .text($0.message?.user) },
      Property("role", Shape.optionalText, "A message's role.") { .text($0.message?.role?.rawValue) },
      Property("name", Shape.optionalText, "The speaker of a message.") { .text($0.message?.name) },
      Property("metadata", Shape.object, "The caller's own metadata.") {
        ($0.message?.metadata ?? $0.memory?.metadata ?? $0.found?.document.metadata ?? .emptyObject).json
      },
      Property("created_at", Shape.time, "When it was said, or stored.") {
        .time($0.message?.occurredAt ?? $0.memory?.recordedAt ?? $0.found?.document.updatedAt)
      },
      Property("why", nullable(View<Explanation>.explanation.schema), "The explanation of the score, with 'explain'.") {
        $0.why.map(View<Explanation>.explanation.render) ?? .null
      },
    ])
}

extension RecallHit {
  fileprivate var kind: ItemKind {
    switch item {
    case .message: .message
    case .memory: .memory
    case .document: .document
    }
  }

  fileprivate var message: Event? {
    guard case .message(let event) = item else { return nil }
    return event
  }

  fileprivate var found: FoundChunk? {
    guard case .document(let found) = item else { return nil }
    return found
  }

  fileprivate var memory: Memory? {
    guard case .memory(let memory) = item else { return nil }
    return memory
  }
}

/// What a recall answers.
struct RecallAnswer: Sendable {
  let result: RecallResult
  let took: Duration
}

extension View<RecallAnswer> {
  static let recall = View(
    "RecallAnswer", columns: [],
    [
      Property("hits", Shape.list(of: View<RecallHit>.hit.schema), "The hits, best first.") {
        .array($0.result.hits.map(View<RecallHit>.hit.render))
      },
      Property(
        "meaning", Shape.oneOf(MeaningState.self),
        "Whether semantic search was used; 'building' while stored items are embedded for the first time."
      ) { .string($0.result.meaning.rawValue) },
      Property("took_ms", Shape.number, "The duration, in milliseconds.") { milliseconds($0.took) },
      Property(
        "stages_ms", View<StageTimes>.stageTimes.schema, "How long each of its steps took, in milliseconds."
      ) { View<StageTimes>.stageTimes.render($0.result.times) },
    ])

}

extension View<StageTimes> {
  static let stageTimes = View(
    "StageTimes", columns: [],
    RecallStage.allCases.map { stage in
      Property(stage.rawValue, Shape.number, "The time in milliseconds.") { milliseconds($0[stage]) }
    })
}

/// Milliseconds to two digits.
private func milliseconds(_ duration: Duration) -> JSON { .real((duration / .microseconds(10)).rounded() / 100) }
