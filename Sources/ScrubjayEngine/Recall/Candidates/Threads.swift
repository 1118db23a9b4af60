import ScrubjayCore

/// What stands around items in their sessions and documents.
struct Threads {
  /// The items of each thread, as far as they are within reach, in their order.
  private let threads: [ThreadID: [Entry]]

  private struct Entry {
    let position: Int
    let item: Int64
  }

  /// Reads what stands within reach of items.
  init(around items: some Sequence<Examined>, reach: Int, _ tx: any ReadTransaction) throws {
    var sessions: [Stretch<String>] = []
    var documents: [Stretch<Int64>] = []
    for (thread, places) in Dictionary(grouping: items.compactMap(\.place), by: \.thread) {
      for positions in Self.stretches(around: places.map(\.position), reach: reach) {
        switch thread {
        case .session(let id): sessions.append(Stretch(id, positions))
        case .document(let sequence): documents.append(Stretch(sequence, positions))
        }
      }
    }
    var threads: [ThreadID: [Entry]] = [:]
    for place in try tx.events.places(sessions) {
      threads[.session(place.thread), default: []].append(Entry(position: place.position, item: place.item))
    }
    for place in try tx.documents.places(documents) {
      threads[.document(place.thread), default: []].append(Entry(position: place.position, item: place.item))
    }
    self.threads = threads.mapValues { $0.sorted { $0.position < $1.position } }
  }

  /// The stretches within reach of positions, those that touch as one.
  private static func stretches(around positions: [Int], reach: Int) -> [ClosedRange<Int>] {
    var stretches: [ClosedRange<Int>] = []
    for position in positions.sorted() {
      if let last = stretches.last, position - reach <= last.upperBound + 1 {
        stretches[stretches.count - 1] = last.lowerBound...position + reach
      } else {
        stretches.append(position - reach...position + reach)
      }
    }
    return stretches
  }

  private func find(_ item: Examined) -> (entries: [Entry], index: Int)? {
    guard let place = item.place, let entries = threads[place.thread] else { return nil }
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].position < place.position { low = middle + 1 } else { high = middle }
    }
    return low < entries.count && entries[low].position == place.position ? (entries, low) : nil
  }

  /// The items within reach of one, itself among them, each with how many turns it is away.
  func items(around item: Examined, reach: Int) -> [(item: Int64, distance: Int)] {
    guard let (entries, index) = find(item) else { return [] }
    return (max(0, index - reach)...min(entries.count - 1, index + reach)).compactMap { other in
      // Beyond, there may be others between the two.
      abs(entries[other].position - entries[index].position) <= reach
        ? (entries[other].item, abs(other - index)) : nil
    }
  }

  /// The items right before and after one.
  func neighbours(of item: Examined) -> [ItemNumber] {
    items(around: item, reach: 1).filter { $0.distance == 1 }.map {
      ItemNumber(kind: item.candidate.kind, item: $0.item)
    }
  }

  /// The item right before one.
  func previous(of item: Examined) -> Int64? { neighbour(of: item, at: -1) }

  /// What makes an exchange of a message between a person and an agent: the turn after what a person says, the turn before
  /// what an agent does.
  func other(in item: Examined) -> ItemNumber? {
    neighbour(of: item, at: item.message?.role == .assistant ? -1 : 1).map {
      ItemNumber(kind: item.candidate.kind, item: $0)
    }
  }

  /// The item right before or after one.
  private func neighbour(of item: Examined, at offset: Int) -> Int64? {
    guard let (entries, index) = find(item), entries.indices.contains(index + offset) else { return nil }
    let other = entries[index + offset]
    return other.position - entries[index].position == offset ? other.item : nil
  }
}
