import Foundation
import ScrubjayCore
import ScrubjayTestKit
import Testing

@testable import ScrubjayModels

@Suite struct ProbeTests {
  private let reference: KindReference

  init() throws { reference = try KindReference.shared.get() }

  /// The answers' finding for a probe, in the folder or by its path.
  private func finding(
    _ probe: [String: Any], inFolder: Bool = true, prefixes: EmbeddingPrefixes? = nil
  ) async throws -> ModelFinding? {
    let kind = try #require(reference.kinds.first { $0.name == "xlm-roberta, mean, prefixes" })
    let model = try KindModel(kind, reference)
    let data = try JSONSerialization.data(withJSONObject: probe)
    try model.write(inFolder ? "probe.json" : "1_Pooling/other.json", data)
    let path = inFolder ? nil : "\(model.directory)/1_Pooling/other.json"
    return await ModelFiles(directory: model.directory).check(prefixes: prefixes, probe: path).last
  }

  /// The reference's vectors as a probe.
  private func samples() throws -> [[String: Any]] {
    let kind = try #require(reference.kinds.first { $0.name == "xlm-roberta, mean, prefixes" })
    return kind.texts.map { text in
      ["text": text.text, "purpose": text.purpose, "vector": Reference.values(text.vector).map(Double.init)]
    }
  }

  @Test(arguments: [true, false]) func `Vectors of a probe are compared`(inFolder: Bool) async throws {
    var samples = try samples()
    let good = try await finding(["vectors": samples], inFolder: inFolder)
    #expect(good?.kind == .good && good?.message.contains("\(samples.count) vectors") == true, "\(good as Any)")
    let other = try await finding(["vectors": samples], inFolder: inFolder, prefixes: .empty)
    #expect(other?.kind == .problem && other?.message.contains("prefixes") == true, "\(other as Any)")
    samples[1]["vector"] = samples[0]["vector"]
    #expect(try await finding(["vectors": samples, "least_cosine": 0.9999], inFolder: inFolder)?.kind == .problem)
    samples[1]["vector"] = [1, 2, 3]
    #expect(try await finding(["vectors": samples], inFolder: inFolder)?.message.contains("dimension") == true)
  }

  @Test func `Of two texts the one that a probe says is to be nearer`() async throws {
    let texts = ["query": "A word.", "near": "A word.", "far": "漢字とかなと我想"]
    let good = try await finding(["nearer": [texts]])
    let swapped = ["query": "A word.", "near": texts["far"] ?? "", "far": texts["near"] ?? ""]
    let bad = try await finding(["nearer": [swapped]])
    #expect(good?.kind == .good && bad?.kind == .problem, "\(good as Any) \(bad as Any)")
    #expect(bad?.message.contains("nearer") == true)
  }

  @Test func `A probe that says nothing is refused`() async throws {
    let cases: [([String: Any], String)] = [
      ([:], "1 to"), (["vectors": [["text": "a"]]], "vectors"), (["nearer": [["query": "a"]]], "nearer"),
      (["vectors": [["text": "a", "purpose": "other", "vector": [1]]]], "purpose"),
      (["vectors": [["text": "a", "vector": [0, 0]]]], "vectors"),
      (["nearer": [["query": "a", "near": "b", "far": "c"]], "least_cosine": 2], "least_cosine"),
    ]
    for (probe, word) in cases {
      let found = try await finding(probe)
      #expect(found?.kind == .problem && found?.message.contains(word) == true, "\(found as Any)")
    }
  }

  @Test func `A probe given by its path is installed with the model, and none is noted`() async throws {
    let folder = try TemporaryFolder()
    let source = try InstalledModel.directory
    let probe = folder.file("mine.json")
    let order = ["query": "guitar", "near": "Somebody plays the guitar.", "far": "The price of oil fell."]
    try JSONSerialization.data(withJSONObject: ["nearer": [order]]).write(to: URL(fileURLWithPath: probe))
    let target = folder.file("model")
    try await ModelFiles.install(from: "\(source)/config.json", to: target, probe: probe)
    #expect(ModelFiles(directory: target).hasProbe)
    #expect(await ModelFiles(directory: target).check().last?.message.contains("probe.json") == true)
    let trial = ModelTrial(directory: source, prefixes: nil, probe: nil, isPublished: false)
    let note = await trial.finding()
    #expect(note.kind == .note && note.message.contains("not compared"))
  }
}
