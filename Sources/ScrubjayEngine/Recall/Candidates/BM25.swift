import Foundation
import ScrubjayCore

/// Scores items by the words they share with a query: Okapi BM25 (Robertson and Zaragoza, "The Probabilistic Relevance
/// Framework: BM25 and Beyond", 2009), over the items of one owner.
///
/// A term t that occurs f times in an item of length l contributes
/// `idf(t) · f · (k1 + 1) / (f + k1 · (1 − b + b · l / average))` with
/// `idf(t) = ln(1 + (N − n + 0.5) / (n + 0.5))` for N items of which n hold t. The sum is divided by what an item
/// would score that held every term of the query without end, `Σ idf(t) · (k1 + 1)`: scores lie between 0 and 1 and
/// can be compared between owners and, later, with other measures.
struct BM25 {
  /// How soon more occurrences of a term stop to matter.
  static let k1 = 0.9
  /// How much long items are held back.
  static let b = 0.3

  let owner: WordOwner
  let terms: [QueryTerm]

  /// An item's score, and what it is made of.
  struct Score {
    let item: Int64
    let score: Double
    let shares: [TermShare]
  }

  /// Scores the items that hold any of the terms, in no order.
  func scores(_ postings: [Posting]) -> [Score] {
    let byTerm = Dictionary(grouping: postings, by: \.term)
    let average = Double(max(1, owner.length)) / Double(max(1, owner.items))
    var shares: [Int64: [TermShare]] = [:]
    var best = 0.0
    for term in terms {
      let matches = strongest(term.alternatives.flatMap { byTerm[$0] ?? [] })
      let rarity = Self.rarity(items: owner.items, holding: matches.count)
      best += rarity * (Self.k1 + 1)
      for posting in matches {
        let frequency = Double(posting.frequency)
        let norm = Self.k1 * (1 - Self.b + Self.b * Double(posting.length) / average)
        shares[posting.item, default: []].append(
          TermShare(
            word: term.word, term: posting.term, frequency: posting.frequency, rarity: rarity,
            share: rarity * frequency * (Self.k1 + 1) / (frequency + norm)))
      }
    }
    return shares.map { item, shares in
      let normalised = shares.map { $0.divided(by: best) }
      return Score(item: item, score: normalised.reduce(0) { $0 + $1.share }, shares: normalised)
    }
  }

  /// An item that holds a word in several forms counts once for it, by the form it holds most often.
  private func strongest(_ postings: [Posting]) -> [Posting] {
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

extension TermShare {
  fileprivate func divided(by best: Double) -> TermShare {
    TermShare(word: word, term: term, frequency: frequency, rarity: rarity, share: best > 0 ? share / best : 0)
  }
}
