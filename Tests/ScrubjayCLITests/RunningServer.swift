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
    let log = errors.fileHandleForReading
    let said = await Self.firstLine(of: log)
    let address = try #require(said.firstMatch(of: /listening on (http:\S+)/)).output.1
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

  /// The first line of a stream; what follows is read too, lest the writer waits for room in the pipe.
  private static func firstLine(of stream: FileHandle) async -> String {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        var line = Data()
        while let byte = try? stream.read(upToCount: 1), let first = byte.first, first != UInt8(ascii: "\n") {
          line.append(first)
        }
        continuation.resume(returning: String(decoding: line, as: UTF8.self))
        while let more = try? stream.read(upToCount: 4_096), !more.isEmpty {}
      }
    }
  }
}
