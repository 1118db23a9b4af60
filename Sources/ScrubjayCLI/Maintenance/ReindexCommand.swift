import ScrubjayCore
import ScrubjayEngine

/// `scrubjay reindex`: makes the index of words again.
enum ReindexCommand {
  static let command = Command(
    "reindex", "Make the index of words again, from what is stored, and have embedded what is not",
    details: """
      Needed after a new version of the program analyses text in another way; 'scrubjay doctor' tells. What is stored \
      meanwhile is indexed too. What has no vector, because its embedding was given up for instance, is embedded in the \
      background, by a server or before the next recall. It works on the database itself.
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
