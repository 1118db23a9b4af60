import ScrubjayCore
import ScrubjayEngine
import ScrubjayLanguage

/// Packs what is found for a question as it would go into an agent's prompt, and tells how much of the evidence is inside.
struct EvidencePacking: Sendable {
  /// How many tokens there is room for, ascending.
  let budgets: [Int]
  private let counter: CountedTexts
  private let answers = AnswerWords()

  init(budgets: [Int], counter: any TokenCounter) {
    self.budgets = budgets
    self.counter = CountedTexts(counter)
  }

  /// What tokens are counted by.
  var counterName: String { counter.name }

  /// How many hits to ask for: as many as the greatest budget could take, were the shortest items of a conversation found,
  /// each with its shortest passage.
  func limit(_ conversation: EvaluationSet.Conversation) -> Int {
    let messages = conversation.sessions.flatMap(\.messages).map { message in
      (Self.head(message.time.description, message.name ?? message.role.rawValue), message.content)
    }
    let memories = conversation.memories.map { memory in
      (Self.head(memory.validFrom?.description ?? "", memory.type.rawValue), memory.content)
    }
    let least = (messages + memories).map { head, content in
      counter.count(head) + (Passages.of(content) + [content]).map(counter.count).reduce(.max, min)
    }
    var room = budgets.last ?? 0
    let count = least.sorted().prefix { tokens in
      room -= tokens
      return room >= 0
    }.count
    return min(max(1, count), Limits.pageSize)
  }

  /// Packs hits, as recall answers them with 'explain', into each budget.
  func pack(_ hits: [JSON], for question: EvaluationSet.Question) -> [PackedEvidence] {
    let items = hits.map(Self.item)
    let places = question.evidence.compactMap { id in
      hits.firstIndex { EvaluationHit($0).id == id }.map { (id: id, index: $0) }
    }
    return budgets.map { budget in
      let packing = Packing(items, budget: budget, counter: counter)
      var inside: [BudgetMeasure.Part: [String]] = [:]
      for (id, index) in places {
        for part in parts(of: items[index], packing.piece(ofItem: index), question.answer) {
          inside[part, default: []].append(id)
        }
      }
      return PackedEvidence(
        budget: budget, tokens: packing.tokens, pieces: packing.pieces.count,
        cutPieces: packing.pieces.count { $0.passages != nil }, inside: inside)
    }
  }

  /// As what a piece of evidence counts as inside that is packed like this.
  private func parts(
    of item: PackingItem, _ piece: Packing.Piece?, _ answer: String?
  ) -> [BudgetMeasure.Part] {
    guard let piece else { return [] }
    guard let passages = piece.passages else { return BudgetMeasure.Part.allCases }
    let isKept = answer.map { answers.areKept(of: $0, in: item.passages.map(\.text), passages) } ?? false
    return isKept ? [.withAnswer, .touched] : [.touched]
  }

  private static func item(_ hit: JSON) -> PackingItem {
    func text(_ name: String) -> String? { hit[name]?.stringValue }
    let passages = (hit["why"]?["passages"]?.arrayValue ?? []).compactMap { passage in
      passage["content"]?.stringValue.map { PassageMatch(text: $0, match: passage["match"]?.doubleValue ?? 0) }
    }
    return PackingItem(
      head: head(text("created_at") ?? "", text("name") ?? text("role") ?? text("type") ?? ""),
      text: text("content") ?? "", passages: passages)
  }

  /// What stands before a message or memory: its day, and who says it or what type it is of.
  private static func head(_ time: String, _ who: String) -> String { "\(time.prefix(dayLength)) \(who): " }

  /// The length of a day such as `2025-03-02`.
  private static let dayLength = 10
}
