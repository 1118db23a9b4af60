import ScrubjayCore
import ScrubjayLanguage

/// Tells of each hit which of its passages match the query, and how well.
struct PassageMatching {
  private let candidates: Candidates
  private let analyser: Analyser
  /// The cosines of all parts of the hits that have several passages.
  private let cosines: [ItemNumber: [Double]]

  /// How much a passage's words count beside its cosine.
  private static let wordWeight = 0.5

  init(_ items: [Examined], _ candidates: Candidates, _ analyser: Analyser) throws {
    self.candidates = candidates
    self.analyser = analyser
    var cosines: [ItemNumber: [Double]] = [:]
    let several = items.filter { Self.passages(of: $0).count > 1 }
    for (source, items) in Dictionary(grouping: several, by: \.candidate.source) {
      let kind = candidates.sources[source].owner.owner.kind
      for (item, parts) in try candidates.cosines(of: items.map(\.candidate.item), in: source) {
        cosines[ItemNumber(kind: kind, item: item)] = parts
      }
    }
    self.cosines = cosines
  }

  /// The passages of a hit in their order; none where it is a single one.
  func matches(of item: Examined) -> [PassageMatch] {
    let passages = Self.passages(of: item)
    guard !passages.isEmpty else { return [] }
    let cosines = cosines(of: passages, in: item)
    let words = words(of: passages, in: item)
    return passages.indices.map { index in
      PassageMatch(text: passages[index], match: (cosines?[index] ?? 0) + Self.wordWeight * words[index])
    }
  }

  private static func passages(of item: Examined) -> [String] {
    switch item.item {
    case .message, .memory: Passages.of(item.item.content)
    case .document: []
    }
  }

  /// What each passage has of the words by which the hit matches the query, from 0 to 1.
  private func words(of passages: [String], in item: Examined) -> [Double] {
    let shares = candidates.sources[item.candidate.source].words.shares(of: item.candidate.item)
    guard !shares.isEmpty else { return passages.map { _ in 0 } }
    return analyser.terms(ofParts: passages).map { terms in
      shares.reduce(0) { terms.contains($1.term) ? $0 + $1.share : $0 }
    }
  }

  /// The cosine of each passage; `nil` where it is not known.
  ///
  /// The last of an item's parts are its passages, unless a passage is so long that the model takes it in several: none is
  /// where the whole is one part, or that is no longer than a part of the whole.
  private func cosines(of passages: [String], in item: Examined) -> [Double]? {
    guard let parts = cosines[item.number] else { return nil }
    var text = item.item.content
    var embedded = passages
    if item.message != nil {
      // Names are left out before a text is divided, and what is left may be divided otherwise.
      let participants = Participants(candidates.sources[item.candidate.source].owner.speakers)
      text = participants.left(outOf: text)
      embedded = Passages.of(text)
    }
    let wholes = parts.count - embedded.count
    let bytes = Passages.beginning(of: text).utf8.count
    guard embedded.count == passages.count, wholes > 0,
      wholes == 1 || embedded.allSatisfy({ $0.utf8.count * wholes <= bytes })
    else {
      return nil
    }
    return Array(parts.suffix(passages.count))
  }
}
