import Foundation

/// Programs from outside that tests run; `make test` installs them.
public enum TestTool {
  /// What a program did.
  public struct Result: Sendable {
    /// Its exit status.
    public let status: Int32
    /// What it wrote to standard output and standard error.
    public let output: String
  }

  /// A program that is not installed.
  public struct Missing: Error, CustomStringConvertible {
    /// The program.
    public let name: String
    /// What to do about it.
    public var description: String { "The program '\(name)' is not installed; 'make setup-test' installs it." }
  }

  /// Runs a program until it ends.
  ///
  /// - Parameter variables: What its environment has beside the test's own.
  /// - Throws: ``Missing``.
  public static func run(
    _ name: String, _ arguments: [String], variables: [String: String] = [:], in folder: TemporaryFolder
  ) async throws -> Result {
    guard let path = path(of: name) else { throw Missing(name: name) }
    let environment = ProcessInfo.processInfo.environment.merging(variables) { $1 }
    let process = ChildProcess(path, arguments, environment: environment, in: folder.path)
    // A file, unlike a pipe, takes all that is written without anyone reading.
    let file = folder.file("\(name)-\(UUID().uuidString).out")
    _ = FileManager.default.createFile(atPath: file, contents: nil)
    if let handle = FileHandle(forWritingAtPath: file) {
      process.output = .handle(handle)
      process.errors = .handle(handle)
    }
    let status = try await process.run()
    let output = try Data(contentsOf: URL(fileURLWithPath: file))
    return Result(status: status, output: String(decoding: output, as: UTF8.self))
  }

  /// Where a program is: among the tools of the tests (`SCRUBJAY_TEST_TOOLS`), or on the path.
  private static func path(of name: String) -> String? {
    let environment = ProcessInfo.processInfo.environment
    let folders =
      [environment["SCRUBJAY_TEST_TOOLS"]].compactMap { $0 }
      + (environment["PATH"] ?? "").split(separator: ":").map(String.init)
    return folders.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }
}
