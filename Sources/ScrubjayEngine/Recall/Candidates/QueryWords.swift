import ScrubjayCore
import ScrubjayLanguage

/// The terms that a query is searched by, and how much each counts.
struct QueryWords {
  /// The terms, each once.
  let terms: [QueryTerm]
  /// How much each term counts: the same, unless the query is long; then those of the question at its beginning or end
  /// together as much as all others.
  let emphasis: [Double]

  init(_ query: String, _ parts: QueryParts, _ languages: [String], _ analyser: Analyser) {
    let languages = Set(languages.compactMap(Language.init))
    let all = analyser.query(query, languages: languages)
    let edges = Set(parts.questions.flatMap { analyser.query($0, languages: languages) }.flatMap(\.alternatives))
    let outer = all.filter { $0.alternatives.contains(where: edges.contains) }
    let inner = all.filter { !$0.alternatives.contains(where: edges.contains) }
    let kept = Self.ends(of: inner, count: max(0, Limits.termsPerRecall - outer.count))
    terms = Array(outer.prefix(Limits.termsPerRecall)) + kept
    let outerWeight = outer.isEmpty ? 1 : max(1, Double(kept.count) / Double(outer.count))
    emphasis = terms.indices.map { $0 < outer.count ? outerWeight : 1 }
  }

  /// As many from the end as from the beginning.
  private static func ends(of terms: [QueryTerm], count: Int) -> [QueryTerm] {
    guard terms.count > count else { return terms }
    let first = count / 2
    return Array(terms.prefix(first) + terms.suffix(count - first))
  }
}
