import Foundation
import Synchronization

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

  /// Runs a program until it ends, without blocking a thread of Swift's.
  ///
  /// - Throws: ``Missing``.
  public static func run(_ name: String, _ arguments: [String], in folder: String? = nil) async throws -> Result {
    guard let path = path(of: name) else { throw Missing(name: name) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    process.standardInput = FileHandle.nullDevice
    let output = Mutex(Data())
    return try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread {
        do {
          try process.start()
          let data = pipe.fileHandleForReading.readDataToEndOfFile()
          output.withLock { $0 = data }
          process.waitUntilExit()
          continuation.resume(
            returning: Result(
              status: process.terminationStatus,
              output: String(decoding: output.withLock { $0 }, as: UTF8.self)))
        } catch {
          continuation.resume(throwing: error)
        }
      }
    }
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
