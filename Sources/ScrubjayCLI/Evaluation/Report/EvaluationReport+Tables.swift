extension EvaluationReport {
  /// A table and what it is about.
  struct TitledTable: Sendable {
    /// The title; none for the first, which the command itself is about.
    let title: String?
    let table: Table
  }

  /// The report for people: the measures, then what else was asked for or found.
  var tables: [TitledTable] {
    [
      TitledTable(title: nil, table: measureTable), sessionTable, budgetTable, stalenessTable, calibration.table,
      comparison?.table, ablation?.table,
    ].compactMap(\.self)
  }

  /// The measures of the whole with their intervals, of each category and of each conversation.
  var measureTable: Table { figures.table(Measure.allCases, \.title, set.format) }

  /// The measures by session, where conversations have several.
  var sessionTable: TitledTable? {
    bySession.map {
      TitledTable(
        title: "By session, which ranks by its best hit",
        table: $0.table(SessionMeasure.allCases, \.title, set.format))
    }
  }

  /// The evidence inside budgets, where that was asked for.
  var budgetTable: TitledTable? {
    budgets.map {
      TitledTable(
        title: "Evidence inside so many tokens, counted by \($0.counter)", table: $0.table(set.format))
    }
  }

  /// How often what no longer holds comes first, where questions name such.
  var stalenessTable: TitledTable? {
    staleness.map { staleness in
      let categories = stalenessByCategory.map { (set.format.title(ofCategory: $0.name), $0.staleness) }
      return TitledTable(
        title: "What no longer holds comes before what does, among the first ten hits",
        table: Table(
          columns: [.init(""), .init("stale first"), .init("questions")],
          rows: ([(set.format.overallTitle, staleness)] + categories).map {
            [$0, Percent.text($1.share), String($1.questions)]
          }))
    }
  }
}

extension GroupedFigures {
  /// The measures of the whole with their intervals, of each category and of each conversation.
  fileprivate func table(_ keys: [Key], _ title: (Key) -> String, _ format: EvaluationFormat) -> Table {
    let categories = byCategory.map { (format.title(ofCategory: $0.name), $0.figures) }
    let conversations = byConversation.map { ($0.name, $0.figures) }
    let bounds = [
      ["  95 % from"] + keys.map { Percent.text(overall.interval($0).low) } + [""],
      ["  95 % to"] + keys.map { Percent.text(overall.interval($0).high) } + [""],
    ]
    func row(_ name: String, _ figures: Figures<Key>) -> [String] {
      [name] + keys.map { Percent.text(figures[$0]) } + [String(figures.questions)]
    }
    return Table(
      columns: [.init("", .some)] + keys.map { .init(title($0)) } + [.init("questions")],
      rows: [row(format.overallTitle, overall)] + bounds + (categories + conversations).map(row))
  }
}

extension BudgetReport {
  /// A column for each budget: what of the evidence is inside of the whole, of each category and of each conversation, and
  /// how the budget was filled.
  fileprivate func table(_ format: EvaluationFormat) -> Table {
    func row(_ name: String, _ value: (BudgetMeasure) -> Double, _ part: BudgetMeasure.Part, _ questions: String)
      -> [String]
    {
      [name] + budgets.map { Percent.text(value(BudgetMeasure(budget: $0, part: part))) } + [questions]
    }
    let overall = figures.overall
    let whole = parts.flatMap { part in
      [
        row("\(format.overallTitle): \(part.title)", { overall[$0] }, part, String(overall.questions)),
        row("  95 % from", { overall.interval($0).low }, part, ""),
        row("  95 % to", { overall.interval($0).high }, part, ""),
      ]
    }
    let groups =
      figures.byCategory.map { (format.title(ofCategory: $0.name), $0.figures) }
      + figures.byConversation.map { ($0.name, $0.figures) }
    let filling = [
      ["tokens used"] + fillings.map { Decimals.text($0.tokens, digits: 0) } + [""],
      ["pieces"] + fillings.map { Decimals.text($0.pieces, digits: 1) } + [""],
      ["  of them cut"] + fillings.map { Decimals.text($0.cutPieces, digits: 1) } + [""],
    ]
    return Table(
      columns: [.init("", .some)] + budgets.map { .init(String($0)) } + [.init("questions")],
      rows: whole
        + groups.map { name, figures in
          row("\(name): \(mainPart.title)", { figures[$0] }, mainPart, String(figures.questions))
        } + filling)
  }
}

