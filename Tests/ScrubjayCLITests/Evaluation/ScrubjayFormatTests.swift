import ScrubjayCore
import Testing

@testable import ScrubjayCLI

/// `scrubjay eval` over the program's own format: what is stored, what is asked, and what is wrong with a file.
struct ScrubjayFormatTests {
  static let file = """
    {"name": "tiny", "conversations": [
      {"id": "mira",
       "sessions": [
        {"id": "s1", "time": "2025-03-02T18:30:00Z", "messages": [
          {"id": "m1", "role": "user", "name": "Mira", "content": "My brother tunes church organs."},
          {"id": "m2", "role": "assistant", "content": "Does he travel a lot?"},
          {"id": "m3", "role": "user", "name": "Mira", "content": "The beehives stand in the orchard.",
           "time": "2025-03-02T19:00:00+01:00"}]},
        {"id": "s2", "time": "2025-05-02T18:30:00Z", "messages": [
          {"id": "m4", "role": "user", "name": "Mira", "content": "The river is where the boxes with the bees are."}]}],
       "memories": [
        {"id": "k1", "content": "Mira keeps beehives in the orchard.", "type": "episodic", "importance": 7,
         "valid_from": "2025-01-01T00:00:00Z", "valid_until": "2025-04-01T00:00:00Z", "sources": ["m3"]},
        {"id": "k2", "content": "Mira keeps beehives at the river.", "valid_from": "2025-04-01T00:00:00Z"}],
       "questions": [
        {"question": "Who tunes organs?", "category": "person", "evidence": ["m1"]},
        {"question": "keeps beehives", "category": "place", "evidence": ["k2"], "stale": ["k1"],
         "time": "2025-06-01T09:00:00Z"},
        {"question": "keeps beehives", "category": "place", "evidence": ["k1"], "stale": ["k2"],
         "time": "2025-02-01T09:00:00Z"},
        {"question": "beehives", "category": "place", "evidence": ["m4"], "stale": ["m3"]},
        {"question": "zeppelin", "category": "unknown", "evidence": []}]},
      {"id": "otto",
       "sessions": [{"id": "s1", "time": "2025-03-02T18:30:00Z", "messages": [
          {"id": "m1", "role": "user", "name": "Otto", "content": "Beehives <b>frighten</b> & sting me."}]}],
       "questions": [{"question": "beehives <script>", "category": "<i>", "evidence": ["m1"]}]}]}
    """

  @Test func aTinyFileHasItsKnownFigures() async throws {
    let program = try Installation()
    let path = try program.write(Self.file, to: "tiny.json")
    let outcome = try await program.run("eval", path, "--json", "-", "--quiet")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let report = outcome.json
    #expect(report["overall"]?["questions"] == 5)
    #expect(report["overall"]?["recall_at_10"]?.doubleValue == 0.8)
    #expect(report["by_category"]?.members?.map(\.name) == ["<i>", "person", "place"])
    #expect(report["by_category"]?["person"]?["mrr"]?.doubleValue == 1)
    #expect(report["by_conversation"]?["otto"]?["recall_at_1"]?.doubleValue == 1)
    #expect(report["all_found_at_10"]?["by_category"]?["place"]?.doubleValue == 0.6667)
    // Of the three that name what no longer holds, only the one about what was said finds it.
    #expect(report["stale"]?["overall"] == ["stale_first": .real(0.3333), "questions": 3])
    #expect(report["calibration"]?["unanswerable"] == 1)
    #expect(report["calibration"]?["thresholds"]?.arrayValue?.first?["silent"]?.doubleValue == 1)
    let questions = report["per_question"]?.arrayValue
    #expect(questions?.map { $0["id"] } == [0, 1, 2, 3, 4, 5])
    #expect(questions?.map { $0["ranks"] } == [["m1": 1], ["k2": 1], ["k1": 1], ["m4": .null], [:], ["m1": 1]])
    #expect(questions?.map { $0["stale_rank"]?.integerValue != nil } == [false, false, false, true, false, false])
    #expect(questions?[4]["hits"] == 0)
    #expect(questions?[4]["first_score"] == .null)
    #expect(try await program.run("eval", path, "--format", "scrubjay", "--json", "-", "--quiet").json == report)
  }

