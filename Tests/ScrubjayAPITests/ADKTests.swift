import Foundation
import ScrubjayTestKit
import Testing

/// The example's session service, driven through Google ADK against a server; its tests are in Python.
@Suite struct ADKTests {
  private static let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../Examples/adk/tests/test_scrubjay_session_service.py").standardized

  @Test func `ADK's sessions, state and events are kept as ADK itself keeps them`() async throws {
    try await RunningServer.with { server in
      let result = try await TestTool.run(
        "python3", ["-B", "-W", "ignore", Self.tests.path],
        variables: ["SCRUBJAY_SERVER": "http://\(server.address)"], in: server.folder)
      // Each test that failed has a section of its own, after a line of this sign.
      let sections = result.output.split(separator: "\n" + String(repeating: "=", count: 70))
      for failure in sections.dropFirst() { Issue.record("\(failure)") }
      #expect(result.status == 0, "\(sections.first ?? "nothing was said")")
      let written = try String(contentsOf: Self.tests, encoding: .utf8).matches(of: /async def test_/).count
      let ran = try #require(result.output.firstMatch(of: /Ran (\d+) tests/)?.output.1)
      #expect(Int(ran) == written)
    }
  }
}
