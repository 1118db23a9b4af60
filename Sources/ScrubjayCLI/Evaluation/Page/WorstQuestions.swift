/// The questions whose evidence was found last, or not at all.
struct WorstQuestions {
  private let questions: [AskedQuestion]
  /// What messages and memories say, by conversation and id.
  private let contents: [String: [String: String]]
  private let format: EvaluationFormat

  /// How many are shown.
  private static let most = 25
  /// How many characters of what was said are shown.
  private static let excerpt = 240

  init(_ report: EvaluationReport) {
    let flawed = report.asked.measured.filter { Measure.ndcgAt10.value(ranks: $0.ranks) < 1 }
    questions = Array(
      flawed.enumerated().sorted { left, right in
        (Self.quality(left.element), left.offset) < (Self.quality(right.element), right.offset)
      }.map(\.element).prefix(Self.most))
    contents = Dictionary(report.set.conversations.map { ($0.id, $0.contents) }) { first, _ in first }
    format = report.set.format
  }

  var isEmpty: Bool { questions.isEmpty }

  /// What a question is worth: first how much was found, then how far up.
  private static func quality(_ asked: AskedQuestion) -> Double {
    Measure.recallAt10.value(ranks: asked.ranks) * 2 + Measure.reciprocalRank.value(ranks: asked.ranks)
  }

  var html: String { "<ol class=\"worst\">\n\(questions.map(html).joined(separator: "\n"))\n</ol>" }

  private func html(_ asked: AskedQuestion) -> String {
    let evidence = zip(asked.question.evidence, asked.ranks).map { id, rank in
      let place = rank.map { "rank \($0)" } ?? "not among the \(asked.hits.count) hits"
      return "<li><b>\(place)</b> <span class=\"where\">\(Markup.escaped(id))</span> \(text(id, asked))</li>"
    }
    return """
      <li><p><b>\(Markup.escaped(asked.question.text))</b></p>\
      <p class="where">\(Markup.escaped(asked.conversation)), \
      \(Markup.escaped(format.title(ofCategory: asked.question.category)))</p>\
      <ul>\(evidence.joined())</ul></li>
      """
  }

  private func text(_ id: String, _ asked: AskedQuestion) -> String {
    let content = contents[asked.conversation]?[id] ?? ""
    return Markup.escaped(content.count > Self.excerpt ? "\(content.prefix(Self.excerpt)) …" : content)
  }
}