  @Test func whatIsStoredIsWhatTheFileSays() async throws {
    let program = try Installation()
    let path = try program.write(Self.file, to: "tiny.json")
    let line = ["eval", path, "--database", program.database]
    let first = try await program.run(line)
    #expect(first.status == 0, "\(first.errors)")
    #expect(try await program.run(line).output == first.output)
    let messages = try await program.run("messages", "list", "--user", "mira", "--json").json["data"]?.arrayValue
    let mine = messages?.sorted { ($0["id"]?.stringValue ?? "") < ($1["id"]?.stringValue ?? "") }
    #expect(mine?.map { $0["id"] } == ["mira:m1", "mira:m2", "mira:m3", "mira:m4"])
    #expect(mine?.map { $0["session"] } == ["mira:s1", "mira:s1", "mira:s1", "mira:s2"])
    #expect(mine?.map { $0["app"] ?? "eval" } == ["eval", "eval", "eval", "eval"])
    #expect(mine?.map { $0["role"] } == ["user", "assistant", "user", "user"])
    #expect(mine?[1]["occurred_at"] == "2025-03-02T18:30:01.000000Z")
    #expect(mine?[2]["occurred_at"] == "2025-03-02T18:00:00.000000Z")
    #expect(mine?[2]["metadata"] == ["external_id": "m3"])
    let memories = try await program.run(
      "memories", "list", "--namespace", "user:mira", "--include-invalid", "--json"
    ).json["data"]?.arrayValue?.sorted { ($0["content"]?.stringValue ?? "") < ($1["content"]?.stringValue ?? "") }
    #expect(memories?.map { $0["metadata"] } == [["external_id": "k2"], ["external_id": "k1"]])
    #expect(memories?.map { $0["type"] } == ["semantic", "episodic"])
    #expect(memories?.last?["importance"] == 7)
    #expect(memories?.last?["valid_until"] == "2025-04-01T00:00:00.000000Z")
    let source = memories?.last?["sources"]?.arrayValue?.first
    #expect(source?["session"] == "mira:s1")
    #expect(source?["event"] == "mira:m3")
  }

  @Test(arguments: [
    (#""id": "otto""#, #""id": "mira""#, "conversation 2: 'id' is 'mira', as that of another conversation is"),
    (#""id": "s2""#, #""id": "s1""#, "conversation 'mira', session 2: 'id' is 's1', as that of another session is"),
    (#""id": "k1""#, #""id": "m1""#, "conversation 'mira', memory 1: 'id' is 'm1'"),
    (#""id": "m2", "#, "", "conversation 'mira', session 's1', message 2: 'id' is missing"),
    (#""assistant""#, #""robot""#, "message 2: 'role' should be one of system, user, assistant, tool"),
    (#""Does he travel a lot?""#, "7", "message 2: 'content' should be a string with text in it"),
    (#""2025-05-02T18:30:00Z""#, #""in May""#, "session 2: 'time' should be a time such as"),
    (#""sources": ["m3"]"#, #""sources": ["m9"]"#, "memory 1: 'sources' names 'm9', which is no message of"),
    (#""importance": 7"#, #""importance": 11"#, "memory 1: 'importance' should be a whole number from 1 to 10"),
    (#""evidence": ["m4"]"#, #""evidence": ["m4", "m5"]"#, "question 4: 'evidence' names 'm5', which is no message or"),
    (#""evidence": ["m4"]"#, #""evidence": ["m4", "m4"]"#, "question 4: 'evidence' names 'm4' twice"),
    (#""evidence": ["m4"]"#, #""evidence": "m4""#, "question 4: 'evidence' should be an array"),
    (#", "evidence": ["m4"]"#, "", "conversation 'mira', question 4: 'evidence' is missing"),
    (#""stale": ["m3"]"#, #""stale": ["m4"]"#, "question 4: 'stale' names 'm4', which is evidence too"),
    (#""questions": [{"#, #""queries": [{"#, "conversation 'otto': 'questions' is missing"),
    (#""conversations""#, #""talks""#, "it has neither 'conversations' nor a 'sample_id'"),
  ])
  func whatIsWrongIsNamed(_ right: String, _ wrong: String, _ message: String) async throws {
    let program = try Installation()
    try #require(Self.file.contains(right))
    let outcome = try await program.run("eval", "-", input: Self.file.replacing(right, with: wrong))
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
    #expect(outcome.errors.contains("[invalid_field]"))
  }
}
