import ScrubjayCore
import Testing

@testable import ScrubjayEngine

/// What says the very same as a better hit gives way.
@Suite struct DiversityTests {
  /// A hit that says something, with so much evidence by its words.
  private static func item(_ number: Int64, _ text: String, evidence: Double, as kind: ItemKind = .message)
    -> ScoredItem
  {
    let event = Event(
      sequence: number, id: "\(number)", session: "s\(number)", app: "a", user: "u", position: 1, type: .message,
      actor: .user, role: .user, name: nil, content: .text(text), channel: nil, metadata: .emptyObject,
      stateDelta: nil, isFinalResponse: false, occurredAt: Timestamp(seconds: 0), recordedAt: Timestamp(seconds: 0))
    var sum = Evidence(RecallWeights([]))
    sum.set(.nearbyWords, evidence / RecallWeights([])[.nearbyWords])
    return ScoredItem(item: Examined(Candidate(source: 0, kind: kind, item: number), .message(event)), evidence: sum)
  }

  private static func best(_ items: [ScoredItem], _ count: Int = 9) -> [Int64] {
    Diversity(items).best(count).map(\.item.candidate.item)
  }

  @Test func `The best come first, of equals the newer`() {
    let items = [
      Self.item(1, "tea", evidence: 1), Self.item(2, "milk", evidence: 3), Self.item(3, "bread", evidence: 1),
    ]
    #expect(Self.best(items) == [2, 3, 1])
    #expect(Self.best(items, 2) == [2, 3])
    #expect(Self.best([]) == [])
  }

  @Test func `What is said again comes after what is about as good, but not after everything`() throws {
    let items = [
      Self.item(1, "tea", evidence: 2), Self.item(2, "tea", evidence: 1.9), Self.item(3, "tea", evidence: 1.8),
      Self.item(4, "milk", evidence: 1.7), Self.item(5, "bread", evidence: 1.5), Self.item(6, "salt", evidence: 0.1),
    ]
    #expect(Self.best(items) == [1, 4, 2, 5, 3, 6])
    #expect(Self.best(items, 2) == [1, 4])
    let again = try #require(Diversity(items).best(9).first { $0.item.candidate.item == 3 })
    #expect(again.evidence.shares.last?.feature == .repetition)
    #expect(abs(again.evidence.sum - 1.8 * 0.85 * 0.85) < 1e-12)
  }

  @Test func `Only the very same counts as such, and only as the same kind`() {
    let items = [
      Self.item(1, "tea", evidence: 2), Self.item(2, "Tea", evidence: 1.9), Self.item(3, "tea ", evidence: 1.8),
      Self.item(4, "tea", evidence: 1.7, as: .memory), Self.item(5, "milk", evidence: 1.6),
    ]
    #expect(Self.best(items) == [1, 2, 3, 4, 5])
  }
}
