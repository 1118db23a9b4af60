import ScrubjayCore
import ScrubjayLanguage

/// An item as it is embedded: by what is said in it or known, without the names of those who speak.
struct EmbeddableItem: Sendable {
  let owner: ItemOwner
  let item: Int64
  /// The version of a memory; messages and chunks have only one.
  let version: Int
  let text: String
  /// Whether there is anything that could mean something.
  let hasMeaning: Bool

  /// What is embedded of it: as a whole, and in passages. Of a long text the whole is only its beginning, since its
  /// passages hold all of it.
  var texts: [String] {
    let passages = passages
    return [passages.isEmpty ? text : Passages.beginning(of: text)] + passages
  }

  /// What is embedded beside the whole. A chunk of a document has none: it is cut where its text is, and embedded in as
  /// many parts as the model needs.
  var passages: [String] { owner.kind == .document ? [] : Passages.of(text) }

  init(_ message: Event, among participants: Participants = Participants([])) {
    owner = message.owner
    item = message.sequence
    version = 1
    text = participants.left(outOf: message.content.text)
    hasMeaning = text.hasMeaning
  }

  init(_ memory: Memory) {
    owner = memory.owner
    item = memory.sequence
    version = memory.version
    text = memory.content
    hasMeaning = text.hasMeaning
  }

  /// A version of a memory that is not current any more.
  init(past memory: Memory) {
    owner = memory.pastOwner
    item = memory.pastItem
    version = memory.version
    text = memory.content
    hasMeaning = text.hasMeaning
  }

  init(_ chunk: FoundChunk) {
    owner = chunk.document.owner
    item = chunk.chunk.sequence
    version = 1
    text = chunk.searchText
    hasMeaning = chunk.chunk.hasMeaning
  }

  /// A page of what there is of a kind, the newest first; the cursor goes on from there.
  static func page(
    _ kind: ItemKind, _ cursor: String?, limit: Int, _ tx: any ReadTransaction
  ) throws -> Page<EmbeddableItem> {
    switch kind {
    case .message:
      // The newest come last on a page, and the cursor goes on before the first of them.
      let page = try tx.events.messages(MessageFilter(), before: cursor, limit: limit)
      return Page(elements: try all(page.elements, tx.words), nextCursor: page.nextCursor)
    case .memory:
      let page = try tx.memories.list(MemoryFilter(), order: .updated, after: cursor, limit: limit)
      let items = page.elements.filter { $0.redactedAt == nil }.map { EmbeddableItem($0) }
      return Page(elements: items, nextCursor: page.nextCursor)
    case .document: return try tx.documents.chunks(before: cursor, limit: limit).map(EmbeddableItem.init)
    case .past:
      let page = try tx.memories.past(after: cursor, limit: limit)
      let items = page.elements.filter { $0.redactedAt == nil }.map { EmbeddableItem(past: $0) }
      return Page(elements: items, nextCursor: page.nextCursor)
    }
  }

  /// Messages as they are embedded, each among those who speak with its user and app.
  static func all(_ messages: [Event], _ words: any WordReader) throws -> [EmbeddableItem] {
    var participants: [ItemOwner: Participants] = [:]
    return try messages.map { message in
      let owner = message.owner
      let known =
        try participants[owner]
        ?? Participants(
          words.owners(owner.kind, first: owner.first, second: owner.second).flatMap(\.speakers))
      participants[owner] = known
      return EmbeddableItem(message, among: known)
    }
  }
}

/// Items of one kind by their numbers, as a job's payload names them.
struct ItemList: Sendable {
  let kind: ItemKind
  let items: [Int64]

  init(_ kind: ItemKind, _ items: [Int64]) {
    self.kind = kind
    self.items = items
  }

  /// Reads a payload.
  ///
  /// - Throws: `internal_error` for one that is none.
  init(_ payload: JSONText) throws(ScrubjayError) {
    guard let kind = (payload.json["kind"]?.stringValue).flatMap(ItemKind.init), let items = payload.json["items"]
    else { throw ScrubjayError(.internalError, "The job's payload names no items.") }
    self.kind = kind
    self.items = (items.arrayValue ?? []).compactMap(\.integerValue)
  }

