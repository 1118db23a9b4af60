import ScrubjayCore

/// Compares the indexes of one tenant with what they are made from, page by page.
struct IndexComparison {
  let tx: any ReadTransaction
  var report: IndexReport
  let progress: (Int) -> Void

  /// How many items without a vector are kept in memory until their jobs are looked for.
  private static let unembeddedAtOnce = 50_000
  /// The states of jobs that make vectors, or were given up, which is told apart from this.
  private static let jobStates = [JobState.waiting, .running, .discarded]

  private struct Item: Hashable {
    let kind: ItemKind
    let sequence: Int64
  }

  /// Items whose jobs are still to be looked for.
  private var unembedded: Set<Item> = []
  private var lookedAt = 0

  init(tx: any ReadTransaction, report: IndexReport, progress: @escaping (Int) -> Void) {
    self.tx = tx
    self.report = report
    self.progress = progress
    lookedAt = report.items
  }

  mutating func run() throws {
    let models = try tx.vectors.models()
    let live = models.first(where: \.isLive)
    for kind in ItemKind.allCases {
      var cursor: String?
      repeat {
        let page = try EmbeddableItem.page(kind, cursor, limit: Indexes.page, tx)
        try compare(page.elements, live)
        report.items += page.elements.count
        advance(page.elements.count)
        cursor = page.nextCursor
      } while cursor != nil
    }
    if let live { try lookForJobs(live) }
    let words = try strays { [tx] in try tx.indexes.wordItems(after: $0, limit: Indexes.page) }
    report.strayWords += words
    for model in models {
      let vectors = try strays { [tx] in
        try tx.indexes.vectorItems(of: model.number, after: $0, limit: Indexes.page)
      }
      report.strayVectors += vectors
    }
    try compareOwners()
    if try tx.indexes.recount() != tx.usage().0 { report.miscountedTenants += 1 }
  }

  private mutating func advance(_ count: Int) {
    lookedAt += count
    progress(lookedAt)
  }

  /// Looks for items in the indexes.
  private mutating func compare(_ items: [EmbeddableItem], _ live: VectorModel?) throws {
    for (owner, items) in Dictionary(grouping: items, by: \.owner) {
      let numbers = items.map(\.item)
      let indexed = try tx.indexes.indexed(numbers, of: owner)
      report.unindexed += numbers.count { !indexed.contains($0) }
      guard let live else { continue }
      let embedded = try tx.vectors.embedded(numbers, of: owner, model: live.number)
      for item in items where item.hasMeaning && !embedded.contains(item.item) {
        unembedded.insert(Item(kind: owner.kind, sequence: item.item))
      }
    }
    if let live, unembedded.count >= Self.unembeddedAtOnce { try lookForJobs(live) }
  }

  /// Counts those of the items without vectors that no job is about.
  private mutating func lookForJobs(_ live: VectorModel) throws {
    for state in Self.jobStates where !unembedded.isEmpty {
      try jobs(ReembeddingHandler.queue, state) { job in
        // It goes through all there is.
        if ReembeddingHandler.isEmbedding(job, live.number) { unembedded = [] }
      }
      try jobs(EmbeddingHandler.queue, state) { job in
        guard let list = try? ItemList(job.payload) else { return }
        for item in list.items { unembedded.remove(Item(kind: list.kind, sequence: item)) }
      }
    }
    report.unembedded += unembedded.count
    unembedded = []
  }

  private func jobs(_ queue: String, _ state: JobState, _ body: (Job) -> Void) throws {
    var cursor: String?
    repeat {
      let page = try tx.jobs.list(queue: queue, state: state, after: cursor, limit: Indexes.page)
      page.elements.forEach(body)
      cursor = page.nextCursor
    } while cursor != nil
  }

  /// Counts the places of an index at which nothing belongs.
  private mutating func strays(_ page: (IndexPlace?) throws -> [IndexPlace]) throws -> Int {
    var count = 0
    var last: IndexPlace?
    repeat {
      let places = try page(last)
      count += try StoredItems(tx).strays(among: places).count
      advance(places.count)
      last = places.last
    } while last != nil
    return count
  }

  private mutating func compareOwners() throws {
    var last: ItemOwner?
    repeat {
      let owners = try tx.indexes.owners(after: last, limit: Indexes.page)
      for owner in owners {
        let content = try tx.indexes.content(of: owner.number)
        if owner.items != content.items || owner.length != content.length || content.terms != content.postings {
          report.miscountedOwners += 1
        }
      }
      advance(owners.count)
      last = owners.last?.owner
    } while last != nil
  }
}
