import Foundation
import ScrubjayCore

/// What stands around the examined items in their sessions and documents, and what it has of the query.
struct Surroundings {
  private let candidates: Candidates
  /// The items of each thread, as far as they are within reach of one that is examined, in their order.
  private let threads: [ThreadID: [(position: Int, item: Int64)]]
  /// The cosines of examined items and of their neighbours, each as a whole.
  private let cosines: [ItemNumber: Double]
  /// The highest cosine in each thread.
  private let best: [ThreadID: Double]
  /// Whether something is asked in the message before an examined one, by the number of that message.
  private let asking: Set<Int64>

  /// So many turns before and after an item are looked at.
  private static let reach = 6
  /// Turns count less the farther away they are: by a factor of e for each so many.
  private static let range = 3.0
  /// What turns at a distance count.
  private static let weights = (0...reach).map { exp(-Double($0) / range) }
  /// What all turns within reach would count.
  private static let size = 2 * weights.reduce(0, +) - 1
  /// How much the cosine of each of the two neighbours counts beside an item's own.
  private static let neighbourWeight = 0.5
  /// What the cosines of a window sum up to, as a multiple of the cosine of the window as one text, by how many
  /// neighbours there are: two directions that are not quite the same have a shorter sum.
  private static let windowSizes = [1, 1.3, 1.6]

  init(_ examined: [Examined], _ pool: [Candidate], _ candidates: Candidates, _ tx: any ReadTransaction) throws {
    self.candidates = candidates
    let open = examined.filter { $0.openness >= Examined.leastOpenness }
    threads = try Self.threads(around: open, tx)
    var cosines = Dictionary(
      pool.compactMap { candidate in
        candidate.meaning.map { (ItemNumber(kind: candidate.kind, item: candidate.item), $0.whole) }
      }, uniquingKeysWith: max)
    best = Dictionary(
      examined.compactMap { item in
        item.place.flatMap { place in cosines[item.number].map { (place.thread, $0) } }
      }, uniquingKeysWith: max)
    var texts = Dictionary(
      examined.compactMap { item in item.message.map { ($0.sequence, $0.content.text) } },
      uniquingKeysWith: { first, _ in first })

    var unknown: [Int: Set<Int64>] = [:]
    var before: Set<Int64> = []
    for item in open {
      guard let place = item.place, let (items, index) = Self.find(place, in: threads) else { continue }
      for neighbour in [index - 1, index + 1] where items.indices.contains(neighbour) {
        let number = ItemNumber(kind: item.candidate.kind, item: items[neighbour].item)
        if cosines[number] == nil { unknown[item.candidate.source, default: []].insert(number.item) }
      }
      if index > 0, item.message != nil, texts[items[index - 1].item] == nil { before.insert(items[index - 1].item) }
    }
    for (source, items) in unknown {
      let kind = candidates.sources[source].owner.owner.kind
      for match in try candidates.nearness(of: items.sorted(), in: source) {
        cosines[ItemNumber(kind: kind, item: match.item)] = match.whole
      }
    }
    for event in try tx.events.messages(sequences: before.sorted(), MessageFilter()) {
      texts[event.sequence] = event.content.text
    }
    self.cosines = cosines
    asking = Set(texts.lazy.filter { TurnTraits($0.value).asks }.map(\.key))
  }

  /// The places of what stands within reach of items.
  private static func threads(
    around items: [Examined], _ tx: any ReadTransaction
  ) throws -> [ThreadID: [(position: Int, item: Int64)]] {
    var sessions: [Stretch<String>] = []
    var documents: [Stretch<Int64>] = []
    let places = Dictionary(grouping: items.compactMap(\.place), by: \.thread)
    for (thread, places) in places {
      for positions in stretches(around: places.map(\.position)) {
        switch thread {
        case .session(let id): sessions.append(Stretch(id, positions))
        case .document(let sequence): documents.append(Stretch(sequence, positions))
        }
      }
    }
    var threads: [ThreadID: [(position: Int, item: Int64)]] = [:]
    for place in try tx.events.places(sessions) {
      threads[.session(place.thread), default: []].append((place.position, place.item))
    }
    for place in try tx.documents.places(documents) {
      threads[.document(place.thread), default: []].append((place.position, place.item))
    }
    return threads.mapValues { $0.sorted { $0.position < $1.position } }
  }

  /// The stretches within reach of positions, those that touch as one.
  private static func stretches(around positions: [Int]) -> [ClosedRange<Int>] {
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

  private static func find(
    _ place: ThreadPlace, in threads: [ThreadID: [(position: Int, item: Int64)]]
  ) -> (items: [(position: Int, item: Int64)], index: Int)? {
    guard let items = threads[place.thread] else { return nil }
    var low = 0
    var high = items.count
    while low < high {
      let middle = (low + high) / 2
      if items[middle].position < place.position { low = middle + 1 } else { high = middle }
    }
    return low < items.count && items[low].position == place.position ? (items, low) : nil
  }

  /// The highest cosine of its session or document.
  func bestCosine(around item: Examined) -> Double? { item.place.flatMap { best[$0.thread] } }

  /// What an item and those within reach of it score together by their words.
  func words(around item: Examined) -> Double {
    let words = candidates.sources[item.candidate.source].words
    guard let place = item.place, let (items, index) = Self.find(place, in: threads) else {
      return words.score(of: item.candidate.item)
    }
    var weighted: [(item: Int64, weight: Double)] = []
    for other in max(0, index - Self.reach)...min(items.count - 1, index + Self.reach)
    where abs(items[other].position - place.position) <= Self.reach {
      weighted.append((items[other].item, Self.weights[abs(other - index)]))
    }
    return words.score(of: weighted, size: Self.size)
  }

  /// What the cosine of an item and its neighbours as one text would be, about; `nil` where the item has no vector.
  func cosine(around item: Examined) -> Double? {
    guard let own = cosines[item.number] else { return nil }
    guard let place = item.place, let (items, index) = Self.find(place, in: threads) else { return own }
    let neighbours = [index - 1, index + 1].filter(items.indices.contains).compactMap {
      cosines[ItemNumber(kind: item.candidate.kind, item: items[$0].item)]
    }
    return (own + Self.neighbourWeight * neighbours.reduce(0, +)) / Self.windowSizes[neighbours.count]
  }

  /// What the words score of a question in the message before; 0 where there is none.
  func questionBefore(_ item: Examined) -> Double {
    guard item.message != nil, let place = item.place, let (items, index) = Self.find(place, in: threads), index > 0,
      asking.contains(items[index - 1].item)
    else { return 0 }
    return candidates.sources[item.candidate.source].words.score(of: items[index - 1].item)
  }
}
