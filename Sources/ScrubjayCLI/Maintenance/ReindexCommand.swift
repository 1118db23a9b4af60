import ScrubjayCore
import ScrubjayEngine

/// `scrubjay reindex`: makes the indexes again.
enum ReindexCommand {
  static let command = Command(
    "reindex", "Rebuild the indexes from the stored data",
    details: """
      Needed if a new version analyses text differently, or if an index does not match the stored data, which 'scrubjay \
      doctor' reports. Rebuilds the word index, including data stored meanwhile. Removes vectors of items that no longer \
      exist; items without vectors, for example because their embedding job was discarded, are embedded in the background, \
      by a server or before the next recall. Recounts the usage of each tenant. Works directly on the database, not through \
      a server.
      """, examples: ["scrubjay reindex"]
  ) { invocation in
    let console = invocation.console
    let progress = Progress("Indexing", unit: "items", console)
    let latest = Latest()
    try await Composition.withDatabase(invocation.settings) { engine in
      defer { progress.finish() }
      try await engine.wordIndex.rebuild { count in
        latest.set(count)
        progress.update(count, fraction: nil)
      }
      try await engine.indexes.mend()
      try await engine.embeddings.complete()
    }
    let seconds = progress.seconds
    if console.wantsJSON {
      try console.print(
        json: ["items": .integer(latest.value), "seconds": .real((seconds * 1_000).rounded() / 1_000)])
    } else {
      try console.print(
        "Indexed \(latest.value) messages, memories and chunks of documents (\(Decimals.text(seconds, digits: 1)) s).")
    }
    return .ok
  }
}
