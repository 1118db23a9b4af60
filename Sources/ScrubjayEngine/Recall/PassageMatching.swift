import ScrubjayCore
import ScrubjayLanguage

/// Tells of each hit which of its passages match the query, and how well.
struct PassageMatching {
  private let candidates: Candidates
  private let analyser: Analyser
  /// The passages of the hits that have several.
  private let passages: [ItemNumber: [String]]
  /// The cosines of all parts of these.
  private let cosines: [ItemNumber: [Double]]

  /// How much a passage's words count beside its cosine.
  private static let wordWeight = 0.5

  init(_ items: [Examined], _ candidates: Candidates, _ analyser: Analyser) throws {
    self.candidates = candidates
    self.analyser = analyser
    var passages: [ItemNumber: [String]] = [:]
    var cosines: [ItemNumber: [Double]] = [:]
    for (source, items) in Dictionary(grouping: items, by: \.candidate.source) {
      let kind = candidates.sources[source].owner.owner.kind
      // Chunks of documents are cut where their text is.
      if kind == .document { continue }
      for item in items { passages[item.number] = Passages.of(item.item.content) }
      let several = items.filter { passages[$0.number]?.isEmpty == false }.map(\.candidate.item)
      for (item, parts) in try candidates.cosines(of: several, in: source) {
        cosines[ItemNumber(kind: kind, item: item)] = parts
      }
    }
    self.passages = passages
    self.cosines = cosines
  }

  /// The passages of a hit in their order; none where it is a single one.
  func matches(of item: Examined) -> [PassageMatch] {
    guard let passages = passages[item.number], !passages.isEmpty else { return [] }
    let cosines = cosines(of: passages, in: item)
    let words = words(of: passages, in: item)
    return passages.indices.map { index in
      PassageMatch(text: passages[index], match: (cosines?[index] ?? 0) + Self.wordWeight * words[index])
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
      let nameless = Participants(candidates.sources[item.candidate.source].owner.speakers).left(outOf: text)
      if nameless != text { (text, embedded) = (nameless, Passages.of(nameless)) }
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
