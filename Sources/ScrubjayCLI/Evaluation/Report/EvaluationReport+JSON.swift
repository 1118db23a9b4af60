import ScrubjayCore

extension EvaluationReport {
  /// The report for programs; shares are fractions from 0 to 1 with four digits.
  var json: JSON {
    let parts: [(String, JSON?)] = [
      ("overall", Self.means(figures.overall)), ("by_category", Self.object(figures.byCategory, Self.means)),
      ("by_conversation", Self.object(figures.byConversation, Self.means)),
      ("intervals", figures.json { $0.intervals(Measure.allCases, \.json) }),
      ("all_found_at_10", figures.json { Self.number($0[.allFoundAt10]) }), ("by_session", sessions), ("stale", stale),
      ("calibration", calibration.json), ("budgets", budgets?.json(comparison?.budgetRows)),
      ("comparison", comparison.map { Comparison.json($0.rows, \.json) }), ("ablation", ablation?.json),
      ("per_question", .array(asked.enumerated().map { Self.json(of: $1, id: $0) })),
    ]
    return .object(parts.compactMap { name, value in value.map { JSON.Member(name, $0) } })
  }

  private static func object(_ groups: [GroupedFigures<Measure>.Group], _ value: (Figures<Measure>) -> JSON) -> JSON {
    .object(groups.map { JSON.Member($0.name, value($0.figures)) })
  }

  private static func means(_ figures: Figures<Measure>) -> JSON { figures.means(Measure.core, \.json) }

  private var sessions: JSON? {
    bySession.map { figures in
      let rows = comparison?.sessionRows ?? []
      return .object(
        (figures.json { $0.means(SessionMeasure.allCases, \.json) }.members ?? [])
          + [JSON.Member("intervals", figures.json { $0.intervals(SessionMeasure.allCases, \.json) })]
          + (rows.isEmpty ? [] : [JSON.Member("comparison", Comparison.json(rows, \.json))]))
    }
  }

  private var stale: JSON? {
    staleness.map { staleness in
      [
        "overall": staleness.json,
        "by_category": .object(stalenessByCategory.map { JSON.Member($0.name, $0.staleness.json) }),
      ]
    }
  }

  private static func json(of asked: AskedQuestion, id: Int) -> JSON {
    func ranks(_ names: [String], _ ranks: [Int?]) -> JSON {
      .object(zip(names, ranks).map { name, rank in JSON.Member(name, rank.map { .integer($0) } ?? .null) })
    }
    let members: [(String, JSON?)] = [
      ("id", .integer(id)), ("conversation", .string(asked.conversation)),
      ("category", .string(asked.question.category)), ("question", .string(asked.question.text)),
      ("ranks", ranks(asked.question.evidence, asked.ranks)),
      ("session_ranks", asked.sessions.map { ranks($0.sessions, $0.ranks) }),
      ("stale_rank", asked.staleRank.map { .integer($0) } ?? .null),
      ("first_score", number(asked.hits.first?.score)), ("hits", .integer(asked.hits.count)),
      ("budgets", asked.packed.isEmpty ? nil : .array(asked.packed.map(\.json))),
    ]
    return .object(members.compactMap { name, value in value.map { JSON.Member(name, $0) } })
  }

  /// A number with four digits after the point; `null` for none.
  static func number(_ value: Double?) -> JSON { value.map { .real(($0 * 10_000).rounded() / 10_000) } ?? .null }
}

extension GroupedFigures {
  /// Something of the whole, of each category and of each conversation.
  fileprivate func json(_ value: (Figures<Key>) -> JSON) -> JSON {
    func object(_ groups: [Group]) -> JSON { .object(groups.map { JSON.Member($0.name, value($0.figures)) }) }
    return [
      "overall": value(overall), "by_category": object(byCategory), "by_conversation": object(byConversation),
    ]
  }
}

extension Figures {
  /// The means, and of how many questions.
  fileprivate func means(_ keys: [Key], _ name: (Key) -> String) -> JSON {
    .object(
      keys.map { JSON.Member(name($0), EvaluationReport.number(self[$0])) }
        + [JSON.Member("questions", .integer(questions))])
  }

