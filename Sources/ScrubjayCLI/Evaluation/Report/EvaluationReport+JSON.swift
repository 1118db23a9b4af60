import ScrubjayCore

extension EvaluationReport {
  /// The report for programs; shares are fractions from 0 to 1 with four digits.
  var json: JSON {
    let parts: [(String, JSON?)] = [
      ("overall", Self.means(overall)), ("by_category", Self.object(byCategory, Self.means)),
      ("by_conversation", Self.object(byConversation, Self.means)), ("intervals", all(Self.intervals)),
      ("all_found_at_10", all { Self.number($0[.allFoundAt10]) }), ("stale", stale),
      ("calibration", calibration.json), ("comparison", comparison?.json), ("ablation", ablation?.json),
      ("per_question", .array(asked.enumerated().map { Self.json(of: $1, id: $0) })),
    ]
    return .object(parts.compactMap { name, value in value.map { JSON.Member(name, $0) } })
  }

  /// Something of the whole, of each category and of each conversation.
  private func all(_ value: (Figures) -> JSON) -> JSON {
    [
      "overall": value(overall), "by_category": Self.object(byCategory, value),
      "by_conversation": Self.object(byConversation, value),
    ]
  }

  private static func object(_ groups: [Group], _ value: (Figures) -> JSON) -> JSON {
    .object(groups.map { JSON.Member($0.name, value($0.figures)) })
  }

  private static func means(_ figures: Figures) -> JSON {
    .object(
      Measure.core.map { JSON.Member($0.json, number(figures[$0])) }
        + [JSON.Member("questions", .integer(figures.questions))])
  }

  private static func intervals(_ figures: Figures) -> JSON {
    .object(Measure.allCases.map { JSON.Member($0.json, figures.interval($0).json) })
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
    let ranks = zip(asked.question.evidence, asked.ranks).map { evidence, rank in
      JSON.Member(evidence, rank.map { .integer($0) } ?? .null)
    }
    return [
      "id": .integer(id), "conversation": .string(asked.conversation), "category": .string(asked.question.category),
      "question": .string(asked.question.text), "ranks": .object(ranks),
      "stale_rank": asked.staleRank.map { .integer($0) } ?? .null,
      "first_score": number(asked.hits.first?.score), "hits": .integer(asked.hits.count),
    ]
  }

  /// A number with four digits after the point; `null` for none.
  static func number(_ value: Double?) -> JSON { value.map { .real(($0 * 10_000).rounded() / 10_000) } ?? .null }
}

extension Interval {
  fileprivate var json: JSON { [EvaluationReport.number(low), EvaluationReport.number(high)] }
}

extension Staleness {
  fileprivate var json: JSON { ["stale_first": EvaluationReport.number(share), "questions": .integer(questions)] }
}

extension Calibration {
  fileprivate var json: JSON {
    [
      "answerable": .integer(answerable), "unanswerable": .integer(unanswerable),
      "thresholds": .array(
        points.map { point in
          [
            "min_score": EvaluationReport.number(point.minimumScore),
            "precision": EvaluationReport.number(point.precision), "recall": EvaluationReport.number(point.recall),
            "answered": EvaluationReport.number(point.answered), "silent": EvaluationReport.number(point.silent),
            "hits_per_answerable": EvaluationReport.number(point.hitsPerAnswerable),
            "hits_per_unanswerable": EvaluationReport.number(point.hitsPerUnanswerable),
          ]
        }),
    ]
  }
}

extension Comparison {
  fileprivate var json: JSON {
    .object(
      rows.map { row in
        JSON.Member(
          row.measure.json,
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
