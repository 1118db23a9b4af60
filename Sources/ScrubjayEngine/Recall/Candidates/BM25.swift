import Foundation
import ScrubjayCore
import ScrubjayLanguage

/// Scores items by the words they share with a query: Okapi BM25 (Robertson and Zaragoza, "The Probabilistic Relevance
/// Framework: BM25 and Beyond", 2009), over the items of one owner.
///
/// A term t that occurs f times in an item of length l contributes
/// `idf(t) · f · (k1 + 1) / (f + k1 · (1 − b + b · l / average))` with
/// `idf(t) = ln(1 + (N − n + 0.5) / (n + 0.5))` for N items of which n hold t. The sum is divided by what an item
/// would score that held every term without end, `Σ idf(t) · (k1 + 1)`: scores lie between 0 and 1 and can be compared
/// between owners, and with other measures.
struct BM25 {
  /// How soon more occurrences of a term stop to matter.
  static let k1 = 0.9
  /// How much long items are held back.
  static let b = 0.3

  /// A term of the query among the owner's items.
  struct Term {
    let word: String
    /// The inverse document frequency.
    let rarity: Double
    /// Whether it tells what is asked about, rather than who.
    let isTopic: Bool
    /// How much it counts beside the others of the query.
    let emphasis: Double

    /// Whether nothing holds it, and it may be no word.
    let isSpurious: Bool

    /// What it weighs: its rarity, by how much it counts.
    var weight: Double { rarity * emphasis }
    /// What an item is short of that lacks it: of a pair of characters that nothing holds less, since such a pair is often
    /// the end of one word and the beginning of the next.
    var demand: Double { isSpurious ? weight * BM25.spuriousShare : weight }
  }

  /// How much of a pair of characters that nothing holds counts as what was asked for.
  private static let spuriousShare = 0.3

  let terms: [Term]
  private let matches: [Int64: [Match]]
  private let averageLength: Double
  /// What an item could score at most: by all terms, and by those that tell what is asked about.
  private let best: (all: Double, topic: Double)

  /// That an item holds a term.
  private struct Match {
    let term: Int
    let posting: Posting
  }

  /// Looks at an owner's items that hold any of the terms.
  ///
  /// - Parameters:
  ///   - emphasis: How much each term counts.
  ///   - isTopic: Whether a term tells what is asked about; where none does, all of them do.
  init(
    owner: WordOwner, terms: [QueryTerm], emphasis: [Double], postings: [Posting], isTopic: (QueryTerm) -> Bool
  ) {
    let byTerm = Dictionary(grouping: postings, by: \.term)
    averageLength = Double(max(1, owner.length)) / Double(max(1, owner.items))
    let topics = terms.map(isTopic)
    let allAre = !topics.contains(true)
    var matches: [Int64: [Match]] = [:]
    var weighted: [Term] = []
    for ((term, isTopic), emphasis) in zip(zip(terms, topics), emphasis) {
      let postings = Self.strongest(term.alternatives.flatMap { byTerm[$0] ?? [] })
      weighted.append(
        Term(
          word: term.word, rarity: Self.rarity(items: owner.items, holding: postings.count), isTopic: isTopic || allAre,
          emphasis: emphasis, isSpurious: postings.isEmpty && term.isPair))
      for posting in postings {
        matches[posting.item, default: []].append(Match(term: weighted.count - 1, posting: posting))
      }
    }
    self.terms = weighted
    self.matches = matches
    best = (
      weighted.reduce(0) { $0 + $1.demand * (Self.k1 + 1) },
      weighted.reduce(0) { $0 + ($1.isTopic ? $1.demand * (Self.k1 + 1) : 0) }
    )
  }

  /// The items that hold any of the terms, who is asked about included, with what they score by all of them.
  var scores: [(item: Int64, score: Double)] { matches.map { (item: $0, score: promise($1)) } }

  /// The score of an item by all terms; `nil` for one that holds none.
  func promise(of item: Int64) -> Double? { matches[item].map(promise) }

  private func promise(_ matches: [Match]) -> Double {
    best.all > 0 ? matches.reduce(0) { $0 + part($1) } / best.all : 0
  }

  /// What each term that tells what is asked about contributes to an item's score, which is their sum.
  func shares(of item: Int64) -> [TermShare] {
    (matches[item] ?? []).compactMap { match in
      guard terms[match.term].isTopic, best.topic > 0 else { return nil }
      return TermShare(
        word: terms[match.term].word, term: match.posting.term, frequency: match.posting.frequency,
        rarity: terms[match.term].rarity, share: part(match) / best.topic)
    }
  }

  /// The score of an item by what is asked about.
  func score(of item: Int64) -> Double {
    guard best.topic > 0 else { return 0 }
    return (matches[item] ?? []).reduce(0) { terms[$1.term].isTopic ? $0 + part($1) : $0 } / best.topic
  }

  /// The score of items together, as if they were one of them.
  ///
  /// - Parameters:
  ///   - items: The items, each with how much it counts.
  ///   - size: How much all those would count that could be there: what many say is worth less than what one says.
  func score(of items: [(item: Int64, weight: Double)], size: Double) -> Double {
    guard best.topic > 0 else { return 0 }
    var frequencies = [Double](repeating: 0, count: terms.count)
    for (item, weight) in items {
      for match in matches[item] ?? [] { frequencies[match.term] += weight * Double(match.posting.frequency) }
    }
    let length = items.reduce(0) { $0 + $1.weight } / size
    var sum = 0.0
    for (term, frequency) in zip(terms, frequencies) where term.isTopic && frequency > 0 {
      sum += Self.part(term.weight, frequency, length: length)
    }
    return sum / best.topic
  }

  private func part(_ match: Match) -> Double {
    Self.part(
      terms[match.term].weight, Double(match.posting.frequency), length: Double(match.posting.length) / averageLength)
  }

  /// What a term of a weight contributes that occurs so often in a text, whose length is a multiple of the average.
  private static func part(_ weight: Double, _ frequency: Double, length: Double) -> Double {
    weight * frequency * (k1 + 1) / (frequency + k1 * (1 - b + b * length))
  }

  /// An item that holds a word in several forms counts once for it, by the form it holds most often.
  private static func strongest(_ postings: [Posting]) -> [Posting] {
    var strongest: [Int64: Posting] = [:]
    for posting in postings where posting.frequency > strongest[posting.item]?.frequency ?? 0 {
      strongest[posting.item] = posting
    }
    return Array(strongest.values)
  }

  private static func rarity(items: Int, holding count: Int) -> Double {
    log(1 + (Double(max(items, count)) - Double(count) + 0.5) / (Double(count) + 0.5))
  }
}
