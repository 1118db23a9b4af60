import Foundation
import ScrubjayCore
import Testing

@testable import ScrubjayLanguage

/// What becomes of the answers of language models.
@Suite struct ExtractionAnswerTests {
  private static let offer = ExtractionAnswer.Offer(messages: ["e1", "e2", "e3"], targets: ["m1", "m2"])

  private static func read(_ text: String) -> ExtractionAnswer { .read(text, offer: offer) }

  private static func fact(_ text: String) throws -> ProposedFact {
    guard case .read(let facts, []) = read(text) else { throw Missing() }
    return try #require(facts.first)
  }

  private struct Missing: Error {}

  @Test(arguments: BrokenAnswer.form + BrokenAnswer.content)
  func `A broken answer becomes what the guide says`(answer: BrokenAnswer) {
    switch Self.read(answer.answer) {
    case .unreadable: #expect(answer.contents == nil, "\(answer.kind)")
    case .read(let facts, let dropped):
      #expect(facts.map(\.content) == answer.contents, "\(answer.kind)")
      #expect(dropped.map(\.reason) == answer.dropped, "\(answer.kind)")
    }
  }

  @Test func `The guide holds the table`() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized
    let guide = try String(contentsOf: root.appending(path: "Documentation/Extraction.md"), encoding: .utf8)
    let rows = (BrokenAnswer.form + BrokenAnswer.content).map { "| \($0.kind) | \($0.outcome) |" }
    #expect(rows.count >= 40)
    #expect(rows.filter { !guide.contains($0) } == [])
  }

  @Test func `A fact is read with all its fields`() throws {
    let fact = try Self.fact(
      """
      [{"content": "  Moved to  Porto ", "category": "Other", "valid_from": "2026-10", "evidence": ["e2", 3, "e2"],
        "operation": "update", "target": "m1"}]
      """)
    #expect(fact.content == "Moved to Porto" && fact.category == .other && fact.evidence == ["e2", "e3"])
    #expect(fact.validFrom == Timestamp(year: 2026, month: 10, day: 1) && fact.operation == .update(target: "m1"))
  }

  @Test(arguments: [
    (#""add""#, ProposedFact.Operation.add), (#""ADD""#, .add), ("null", .add),
    (#""none", "target": "m2""#, .none(target: "m2")),
    (#""NONE""#, .none(target: nil)), (#""none", "target": "m7""#, .none(target: nil)),
    (#""update", "target_id": ["m2"]"#, .update(target: "m2")),
  ])
  func `An operation is read in any case`(json: String, operation: ProposedFact.Operation) throws {
    #expect(try Self.fact(#"[{"content": "Likes tea", "operation": \#(json)}]"#).operation == operation)
  }

  @Test(arguments: [
    (#""2026""#, "2026-01-01"), ("2026", "2026-01-01"), (#""2026-03-02""#, "2026-03-02"),
    (#""2026-03-02T10:00:00+01:00""#, "2026-03-02"), (#""""#, nil), ("true", nil), (#""2026-13-01""#, nil),
    (#""9999""#, nil),
    (#""20260302""#, nil), (#"{"a": 1}"#, nil), (#""2026-03-02-01""#, nil),
  ])
  func `A beginning is a year, a month, a day or a time`(json: String, day: String?) throws {
    let fact = try Self.fact(#"[{"content": "Likes tea", "valid_from": \#(json)}]"#)
    #expect(fact.validFrom?.description.prefix(10).description == day)
  }

  @Test func `Only so many facts are taken of one answer`() {
    let count = ExtractionAnswer.factsPerAnswer + 3
    let answer = JSON.array((0..<count).map { ["content": .string("Has \($0) dogs")] }).text
    guard case .read(let facts, let dropped) = Self.read(answer) else {
      Issue.record("unreadable")
      return
    }
    #expect(facts.count == ExtractionAnswer.factsPerAnswer)
    #expect(
      dropped.map(\.reason) == [.tooMany, .tooMany, .tooMany] && dropped.first?.place == ExtractionAnswer.factsPerAnswer
    )
  }
}
