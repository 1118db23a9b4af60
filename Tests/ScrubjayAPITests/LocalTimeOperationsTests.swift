import ScrubjayCore
import ScrubjayTestKit
import Testing

/// The clock by which users speak, over HTTP.
@Suite("Time zones over HTTP")
struct LocalTimeOperationsTests {
  private static func content(_ server: RunningServer, _ namespace: String) async throws -> [String] {
    #expect(try await server.post("/v1/extractions", [:]).status == 200)
    return try await server.get("/v1/memories?namespace=\(namespace)").strings("data", "content").sorted()
  }

  private static func begin(_ server: RunningServer, _ session: String) async throws {
    let reply = try await server.post("/v1/sessions", ["id": .string(session), "user": "ana", "app": "notes"])
    #expect(reply.status == 201)
  }

  private static func say(
    _ server: RunningServer, _ content: String, at time: String, in session: String
  ) async throws -> Reply {
    try await server.post(
      "/v1/sessions/\(session)/messages",
      ["messages": [["role": "user", "content": .string(content), "occurred_at": .string(time)]]])
  }

  @Test func `A message's offset counts, and is answered`() async throws {
    try await RunningServer.with { server in
      try await Self.begin(server, "s")
      let reply = try await Self.say(
        server, "I quit smoking yesterday.", at: "2026-01-01T00:30:00+13:00", in: "s")
      let message = reply.json["messages"]?.arrayValue?.first
      #expect(reply.status == 201 && message?["utc_offset"] == 780)
      #expect(message?["occurred_at"]?.stringValue?.hasPrefix("2025-12-31T11:30:00") == true)
      #expect(try await Self.content(server, "user:ana") == ["The user quit smoking on 31 December 2025"])
    }
  }

  @Test func `A user's time zone counts where a time has no offset, and a session's before it`() async throws {
    try await RunningServer.with { server in
      let set = try await server.send("PUT", "/v1/users/ana", ["time_zone": "Pacific/Auckland"])
      #expect(set.status == 200 && set.json["time_zone"] == "Pacific/Auckland")
      #expect(try await server.get("/v1/users/ana").json["time_zone"] == "Pacific/Auckland")
      try await Self.begin(server, "s")
      _ = try await Self.say(server, "I quit smoking yesterday.", at: "2025-12-31T11:30:00Z", in: "s")
      let session = try await server.post(
        "/v1/sessions",
        ["id": "t", "user": "ana", "app": "notes", "time_zone": "America/Los_Angeles"])
      #expect(session.status == 201 && session.json["time_zone"] == "America/Los_Angeles")
      _ = try await Self.say(server, "I sold my car yesterday.", at: "2026-01-01T07:30:00Z", in: "t")
      #expect(
        try await Self.content(server, "user:ana") == [
          "The user quit smoking on 31 December 2025", "The user sold their car on 30 December 2025",
        ])
      let unset = try await server.send("PUT", "/v1/users/ana", ["time_zone": .null])
      #expect(unset.status == 200 && unset.json["time_zone"] == .null)
    }
  }

  @Test func `A recall's "yesterday" is that of its time zone`() async throws {
    try await RunningServer.with { server in
      try await Self.begin(server, "s")
      // Asked at 20:00 on 3 November in Los Angeles, which is the 4th at UTC: the day before is the 2nd, or the 3rd.
      for (content, time) in [
        ("We painted the boat blue.", "2026-11-02T20:00:00Z"), ("We painted the boat green.", "2026-11-03T19:00:00Z"),
      ] {
        #expect(try await Self.say(server, content, at: time, in: "s").status == 201)
      }
      func first(_ validAt: JSON, _ zone: JSON) async throws -> String? {
        let reply = try await server.post(
          "/v1/recall",
          ["query": "What did we paint yesterday?", "user": "ana", "valid_at": validAt, "time_zone": zone])
        return reply.strings("hits", "content").first
      }
      #expect(try await first("2026-11-04T04:00:00Z", .null) == "We painted the boat green.")
      #expect(try await first("2026-11-04T04:00:00Z", "America/Los_Angeles") == "We painted the boat blue.")
      #expect(try await first("2026-11-03T20:00:00-08:00", .null) == "We painted the boat blue.")
    }
  }

  @Test(arguments: ["Mars/Olympus", "", "+25:00"])
  func `What is no time zone is refused, with how one is written`(zone: String) async throws {
    try await RunningServer.with { server in
      for (method, target, body) in [
        ("PUT", "/v1/users/ana", ["time_zone": .string(zone)] as JSON),
        ("POST", "/v1/sessions", ["user": "ana", "app": "notes", "time_zone": .string(zone)]),
        ("POST", "/v1/recall", ["query": "boat", "user": "ana", "time_zone": .string(zone)]),
      ] {
        let reply = try await server.send(method, target, body)
        #expect(reply.status == 400 && reply.text.contains("time_zone"), "\(target): \(reply.text)")
      }
      let message = try await server.post(
        "/v1/messages",
        ["user": "ana", "app": "notes", "role": "user", "content": "Hi", "occurred_at": "2026-01-01T00:30:00+26:00"])
      #expect(message.status == 400, "\(message.text)")
    }
  }
}
