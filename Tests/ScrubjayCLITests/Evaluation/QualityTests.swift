import Foundation
import ScrubjayCore
import ScrubjayTestKit
import Testing

/// How well recall finds what answers the questions of `Benchmarks/Recall`, with the model that `make setup` installs.
///
/// A floor lies a few points below what was measured: whatever changes the ranking may cost a question or two, not more.
struct QualityTests {
  /// A set of questions, and the least share of the evidence that is to be among the first ten hits.
  struct Floor: Sendable, CustomTestStringConvertible {
    let name: String
    let overall: Double
    var categories: [String: Double] = [:]

    var testDescription: String { name }
  }

  /// Those that take little time; all of them are measured by hand.
  static let floors = [
    Floor(name: "abstain", overall: 0.95)
  ]
  private static let updates = Floor(
    name: "updates", overall: 0.88, categories: ["update": 0.82, "before": 0.94, "valid-at": 0.7, "unchanged": 0.96])

  /// The path of a set in the repository.
  private static func path(_ set: String) -> String {
    let repository = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized
    return repository.appending(path: "Benchmarks/Recall/\(set).json").path
  }

  private static func environment() throws -> [String: String] {
    ["SCRUBJAY_EMBEDDING_MODEL": try InstalledModel.directory]
  }

  /// Asks the questions of a set, and compares what is found with its floor.
  private static func measure(_ floor: Floor, with program: Installation, on place: [String] = []) async throws {
    let outcome = try await program.run(
      ["eval", path(floor.name), "--json", "-", "--quiet"] + place, environment: try environment())
    #expect(outcome.status == 0, "\(outcome.errors)")
    func recall(_ group: JSON?) -> Double { group?["recall_at_10"]?.doubleValue ?? 0 }
    let overall = recall(outcome.json["overall"])
    #expect(overall >= floor.overall, "\(floor.name): \(overall)")
    for (category, least) in floor.categories {
      let found = recall(outcome.json["by_category"]?[category])
      #expect(found >= least, "\(floor.name), \(category): \(found)")
    }
  }

  @Test(arguments: floors) func whatAnswersIsFound(floor: Floor) async throws {
    try await Self.measure(floor, with: try Installation())
  }

  @Test func whatHasChangedIsFoundAsItIsAndNoMemoryThatDoesNotHold() async throws {
    let program = try Installation()
    let server = try await ServerProcess(
      program.process(["serve", "--port", "0"], environment: try Self.environment()))
    try await Self.measure(Self.updates, with: program, on: ["--server", server.url])
    let file = try JSON(parsing: String(contentsOfFile: Self.path(Self.updates.name), encoding: .utf8))
    var found = 0
    for conversation in file["conversations"]?.arrayValue ?? [] {
      let memories = Self.validity(conversation["memories"])
      for question in conversation["questions"]?.arrayValue ?? [] {
        let time = try #require(question["time"]?.stringValue.flatMap(Timestamp.init(rfc3339:)))
        let answer = try await server.send(
          "POST", "/v1/recall",
          [
            "query": question["question"] ?? .null, "user": conversation["id"] ?? .null, "app": "eval",
            "kinds": ["memory"], "valid_at": question["time"] ?? .null, "limit": 100,
          ])
        for hit in answer["hits"]?.arrayValue ?? [] {
          let id = try #require(hit["metadata"]?["external_id"]?.stringValue)
          let validity = try #require(memories[id])
          #expect(validity.from <= time && time < validity.until, "\(question): \(id)")
          found += 1
        }
      }
    }
    #expect(found > 500)
    await server.stop()
  }

  /// From when to when the memories of a conversation hold, by their ids.
  private static func validity(_ memories: JSON?) -> [String: (from: Timestamp, until: Timestamp)] {
    func time(_ memory: JSON, _ name: String) -> Timestamp? {
      memory[name]?.stringValue.flatMap(Timestamp.init(rfc3339:))
    }
    let pairs = (memories?.arrayValue ?? []).compactMap { memory in
      memory["id"]?.stringValue.map { id in
        (
          id,
          (
            time(memory, "valid_from") ?? Timestamp(microseconds: .min),
            time(memory, "valid_until") ?? Timestamp(microseconds: .max)
          )
        )
      }
    }
    return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }
}
