import ScrubjayCore

/// What the indexes are made from, in the terms of the indexes.
struct StoredItems {
  private let events: any EventReader
  private let memories: any MemoryReader
  private let documents: any DocumentReader

  init(_ tx: any ReadTransaction) {
    (events, memories, documents) = (tx.events, tx.memories, tx.documents)
  }

  init(_ tx: any WriteTransaction) {
    (events, memories, documents) = (tx.events, tx.memories, tx.documents)
  }

  /// Those of the places at which nothing belongs that is stored.
  func strays(among places: [IndexPlace]) throws -> [IndexPlace] {
    var owners: [ItemKind: [Int64: ItemOwner]] = [:]
    for (kind, places) in Dictionary(grouping: places, by: { $0.owner?.kind }) {
      if let kind { owners[kind] = try self.owners(kind, places.map(\.item)) }
    }
    return places.filter { place in
      guard let owner = place.owner else { return true }
      return owners[owner.kind]?[place.item] != owner
    }
  }

  /// The owners of items, without those that are not there or say nothing.
  private func owners(_ kind: ItemKind, _ items: [Int64]) throws -> [Int64: ItemOwner] {
    let found: [(Int64, ItemOwner)] =
      switch kind {
      case .message: try events.messages(sequences: items, MessageFilter()).map { ($0.sequence, $0.owner) }
      case .memory:
        try memories.find(sequences: items, MemoryFilter()).filter { $0.redactedAt == nil }
          .map { ($0.sequence, $0.owner) }
      case .past:
        try memories.past(items.map(PastItem.init(number:)), MemoryFilter()).filter { $0.redactedAt == nil }
          .map { ($0.pastItem, $0.pastOwner) }
      case .document:
        try documents.chunks(sequences: items, DocumentFilter()).map { ($0.chunk.sequence, $0.document.owner) }
      }
    return Dictionary(found) { first, _ in first }
  }
}
