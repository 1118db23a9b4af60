/// The figures of the whole, of each category and of each conversation.
struct GroupedFigures<Key: Hashable & Sendable>: Sendable {
  /// The questions that have an answer; adversarial ones, whose answer is that there is none, stand apart.
  let overall: Figures<Key>
  let byCategory: [Group]
  let byConversation: [Group]

  /// Questions that have something in common, and their figures.
  struct Group: Sendable {
    let name: String
    let figures: Figures<Key>
  }

  /// The figures of those of the questions that have evidence.
  init(_ asked: [AskedQuestion], _ keys: some Collection<Key>, _ value: (AskedQuestion, Key) -> Double) {
    func groups(_ asked: [AskedQuestion], by name: (AskedQuestion) -> String) -> [Group] {
      Dictionary(grouping: asked, by: name).sorted { $0.key < $1.key }
        .map { Group(name: $0, figures: Figures($1, keys, value)) }
    }
    overall = Figures(asked.measured, keys, value)
    byCategory = groups(asked.filter(\.hasEvidence)) { $0.question.category }
    byConversation = groups(asked.measured) { $0.conversation }
  }
}
