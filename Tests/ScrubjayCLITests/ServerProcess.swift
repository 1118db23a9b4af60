import Foundation
import ScrubjayCore
import ScrubjayHTTPClient
import ScrubjayTestKit
import Synchronization

/// `scrubjay serve` as a process of its own, on a free port.
final class ServerProcess: Sendable {
  let url: String
  private let process: ChildProcess
  private let client: HTTPClient
  private let isStopped = Mutex(false)

  /// How long an answer may take beside all other tests; one that never comes fails the test still.
  private static let patience = Duration.seconds(300)

  /// Starts a server on a database and waits until it says that it listens.
  ///
  /// - Parameter embeds: Whether it embeds what is stored, with the model that is installed on this machine.
  convenience init(database: String, concurrency: Int = 8, embeds: Bool = false) async throws {
    let arguments = ["serve", "--port", "0", "--log-level", "error", "--database", database]
    let provider = ["--embedding-provider", embeds ? "local" : "none"]
    try await self.init(ChildProcess(BuiltExecutable.path, arguments + provider), concurrency: concurrency)
  }

  /// Starts a server and waits until it says that it listens.
  init(_ process: ChildProcess, concurrency: Int = 8) async throws {
    let errors = Pipe()
    process.errors = .pipe(errors)
    try process.start()
    let said = try await Self.line(of: errors.fileHandleForReading)
    guard let match = said.firstMatch(of: /listening on (http:\S+)/) else {
      process.send(SIGKILL)
      _ = await process.end()
      throw ServerDidNotStart(said: said)
    }
    self.process = process
    url = String(match.output.1)
    client = HTTPClient(concurrency: concurrency)
  }

  /// A server that a failing test did not come to stop ends with it.
  deinit { if !isStopped.withLock({ $0 }) { process.send(SIGKILL) } }

  private static func line(of handle: FileHandle) async throws -> String {
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread {
        var bytes = Data()
        while let byte = try? handle.read(upToCount: 1), let first = byte.first, first != UInt8(ascii: "\n") {
          bytes.append(first)
        }
        continuation.resume(returning: String(decoding: bytes, as: UTF8.self))
        // What follows is read too, lest the server waits for room in the pipe.
        while let more = try? handle.read(upToCount: 65_536), !more.isEmpty {}
      }
    }
  }

  /// The most memory that the server ever had resident, in bytes.
  func peakMemoryBytes() throws -> Int {
    let status = try String(contentsOfFile: "/proc/\(process.identifier)/status", encoding: .utf8)
    return (status.firstMatch(of: /VmHWM:\s+(\d+) kB/)?.output.1).flatMap { Int($0) }.map { $0 * 1_024 } ?? 0
  }

  /// Kills the server with SIGKILL and waits until it is gone.
  func kill() async { await stop(SIGKILL) }

  /// Kills the server with SIGKILL, and does not wait.
  func killAtOnce() { process.send(SIGKILL) }

  /// Asks the server to stop and waits until it has; answers its exit code.
  @discardableResult
  func stop(_ signal: Int32 = SIGTERM) async -> Int32 {
    isStopped.withLock { $0 = true }
    process.send(signal)
    return await process.end()
  }

  /// Sends JSON and answers the JSON that comes back.
  ///
  /// - Throws: When nothing, or no success, is answered.
  func send(
    _ method: String, _ target: String, _ body: JSON? = nil, idempotencyKey: String? = nil
  ) async throws -> JSON {
    var headers = body == nil ? [] : [HTTPClientHeader("Content-Type", "application/json")]
    if let idempotencyKey { headers.append(HTTPClientHeader("Idempotency-Key", idempotencyKey)) }
    let response = try await client.send(
      HTTPClientRequest(
        method: method, url: url + target, headers: headers, body: body?.bytes, totalTimeout: Self.patience))
    guard (200..<300).contains(response.status) else {
      throw ServerRefused(status: response.status, answer: String(decoding: response.body, as: UTF8.self))
    }
    return response.body.isEmpty ? .null : try JSON(parsing: response.body)
  }
}

/// A server that ended before it listened.
struct ServerDidNotStart: Error, CustomStringConvertible {
  let said: String
  var description: String { "the server did not start: \(said)" }
}

/// An answer that is no success.
struct ServerRefused: Error, CustomStringConvertible {
  let status: Int
  let answer: String
  var description: String { "\(status): \(answer)" }
}
