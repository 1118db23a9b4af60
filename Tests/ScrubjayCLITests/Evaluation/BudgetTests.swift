import ScrubjayCore
import ScrubjayTestKit
import Testing

@testable import ScrubjayCLI

/// `scrubjay eval --budget`: how much of the evidence is inside what would go into a prompt.
struct BudgetTests {
  /// Sentences that have nothing to do with any question, so many that a message of them is cut.
  private static let filler = (1...14).map { "The gardener planted tulip number \($0) beside the old fence at noon." }
    .joined(separator: " ")

  private static let file = """
    {"name": "boats", "conversations": [
      {"id": "ana", "sessions": [
        {"id": "s1", "time": "2025-03-02T18:30:00Z", "messages": [
          {"id": "m1", "role": "user", "name": "Ana", "content": "My sister paints boats."},
          {"id": "m2", "role": "assistant",
           "content": "\(filler) The lighthouse keeper repairs clocks in winter. \(filler)"}]},
        {"id": "s2", "time": "2025-04-02T18:30:00Z", "messages": [
          {"id": "m3", "role": "user", "name": "Ana", "content": "The lighthouse is white."}]}],
       "questions": [
        {"question": "Who paints boats?", "category": "short", "answer": "her sister", "evidence": ["m1"]},
        {"question": "What does the lighthouse keeper repair in winter?", "category": "long", "answer": "clocks",
         "evidence": ["m2"]},
        {"question": "lighthouse keeper winter", "category": "long", "answer": "tulip 14", "evidence": ["m2", "m3"]},
        {"question": "zeppelin", "category": "none", "evidence": []}]}]}
    """

  private static func report(_ line: [String], _ file: String = file) async throws -> JSON {
    let program = try Installation()
    let path = try program.write(file, to: "boats.json")
    let outcome = try await program.run(["eval", path, "--json", "-", "--quiet"] + line)
    #expect(outcome.status == 0, "\(outcome.errors)")
    return outcome.json
  }

  @Test func aLongMessageIsInsideAsAPassageThatHoldsTheAnswer() async throws {
    let report = try await Self.report(["--budget", "160,10,2000"])
    #expect(report["budgets"]?["counter"] == "estimate")
    let budgets = try #require(report["budgets"]?["evidence"]?.arrayValue)
    #expect(budgets.map { $0["budget"] } == [10, 160, 2_000])
    func shares(_ part: String) -> [Double?] { budgets.map { $0["overall"]?[part]?.doubleValue } }
    // Into 10 tokens nothing goes: each message has a day before it. Into 160 the long one goes in passages, which hold the
    // clocks and lose the fourteenth tulip; into 2,000 all of it.
    #expect(shares("whole") == [0, 0.5, 1])
    #expect(shares("with_answer") == [0, 0.8333, 1])
    #expect(shares("touched") == [0, 1, 1])
    #expect(budgets.map { $0["overall"]?["questions"] } == [3, 3, 3])
    #expect(budgets[1]["by_category"]?["long"]?["with_answer"]?.doubleValue == 0.75)
    #expect(budgets[1]["by_conversation"]?["ana"] == budgets[1]["overall"])
    #expect(budgets[1]["intervals"]?["overall"]?["touched"] == [.real(1), .real(1)])
    #expect(budgets.allSatisfy { ($0["tokens"]?.doubleValue ?? .infinity) <= ($0["budget"]?.doubleValue ?? 0) })
    #expect(budgets.map { $0["cut_pieces"]?.doubleValue } == [0, 0.6667, 0])
    let questions = report["per_question"]?.arrayValue
    let second = questions?[1]["budgets"]?.arrayValue?[1]
    #expect(second?["budget"] == 160)
    #expect(second?["whole"] == [])
    #expect(second?["with_answer"] == ["m2"])
    #expect(second?["touched"] == ["m2"])
    #expect(questions?[3]["budgets"] == nil)
  }

  @Test func theMeasuresAreTheSameWithAndWithoutBudgets() async throws {
    let without = try await Self.report([])
    let with = try await Self.report(["--budget", "100000"])
    #expect(without["budgets"] == nil)
    for part in ["overall", "by_category", "by_conversation", "by_session", "calibration", "intervals"] {
      #expect(with[part] == without[part], "\(part)")
    }
  }

  @Test func withoutAnswersItIsToldWhatIsWholeAndWhatIsTouched() async throws {
    let file = Self.file.replacing(/"answer": "[^"]*",/, with: "")
    let report = try await Self.report(["--budget", "160"], file)
    let overall = report["budgets"]?["evidence"]?.arrayValue?.first?["overall"]
    #expect(overall?.members?.map(\.name) == ["whole", "touched", "questions"])
    #expect(overall?["whole"]?.doubleValue == 0.5)
  }

