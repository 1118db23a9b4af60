import ScrubjayAPI
import ScrubjayCore
import Testing

/// How many elements are asked for, however the number is written and under whatever name.
struct LimitTests {
  @Test func everyListTakesALimit() {
    let whole: Set = ["keys list", "tenants list", "tenants models"]
    for operation in Operation.table where operation.answer.form == .list && !whole.contains(operation.name) {
      #expect(operation.fields.contains { $0.name == "limit" }, "\(operation.name)")
      #expect(!operation.fields.contains { $0.name == "last" }, "\(operation.name)")
    }
  }

  @Test(arguments: ["1", "1.0", "1.000", "1e0", "10e-1", "0.1e1", "0.01E%2B2"])
  func anExactIntegerIsOneHoweverItIsWritten(number: String) async throws {
    try await RunningServer.with { server in
      try await server.seed("s1", user: "ana", ["one", "two"])
      for target in [
        "/v1/sessions/s1/messages?", "/v1/sessions/s1/events?", "/v1/messages?user=ana&",
        "/v1/window?user=ana&app=notes&",
      ] {
        let reply = try await server.get("\(target)limit=\(number)")
        #expect(reply.status == 200, "\(target): \(reply.text)")
        #expect(reply.json["data"]?.arrayValue?.count == 1, "\(target)")
      }
      let body = #"{"query": "one", "user": "ana", "limit": \#(number.replacing("%2B", with: "+"))}"#
      let recalled = try await server.send("POST", "/v1/recall", bytes: Array(body.utf8))
      #expect(recalled.status == 200, "\(recalled.text)")
      #expect(recalled.json["hits"]?.arrayValue?.count == 1)
    }
  }

  @Test func whatIsNoIntegerIsRefused() async throws {
    try await RunningServer.with { server in
      try await server.seed("s1", user: "ana", ["one"])
      for number in ["1.5", "1e400", "1e-1", "1e99999999999999999999", "\"1\"", "true", "[1]", "{}", "1e4"] {
        let body = #"{"query": "one", "user": "ana", "limit": \#(number)}"#
        let reply = try await server.send("POST", "/v1/recall", bytes: Array(body.utf8))
        #expect(reply.code == "invalid_field" && reply.strings("errors", "field") == ["limit"], "\(number)")
      }
      for text in ["1.5", "NaN", "%221%22", "1e400", "", "1.", "0x1", "-1.0"] {
        let reply = try await server.get("/v1/sessions/s1/messages?limit=\(text)")
        #expect(reply.code == "invalid_field" && reply.strings("errors", "field") == ["limit"], "\(text)")
      }
    }
  }

  @Test func theFormerNameStillWorks() async throws {
    try await RunningServer.with { server in
      try await server.seed("s1", user: "ana", ["one", "two", "three"])
      let window = "/v1/window?user=ana&app=notes&"
      for target in ["/v1/sessions/s1/messages?", window, "/v1/sessions/s1/events?"] {
        for query in ["last=2", "last=2&limit=2", "limit=2.0&last=2"] {
          let reply = try await server.get(target + query)
          #expect(reply.strings("data", "content") == ["two", "three"], "\(target + query): \(reply.text)")
        }
        let torn = try await server.get(target + "last=2&limit=3")
        #expect(torn.code == "invalid_field" && torn.strings("errors", "field") == ["last"], "\(torn.text)")
        let twice = try await server.get(target + "last=2&last=2")
        #expect(twice.strings("errors", "field") == ["last"])
        let wrong = try await server.get(target + "last=many")
        #expect(wrong.strings("errors", "field") == ["last"])
      }
      #expect(try await server.get("/v1/sessions?last=2").strings("errors", "field") == ["last"])
    }
  }

  @Test func eventsStartWithTheOldestUnlessAskedForTheNewest() async throws {
    try await RunningServer.with { server in
      try await server.seed("s1", user: "ana", ["one", "two", "three"])
      #expect(try await server.get("/v1/sessions/s1/events?limit=2").strings("data", "content") == ["one", "two"])
      let newest = "/v1/sessions/s1/events?newest=true&limit=2"
      let page = try await server.get(newest)
      #expect(page.strings("data", "content") == ["two", "three"])
      let cursor = try #require(page.json["next_cursor"]?.stringValue)
      #expect(try await server.get("\(newest)&cursor=\(cursor)").strings("data", "content") == ["one"])
    }
  }

  @Test func theDocumentCallsTheFormerNameDeprecated() throws {
    let parameters = try #require(OpenAPI.document["paths"]?["/v1/window"]?["get"]?["parameters"]?.arrayValue)
    let last = try #require(parameters.first { $0["name"] == "last" })
    let limit = try #require(parameters.first { $0["name"] == "limit" })
    #expect(last["deprecated"] == true && limit["deprecated"] == nil)
    #expect(limit["schema"]?["default"] != nil && last["schema"]?["default"] == nil)
  }
}
