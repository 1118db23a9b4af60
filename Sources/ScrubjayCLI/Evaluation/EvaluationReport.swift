import ScrubjayCore

/// What an evaluation found: as a whole, by the questions' categories and by conversation.
struct EvaluationReport: Sendable {
  /// Categories 1 to 4; adversarial questions, whose answer is that there is none, stand apart.
  private(set) var overall = Measures()
  private(set) var byCategory: [Int: Measures] = [:]
  private(set) var byConversation: [String: Measures] = [:]

  private static let adversarial = 5
  private static let categoryNames = [1: "several hops", 2: "time", 3: "open", 4: "one hop", 5: "adversarial"]

  /// Counts a question with what was found for it.
  mutating func add(_ question: LocomoQuestion, of conversation: String, ranking: [String]) {
    byCategory[question.category, default: Measures()].add(ranking: ranking, wanted: question.evidence)
    guard question.category != Self.adversarial else { return }
    overall.add(ranking: ranking, wanted: question.evidence)
    byConversation[conversation, default: Measures()].add(ranking: ranking, wanted: question.evidence)
  }

  var json: JSON {
    [
      "overall": overall.json,
      "by_category": .object(
        byCategory.sorted { $0.key < $1.key }.map { JSON.Member(String($0.key), $0.value.json) }),
      "by_conversation": .object(byConversation.sorted { $0.key < $1.key }.map { JSON.Member($0.key, $0.value.json) }),
    ]
  }

  var table: Table {
    let categories = byCategory.sorted { $0.key < $1.key }.map { category, measures in
      ("category \(category)" + (Self.categoryNames[category].map { ": \($0)" } ?? ""), measures)
    }
    let conversations = byConversation.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    let rows = [("overall (1 to 4)", overall)] + categories + conversations
    return Table(
      columns: [.init("")] + Measures.Name.allCases.map { .init($0.title) } + [.init("questions")],
      rows: rows.map { name, measures in
        [name] + Measures.Name.allCases.map { Decimals.text(measures[$0] * 100, digits: 1) }
          + [String(measures.questions)]
      })
  }
}
