import Foundation
import ScrubjayCore
import ScrubjayTestKit
import Testing

/// The program in a home of its own, with a database that goes with this value.
struct Installation {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// The folder, which is the user's home too.
  var path: String { folder.path }

  /// The database that commands work on.
  var database: String { file("memory.sqlite") }

  /// The path of a file in the folder.
  func file(_ name: String) -> String { folder.file(name) }

  /// The text of a file in the folder.
  func content(of name: String) throws -> String { try String(contentsOfFile: file(name), encoding: .utf8) }

  /// What a command did.
  struct Outcome {
    let status: Int32
    let output: String
    let errors: String

    /// The answer as JSON.
    var json: JSON { (try? JSON(parsing: output)) ?? .null }

    /// The lines of the answer.
    var lines: [String] { output.split(separator: "\n").map(String.init) }
  }

  /// A process that is ready to run, with nothing of this machine's user in its environment.
  func process(_ arguments: [String], environment: [String: String] = [:]) -> ChildProcess {
    process(of: BuiltExecutable.path, arguments, environment: environment)
  }

  /// A shell that is ready to run a script, in which `$0` is the program.
  func shell(_ script: String, path: String = "/bin/bash") -> ChildProcess {
    process(of: path, ["-c", script, BuiltExecutable.path])
  }

  private func process(
    of executable: String, _ arguments: [String], environment: [String: String] = [:]
  ) -> ChildProcess {
    let own = [
      "HOME": folder.path, "PATH": "/usr/bin:/bin", "TZ": "UTC", "SCRUBJAY_DATABASE_URL": "sqlite:\(database)",
    ]
    let all = own.merging(environment) { _, new in new }.filter { !$0.value.isEmpty }
    return ChildProcess(executable, arguments, environment: all, in: folder.path)
  }

  /// Runs a command to its end.
  func run(
    _ arguments: String..., input: String = "", environment: [String: String] = [:]
  ) async throws -> Outcome {
    try await run(arguments, input: input, environment: environment)
  }

  /// Runs a command to its end.
  func run(
    _ arguments: [String], input: String = "", environment: [String: String] = [:]
  ) async throws -> Outcome {
    let process = process(arguments, environment: environment)
    // Files, unlike pipes, take all that is written without anyone reading.
    let name = UUID().uuidString
    let files = ["in", "out", "err"].map { folder.file("\(name).\($0)") }
    for (path, content) in zip(files, [input, "", ""]) {
      _ = FileManager.default.createFile(atPath: path, contents: Data(content.utf8))
    }
    process.input = .handle(try FileHandle(forReadingFrom: URL(filePath: files[0])))
    process.output = .handle(try FileHandle(forWritingTo: URL(filePath: files[1])))
    process.errors = .handle(try FileHandle(forWritingTo: URL(filePath: files[2])))
    let status = try await process.run()
    defer { for path in files { try? FileManager.default.removeItem(atPath: path) } }
    return Outcome(
      status: status, output: try String(contentsOfFile: files[1], encoding: .utf8),
      errors: try String(contentsOfFile: files[2], encoding: .utf8))
  }

  /// Writes a file and answers its path.
  func write(_ content: String, to name: String) throws -> String {
    let path = folder.file(name)
    try content.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }
}
