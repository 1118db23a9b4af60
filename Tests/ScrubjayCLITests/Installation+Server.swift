import Foundation
import ScrubjayTestKit

extension Installation {
  /// Runs `body` with the address of a server on the database, and stops the server afterwards.
  ///
  /// - Parameter flags: What the server is told beside its port.
  func withServer<Result>(
    _ flags: [String] = [], _ body: (String) async throws -> Result
  ) async throws -> Result {
    let server = try await ServerProcess(process(["serve", "--port", "0"] + flags))
    do {
      let result = try await body(server.url)
      await server.stop()
      return result
    } catch {
      await server.stop()
      throw error
    }
  }
}
