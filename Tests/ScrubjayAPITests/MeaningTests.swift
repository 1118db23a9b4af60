import Scrubjay
import ScrubjayCore
import ScrubjayModels
import ScrubjayTestKit
import Testing

/// Recall by meaning over HTTP, with all-MiniLM-L6-v2.
@Suite("Meaning over HTTP")
struct MeaningTests {
  /// One model for all of them; it takes a while to load.
  private static let model = Result { try LocalEmbedder(directory: InstalledModel.directory, threads: 2) }

  private static func withServer(_ test: @Sendable (RunningServer) async throws -> Void) async throws {
    try await RunningServer.with(embedders: Embedders(try model.get()), test)
  }

  @Test func aMemoryIsEmbeddedWhenItIsStoredAndACallerMayWaitForIt() async throws {
    try await Self.withServer { server in
      let stored = try await server.post(
        "/v1/memories?wait=embedded",
        ["namespace": "user:ana", "type": "semantic", "content": "She is allergic to hazelnuts."])
      #expect(stored.status == 201)
      let found = try await server.post(
        "/v1/recall", ["query": "Which food must she not eat?", "user": "ana", "mode": "meaning", "explain": true])
      #expect(found.json["meaning"] == "searched")
      #expect(found.strings("hits", "content") == ["She is allergic to hazelnuts."])
      let why = found.json["hits"]?.arrayValue?.first?["why"]
      #expect(why?["words"] == [])
      #expect(why?["cosine"]?.doubleValue ?? 0 > 0.3)
      let changed = try await server.send(
        "PATCH", "/v1/memories/\(stored.json["id"]?.stringValue ?? "")?wait=embedded", ["content": "He plays chess."])
      #expect(changed.status == 200)
      let game = try await server.post("/v1/recall", ["query": "board games", "user": "ana", "mode": "meaning"])
      #expect(game.strings("hits", "content") == ["He plays chess."])
    }
  }

  @Test func aQuestionBehindAPastedTextIsAnswered() async throws {
    try await Self.withServer { server in
      for content in [
        "She is allergic to hazelnuts.", "The train to Bergen leaves at seven.", "Our quarterly report was delayed.",
        "He repairs old radios in the shed.", "The garden wall needs new paint.",
      ] {
        let stored = try await server.post(
          "/v1/memories?wait=embedded", ["namespace": "user:ana", "type": "semantic", "content": .string(content)])
        #expect(stored.status == 201)
      }
      let pasted = (1...150).map { "Item \($0): the committee discussed the budget of the harbour and adjourned. " }
        .joined()
      for query in [pasted + "Which food must she not eat?", "Which food must she not eat?\n\n" + pasted] {
        #expect(query.utf8.count > 8_192)
        let found = try await server.post("/v1/recall", ["query": .string(query), "user": "ana", "mode": "meaning"])
        #expect(found.strings("hits", "content").first == "She is allergic to hazelnuts.")
      }
    }
  }

  @Test func everyMessageIsEmbeddedInTheBackground() async throws {
    try await Self.withServer { server in
      let said = ["The lift is out of order.", "We had soup for dinner.", "My brother repairs bicycles."]
      try await server.seed("s", user: "ana", said)
      let query: JSON = ["query": "x", "user": "ana", "mode": "meaning", "threshold": -1]
      try await eventually {
        try await server.post("/v1/recall", query).strings("hits", "content").count == said.count
      }
      let found = try await server.post("/v1/recall", ["query": "Is there an elevator?", "user": "ana", "limit": 1])
      #expect(found.strings("hits", "content") == ["The lift is out of order."])
      #expect(try await server.get("/v1/jobs").json["data"] == [])
      #expect(try await server.get("/metrics").text.contains("scrubjay_vector_cache_bytes"))
    }
  }

