import Foundation
import ScrubjayTestKit

/// What the command line asks for.
struct Options {
  var port = 0
  var seed: UInt64 = 1
  var behaviour = "well"

  static let help = """
    An OpenAI- and Anthropic-compatible server that returns made-up responses, for development without a network.

    Usage: scripted-llm [--port N] [--behaviour WORD] [--seed N]

      --port N          The port on 127.0.0.1; by default 0, which picks a free one.
      --behaviour WORD  How it handles every request, one of: \(behaviours.map(\.name).joined(separator: ", ")).
                        'mixed' fails one request in ten.
      --seed N          The seed of the faults of 'mixed'; by default 1.

    It prints 'listening on http://127.0.0.1:PORT' to standard error once it is ready. Use it with
    SCRUBJAY_OPENAI_BASE_URL=http://127.0.0.1:PORT/v1 or SCRUBJAY_ANTHROPIC_BASE_URL=http://127.0.0.1:PORT.
    """

  static let behaviours: [(name: String, script: @Sendable (UInt64) -> ScriptedLLM.Script)] = [
    ("well", { _ in .well }), ("nonsense", { _ in .always(.nonsense) }),
    ("late", { _ in .always(.late(.seconds(5))) }), ("half", { _ in .always(.half) }),
    ("429", { _ in .always(.rateLimited(retryAfter: "2")) }), ("500", { _ in .always(.failing(500)) }),
    ("nothing", { _ in .always(.nothing) }), ("mixed", { seed in .mixed(seed: seed) }),
  ]

  init(_ words: [String]) throws(Misunderstood) {
    var words = words[...]
    while let flag = words.popFirst() {
      guard let value = words.popFirst() else { throw Misunderstood(what: "'\(flag)' is not a flag, or has no value.") }
      switch flag {
      case "--port":
        guard let port = UInt16(value) else { throw Misunderstood(what: "'\(value)' is not a port from 0 to 65535.") }
        self.port = Int(port)
      case "--seed":
        guard let seed = UInt64(value) else {
          throw Misunderstood(what: "'\(value)' is not a seed; it should be a whole number.")
        }
        self.seed = seed
      case "--behaviour":
        guard Self.behaviours.contains(where: { $0.name == value }) else {
          throw Misunderstood(what: "'\(value)' is not a known behaviour.")
        }
        behaviour = value
      default: throw Misunderstood(what: "'\(flag)' is not a known flag.")
      }
    }
  }

  /// What the server is to do.
  var script: ScriptedLLM.Script {
    Self.behaviours.first { $0.name == behaviour }?.script(seed) ?? .well
  }
}

/// A command line that cannot be understood.
struct Misunderstood: Error { let what: String }

let words = Array(CommandLine.arguments.dropFirst())
if words.contains("--help") || words.contains("-h") {
  print(Options.help)
  exit(0)
}
do {
  let llm = try ScriptedLLM(Options(words).script, port: Options(words).port)
  FileHandle.standardError.write(Data("scripted-llm listening on \(llm.address)\n".utf8))
  // Until a signal ends it.
  while true { try await Task.sleep(for: .seconds(86_400)) }
} catch let problem as Misunderstood {
  FileHandle.standardError.write(Data("\(problem.what) 'scripted-llm --help' shows what there is.\n".utf8))
  exit(2)
} catch {
  FileHandle.standardError.write(Data("\(error)\n".utf8))
  exit(1)
}