  var payload: JSONText {
    JSONText(["kind": .string(kind.rawValue), "items": .array(items.map { .integer($0) })])
  }

  /// The items that are still there.
  func load(_ tx: any ReadTransaction) throws -> [EmbeddableItem] {
    switch kind {
    case .message: try EmbeddableItem.all(tx.events.messages(sequences: items, MessageFilter()), tx.words)
    case .memory: try tx.memories.embeddable(items).map { EmbeddableItem($0) }
    case .past: try tx.memories.embeddablePast(items).map { EmbeddableItem(past: $0) }
    case .document: try tx.documents.chunks(sequences: items, DocumentFilter()).map(EmbeddableItem.init)
    }
  }

  /// The versions of the items that are still there.
  fileprivate func versions(_ tx: any WriteTransaction) throws -> [Int64: Int] {
    let versions =
      switch kind {
      case .message: try tx.events.messages(sequences: items, MessageFilter()).map { ($0.sequence, 1) }
      case .memory: try tx.memories.embeddable(items).map { ($0.sequence, $0.version) }
      case .past: try tx.memories.embeddablePast(items).map { ($0.pastItem, $0.version) }
      case .document: try tx.documents.chunks(sequences: items, DocumentFilter()).map { ($0.chunk.sequence, 1) }
      }
    return Dictionary(versions) { first, _ in first }
  }
}

extension MemoryReader {
  /// Those of the entries that are there and say something.
  fileprivate func embeddable(_ sequences: [Int64]) throws -> [Memory] {
    try find(sequences: sequences, MemoryFilter()).filter { $0.redactedAt == nil }
  }

  /// Those of the versions of the past that are there and say something.
  fileprivate func embeddablePast(_ items: [Int64]) throws -> [Memory] {
    try past(items.map(PastItem.init(number:)), MemoryFilter()).filter { $0.redactedAt == nil }
  }
}

/// Items with their embeddings by some models, to be stored.
struct EmbeddedItems: Sendable {
  let items: [EmbeddableItem]
  /// For each model the embeddings of each item, in the order of the items.
  private let embeddings: [(model: VectorModel, parts: [[Embedding]])]

  /// Embeds items with those of the models that can be asked here.
  ///
  /// - Throws: What the embedders throw.
  init(_ items: [EmbeddableItem], with models: [VectorModel], by embedders: Embedders, as purpose: EmbeddingPurpose)
    async throws
  {
    // What says nothing would be near to everything.
    let items = items.filter(\.hasMeaning)
    self.items = items
    var embeddings: [(model: VectorModel, parts: [[Embedding]])] = []
    for model in models where !items.isEmpty {
      guard let embedder = embedders[model.model] else { continue }
      embeddings.append((model, try await Self.parts(items, embedder, purpose)))
    }
    self.embeddings = embeddings
  }

  /// The embeddings of items, each as a whole, in as many parts as the model needs, and then those of its passages.
  private static func parts(
    _ items: [EmbeddableItem], _ embedder: any Embedder, _ purpose: EmbeddingPurpose
  ) async throws -> [[Embedding]] {
    let texts = items.map(\.texts)
    var rest = try await embedder.embed(texts.flatMap(\.self), as: purpose)[...]
    return texts.map { texts in
      let parts = rest.prefix(texts.count)
      rest = rest.dropFirst(texts.count)
      return parts.flatMap(\.self)
    }
  }

  /// Stores the embeddings of those items that are still there as they were embedded.
  func store(_ tx: any WriteTransaction, at now: Timestamp) throws {
    let registered = Set(try tx.vectors.models().map(\.number))
    let byKind = Dictionary(grouping: items.indices) { items[$0].owner.kind }
    for (kind, indices) in byKind {
      let versions = try ItemList(kind, indices.map { items[$0].item }).versions(tx)
      for (model, parts) in embeddings where registered.contains(model.number) {
        for index in indices where versions[items[index].item] == items[index].version {
          try tx.vectors.set(parts[index], of: items[index].item, owner: items[index].owner, model: model)
        }
      }
      if kind == .document { try tx.settleDocuments(ofChunks: indices.map { items[$0].item }, at: now) }
    }
  }
}
