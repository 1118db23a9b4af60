import Foundation
import ScrubjayCore
import ScrubjayLanguage
import Testing

@testable import ScrubjayEngine

/// What words score, worked out by hand for an owner of four items with twelve terms.
@Suite struct BM25Tests {
  private static let owner = WordOwner(
    number: 1, owner: ItemOwner(.message, "alice", "planner"), items: 4, length: 12, languages: ["en"])
  private static let terms = [
    QueryTerm(word: "red", alternatives: ["red"]), QueryTerm(word: "cats", alternatives: ["cat", "cats"]),
    QueryTerm(word: "Ana", alternatives: ["ana"]),
  ]
  /// Item 1 is "red red cat ana and more", 2 is "cat", 3 holds the name alone.
  private static let postings = [
    Posting(term: "red", item: 1, frequency: 2, length: 6), Posting(term: "cat", item: 1, frequency: 1, length: 6),
    Posting(term: "ana", item: 1, frequency: 1, length: 6), Posting(term: "cat", item: 2, frequency: 1, length: 1),
    Posting(term: "ana", item: 3, frequency: 1, length: 3),
  ]

  private static func words(isTopic: (QueryTerm) -> Bool = { $0.word != "Ana" }) -> BM25 {
    BM25(owner: owner, terms: terms, emphasis: terms.map { _ in 1 }, postings: postings, isTopic: isTopic)
  }

  private static func idf(holding count: Double) -> Double { log(1 + (4 - count + 0.5) / (count + 0.5)) }

  private static func part(_ count: Double, _ frequency: Double, length: Double) -> Double {
    idf(holding: count) * frequency * 1.9 / (frequency + 0.9 * (0.7 + 0.3 * length))
  }

  private static let bestOfTopic = (idf(holding: 1) + idf(holding: 2)) * 1.9
  private static let best = bestOfTopic + idf(holding: 2) * 1.9

  private static func isClose(_ left: Double, _ right: Double) -> Bool { abs(left - right) < 1e-12 }

  @Test func `The topic scores as the formula says, names not counted`() {
    let words = Self.words()
    let first = (Self.part(1, 2, length: 2) + Self.part(2, 1, length: 2)) / Self.bestOfTopic
    let second = Self.part(2, 1, length: 1.0 / 3) / Self.bestOfTopic
    #expect(Self.isClose(words.score(of: 1), first))
    #expect(Self.isClose(words.score(of: 2), second))
    #expect(words.score(of: 3) == 0)
    #expect(words.score(of: 4) == 0)
  }

  @Test func `What an item promises counts names, too`() throws {
    let words = Self.words()
    let first = Self.part(1, 2, length: 2) + 2 * Self.part(2, 1, length: 2)
    #expect(Self.isClose(try #require(words.promise(of: 1)), first / Self.best))
    #expect(Self.isClose(try #require(words.promise(of: 3)), Self.part(2, 1, length: 1) / Self.best))
    #expect(words.promise(of: 4) == nil)
    #expect(Set(words.scores.map(\.item)) == [1, 2, 3])
    #expect(words.scores.allSatisfy { $0.score == words.promise(of: $0.item) })
  }

  @Test func `A question of names alone is about them`() {
    let words = Self.words { _ in false }
    #expect(words.terms.allSatisfy { $0.isTopic })
    #expect(words.score(of: 3) == words.promise(of: 3))
    #expect(words.score(of: 3) > 0)
  }

  @Test func `The shares of the topic's terms add up to its score`() {
    let words = Self.words()
    let shares = words.shares(of: 1).sorted { $0.word < $1.word }
    #expect(shares.map(\.word) == ["cats", "red"])
    #expect(shares.map(\.term) == ["cat", "red"])
    #expect(shares.map(\.frequency) == [1, 2])
    #expect(Self.isClose(shares.reduce(0) { $0 + $1.share }, words.score(of: 1)))
    #expect(words.shares(of: 3) == [])
    #expect(words.shares(of: 4) == [])
  }

  @Test func `A term in several forms counts by the one that is held most often`() {
    let postings = Self.postings + [Posting(term: "cats", item: 2, frequency: 3, length: 1)]
    let words = BM25(owner: Self.owner, terms: Self.terms, emphasis: Self.terms.map { _ in 1 }, postings: postings) {
      $0.word != "Ana"
    }
    #expect(words.shares(of: 2).map(\.term) == ["cats"])
    #expect(Self.isClose(words.score(of: 2), Self.part(2, 3, length: 1.0 / 3) / Self.bestOfTopic))
  }

  @Test func `Items together score as one whose parts weigh less the farther away they are`() {
    let words = Self.words()
    // One and a half items, of which there could be three.
    let around = words.score(of: [(item: 1, weight: 0.5), (item: 2, weight: 1)], size: 3)
    let wanted = Self.part(1, 1, length: 0.5) + Self.part(2, 1.5, length: 0.5)
    #expect(Self.isClose(around, wanted / Self.bestOfTopic))
    #expect(words.score(of: [(item: 3, weight: 1), (item: 4, weight: 1)], size: 3) == 0)
    #expect(words.score(of: [], size: 3) == 0)
    #expect(around > words.score(of: [(item: 1, weight: 0.5)], size: 3))
  }

  @Test func `No score leaves the range from nought to one`() {
    let postings = (1...4).flatMap { item in
      ["red", "cat", "ana"].map { Posting(term: $0, item: item, frequency: 1 << 20, length: 3 << 20) }
    }
    let words = BM25(owner: Self.owner, terms: Self.terms, emphasis: Self.terms.map { _ in 1 }, postings: postings) {
      $0.word != "Ana"
    }
    for item in Int64(1)...4 { #expect((0...1).contains(words.score(of: item))) }
    #expect((0...1).contains(words.score(of: (1...4).map { (item: $0, weight: 1) }, size: 4)))
    let none = BM25(owner: Self.owner, terms: [], emphasis: [], postings: []) { _ in true }
    #expect(none.score(of: 1) == 0)
    #expect(none.score(of: [(item: 1, weight: 1)], size: 1) == 0)
    #expect(none.scores.isEmpty)
  }
}
