import Foundation
import ScrubjayAPI
import ScrubjayCore

/// `scrubjay doctor`: looks at each part and says what to do.
enum DoctorCommand {
  static let command = Command(
    "doctor", "Check every component and say what to fix",
    details: """
      Checks the configuration, the database (or, with --server, the server) and their environment. Each line is \
      fine (✓), worth knowing (!) or wrong (✗); if any is wrong, the exit code is 1. It changes nothing, except that \
      opening the database migrates its schema. All stored items are compared with the indexes, which takes a while for a \
      large database; others can use it meanwhile. It also checks, free of charge, that the language model's server is \
      reachable.
      """,
    settings: [.embeddingProvider, .embeddingModel, .chatProvider, .chatModel],
    examples: ["scrubjay doctor", "scrubjay doctor --database sqlite:memory.sqlite --json"],
    isDiagnosis: true
  ) { invocation in
    try invocation.console.print(try await findings(invocation))
  }

  private static func findings(_ invocation: Invocation) async throws -> [Finding] {
    let surroundings = SurroundingsCheck(invocation)
    var findings = [Finding.good("program", "scrubjay \(Build.version) (build \(Build.identifier))")]
    findings += surroundings.configuration
    if let server = try Composition.server(invocation.settings) {
      findings.append(await ServerCheck(server: server, address: invocation.settings.text(.server) ?? "").finding())
    } else {
      let database = try DatabaseURL(invocation.settings)
      let models = ModelCheck(settings: invocation.settings)
      findings += [await models.embedding(), await models.chat()]
      findings += await DatabaseCheck(
        database: database, settings: invocation.settings, console: invocation.console
      ).findings()
      findings += surroundings.space(at: database.path)
    }
    return findings + [surroundings.openFiles, surroundings.terminal]
  }
}