  @Test func pastExchangesAboveACosineAreRecalledAndNoneIsAnEmptyList() async throws {
    try await Self.withServer { server in
      let said = [
        "How do I reset my password?", "I forgot my password, how can I reset it?", "How can a password be reset?",
        "How do I change the password?", "The weather in Lisbon was lovely.",
      ]
      try await server.seed("s", user: "ana", ["x"])
      let appended = try await server.post(
        "/v1/sessions/s/messages?wait=embedded",
        ["messages": .array(said.map { ["role": "user", "content": .string($0)] })])
      #expect(appended.status == 201)
      func recall(_ query: String, _ threshold: Double, limit: Int = 3) async throws -> Reply {
        try await server.post(
          "/v1/recall",
          [
            "query": .string(query), "user": "ana", "app": "notes", "kinds": ["message"], "explain": true,
            "threshold": .real(threshold), "limit": .integer(limit),
          ])
      }
      let found = try await recall("how to reset a password", 0.75)
      #expect(found.strings("hits", "content").count == 3)
      for hit in found.json["hits"]?.arrayValue ?? [] {
        #expect(hit["why"]?["cosine"]?.doubleValue ?? 0 >= 0.75)
      }
      #expect(try await recall("how to reset a password", 0.75, limit: 9).strings("hits", "content").count == 4)
      let nothing = try await recall("the price of coal in 1850", 0.75)
      #expect(nothing.status == 200)
      #expect(nothing.json["hits"] == [])
    }
  }

  @Test func withoutAModelItIsSaidAndNothingIsStoredInVain() async throws {
    try await RunningServer.with { server in
      try await server.seed("s", user: "ana", ["The lift is out of order."])
      let words = try await server.post("/v1/recall", ["query": "lift", "user": "ana"])
      #expect(words.strings("hits", "content").count == 1)
      #expect(words.json["meaning"] == "unavailable")
      let replies = [
        try await server.post("/v1/recall", ["query": "lift", "user": "ana", "mode": "meaning"]),
        try await server.post("/v1/recall", ["query": "lift", "user": "ana", "threshold": .real(0.5)]),
        try await server.post(
          "/v1/messages?wait=embedded", ["user": "ana", "app": "notes", "role": "user", "content": "More."]),
      ]
      for reply in replies {
        #expect(reply.status == 503)
        #expect(reply.code == "embedder_unavailable")
      }
      #expect(try await server.get("/v1/messages?user=ana").json["data"]?.arrayValue?.count == 1)
      #expect(try await server.post("/v1/messages?wait=soon", ["user": "a"]).status == 400)
    }
  }

  @Test func aJobThatWasGivenUpIsShownToAdminsAndTriedAgain() async throws {
    let clock = ManualClock()
    let embedder = ScriptedEmbedder([["cello", "instrument"]])
    try await RunningServer.with(clock: clock, embedders: Embedders(embedder)) { server in
      let admin = try await server.makeKey(["admin"])
      let reader = try await server.makeKey(["read:*"], by: admin)
      embedder.refuse("cello")
      let said: JSON = ["user": "ana", "app": "notes", "role": "user", "content": "a cello"]
      #expect(try await server.post("/v1/messages", said, key: admin).status == 201)
      var job: JSON?
      var failed: Int64 = 0
      try await eventually {
        job = try await server.get("/v1/jobs?queue=embedding-generation", key: admin).json["data"]?.arrayValue?.first
        // Once for each attempt that failed, past any pause: a clock that goes on while a worker tries ends its lease.
        if let attempts = job?["attempts"]?.integerValue, job?["state"] == "waiting", attempts > failed {
          failed = attempts
          clock.advance(by: .seconds(1_000))
        }
        return job?["state"] == "discarded"
      }
      #expect(job?["attempts"] == 12)
      #expect(job?["failure"] == "The embedder does not take this word.")
      #expect(
        try await server.get("/metrics", key: admin).text.contains(
          #"queue="embedding-generation",state="discarded"} 1"#))
      let id = try #require(job?["id"]?.stringValue)
      #expect(try await server.get("/v1/jobs/\(id)", key: admin).json["state"] == "discarded")
      #expect(try await server.get("/v1/jobs", key: reader).code == "missing_grant")
      embedder.refuse(nil)
      let retried = try await server.send(
        "POST", "/v1/jobs/\(id)/retry", headers: RunningServer.authorization(admin))
      #expect(retried.status == 200)
      let query: JSON = ["query": "instrument", "user": "ana", "mode": "meaning"]
      try await eventually {
        try await server.post("/v1/recall", query, key: admin).strings("hits", "content") == ["a cello"]
      }
      #expect(try await server.get("/v1/jobs/\(id)", key: admin).code == "job_not_found")
      #expect(try await server.post("/v1/jobs/none/retry", .object([]), key: admin).status == 400)
    }
  }
}