extension Calibration {
  private static let columns = [
    "min_score", "precision", "recall", "answered", "kept", "silent", "hits answerable", "hits unanswerable",
  ]

  /// The outcome for people.
  var table: EvaluationReport.TitledTable {
    EvaluationReport.TitledTable(
      title:
        "The first ten hits with at least a score: \(answerable) answerable questions, \(unanswerable) unanswerable"
        + (halfSilent == nil ? "" : "; last, the score at which half of these get no hit"),
      table: Table(
        columns: Self.columns.map { .init($0) },
        rows: points.map { Self.row($0, digits: 2) } + (halfSilent.map { [Self.row($0, digits: 4)] } ?? [])))
  }

  /// What half of the unanswerable questions without a hit cost, in a sentence; `nil` where there is nothing to tell.
  var halfSilentText: String? {
    halfSilent.flatMap { point in
      guard let kept = point.kept, let answered = point.answered, let silent = point.silent else { return nil }
      return """
        With min_score \(Decimals.text(point.minimumScore, digits: 4)), \(Percent.text(silent)) % of the unanswerable \
        questions get no hit; \(Percent.text(kept)) % of the answerable ones keep a hit, \(Percent.text(answered)) % one \
        that answers.
        """
    }
  }

  private static func row(_ point: Point, digits: Int) -> [String] {
    [Decimals.text(point.minimumScore, digits: digits)]
      + [point.precision, point.recall, point.answered, point.kept, point.silent].map { $0.map(Percent.text) ?? "" }
      + [point.hitsPerAnswerable, point.hitsPerUnanswerable].map { hits in
        hits.map { Decimals.text($0, digits: 2) } ?? ""
      }
  }
}

extension Comparison {
  private static let columns = [
    "", "before", "now", "difference", "95 % from", "95 % to", "p", "wins", "ties", "losses",
  ]

  /// The outcome for people.
  var table: EvaluationReport.TitledTable {
    EvaluationReport.TitledTable(
      title: "Compared with the baseline, question by question",
      table: Table(
        columns: Self.columns.map { .init($0) },
        rows: rows.map { $0.cells($0.measure.title) }
          + sessionRows.map { $0.cells("\($0.measure.title) by session") }
          + budgetRows.map { $0.cells("\($0.measure.budget) tokens: \($0.measure.part.title)") }))
  }
}

extension Comparison.Row {
  fileprivate func cells(_ name: String) -> [String] {
    [name] + [before, now, difference, interval.low, interval.high].map(Percent.text)
      + [Decimals.text(pValue, digits: 4), String(wins), String(ties), String(losses)]
  }
}

extension Ablation {
  /// The measures that are shown to people; the JSON has all.
  private static let shown: [Measure] = [.recallAt1, .recallAt5, .recallAt10, .ndcgAt10, .reciprocalRank]

  /// The outcome for people.
  var table: EvaluationReport.TitledTable {
    EvaluationReport.TitledTable(
      title: "Without a feature of the ranking (and the difference to the whole)",
      table: Table(
        columns: [.init("", .some)]
          + Self.shown.flatMap { [.init($0.title), .init("±")] as [Table.Column] },
        rows: [["the whole"] + Self.shown.flatMap { [Percent.text(whole[$0] ?? 0), ""] }]
          + features.map { feature in
            [feature.name]
              + Self.shown.flatMap {
                [Percent.text(feature.without[$0] ?? 0), Percent.text(difference(feature, $0))]
              }
          }))
  }
}