  @Test func tokensAreCountedByTheModelWhereThereIsOne() async throws {
    let program = try Installation()
    let path = try program.write(Self.file, to: "boats.json")
    let outcome = try await program.run(
      "eval", path, "--budget", "160", "--json", "-", "--quiet",
      environment: ["SCRUBJAY_EMBEDDING_MODEL": try InstalledModel.directory])
    #expect(outcome.json["budgets"]?["counter"]?.stringValue?.hasPrefix("bert-") == true, "\(outcome.errors)")
    let overall = outcome.json["budgets"]?["evidence"]?.arrayValue?.first?["overall"]
    #expect(overall?["with_answer"]?.doubleValue == 0.8333)
  }

  @Test func aServerAnswersWhatIsPacked() async throws {
    let program = try Installation()
    let path = try program.write(Self.file, to: "boats.json")
    let server = try await ServerProcess(program.process(["serve", "--port", "0"]))
    let outcome = try await program.run(
      "eval", path, "--budget", "160", "--json", "-", "--quiet", "--server", server.url)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.json["budgets"] == (try await Self.report(["--budget", "160"]))["budgets"])
    await server.stop()
  }

  @Test func theTablesAndThePageTellOfBudgetsAndSessions() async throws {
    let program = try Installation()
    let path = try program.write(Self.file, to: "boats.json")
    let html = program.file("report.html")
    let shown = try await program.run("eval", path, "--budget", "160,2000", "--html", html)
    #expect(shown.output.contains("Evidence inside so many tokens, counted by estimate"), "\(shown.output)")
    #expect(shown.output.contains("overall: with the answer\t83.3\t100.0\t3"))
    #expect(shown.output.contains("category long: with the answer\t75.0\t100.0\t2"))
    #expect(shown.output.contains("By session, which ranks by its best hit"))
    #expect(shown.output.contains("category short\t100.0\t100.0\t100.0\t1"))
    let page = try program.content(of: "report.html")
    #expect(page.contains("<h2>Inside a budget</h2>"))
    #expect(page.contains("<h2>By session</h2>"))
    #expect(page.contains("aria-label=\"Evidence inside budgets of tokens\""))
  }

  @Test func budgetsAndSessionsAreComparedWithABaseline() async throws {
    let program = try Installation()
    let path = try program.write(Self.file, to: "boats.json")
    let before = program.file("before.json")
    _ = try await program.run("eval", path, "--budget", "10,160", "--json", before)
    // As if the second question had had nothing inside 160 tokens, and the session of the first had come second.
    let changed = try program.content(of: "before.json")
      .replacing(
        try Regex(#""with_answer":\s*\[\s*"m2"\s*\],\s*"touched":\s*\[\s*"m2"\s*\]"#),
        with: #""with_answer":[],"touched":[]"#,
        maxReplacements: 1
      )
      .replacing(
        try Regex(#""session_ranks":\s*\{\s*"ana:s1":\s*1"#), with: #""session_ranks":{"ana:s1":2"#, maxReplacements: 1)
    let earlier = try program.write(changed, to: "earlier.json")
    let line = ["eval", path, "--budget", "160,2000", "--baseline", earlier]
    let report = try await program.run(line + ["--json", "-", "--quiet"]).json
    let budgets = report["budgets"]?["evidence"]?.arrayValue
    let answer = budgets?.first?["comparison"]?["with_answer"]
    #expect(answer?["before"]?.doubleValue == 0.5)
    #expect(answer?["now"]?.doubleValue == 0.8333)
    #expect(answer?["wins"] == 1)
    #expect(answer?["ties"] == 2)
    #expect(budgets?.first?["comparison"]?["whole"]?["ties"] == 3)
    #expect(budgets?.last?["comparison"] == nil)
    let hit = report["by_session"]?["comparison"]?["hit_at_1"]
    #expect(hit?["wins"] == 1)
    #expect(hit?["losses"] == 0)
    let table = try await program.run(line)
    #expect(table.output.contains("160 tokens: with the answer\t50.0\t83.3\t33.3"), "\(table.output)")
    #expect(table.output.contains("Hit@1 by session\t"))
  }

  @Test(arguments: [
    "", "0", "-5", "x", "500,", "500,500", "1.5", "1000001", "1,2,3,4,5,6,7,8,9", "500 1000",
  ])
  func otherBudgetsAreRefused(budget: String) async throws {
    let program = try Installation()
    let path = try program.write(Self.file, to: "boats.json")
    let outcome = try await program.run("eval", path, "--budget", budget)
    #expect(outcome.status == 2)
    #expect(
      outcome.errors.contains("--budget should be 1 to 8 different whole numbers from 1 to 1000000"),
      "\(outcome.errors)")
  }
}
