import ScrubjayCore
import ScrubjayLanguage

/// The index of words as a whole: it is made from what is stored, and can be made again.
public struct WordIndex: Sendable {
  let work: Work
  let analyser: Analyser
  let directory: any KeyDirectory
  let inspection: any StorageInspection

  /// What is noted instead of a version while the index is being made: if that is cut short, it is outdated.
  private static let unfinished = 0
  /// How many items are indexed in one transaction.
  private static let batch = 250

  /// Returns whether the index was built by another version of the analyser, or only in part, and must be rebuilt.
  public func isOutdated() async throws -> Bool {
    try await inspection.analyserVersion().map { $0 != Analyser.version } ?? false
  }

  /// Notes, for a new storage, which analyser its index will be made with.
  func prepare() async throws {
    if try await inspection.analyserVersion() == nil { try await inspection.setAnalyserVersion(Analyser.version) }
  }

  /// Rebuilds the index of every tenant; items stored meanwhile are indexed too.
  ///
  /// - Parameter progress: Called with the number of items indexed so far.
  public func rebuild(progress: @Sendable (Int) -> Void) async throws {
    try await inspection.setAnalyserVersion(Self.unfinished)
    var done = 0
    for tenant in try await directory.tenants() {
      let call = Call(access: Access(tenant: tenant.id, principal: "system", grants: [.admin]))
      _ = try await work.write(call) { tx, _ in
        try tx.words.removeAll()
        return Done()
      }
      done = try await index(call, from: done, progress) { tx, cursor in
        let page = try tx.events.messages(MessageFilter(), before: cursor, limit: Self.batch)
        return page.map { event in
          IndexedItem(message: event, analyser.document(message: event))
        }
      }
      done = try await index(call, from: done, progress) { tx, cursor in
        let page = try tx.memories.list(MemoryFilter(), order: .updated, after: cursor, limit: Self.batch)
        let items = page.elements.filter { $0.redactedAt == nil }.map { memory in
          IndexedItem(memory: memory, analyser.document(memory: memory.content, validFrom: memory.validFrom))
        }
        return Page(elements: items, nextCursor: page.nextCursor)
      }
      done = try await index(call, from: done, progress) { tx, cursor in
        let page = try tx.documents.chunks(before: cursor, limit: Self.batch)
        return page.map { found in
          IndexedItem(chunk: found.chunk.sequence, of: found.document, analyser.document(found.searchText))
        }
      }
      done = try await index(call, from: done, progress) { tx, cursor in
        let page = try tx.memories.past(after: cursor, limit: Self.batch)
        let items = page.elements.filter { $0.redactedAt == nil }.map { memory in
          IndexedItem(past: memory, analyser.document(memory: memory.content, validFrom: memory.validFrom))
        }
        return Page(elements: items, nextCursor: page.nextCursor)
      }
    }
    try await inspection.setAnalyserVersion(Analyser.version)
  }

  /// Indexes page by page; answers how many items have been indexed.
  private func index(
    _ call: Call, from start: Int, _ progress: @Sendable (Int) -> Void,
    _ page: @escaping @Sendable (any WriteTransaction, String?) throws -> Page<IndexedItem>
  ) async throws -> Int {
    var done = start
    var cursor: String?
    repeat {
      // The page is read in the transaction that indexes it, so that nothing is deleted in between.
      let indexed = try await work.storage.write(call) { [cursor] tx in
        let page = try page(tx, cursor)
        for item in page.elements { try tx.words.add(item) }
        return (count: page.elements.count, next: page.nextCursor)
      }
      done += indexed.count
      cursor = indexed.next
      progress(done)
      try Task.checkCancellation()
    } while cursor != nil
    return done
  }
}
