import Foundation
import ScrubjayCore
import Testing

@testable import ScrubjayEngine

/// The search for conflicts, judged by pairs of memories that contradict each other and pairs that only look like it.
@Suite struct ConflictPairTests {
  struct Pair: Decodable, Sendable {
    let kind: String
    let a: String
    let b: String
    let isValue: Bool?
    let aValid: [Int?]?
    let bValid: [Int?]?
  }

  struct Pairs: Decodable, Sendable {
    let conflicts: [Pair]
    let compatible: [Pair]

    init(_ name: String) throws {
      let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: name)
      let decoder = JSONDecoder()
      decoder.keyDecodingStrategy = .convertFromSnakeCase
      self = try decoder.decode(Pairs.self, from: Data(contentsOf: file))
    }
  }

  private static let search = ConflictSearch(Analyser())

  private static func isConflict(_ pair: Pair) -> Bool {
    let memories = [(pair.a, pair.aValid), (pair.b, pair.bValid)].enumerated().map { number, side in
      memory(number, side.0, isValue: pair.isValue ?? false, valid: side.1)
    }
    return !search.contradictions(among: memories).isEmpty
  }

  private static func memory(_ number: Int, _ text: String, isValue: Bool, valid: [Int?]?) -> Memory {
    func time(_ year: Int?) -> Timestamp? { year.flatMap { Timestamp(year: $0, month: 1, day: 1) } }
    return Memory(
      sequence: Int64(number), id: "m\(number)", namespace: Namespace(.user, "u"), key: "m\(number)",
      isKeyChosen: false,
      version: 1, origin: .create, type: .semantic, content: text, value: isValue ? JSONText(stored: text) : nil,
      importance: 5, category: nil, metadata: .emptyObject, validFrom: time(valid?[0]), validUntil: time(valid?[1]),
      expiresAt: nil, sources: [], createdAt: Timestamp(seconds: 0), createdBy: "x",
      recordedAt: Timestamp(seconds: Int64(number)), recordedUntil: nil, updatedBy: "x", redactedAt: nil, deletedAt: nil
    )
  }

  /// The least precision and recall, a little under what was measured: 1.0 and 1.0 of the pairs that the rules were
  /// made with, 1.0 and 0.73 of those that were written afterwards.
  @Test(arguments: [("pairs.json", 30, 0.96, 0.96), ("held-out.json", 15, 0.9, 0.7)])
  func `Precision and recall stay what they were measured to be`(
    file: String, count: Int, precision: Double, recall: Double
  ) throws {
    let pairs = try Pairs(file)
    #expect(pairs.conflicts.count == count && pairs.compatible.count == count)
    let missed = pairs.conflicts.filter { !Self.isConflict($0) }
    let wrong = pairs.compatible.filter(Self.isConflict)
    let found = Double(pairs.conflicts.count - missed.count)
    let names = "missed: \(missed.map { "\($0.a) / \($0.b)" }), wrong: \(wrong.map { "\($0.a) / \($0.b)" })"
    print(file, found / (found + Double(wrong.count)), found / Double(count), names)
    #expect(found / (found + Double(wrong.count)) >= precision, "\(names)")
    #expect(found / Double(count) >= recall, "\(names)")
  }
}
