import Foundation
import ScrubjayTestKit

extension Installation {
  /// Runs `body` with the address of a server on the database, and stops the server afterwards.
  func withServer<Result>(_ body: (String) async throws -> Result) async throws -> Result {
    let server = try await ServerProcess(process(["serve", "--port", "0"]))
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
