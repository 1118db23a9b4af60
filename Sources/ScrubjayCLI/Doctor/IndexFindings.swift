import ScrubjayEngine

/// What a comparison of the indexes with what is stored comes to, in sentences.
struct IndexFindings {
  private let report: IndexReport

  init(_ report: IndexReport) { self.report = report }

  var findings: [Finding] {
    [
      finding(
        "words", "The word index matches the \(report.items) stored items.",
        [
          (report.unindexed, "not in the word index"),
          (report.strayWords, "in the word index, but not stored"),
          (report.miscountedOwners, "owners with wrong counts in the word index"),
        ]),
      finding(
        "vectors", "Every item with text has its vectors or a pending job, and there are no others.",
        [
          (report.unembedded, "without a vector or a pending job"),
          (report.strayVectors, "with vectors, but not stored"),
        ]),
      finding(
        "usage", "The usage counts of all tenants are correct.",
        [(report.miscountedTenants, "tenants with wrong usage counts")]),
    ]
  }

  private func finding(_ part: String, _ well: String, _ counts: [(count: Int, of: String)]) -> Finding {
    let wrong = counts.filter { $0.count > 0 }.map { "\($0.count) \($0.of)" }
    return wrong.isEmpty
      ? .good(part, well) : .bad(part, wrong.joined(separator: "; ") + ".", "Run 'scrubjay reindex'.")
  }
}
