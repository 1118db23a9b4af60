import ScrubjayEngine

/// What a comparison of the indexes with what is stored comes to, in sentences.
struct IndexFindings {
  private let report: IndexReport

  init(_ report: IndexReport) { self.report = report }

  var findings: [Finding] {
    [
      finding(
        "words", "All \(report.items) items are found by their words, and nothing else is.",
        [
          (report.unindexed, "not in the index of words"),
          (report.strayWords, "in the index of words, but not stored"),
          (report.miscountedOwners, "counted wrong in the index of words, whole owners"),
        ]),
      finding(
        "vectors", "What means something has its vectors or waits for them, and nothing else has.",
        [
          (report.unembedded, "without a vector or a job that makes one"),
          (report.strayVectors, "with vectors, but not stored"),
        ]),
      finding(
        "usage", "What each tenant holds is counted right.",
        [(report.miscountedTenants, "counted wrong, whole tenants")]),
    ]
  }

  private func finding(_ part: String, _ well: String, _ counts: [(count: Int, of: String)]) -> Finding {
    let wrong = counts.filter { $0.count > 0 }.map { "\($0.count) \($0.of)" }
    return wrong.isEmpty
      ? .good(part, well) : .bad(part, wrong.joined(separator: "; ") + ".", "Run 'scrubjay reindex'.")
  }
}
