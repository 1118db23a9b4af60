import ScrubjayCore
import ScrubjayEngine

/// `scrubjay reindex`: makes the indexes again.
enum ReindexCommand {
  static let command = Command(
    "reindex", "Rebuild the indexes from the stored data",
    details: """
      Needed after a new version of the program analyses text in another way, or when an index does not hold what it \
      should; 'scrubjay doctor' tells. The index of words is made anew; what is stored meanwhile is indexed too. Vectors \
      of what is not there are removed, and what has none, because its embedding was given up for instance, is embedded \
      in the background, by a server or before the next recall. What each tenant holds is counted anew. It works on the \
      database itself.
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
