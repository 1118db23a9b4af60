import Foundation
import ScrubjayCore
import ScrubjayLanguage

/// What stands around the examined items in their sessions and documents, and what it has of the query.
struct Surroundings {
  private let candidates: Candidates
  private let threads: Threads
  /// Whether both people and agents speak.
  let isBetweenPersonAndAgent: Bool
  /// Between a person and an agent, the neighbours of all examined items, however long these are.
  private let exchanges: Threads?
  /// The cosines of the nearest parts of examined items and, between a person and an agent, of their neighbours.
  private let nearest: [ItemNumber: Double]
  /// The cosines of examined items and of their neighbours, each as a whole.
  private let cosines: [ItemNumber: Double]
  /// The highest cosine in each thread.
  private let best: [ThreadID: Double]
  /// Who asks something in the message before an examined one, by the number of that message.
  private let asking: [Int64: Voice]

  /// Who says something.
  private struct Voice {
    let role: Role?
    let name: String?

    init(_ message: Event) { (role, name) = (message.role, message.name) }

    /// Whether it is known to be the same who says something else.
    func isSame(as other: Voice) -> Bool { name != nil && name == other.name && role == other.role }
  }

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

  init(_ examined: [Examined], _ candidates: Candidates, _ tx: any ReadTransaction) throws {
    self.candidates = candidates
    let open = examined.filter { $0.openness >= Examined.leastOpenness }
    threads = try Threads(around: open, reach: Self.reach, tx)
    let roles = Set(examined.compactMap { $0.message?.role })
    isBetweenPersonAndAgent = roles.contains(.user) && roles.contains(.assistant)
    let spoken = isBetweenPersonAndAgent && candidates.arms != .words ? examined.filter { $0.message != nil } : []
    let exchanges = spoken.isEmpty ? nil : try Threads(around: spoken, reach: 1, tx)
    self.exchanges = exchanges
    var nearest = Dictionary(
      spoken.compactMap { item in item.candidate.meaning.map { (item.number, $0.cosine) } }, uniquingKeysWith: max)
    var cosines = Dictionary(
      examined.compactMap { item in item.candidate.meaning.map { (item.number, $0.whole) } }, uniquingKeysWith: max)
    best = Dictionary(
      examined.compactMap { item in
        item.place.flatMap { place in cosines[item.number].map { (place.thread, $0) } }
      }, uniquingKeysWith: max)
    var asking: [Int64: Voice] = [:]
    var known: Set<Int64> = []
    func note(_ message: Event) {
      known.insert(message.sequence)
      if TurnTraits(message.content.text).asks { asking[message.sequence] = Voice(message) }
    }
    for item in examined { item.message.map(note) }

    var unknown: [Int: Set<Int64>] = [:]
    var before: Set<Int64> = []
    for item in open {
      for neighbour in threads.neighbours(of: item) where cosines[neighbour] == nil {
        unknown[item.candidate.source, default: []].insert(neighbour.item)
      }
      if item.message != nil, let previous = threads.previous(of: item), !known.contains(previous) {
        before.insert(previous)
      }
    }
    for item in spoken {
      guard let other = exchanges?.other(in: item), nearest[other] == nil else { continue }
      unknown[item.candidate.source, default: []].insert(other.item)
    }
    for (source, items) in unknown {
      let kind = candidates.sources[source].owner.owner.kind
      for match in try candidates.nearness(of: items.sorted(), in: source, isRough: true) {
        let number = ItemNumber(kind: kind, item: match.item)
        cosines[number] = match.whole
        nearest[number] = match.cosine
      }
    }
    self.nearest = nearest
    try tx.events.messages(sequences: before.sorted(), MessageFilter()).forEach(note)
    self.cosines = cosines
    self.asking = asking
  }

  /// The highest cosine of its session or document.
  func bestCosine(around item: Examined) -> Double? { item.place.flatMap { best[$0.thread] } }

  /// What an item and those within reach of it score together by their words.
  func words(around item: Examined) -> Double {
    let words = candidates.sources[item.candidate.source].words
    let items = threads.items(around: item, reach: Self.reach)
    if items.isEmpty { return words.score(of: item.candidate.item) }
    return words.score(of: items.map { ($0.item, Self.weights[$0.distance]) }, size: Self.size)
  }

  /// What the cosine of an item and its neighbours as one text would be, about; `nil` where the item has no vector.
  func cosine(around item: Examined) -> Double? {
    guard let own = cosines[item.number] else { return nil }
    let neighbours = threads.neighbours(of: item).compactMap { cosines[$0] }
    return (own + Self.neighbourWeight * neighbours.reduce(0, +)) / Self.windowSizes[neighbours.count]
  }

  /// The cosine of the answer to what a person says to an agent, or of what the agent answers; `nil` where there is none.
  func exchangeCosine(of item: Examined) -> Double? { exchanges?.other(in: item).flatMap { nearest[$0] } }

  /// What the words score of a question in the message before; 0 where there is none. Nobody answers their own.
  func questionBefore(_ item: Examined) -> Double {
    guard let message = item.message, let previous = threads.previous(of: item), let voice = asking[previous],
      !voice.isSame(as: Voice(message))
    else { return 0 }
    return candidates.sources[item.candidate.source].words.score(of: previous)
  }
}
