public import ScrubjayCore

/// The files of an embedding model in a folder.
public struct ModelFiles: Sendable {
  /// Where they are.
  public let directory: String

  /// Files that every model has.
  static let needed = ["config.json", "vocab.txt", "model.safetensors"]
  /// Files that say more of a model, where it has them.
  static let optional = ["tokenizer_config.json", "sentence_bert_config.json", "1_Pooling/config.json"]

  /// Weights that were published, by the SHA-256 of their file.
  private static let published = [
    "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db": "all-MiniLM-L6-v2"
  ]

  /// The files in a folder, which need not be a model's.
  public init(directory: String) { self.directory = directory }

  /// Whether there are weights in the folder.
  public var exist: Bool { ModelFile.exists("model.safetensors", in: directory) }

  /// Checks every file completely, and tests the model's output; without a problem the model can be used.
  public func check() async -> [ModelFinding] {
    var findings: [ModelFinding] = []
    for name in Self.needed + Self.optional where Self.needed.contains(name) || ModelFile.exists(name, in: directory) {
      findings.append(digest(of: name))
    }
    if findings.contains(where: { $0.kind == .problem }) { return findings }
    do throws(ScrubjayError) {
      let contents = try ModelContents(directory: directory)
      let vocabulary = try Vocabulary(parsing: contents.vocabulary)
      findings.append(ModelFinding(.good, "vocab.txt", "It has \(vocabulary.count) pieces of words."))
      _ = try BERTTensors(contents.weights, contents.configuration)
      findings.append(ModelFinding(.good, "model.safetensors", "Every tensor is there in the right shape."))
      findings.append(ModelFinding(.good, "model", "Its name is \(contents.name)."))
    } catch {
      return findings + [ModelFinding(.problem, "model", error.message)]
    }
    return findings + [await ModelTrial(directory: directory).finding()]
  }

  /// Checks a folder that is not to be used as it is, and copies the files that are needed from it.
  ///
  /// The copy is whole, and on the disk, before it takes the place of what was there.
  ///
  /// - Throws: `model_unusable` with the first problem, or when the files cannot be copied.
  public static func install(from source: String, to target: String) async throws(ScrubjayError) {
    for finding in await ModelFiles(directory: source).check() where finding.kind == .problem {
      throw ScrubjayError(.modelUnusable, "\(finding)")
    }
    let names = needed + optional.filter { ModelFile.exists($0, in: source) }
    try ModelInstallation(source: source, target: target, names: names).run()
  }

  private func digest(of name: String) -> ModelFinding {
    do throws(ScrubjayError) {
      let file = try ModelFile(name, in: directory)
      let digest = try FileDigest.of(file)
      guard name == "model.safetensors" else {
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
