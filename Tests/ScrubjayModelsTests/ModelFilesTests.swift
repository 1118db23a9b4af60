import Foundation
import ScrubjayCore
import ScrubjayTestKit
import Testing

@testable import ScrubjayModels

@Suite struct ModelFilesTests {
  @Test func `The published model is known, and answers well`() async throws {
    let findings = try await ModelFiles(directory: InstalledModel.directory).check()
    #expect(findings.allSatisfy { $0.kind == .good }, "\(findings)")
    #expect(findings.contains { $0.message.contains("published weights of all-MiniLM-L6-v2") })
    #expect(findings.last?.subject == "answers")
  }

  @Test func `Other weights are noted, damaged ones are a problem`() async throws {
    let model = try TinyModel(seed: 15)
    let findings = await ModelFiles(directory: model.directory).check()
    #expect(findings.contains { $0.kind == .note && $0.subject == "model.safetensors" })
    let path = model.file("model.safetensors")
    try Data(contentsOf: URL(fileURLWithPath: path)).dropLast(4).write(to: URL(fileURLWithPath: path))
    #expect(await ModelFiles(directory: model.directory).check().contains { $0.kind == .problem })
    try FileManager.default.moveItem(atPath: model.file("vocab.txt"), toPath: model.file("tokenizer.json"))
    try FileManager.default.moveItem(atPath: path, toPath: model.file("pytorch_model.bin"))
    let problems = await ModelFiles(directory: model.directory).check().filter { $0.kind == .problem }.map(\.message)
    #expect(problems.contains { $0.contains("tokenizer.json") } && problems.contains { $0.contains("save_pretrained") })
    let empty = try TemporaryFolder()
    #expect(await ModelFiles(directory: empty.path).check().filter { $0.kind == .problem }.count == 3)
  }

  @Test func `Installing copies what is needed, and replaces another model as a whole`() async throws {
    let folder = try TemporaryFolder()
    let source = try InstalledModel.directory
    let target = folder.file("models/mini")
    let other = try TinyModel(seed: 16)
    try FileManager.default.createDirectory(atPath: folder.file("models"), withIntermediateDirectories: false)
    try FileManager.default.copyItem(atPath: other.directory, toPath: target)
    try await ModelFiles.install(from: source, to: target)
    let names = try FileManager.default.contentsOfDirectory(atPath: target)
    #expect(Set(["config.json", "vocab.txt", "model.safetensors"]).isSubset(of: names))
    #expect(!names.contains("README.md"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.file("models")) == ["mini"])
    #expect(try LocalEmbedder(directory: target).model == LocalEmbedder(directory: source).model)

    let broken = try TinyModel(seed: 17)
    try Data("{}".utf8).write(to: URL(fileURLWithPath: broken.file("config.json")))
    await #expect(throws: ScrubjayError.self) { try await ModelFiles.install(from: broken.directory, to: target) }
    #expect(try LocalEmbedder(directory: target).model == LocalEmbedder(directory: source).model)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.file("models")) == ["mini"])
  }
}
