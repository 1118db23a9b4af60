import ScrubjayCore
import ScrubjayLanguage
import ScrubjayTestKit
import Testing

@testable import ScrubjayEngine

/// Questions that stand somewhere in a long text.
@Suite struct LongQueryTests {
  /// So many sentences that have nothing to do with any question.
  private static func filler(_ count: Int, from start: Int = 0) -> String {
    (start..<start + count).map { "The gardener planted tulip number \($0) beside the old fence. " }.joined()
  }

  enum Place: CaseIterable { case beginning, middle, end }

  /// A text with a question in it.
  private static func text(_ question: String, at place: Place, sentences: Int) -> String {
    switch place {
    case .beginning: "\(question) \(filler(sentences))"
    case .middle: "\(filler(sentences / 2))\(question) \(filler(sentences / 2, from: sentences))"
    case .end: "\(filler(sentences))\(question)"
    }
  }

  @Test(arguments: [1, 20, 120, 480], [Place.beginning, .end])
  func `A question is heard by its meaning at either end`(sentences: Int, place: Place) async throws {
    let embedder = ScriptedEmbedder(MeaningTests.groups + [["gardener", "tulip", "fence", "planted"]])
    try await withWorld(Embedders(embedder)) { world in
      try await world.session()
      try await world.say("She took her cello to Bergen", "The lift is broken", "A wage was agreed on")
      try await world.remember("Owns a violin")
      try await world.engine.embeddings.finish()
      let question = Self.text(
        "Which instrument did she take to Bergen with her, and why?", at: place, sentences: sentences)
      #expect(question.utf8.count <= Limits.queryBytes)
      let query = RecallQuery(question, user: "alice", limit: 2, mode: .meaning)
      let found = try await world.engine.recall(query, as: world.call).hits.map(\.content)
      #expect(Set(found) == ["She took her cello to Bergen", "Owns a violin"])
      // In a long text it is as near as if it were all there is.
      if sentences == 1 { return }
      let near = RecallQuery(question, user: "alice", threshold: 0.99)
      #expect(Set(try await world.engine.recall(near, as: world.call).hits.map(\.content)) == Set(found))
    }
  }

  @Test func `What is said at length in the middle is heard, too`() async throws {
    let embedder = ScriptedEmbedder(MeaningTests.groups + [["gardener", "tulip", "fence", "planted"]])
    try await withWorld(Embedders(embedder)) { world in
      try await world.remember("Owns a violin")
      try await world.remember("The lift is broken")
      try await world.engine.embeddings.finish()
      let middle = String(repeating: "Some instrument or other is asked for here. ", count: 30)
      let query = RecallQuery(
        Self.text(middle, at: .middle, sentences: 60), user: "alice", threshold: 0.5, mode: .meaning)
      #expect(try await world.engine.recall(query, as: world.call).hits.map(\.content) == ["Owns a violin"])
    }
  }

  @Test(arguments: Place.allCases) func `A question's words count as much as all that is around them`(place: Place)
    async throws
  {
    try await withWorld { world in
      try await world.session()
      try await world.say(
        "Her zebra is called Marty", "The gardener planted tulip after tulip", "An old fence fell over")
      for sentences in [20, 480] {
        let question = Self.text("What was the zebra of hers called?", at: place, sentences: sentences)
        let hits = try await world.engine.recall(RecallQuery(question, user: "alice"), as: world.call).hits
        #expect(hits.map(\.content).contains("Her zebra is called Marty"), "\(sentences)")
        if place != .middle { #expect(hits.first?.content == "Her zebra is called Marty", "\(sentences)") }
      }
    }
  }

  @Test func `Of more terms than are looked for those at both ends count`() async throws {
    try await withWorld { world in
      try await world.session()
      try await world.say("zebra")
      let words = (0..<Limits.termsPerRecall * 5 / 4).map { String($0, radix: 36) + "q" }
      func found(_ query: [String]) async throws -> Int {
        try await world.engine.recall(RecallQuery(query.joined(separator: " "), user: "alice"), as: world.call).hits
          .count
      }
      let half = words.count / 2
      #expect(try await found(["zebra"] + words) == 1)
      #expect(try await found(words + ["zebra"]) == 1)
      #expect(try await found(words[..<half] + ["zebra"] + words[half...]) == 0)
    }
  }

  @Test func `Days and what is asked for are read to the end`() {
    let now = Timestamp(year: 2026, month: 3, day: 10) ?? Timestamp(microseconds: 0)
    for question in ["When did I see her on 2024-05-08?", "How many were there yesterday?"] {
      let alone = QueryAnalysis(question, asked: LocalTime(now))
      let long = QueryAnalysis(Self.filler(480) + question, asked: LocalTime(now))
      #expect(alone.kind.isSubset(of: long.kind) && !alone.kind.isEmpty)
      #expect(!alone.spans.isEmpty && alone.spans.allSatisfy(long.spans.contains))
    }
    // However many days a text names, the last are among those that count.
    let days = (0..<900).map { "On \(1990 + $0 / 300)-0\($0 / 30 % 9 + 1)-\(10 + $0 % 19). " }.joined()
    let many = QueryAnalysis(days + "And on 2024-05-08?", asked: LocalTime(now))
    #expect(many.spans.count == 256)
    #expect(many.dateTerms.keys.contains { $0.contains("2024-05-08") || $0.contains("20240508") })
  }

  @Test(arguments: 0..<100) func `The parts of a query hold all of it, and are few`(round: Int) {
    var random = SeededRandom(seed: UInt64(round))
    var text = ""
    while text.utf8.count < random.pick([100, 1_500, 9_000, 30_000]) { text += random.text(upTo: 900) }
    let query = Folding.truncated(text, toUTF8Bytes: Limits.queryBytes)
    let parts = QueryParts(query)
    #expect(parts.parts.joined().utf8.elementsEqual(query.utf8), "\(random)")
    #expect(parts.parts.count <= 2 * Limits.partsPerQuery + 1, "\(random)")
    if query.utf8.count > Limits.queryPartBytes {
      #expect(query.hasPrefix(parts.edges[0]) && query.hasSuffix(parts.edges[1]), "\(random)")
      #expect(parts.edges.allSatisfy { !$0.isEmpty && $0.utf8.count <= Limits.queryEdgeBytes }, "\(random)")
    } else {
      #expect(parts == QueryParts(query) && parts.parts == [query] && parts.edges.isEmpty, "\(random)")
    }
  }
}
