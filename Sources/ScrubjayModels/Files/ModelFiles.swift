public import ScrubjayCore

/// The files of an embedding model in a folder.
public struct ModelFiles: Sendable {
  /// Where they are.
  public let directory: String

  /// Files that every model has.
  private var needed: [String] {
    ["config.json", TokenizerFile.name(in: directory), ModelContents.weightsFile]
  }
  /// Files that say more of a model, where it has them.
  private var optional: [String] {
    [
      "tokenizer_config.json", "sentence_bert_config.json", "1_Pooling/config.json", ModelModules.file,
      EmbeddingPrefixes.file, ModelProbe.file,
    ].filter { ModelFile.exists($0, in: directory) }
  }

  /// Weights that were published, by the SHA-256 of their file.
  private static let published = [
    "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db": "all-MiniLM-L6-v2"
  ]

  /// The files in a folder, which need not be a model's; one of its files names it, too.
  public init(directory: String) { self.directory = ModelFile.folder(directory) }

  /// Whether there are weights in the folder, of whatever kind.
  public var exist: Bool {
    [ModelContents.weightsFile, ModelContents.otherWeightsFile].contains { ModelFile.exists($0, in: directory) }
  }

  /// Whether the folder says what the model should make of some texts.
  public var hasProbe: Bool { ModelFile.exists(ModelProbe.file, in: directory) }

  /// Checks every file completely, and tests the model's output; without a problem the model can be used.
  ///
  /// - Parameters:
  ///   - prefixes: What stands before texts; without them what the folder says, if it does.
  ///   - probe: The path of a file with texts and what the model should make of them; without it `probe.json` in the
  ///     folder, if it is there.
  public func check(prefixes: EmbeddingPrefixes? = nil, probe: String? = nil) async -> [ModelFinding] {
    var findings: [ModelFinding] = []
    for name in needed + optional { findings.append(digest(of: name)) }
    if findings.contains(where: { $0.kind == .problem }) { return findings }
    do throws(ScrubjayError) {
      let contents = try ModelContents(directory: directory, prefixes: prefixes)
      let count = try contents.tokenizer.tokenization().count
      findings.append(ModelFinding(.good, contents.tokenizer.name, "It has \(count) pieces of words."))
      _ = try BERTTensors(contents.weights, contents.configuration)
      findings.append(ModelFinding(.good, "model.safetensors", "Every tensor is there in the right shape."))
      findings.append(ModelFinding(.good, "model", "Its name is \(contents.name)."))
      let isPublished = findings.allSatisfy { $0.kind == .good }
      let trial = ModelTrial(
        directory: directory, prefixes: prefixes, probe: try self.probe(probe), isPublished: isPublished)
      return findings + [await trial.finding()]
    } catch {
      return findings + [ModelFinding(.problem, "model", error.message)]
    }
  }

  private func probe(_ path: String?) throws(ScrubjayError) -> ModelProbe? {
    if let path { return try ModelProbe(ModelFile.at(path)) }
    return hasProbe ? try ModelProbe(ModelFile(ModelProbe.file, in: directory)) : nil
  }

  /// Checks a folder that is not to be used as it is, and copies the files that are needed from it.
  ///
  /// The copy is whole, and on the disk, before it takes the place of what was there.
  ///
  /// - Parameters:
  ///   - source: The folder, or a file in it.
  ///   - target: The folder to make or to replace.
  ///   - prefixes: What stands before texts; without them what the folder says, if it does.
  ///   - probe: The path of a file with texts and what the model should make of them, which is copied, too.
  /// - Returns: What the check found.
  /// - Throws: `model_unusable` with the first problem, or when the files cannot be copied.
  @discardableResult
  public static func install(
    from source: String, to target: String, prefixes: EmbeddingPrefixes? = nil, probe: String? = nil
  ) async throws(ScrubjayError) -> [ModelFinding] {
    let files = ModelFiles(directory: source)
    let findings = await files.check(prefixes: prefixes, probe: probe)
    for finding in findings where finding.kind == .problem { throw ScrubjayError(.modelUnusable, "\(finding)") }
    var names = files.needed + files.optional
    if probe != nil, !files.hasProbe { names.append(ModelProbe.file) }
    try ModelInstallation(source: files.directory, target: target, names: names, probe: probe).run()
    return findings
  }

  private func digest(of name: String) -> ModelFinding {
    do throws(ScrubjayError) {
      let isWeights = name == ModelContents.weightsFile
      let file =
        if isWeights {
          try ModelContents.openWeights(directory)
        } else if name == TokenizerFile.name(in: directory) {
          try TokenizerFile.open(directory)
        } else {
          try ModelFile(name, in: directory)
        }
      let digest = try FileDigest.of(file)
      guard isWeights else {
        return ModelFinding(.good, name, "\(file.size) bytes, SHA-256 \(digest).")
      }
      if let known = Self.published[digest] {
        return ModelFinding(.good, name, "\(file.size) bytes: the published weights of \(known).")
      }
      return ModelFinding(.note, name, "\(file.size) bytes, weights not known to this program, SHA-256 \(digest).")
    } catch {
      return ModelFinding(.problem, name, error.message)
    }
  }
}
