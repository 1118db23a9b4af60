import Foundation
import ScrubjayCore
import ScrubjayTestKit
import Testing

/// The program `scripted-llm`, by which one develops without a network.
struct ScriptedLLMProgramTests {
  private static let path = URL(fileURLWithPath: BuiltExecutable.path).deletingLastPathComponent()
    .appendingPathComponent("scripted-llm").path

  private func answer(_ arguments: [String], _ body: JSON) async throws -> JSON {
    let server = try await ServerProcess(ChildProcess(Self.path, arguments))
    do {
      let answer = try await server.send("POST", "/v1/chat/completions", body)
      await server.stop()
      return answer
    } catch {
      await server.stop()
      throw error
    }
  }

  private static let question: JSON = [
    "model": "m", "messages": [["role": "user", "content": "Where do the herons sleep?"]],
  ]

  @Test func itSaysAgainWhatWasSaid() async throws {
    let answer = try await answer(["--port", "0"], Self.question)
    #expect(answer["choices"]?.arrayValue?.first?["message"]?["content"] == "You said: Where do the herons sleep?")
    #expect(answer["usage"]?["prompt_tokens"]?.integerValue == 7)
  }

  @Test func itFailsWhenTold() async throws {
    let refused = await #expect(throws: ServerRefused.self) { try await answer(["--behaviour", "500"], Self.question) }
    #expect(refused?.status == 500)
    let limited = await #expect(throws: ServerRefused.self) { try await answer(["--behaviour", "429"], Self.question) }
    #expect(limited?.status == 429)
    #expect(limited?.answer.contains("rate_limit_error") == true)
  }

  @Test func aCommandLineThatItDoesNotKnowIsRefused() async throws {
    let folder = try TemporaryFolder()
    for arguments in [["--port", "x"], ["--port"], ["--behaviour", "odd"], ["--seed", "-1"], ["--colour", "red"]] {
      let result = try await run(arguments, folder)
      #expect(result.status == 2, "\(arguments)")
      #expect(result.output.contains("scripted-llm --help"))
    }
    let help = try await run(["--help"], folder)
    #expect(help.status == 0)
    for word in ["--port", "--seed", "well", "nonsense", "late", "half", "429", "500", "nothing", "mixed"] {
      #expect(help.output.contains(word))
    }
  }

  private func run(_ arguments: [String], _ folder: TemporaryFolder) async throws -> (status: Int32, output: String) {
    let process = ChildProcess(Self.path, arguments)
    let file = folder.file("output-\(UUID().uuidString)")
    _ = FileManager.default.createFile(atPath: file, contents: nil)
    let handle = try FileHandle(forWritingTo: URL(filePath: file))
    process.output = .handle(handle)
    process.errors = .handle(handle)
    let status = try await process.run()
    return (status, try String(contentsOfFile: file, encoding: .utf8))
  }
}
