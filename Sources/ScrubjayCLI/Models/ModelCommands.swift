import Foundation
import Scrubjay
import ScrubjayCore
import ScrubjayModels

/// `scrubjay model install` and `scrubjay model verify`: the files of the embedding model.
enum ModelCommands {
  static let all: [Command] = [install, verify]

  private static let probe = Flag(
    "probe", .text("FILE"), "Texts with what the model should make of them; by default probe.json in the folder.")

  private static let install = Command(
    "model install", "Install an embedding model from a folder",
    details: """
      The folder contains a model of the BERT family as it is published: config.json, model.safetensors, and vocab.txt or \
      sentencepiece.bpe.model. It is checked first, by the texts in probe.json if there is one, and then copied to scrubjay/models in the cache folder (XDG_CACHE_HOME, ~/.cache). A server that is \
      started with it (SCRUBJAY_EMBEDDING_MODEL names it) embeds all stored items again in the background; until that is \
      done, recall uses the previous model, as long as it stays installed.
      """,
    positionals: [Positional("DIR", "The folder with the model's files, or one of them.")],
    flags: [
      Flag(
        "replace", .none,
        "Replace another model of that name; until everything is embedded again, only word search is available."),
      Flag(
        "name", .text("NAME"), limits: "default \(ModelFolder.standardName)",
        "The name under which it is installed, for SCRUBJAY_EMBEDDING_MODEL."),
      probe,
    ],
    examples: ["scrubjay model install ~/Downloads/all-MiniLM-L6-v2"]
  ) { invocation in
    let name = invocation.arguments.last("name") ?? ModelFolder.standardName
    guard !name.isEmpty, !name.hasPrefix("."), !name.contains("/") else {
      throw Failure.usage("--name should be the name of a folder, without '/' and without '.' first.")
    }
    let source = invocation.arguments.positional(0) ?? ""
    let target = "\(invocation.settings.folders.models)/\(name)"
    let prefixes = ModelChoice(invocation.settings).prefixes
    try checkReplacement(of: target, by: source, prefixes, invocation)
    invocation.console.note("Checking and copying \(source) …")
    try makeFolder(invocation.settings.folders.models)
    let findings = try await ModelFiles.install(
      from: source, to: target, prefixes: prefixes, probe: invocation.arguments.last("probe"))
    for finding in findings where finding.kind == .note { invocation.console.note("\(finding)") }
    let embedder = try LocalEmbedder(directory: target, prefixes: prefixes)
    let console = invocation.console
    if console.wantsJSON {
      try console.print(
        json: [
          "directory": .string(target), "model": .string(embedder.model.name),
          "dimension": .integer(embedder.model.dimension),
        ])
    } else {
      try console.print("Installed \(embedder.model.name), \(embedder.model.dimension) dimensions, in \(target)")
    }
    return .ok
  }

  /// Refuses to replace another model, by which things are found until they are embedded anew.
  private static func checkReplacement(
    of target: String, by source: String, _ prefixes: EmbeddingPrefixes?, _ invocation: Invocation
  ) throws {
    guard !invocation.arguments.isOn("replace"),
      let old = try? LocalEmbedder(directory: target, prefixes: prefixes).model,
      let new = try? LocalEmbedder(directory: source, prefixes: prefixes).model, old != new
    else { return }
    throw Failure.usage(
      "Another model, \(old.name), is installed there, and is needed until everything is embedded again: "
        + "give this one a name with --name and select it with SCRUBJAY_EMBEDDING_MODEL, or pass --replace.")
  }

  private static let verify = Command(
    "model verify", "Check the embedding model's files and test its output",
    details: """
      Reads every file of the configured model, compares its weights with the published ones, and embeds a few sentences \
      of known similarity, or the texts of a probe. The exit code is 1 if there is a problem.
      """,
    flags: [probe], settings: [.embeddingModel], examples: ["scrubjay model verify"], isDiagnosis: true
  ) { invocation in
    let probe = invocation.arguments.last("probe")
    return try invocation.console.print(await findings(ModelChoice(invocation.settings), probe: probe))
  }

  private static func findings(_ choice: ModelChoice, probe: String?) async -> [Finding] {
    let directory: String
    switch choice.place {
    case .nowhere: return [.notable("model", "Disabled: SCRUBJAY_EMBEDDING_PROVIDER is none.")]
    case .server(let model):
      return [
        .notable("model", "\(model) is on a server, and has no local files: SCRUBJAY_EMBEDDING_PROVIDER is openai.")
      ]
    case .folder(let folder): directory = folder
    }
    let files = ModelFiles(directory: directory)
    guard files.exist else {
      return [.bad("model", "No model found in \(directory).", "Run 'make setup', or 'scrubjay model install DIR'.")]
    }
    return await files.check(prefixes: choice.prefixes, probe: probe).map { finding in
      switch finding.kind {
      case .good: .good(finding.subject, finding.message)
      case .note: .notable(finding.subject, finding.message)
      case .problem: .bad(finding.subject, finding.message, "Install it again: 'scrubjay model install DIR'.")
      }
    }
  }

  private static func makeFolder(_ path: String) throws {
    do { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) } catch {
      throw ScrubjayError(.modelUnusable, "The folder \(path) cannot be created; check its permissions.")
    }
  }
}
