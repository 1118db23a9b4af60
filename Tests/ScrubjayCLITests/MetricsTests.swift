import Foundation
import ScrubjayCore
import ScrubjayHTTPClient
import ScrubjayTestKit
import Testing

/// Metrics, health and version of a server that was started by its command.
struct MetricsTests {
  @Test(arguments: ["127.0.0.1", "0.0.0.0", "::"])
  func metricsNeedAKeyWhereThereAreKeys(host: String) async throws {
    guard host != "::" || FileManager.default.fileExists(atPath: "/proc/net/if_inet6") else { return }
    let program = try Installation()
    let created = try await program.run("keys", "create", "--name", "k", "--grants", "metrics", "--json")
    #expect(created.json["grants"] == ["metrics"], "\(created.errors)")
    try await program.withServer(["--host", host]) { address in
      #expect(try await status("\(address)/metrics") == 401)
      #expect(try await status("\(address)/metrics", HTTPClientHeader("X-Forwarded-For", "::1")) == 401)
      let secret = try #require(created.json["secret"]?.stringValue)
      #expect(try await status("\(address)/metrics", HTTPClientHeader("Authorization", "Bearer \(secret)")) == 200)
      #expect(try await status("\(address)/healthz") == 200)
    }
  }

  private func status(_ url: String, _ headers: HTTPClientHeader...) async throws -> Int {
    try await HTTPClient().send(HTTPClientRequest(url: url, headers: headers)).status
  }

  @Test func aPortOfTheirOwnNeedsNone() async throws {
    let program = try Installation()
    #expect(try await program.run("keys", "create", "--name", "k", "--grants", "admin").status == 0)
    // A port that was free a moment ago.
    let port = try await program.withServer { $0.split(separator: ":").last.map(String.init) ?? "" }
    try await program.withServer(["--metrics-port", port]) { address in
      #expect(try await status("http://127.0.0.1:\(port)/metrics") == 200)
      #expect(try await status("\(address)/metrics") == 404)
      let taken = try await program.run(
        "serve", "--port", "0", "--database", program.file("other.sqlite"),
        environment: ["SCRUBJAY_METRICS_PORT": port])
      #expect(taken.errors.contains("[address_in_use]"), "\(taken.errors)")
    }
    let same = try await program.run("serve", "--port", port, "--metrics-port", port)
    #expect(same.status == 2 && same.errors.contains("the server's own port"), "\(same.errors)")
    let wrong = try await program.run("serve", "--metrics-port", "70000")
    #expect(wrong.status == 2 && wrong.errors.contains("0 to 65535"), "\(wrong.errors)")
  }

  @Test func versionAndDoctorSayWhatAnswers() async throws {
    let program = try Installation()
    let own = try await program.run("version", "--json")
    #expect(own.json["version"]?.stringValue?.wholeMatch(of: /\d+\.\d+\.\d+/) != nil)
    let key = try await program.run("keys", "create", "--name", "k", "--grants", "read:user:ana", "--json")
    let secret = try #require(key.json["secret"]?.stringValue)
    try await program.withServer { address in
      #expect(try await program.run("version", "--server", address).status == 4)
      #expect(try await program.run("version", "--json", "--server", address, "--key", secret).json == own.json)
      let known = try await program.run("doctor", "--server", address, "--key", secret)
      #expect(known.output.contains("is healthy (version "), "\(known.output)")
      let unknown = try await program.run("doctor", "--server", address)
      #expect(unknown.output.contains("is healthy.") && unknown.status == 0, "\(unknown.output)")
    }
  }
}
