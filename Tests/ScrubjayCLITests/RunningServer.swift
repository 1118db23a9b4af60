import Foundation
import Testing

extension Installation {
  /// Runs `body` with the address of a server on the database, and stops the server afterwards.
  func withServer<Result>(_ body: (String) async throws -> Result) async throws -> Result {
    let process = process(["serve", "--port", "0"])
    let errors = Pipe()
    process.standardError = errors
    process.standardOutput = FileHandle.nullDevice
    async let status = process.runToEnd()
    var seen = ""
    while !seen.contains("listening on"), let chunk = try errors.fileHandleForReading.read(upToCount: 4_096) {
      seen += String(decoding: chunk, as: UTF8.self)
    }
    // What it logs from here on must not fill the pipe.
    errors.fileHandleForReading.readabilityHandler = { handle in _ = handle.availableData }
    let address = try #require(seen.firstMatch(of: /http:\/\/[^\s"]+/)).output
    do {
      let result = try await body(String(address))
      process.terminate()
      _ = try await status
      return result
    } catch {
      process.terminate()
      _ = try await status
      throw error
    }
  }
}
