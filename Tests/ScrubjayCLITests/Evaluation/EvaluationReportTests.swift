import ScrubjayCore
import Testing

@testable import ScrubjayCLI

/// What else `scrubjay eval` makes of a run: a comparison with an earlier one, and a page.
struct EvaluationReportTests {
  private static let file = ScrubjayFormatTests.file

  @Test func twoRunsAreComparedQuestionByQuestion() async throws {
    let program = try Installation()
    let path = try program.write(Self.file, to: "tiny.json")
    let first = try await program.run("eval", path, "--json", "-", "--quiet")
    // As if the brother's organs had been found second, and the bees by the river first.
    let earlier = try program.write(
      first.output.replacing(
        #"{"m1":1},"stale_rank":null,"first_score""#, with: #"{"m1":2},"stale_rank":null,"was""#, maxReplacements: 1
      )
      .replacing(#"{"m4":null}"#, with: #"{"m4":1}"#), to: "earlier.json")
    let line = ["eval", path, "--baseline", earlier]
    let report = try await program.run(line + ["--json", "-", "--quiet"]).json
    let recall = report["comparison"]?["recall_at_1"]
    #expect(recall?["before"]?.doubleValue == 0.8)
    #expect(recall?["now"]?.doubleValue == 0.8)
    #expect(recall?["difference"]?.doubleValue == 0)
    #expect(recall?["p_value"]?.doubleValue == 1)
    #expect(recall?["wins"] == 1)
    #expect(recall?["ties"] == 3)
    #expect(recall?["losses"] == 1)
    let deeper = report["comparison"]?["recall_at_3"]
    #expect(deeper?["difference"]?.doubleValue == -0.2)
    #expect(deeper?["interval"] == [.real(-0.6), .real(0)])
    #expect(deeper?["losses"] == 1)
    #expect(deeper?["ties"] == 4)
    #expect(report["comparison"]?.members?.map(\.name) == Measure.allCases.map(\.json))
    let table = try await program.run(line)
    #expect(table.output.contains("R@3\t100.0\t80.0\t-20.0\t-60.0\t0.0\t1.0000\t0\t4\t1"), "\(table.output)")
  }

  @Test(arguments: [
    ("Who tunes organs?", "Who tunes pianos?", "its question 0 is another than the file's: 'Who tunes organs?'"),
    (#""ranks":{"k2":1}"#, #""ranks":{"k9":1}"#, "its question 1 is another"),
    (#""per_question":[{"id":0"#, #""per_question":[{},{"id":0"#, "it has 7 questions, the file 6"),
    ("per_question", "questions", "it has no 'per_question'"),
  ])
  func aReportOverOtherQuestionsIsRefused(_ right: String, _ wrong: String, _ message: String) async throws {
    let program = try Installation()
    let path = try program.write(Self.file, to: "tiny.json")
    let report = try await program.run("eval", path, "--json", "-", "--quiet").output
    try #require(report.contains(right))
    let earlier = try program.write(report.replacing(right, with: wrong), to: "earlier.json")
    let outcome = try await program.run("eval", path, "--baseline", earlier)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
  }

  @Test func thePageHoldsTheReportAndNothingFromElsewhere() async throws {
    let program = try Installation()
    let path = try program.write(Self.file, to: "tiny.json")
    let json = program.file("report.json")
    let first = try await program.run("eval", path, "--json", json, "--html", program.file("report.html"))
    #expect(first.output.contains("overall\t"))
    let page = try program.content(of: "report.html")
    #expect(page.hasPrefix("<!doctype html>"))
    #expect(page.contains("<title>Recall on tiny</title>"))
    for title in ["By category", "By conversation", "What no longer holds", "Calibration", "The worst questions"] {
      #expect(page.contains("<h2>\(title)</h2>"))
    }
    #expect(!page.contains("Compared with the baseline"))
    #expect(page.contains("<b>not among the 2 hits</b>"))
    #expect(page.contains("The river is where the boxes with the bees are."))
    for foreign in ["<script", "<i>", "http:", "https:", "src=", "url(", "@import", "<link"] {
      #expect(!page.contains(foreign), "\(foreign)")
    }
    #expect(page.contains("category &lt;i&gt;"))
    let compared = try await program.run("eval", path, "--baseline", json, "--html", "-", "--quiet")
    #expect(compared.output.hasPrefix("<!doctype html>"))
    #expect(compared.output.contains("<h2>Compared with the baseline</h2>"))
  }

  @Test func onlyOneReportGoesToStandardOutput() async throws {
    let program = try Installation()
    let path = try program.write(Self.file, to: "tiny.json")
    let outcome = try await program.run("eval", path, "--html", "-", "--json", "-")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("cannot both go to standard output"))
  }

  @Test func anAblationIsPartOfEveryReport() throws {
    let hits = ["a", "b"].enumerated().map { index, id in
      EvaluationHit(
        id: id, score: 0.5,
        explanation: .init(evidence: 2 - Double(index), shares: [("speaker & time", 2 - Double(index))]))
    }
    let question = EvaluationSet.Question(
      text: "who", category: "any", evidence: ["a"], stale: [], time: nil, isAnswerable: true)
    let set = EvaluationSet(format: .scrubjay, name: nil, conversations: [])
    let report = try EvaluationReport(
      [AskedQuestion(question, of: "someone", hits: hits, depth: 20)], of: set, baseline: nil, ablates: true)
    let ablation = report.json["ablation"]
    #expect(ablation?["whole"]?["mrr"]?.doubleValue == 1)
    #expect(ablation?["features"]?["speaker & time"]?["without"]?["mrr"]?.doubleValue == 1)
    #expect(ablation?["features"]?["speaker & time"]?["difference"]?["mrr"]?.doubleValue == 0)
    #expect(report.tables.last?.table.rows.map(\.first) == ["the whole", "speaker & time"])
    let page = EvaluationPage(report).html
    #expect(page.contains("<h2>Without a feature</h2>"))
    #expect(page.contains("speaker &amp; time"))
    #expect(page.contains("<title>Recall, measured</title>"))
  }
}
