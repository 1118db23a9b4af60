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
      TitledTable(title: nil, table: measureTable), stalenessTable, calibration.table, comparison?.table,
      ablation?.table,
    ].compactMap(\.self)
  }

  /// The measures of the whole with their intervals, of each category and of each conversation.
  var measureTable: Table {
    let categories = byCategory.map { (set.format.title(ofCategory: $0.name), $0.figures) }
    let conversations = byConversation.map { ($0.name, $0.figures) }
    let bounds = [
      ["  95 % from"] + Measure.allCases.map { Percent.text(overall.interval($0).low) } + [""],
      ["  95 % to"] + Measure.allCases.map { Percent.text(overall.interval($0).high) } + [""],
    ]
    func row(_ name: String, _ figures: Figures) -> [String] {
      [name] + Measure.allCases.map { Percent.text(figures[$0]) } + [String(figures.questions)]
    }
    return Table(
      columns: [.init("", .some)] + Measure.allCases.map { .init($0.title) } + [.init("questions")],
      rows: [row(set.format.overallTitle, overall)] + bounds + (categories + conversations).map(row))
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

extension Calibration {
  private static let columns = [
    "min_score", "precision", "recall", "answered", "silent", "hits answerable", "hits unanswerable",
  ]

  /// The outcome for people.
  var table: EvaluationReport.TitledTable {
    EvaluationReport.TitledTable(
      title:
        "The first ten hits with at least a score: \(answerable) answerable questions, \(unanswerable) unanswerable",
      table: Table(
        columns: Self.columns.map { .init($0) },
        rows: points.map { point in
          [Decimals.text(point.minimumScore, digits: 2)]
            + [point.precision, point.recall, point.answered, point.silent].map { $0.map(Percent.text) ?? "" }
            + [point.hitsPerAnswerable, point.hitsPerUnanswerable].map { hits in
              hits.map { Decimals.text($0, digits: 2) } ?? ""
            }
        }))
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
        rows: rows.map { row in
          [row.measure.title]
            + [row.before, row.now, row.difference, row.interval.low, row.interval.high].map(Percent.text)
            + [Decimals.text(row.pValue, digits: 4), String(row.wins), String(row.ties), String(row.losses)]
        }))
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