  fileprivate func intervals(_ keys: [Key], _ name: (Key) -> String) -> JSON {
    .object(keys.map { JSON.Member(name($0), interval($0).json) })
  }
}

extension Interval {
  fileprivate var json: JSON { [EvaluationReport.number(low), EvaluationReport.number(high)] }
}

extension Staleness {
  fileprivate var json: JSON { ["stale_first": EvaluationReport.number(share), "questions": .integer(questions)] }
}

extension PackedEvidence {
  fileprivate var json: JSON {
    .object(
      [
        JSON.Member("budget", .integer(budget)), JSON.Member("tokens", .integer(tokens)),
        JSON.Member("pieces", .integer(pieces)), JSON.Member("cut_pieces", .integer(cutPieces)),
      ]
        + BudgetMeasure.Part.allCases.map { part in
          JSON.Member(part.json, .array((inside[part] ?? []).map { .string($0) }))
        })
  }
}

extension BudgetReport {
  /// The report for programs.
  ///
  /// - Parameter comparison: How measures compare with those of a baseline, if there is one.
  fileprivate func json(_ comparison: [Comparison.Row<BudgetMeasure>]?) -> JSON {
    let budgets = zip(self.budgets, fillings).map { budget, filling -> JSON in
      let measures = parts.map { BudgetMeasure(budget: budget, part: $0) }
      let rows = (comparison ?? []).filter { $0.measure.budget == budget }
      return .object(
        [
          JSON.Member("budget", .integer(budget)), JSON.Member("tokens", EvaluationReport.number(filling.tokens)),
          JSON.Member("pieces", EvaluationReport.number(filling.pieces)),
          JSON.Member("cut_pieces", EvaluationReport.number(filling.cutPieces)),
        ] + (figures.json { $0.means(measures, \.part.json) }.members ?? [])
          + [JSON.Member("intervals", figures.json { $0.intervals(measures, \.part.json) })]
          + (rows.isEmpty ? [] : [JSON.Member("comparison", Comparison.json(rows, \.part.json))]))
    }
    return ["counter": .string(counter), "evidence": .array(budgets)]
  }
}

extension Calibration {
  fileprivate var json: JSON {
    [
      "answerable": .integer(answerable), "unanswerable": .integer(unanswerable),
      "half_silent": halfSilent?.json ?? .null, "thresholds": .array(points.map(\.json)),
    ]
  }
}

extension Calibration.Point {
  fileprivate var json: JSON {
    [
      "min_score": EvaluationReport.number(minimumScore), "precision": EvaluationReport.number(precision),
      "recall": EvaluationReport.number(recall), "answered": EvaluationReport.number(answered),
      "kept": EvaluationReport.number(kept), "silent": EvaluationReport.number(silent),
      "hits_per_answerable": EvaluationReport.number(hitsPerAnswerable),
      "hits_per_unanswerable": EvaluationReport.number(hitsPerUnanswerable),
    ]
  }
}

extension Comparison {
  /// Rows for programs, by the names of their measures.
  fileprivate static func json<Key>(_ rows: [Row<Key>], _ name: (Key) -> String) -> JSON {
    .object(
      rows.map { row in
        JSON.Member(
          name(row.measure),
          [
            "before": EvaluationReport.number(row.before), "now": EvaluationReport.number(row.now),
            "difference": EvaluationReport.number(row.difference), "interval": row.interval.json,
            "p_value": EvaluationReport.number(row.pValue), "wins": .integer(row.wins), "ties": .integer(row.ties),
            "losses": .integer(row.losses),
          ])
      })
  }
}

extension Ablation {
  fileprivate var json: JSON {
    [
      "whole": Self.json(Measure.allCases.map { ($0, whole[$0] ?? 0) }),
      "features": .object(
        features.map { feature in
          JSON.Member(
            feature.name,
            [
              "without": Self.json(Measure.allCases.map { ($0, feature.without[$0] ?? 0) }),
              "difference": Self.json(Measure.allCases.map { ($0, difference(feature, $0)) }),
            ])
        }),
    ]
  }

  private static func json(_ values: [(Measure, Double)]) -> JSON {
    .object(values.map { JSON.Member($0.json, EvaluationReport.number($1)) })
  }
}
