import Foundation
import ScrubjayCore
import ScrubjayHTTPClient

/// A server process of the executable on a database, as whoever installs it would start it.
struct BenchmarkServer {
  /// Where it listens.
  let url: String
  /// How long it took until it did.
  let start: Duration
  private let process = Process()

  /// Starts a server; what is stored is embedded unless it has no workers.
  init(executable: String, database: String, embeds: Bool = true) throws {
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = ["serve", "--port", "0", "--log-level", "error", "--database", database]
    if !embeds { process.arguments?.append("--no-workers") }
    let pipe = Pipe()
    process.standardError = pipe
    let begin = ContinuousClock.now
    try process.run()
    var line = Data()
    while !line.contains(UInt8(ascii: "\n")) {
      guard let more = try pipe.fileHandleForReading.read(upToCount: 1) else { break }
      line += more
    }
    start = ContinuousClock.now - begin
    guard let url = String(decoding: line, as: UTF8.self).firstMatch(of: /http:\S+/)?.output else {
      process.terminate()
      throw BenchmarkFailure(message: "the server did not start: \(String(decoding: line, as: UTF8.self))")
    }
    self.url = String(url)
  }

  /// Stops the server and waits for its end.
  func stop() {
    process.terminate()
    process.waitUntilExit()
  }
}

/// Why a benchmark could not be run.
struct BenchmarkFailure: Error, CustomStringConvertible {
  let message: String
  var description: String { message }
}
