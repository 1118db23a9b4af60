/// The report as one web page, with nothing from elsewhere and no scripts.
struct EvaluationPage {
  let report: EvaluationReport

  init(_ report: EvaluationReport) { self.report = report }

  /// The depths of recall that are drawn.
  private static let depths: [(k: Int, measure: Measure)] = [
    (1, .recallAt1), (3, .recallAt3), (5, .recallAt5), (10, .recallAt10), (20, .recallAt20),
  ]

  var html: String {
    let title = report.set.name.map { "Recall on \($0)" } ?? "Recall, measured"
    let sections = [
      overall, categories, conversations, sessions, budgets, staleness, calibration, comparison, ablation, worst,
    ]
    return """
      <!doctype html>
      <html lang="en">
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(Markup.escaped(title))</title>
      <style>
      \(PageStyle.css)
      </style>
      <h1>\(Markup.escaped(title))</h1>
      \(sections.compactMap(\.self).joined(separator: "\n"))
      </html>
      """
  }

  private var overall: String {
    let cards = Measure.allCases.map { measure in
      """
      <li>\(measure.title)<b>\(Percent.text(report.figures.overall[measure]))</b>\
      <small>\(Percent.text(report.figures.overall.interval(measure)))</small></li>
      """
    }
    return """
      <p class="about">\(report.figures.overall.questions) questions with an answer, \
      \(report.calibration.unanswerable) without one, about \(report.set.conversations.count) conversations. In percent; in \
      brackets the 95 % interval of each mean.</p>
      <ul class="cards">
      \(cards.joined(separator: "\n"))
      </ul>
      """
  }

  private var categories: String {
    let groups = report.figures.byCategory.map { (report.set.format.title(ofCategory: $0.name), $0.figures) }
    let lines = ([(report.set.format.overallTitle, report.figures.overall)] + groups).map { name, figures in
      LinePlot.Line(
        name: name, points: Self.depths.enumerated().map { (Self.place($0), figures[$1.measure]) })
    }
    let plot = LinePlot(
      title: "Recall at k by category", xTitle: "first k hits",
      ticks: Self.depths.enumerated().map { (Self.place($0), String($1.k)) }, lines: lines)
    return Markup.section(
      "By category", "The share of what answers a question among the first k hits, in percent.",
      plot.html + "\n<h3>In numbers</h3>\n" + Markup.table(report.measureTable))
  }

  private static func place(_ index: Int) -> Double { place(index, of: depths.count) }

  /// The place of one of so many marks; a single one is in the middle.
  private static func place(_ index: Int, of count: Int) -> Double {
    count < 2 ? 0.5 : Double(index) / Double(count - 1)
  }

  private var conversations: String {
    let groups =
      [(report.set.format.overallTitle, report.figures.overall)]
      + report.figures.byConversation.map { ($0.name, $0.figures) }
    let bars = IntervalBars(
      rows: groups.map { name, figures in
        IntervalBars.Row(
          name: name, share: figures[.recallAt10], interval: figures.interval(.recallAt10),
          questions: figures.questions)
      })
    return Markup.section(
      "By conversation",
      "Recall at 10 in percent, its 95 % interval in brackets and as a thin line, and the number of questions.",
      bars.html)
  }

  private var sessions: String? {
    report.sessionTable.map { titled in
      Markup.section(
        "By session",
        """
        A session ranks by its best hit. Hit@1: the first session holds evidence; R@5: the share of the sessions with \
        evidence among the first five. In percent.
        """, Markup.table(titled.table))
    }
  }

  private var budgets: String? {
    guard let budgets = report.budgets, let titled = report.budgetTable else { return nil }
    let lines = budgets.parts.map { part in
      LinePlot.Line(
        name: part.title,
        points: budgets.budgets.enumerated().map {
          (Self.place($0, of: budgets.budgets.count), budgets.figures.overall[BudgetMeasure(budget: $1, part: part)])
        })
    }
    let plot = LinePlot(
      title: "Evidence inside budgets of tokens", xTitle: "tokens",
      ticks: budgets.budgets.enumerated().map { (Self.place($0, of: budgets.budgets.count), String($1)) }, lines: lines)
    let answer =
      budgets.parts.contains(.withAnswer)
      ? "; all of it or passages with what it has of the answer (with the answer)" : ""
    return Markup.section(
      "Inside a budget",
      """
      The hits packed by rank into so many tokens, long ones cut down to passages. In percent, the share of the evidence of \
      which there is inside: all of it (whole)\(answer); any passage (touched). Tokens are counted by \(budgets.counter).
      """, plot.html + "\n<h3>In numbers</h3>\n" + Markup.table(titled.table))
  }

  private var staleness: String? {
    report.stalenessTable.map { titled in
      Markup.section(
        "What no longer holds", "The share of questions for which it comes before what does, among the first ten hits.",
        Markup.table(titled.table))
    }
  }

  private var calibration: String {
    func line(_ name: String, _ share: (Calibration.Point) -> Double?) -> LinePlot.Line {
      LinePlot.Line(
        name: name,
        points: report.calibration.points.compactMap { point in share(point).map { (point.minimumScore, $0) } })
    }
    let lines = [
      line("precision", \.precision), line("recall", \.recall), line("answered", \.answered), line("kept", \.kept),
      line("silent", \.silent),
    ].filter { !$0.points.isEmpty }
    let plot = LinePlot(
      title: "What a least score keeps and leaves out", xTitle: "min_score",
      ticks: stride(from: 0.0, through: 1, by: 0.2).map { ($0, Decimals.text($0, digits: 1)) }, lines: lines)
    return Markup.section(
      "Calibration",
      """
      Of the first ten hits, those with at least a score: how many are evidence (precision), how much of the evidence they \
      are (recall), how many answerable questions keep some (answered) or any hit (kept), how many unanswerable ones get \
      none (silent). \(report.calibration.halfSilentText ?? "")
      """, plot.html + "\n<h3>In numbers</h3>\n" + Markup.table(report.calibration.table.table))
  }

  private var comparison: String? {
    report.comparison.map { comparison in
      Markup.section(
        "Compared with the baseline",
        "The differences question by question, with their 95 % interval and how probable such a one is by chance (p).",
        Markup.table(comparison.table.table))
    }
  }

  private var ablation: String? {
    report.ablation.map { ablation in
      Markup.section(
        "Without a feature", "The measures of the ranking without each feature, and the difference to the whole.",
        Markup.table(ablation.table.table))
    }
  }

  private var worst: String? {
    let questions = WorstQuestions(report)
    return questions.isEmpty
      ? nil
      : Markup.section(
        "The worst questions", "Those with the least evidence among the first ten hits, and where it was.",
        questions.html)
  }
}
