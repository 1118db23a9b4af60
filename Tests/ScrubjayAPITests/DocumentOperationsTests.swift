import Foundation
import Scrubjay
import ScrubjayCore
import ScrubjayTestKit
import Testing

/// Documents over HTTP.
@Suite("Documents over HTTP")
struct DocumentOperationsTests {
  private static func put(_ server: RunningServer, _ body: JSON, _ query: String = "", key: String? = nil) async throws
    -> Reply
  {
    try await server.send("PUT", "/v1/documents\(query)", body, headers: RunningServer.authorization(key))
  }

  @Test func aDocumentIsPutListedReadSearchedAndDeleted() async throws {
    try await RunningServer.with { server in
      let put = try await Self.put(
        server,
        ["path": "guides/boats.md", "content": "# Boats\n\n## Sails\n\nCotton, mostly.", "metadata": ["n": "1"]])
      #expect(put.status == 200)
      let id = try #require(put.json["id"]?.stringValue)
      let expected: [(String, JSON)] = [
        ("namespace", "org:default"), ("path", "guides/boats.md"), ("title", "Boats"), ("type", "markdown"),
        ("chunks", 1), ("bytes", 34), ("sync_status", "synced"), ("failure", .null), ("root", .null),
        ("embedding_model", .null),
      ]
      for (name, value) in expected { #expect(put.json[name] == value, "\(name)") }
      #expect(put.json["sha256"]?.stringValue?.count == 64)
      let list = try await server.get("/v1/documents?namespace=org&status=synced&type=markdown")
      #expect(list.json["data"]?.arrayValue == [put.json])
      #expect(try await server.get("/v1/documents?namespace=org&status=failed").json["data"] == [])
      let read = try await server.get("/v1/documents/\(id)")
      #expect(read.json["content"] == "# Boats\n\n## Sails\n\nCotton, mostly.")
      let found = try await server.post("/v1/documents/search", ["query": "cotton", "explain": true])
      let hit = try #require(found.json["hits"]?.arrayValue?.first)
      let parts: [(String, JSON)] = [
        ("kind", "document"), ("id", .string(id)), ("path", "guides/boats.md"), ("title", "Boats"),
        ("heading", "Boats"), ("chunk", 0), ("namespace", "org:default"), ("type", "markdown"),
      ]
      for (name, value) in parts { #expect(hit[name] == value, "\(name)") }
      #expect(hit["score"]?.doubleValue ?? 0 > 0)
      #expect(hit["why"]?["words"]?.arrayValue?.isEmpty == false)
      let recalled = try await server.post(
        "/v1/recall", ["query": "cotton", "kinds": ["document"], "namespaces": ["org:default"]])
      #expect(recalled.strings("hits", "id") == [id])
      #expect(try await server.post("/v1/documents/search", ["query": "cotton", "type": "text"]).json["hits"] == [])
      #expect(try await server.send("DELETE", "/v1/documents/\(id)").status == 204)
      #expect(try await server.get("/v1/documents/\(id)").code == "document_not_found")
      #expect(try await server.post("/v1/documents/search", ["query": "cotton"]).json["hits"] == [])
    }
  }

  @Test func aPutMayWaitForTheEmbeddingAndTheStatusFollows() async throws {
    let embedder = ScriptedEmbedder([["cello", "instrument"]])
    try await RunningServer.with(embedders: Embedders(embedder)) { server in
      embedder.hold()
      let put = try await Self.put(server, ["path": "a.md", "content": "a cello"])
      #expect(put.json["sync_status"] == "pending")
      embedder.release()
      let id = put.json["id"]?.stringValue ?? ""
      try await eventually { try await server.get("/v1/documents/\(id)").json["sync_status"] == "synced" }
      #expect(try await server.get("/v1/documents/\(id)").json["embedding_model"] == "scripted/1")
      let waited = try await Self.put(server, ["path": "b.md", "content": "another cello"], "?wait=embedded")
      #expect(waited.json["sync_status"] == "synced")
      let found = try await server.post("/v1/documents/search", ["query": "instrument", "mode": "meaning"])
      #expect(Set(found.strings("hits", "path")) == ["a.md", "b.md"])
    }
    try await RunningServer.with { server in
      let refused = try await Self.put(server, ["path": "b.md", "content": "a cello"], "?wait=embedded")
      #expect(refused.code == "embedder_unavailable")
      #expect(try await server.get("/v1/documents?namespace=org").json["data"] == [])
    }
  }

  @Test func aKeySeesAndChangesTheDocumentsOfItsNamespacesAlone() async throws {
    try await RunningServer.with { server in
      let admin = try await server.makeKey(["admin"])
      let ana = try await server.makeKey(["read:user:ana", "write:user:ana"], by: admin)
      let mine = try await Self.put(server, ["path": "a.md", "content": "sailing", "namespace": "user:ana"], key: ana)
      #expect(mine.status == 200)
      #expect(try await Self.put(server, ["path": "a.md", "content": "sailing"], key: ana).code == "missing_grant")
      let other = try await Self.put(server, ["path": "b.md", "content": "sailing"], key: admin)
      let id = other.json["id"]?.stringValue ?? ""
      #expect(try await server.get("/v1/documents/\(id)", key: ana).code == "missing_grant")
      let headers = RunningServer.authorization(ana)
      #expect(try await server.send("DELETE", "/v1/documents/\(id)", headers: headers).code == "missing_grant")
      #expect(try await server.get("/v1/documents", key: ana).code == "scope_required")
      #expect(try await server.get("/v1/documents?namespace=org", key: ana).code == "missing_grant")
      let found = try await server.post("/v1/documents/search", ["query": "sailing"], key: ana)
      #expect(found.strings("hits", "path") == ["a.md"])
      let all = try await server.post("/v1/documents/search", ["query": "sailing"], key: admin)
      #expect(all.strings("hits", "path").sorted() == ["a.md", "b.md"])
    }
  }

  @Test func whatIsWrongIsSaidByName() async throws {
    try await RunningServer.with { server in
      let large = String(repeating: "a", count: Limits.documentBytes + 1)
      let bodies: [(JSON, Int, String)] = [
        (["path": "a.md"], 400, "content"), (["content": "x"], 400, "path"),
        (["path": "a.md", "content": .string(large)], 400, "2097152 bytes"),
        (["path": "a.md", "content": "x", "type": "pdf"], 400, "markdown, text"),
        (["path": "a.md", "content": "x", "namespace": "nowhere:x"], 400, "namespace"),
        (["path": "a.md", "content": "x", "colour": 1], 400, "colour"),
      ]
      for (body, status, part) in bodies {
        let reply = try await Self.put(server, body)
        #expect(reply.status == status && reply.text.contains(part), "\(reply.text.prefix(200))")
      }
      // 50 MB are refused before they are read as anything.
      let huge = try? await server.send("PUT", "/v1/documents", bytes: [UInt8](repeating: 0x20, count: 50_000_000))
      #expect(huge == nil || huge?.status == 413)
      #expect(try await server.get("/healthz").status == 200)
    }
  }

  @Test func aFolderIsKeptAsItsFilesAreAndLookedAtAgainOnDemand() async throws {
    try await RunningServer.with(documents: "docs") { server in
      let folder = server.folder.file("docs")
      try "# Boats\n\nin Porto".write(toFile: "\(folder)/a.md", atomically: true, encoding: .utf8)
      func paths(_ query: String) async throws -> [String] {
        try await server.post("/v1/documents/search", ["query": .string(query)]).strings("hits", "path")
      }
      try await eventually { try await paths("Porto") == ["a.md"] }
      let list = try await server.get("/v1/documents?namespace=org:default")
      #expect(list.strings("data", "root") == [folder])
      try Data([0, 1]).write(to: URL(filePath: "\(folder)/b.md"))
      try await eventually {
        try await server.get("/v1/documents?namespace=org&status=failed").strings("data", "path") == ["b.md"]
      }
      let job = try await server.post("/v1/documents/sync", ["path": .string(folder)])
      #expect(job.status == 202)
      let id = job.json["id"]?.stringValue ?? ""
      try await eventually { try await server.get("/v1/jobs/\(id)").json["state"] == "completed" }
      let progress = try await server.get("/v1/jobs/\(id)").json["progress"]
      #expect(progress?["done"] == progress?["total"])
      #expect(progress?["total"] == 1)
      #expect(try await server.post("/v1/documents/sync", ["path": "/etc"]).code == "folder_not_served")
      try FileManager.default.moveItem(atPath: "\(folder)/a.md", toPath: "\(folder)/c.md")
      try await eventually { try await paths("Porto") == ["c.md"] }
      try FileManager.default.removeItem(atPath: "\(folder)/c.md")
      try await eventually { try await paths("Porto") == [] }
    }
  }
}
