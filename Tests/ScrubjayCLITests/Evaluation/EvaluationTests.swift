import ScrubjayCore
import Testing

@testable import ScrubjayCLI

/// `scrubjay eval` over the LoCoMo benchmark's format, on a conversation with known answers.
struct EvaluationTests {
  private static let file = """
    [{"sample_id": "tiny", "conversation": {
      "speaker_a": "Ana", "speaker_b": "Ben",
      "session_2_date_time": "12:05 am on 9 May, 2023",
      "session_2": [{"speaker": "Ben", "dia_id": "D2:1", "text": "The kettle whistled.", "blip_caption": "a red kettle"}],
      "session_1_date_time": "1:56 pm on 8 May, 2023",
      "session_1": [
        {"speaker": "Ana", "dia_id": "D1:1", "text": "My sister paints boats."},
        {"speaker": "Ben", "dia_id": "D1:2", "text": "Does the lighthouse still work?"}],
      "session_3_date_time": "1:56 pm on 10 May, 2023"},
     "qa": [
      {"question": "Who paints boats?", "answer": "her sister", "evidence": ["D1:1"], "category": 4},
      {"question": "lighthouse kettle", "answer": "both", "evidence": ["D1:2; D2:1", "D"], "category": 1},
      {"question": "zeppelin", "answer": "none", "evidence": ["D1:1"], "category": 2},
      {"question": "no evidence", "answer": "?", "evidence": [], "category": 3},
      {"question": "boats", "adversarial_answer": "x", "evidence": ["D1:2"], "category": 5}]}]
    """

  @Test func aTinyBenchmarkHasItsKnownFigures() async throws {
    let program = try Installation()
    let outcome = try await program.run("eval", try program.write(Self.file, to: "tiny.json"), "--json", "-", "--quiet")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let overall = outcome.json["overall"]
    #expect(overall?["questions"] == 3)
    // One of one, one of two and none of one at rank 1; then one, two and none.
    #expect(overall?["recall_at_1"]?.doubleValue == 0.5)
    #expect(overall?["recall_at_10"]?.doubleValue == 0.6667)
    #expect(overall?["mrr"]?.doubleValue == 0.6667)
    #expect(overall?["ndcg_at_10"]?.doubleValue == 0.6667)
    #expect(outcome.json["by_category"]?.members?.map(\.name) == ["1", "2", "4", "5"])
    #expect(outcome.json["by_category"]?["5"]?["recall_at_20"]?.doubleValue == 0)
    #expect(outcome.json["by_conversation"]?["tiny"] == overall)
    #expect(outcome.json["all_found_at_10"]?["overall"]?.doubleValue == 0.6667)
    // Two questions of three are answered: all resamples lie between none and all of them.
    #expect(outcome.json["intervals"]?["overall"]?["recall_at_10"] == [.real(0), .real(1)])
    #expect(outcome.json["stale"] == nil)
    #expect(outcome.json["calibration"]?["answerable"] == 3)
    #expect(outcome.json["calibration"]?["unanswerable"] == 1)
    let questions = outcome.json["per_question"]?.arrayValue
    #expect(questions?.map { $0["ranks"] }.prefix(3) == [["D1:1": 1], ["D1:2": 2, "D2:1": 1], ["D1:1": .null]])
    let database = try await program.run("sessions", "list", "--json")
    #expect(database.json["data"] == [])
  }

  @Test func aNamedDatabaseIsUsedAndServesAgain() async throws {
    let program = try Installation()
    let path = try program.write(Self.file, to: "tiny.json")
    let line = ["eval", path, "--json", program.file("report.json"), "--database", program.database]
    let first = try await program.run(line)
    #expect(first.status == 0)
    #expect(first.output.contains("overall (1 to 4)"))
    #expect(try await program.run(line).output == first.output)
    #expect(
      try JSON(parsing: program.content(of: "report.json"))["overall"] != nil)
    let messages = try await program.run("messages", "list", "--user", "tiny", "--json").json["data"]?.arrayValue
    #expect(
      messages?.map { $0["content"] } == [
        "My sister paints boats.", "Does the lighthouse still work?", "The kettle whistled. [image: a red kettle]",
      ])
    #expect(
      messages?.map { $0["occurred_at"] } == [
        "2023-05-08T13:56:00.000000Z", "2023-05-08T13:56:01.000000Z", "2023-05-09T00:05:00.000000Z",
      ])
    #expect(messages?.last?["session"] == "tiny-session-2")
    #expect(messages?.last?["metadata"] == ["external_id": "D2:1"])
    let hits = try await program.run("recall", "kettle", "--user", "tiny", "--app", "locomo", "--json").json["hits"]
    #expect(hits?.arrayValue?.first?["metadata"]?["external_id"] == "D2:1")
  }

  @Test func importTakesTheFormatToo() async throws {
    let program = try Installation()
    let outcome = try await program.run("import", "-", "--format", "locomo", "--json", input: Self.file)
    #expect(outcome.json["sessions"] == 2)
    #expect(outcome.json["messages"] == 3)
  }
}
