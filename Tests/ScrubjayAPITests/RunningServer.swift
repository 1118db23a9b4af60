import Foundation
import Scrubjay
import ScrubjayCore
import ScrubjayDoors
import ScrubjayHTTPClient
import ScrubjayHTTPServer
import ScrubjayTestKit
import Synchronization

/// A REST server on a database of its own and a free port of loopback, gone when the test is over.
struct RunningServer: Sendable {
  let engine: Engine
  let address: HTTPAddress
  /// The metrics' own address, where they have one.
  let metrics: HTTPAddress?
  let folder: TemporaryFolder
  let logLines: LogLines
  private let client = HTTPClient()

  /// Runs a test against a server.
  ///
  /// - Parameter documents: The name of a folder in the server's own, whose files are documents of `org:default`.
  static func with(
    limits: HTTPServerLimits = HTTPServerLimits(), clock: any Clock = SystemClock(), vfs: String? = nil,
    embedders: Embedders = Embedders(), documents: String? = nil, chat: ChatSettings? = nil,
    metricsPort: Int? = nil,
    _ test: @Sendable (RunningServer) async throws -> Void
  ) async throws {
    let folder = try TemporaryFolder()
    if let documents {
      try FileManager.default.createDirectory(atPath: folder.file(documents), withIntermediateDirectories: false)
    }
    let roots = documents.map { [DocumentRoot(folder.file($0))] } ?? []
    let engine = try await Engine.open(
      folder.file("memory.sqlite"), embedders: embedders, roots: roots, chat: chat, vfs: vfs, clock: clock)
    let lines = LogLines()
    let log = RequestLog(clock: clock) { line in lines.add(line) }
    let server = try RESTServer(
      engine: engine, host: "127.0.0.1", port: 0, metricsPort: metricsPort, limits: limits, log: log)
    let (addresses, listening) = AsyncStream.makeStream(of: (HTTPAddress, HTTPAddress?).self)
    do {
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await server.run { listening.yield(($0, $1)) } }
        group.addTask { await engine.run() }
        defer {
          server.shutDown(grace: .seconds(1))
          group.cancelAll()
        }
        guard let (address, metrics) = await addresses.first(where: { _ in true }) else { return }
        try await test(
          RunningServer(engine: engine, address: address, metrics: metrics, folder: folder, logLines: lines))
      }
    } catch {
      await engine.close()
      throw error
    }
    await engine.close()
  }

  /// Sends a request; the body is JSON, or bytes as they are.
  func send(
    _ method: String, _ target: String, _ body: JSON? = nil, bytes: [UInt8]? = nil,
    headers: [HTTPClientHeader] = [], to address: HTTPAddress? = nil
  ) async throws -> Reply {
    var headers = headers
    if body != nil || bytes != nil, headers.first("Content-Type") == nil {
      headers.append(HTTPClientHeader("Content-Type", "application/json"))
    }
    let response = try await client.send(
      HTTPClientRequest(
        method: method, url: "http://\(address ?? self.address)\(target)", headers: headers, body: bytes ?? body?.bytes)
    )
    return Reply(
      status: response.status, headers: response.headers, bytes: response.body,
      json: (try? JSON(parsing: response.body)) ?? .null)
  }

  func get(_ target: String, key: String? = nil) async throws -> Reply {
    try await send("GET", target, headers: Self.authorization(key))
  }

  func post(_ target: String, _ body: JSON, key: String? = nil) async throws -> Reply {
    try await send("POST", target, body, headers: Self.authorization(key))
  }

  static func authorization(_ key: String?) -> [HTTPClientHeader] {
    key.map { [HTTPClientHeader("Authorization", "Bearer \($0)")] } ?? []
  }

  /// Creates a key and answers its secret.
  func makeKey(_ grants: [String], tenant: String? = nil, by key: String? = nil) async throws -> String {
    let target = tenant.map { "/v1/keys?tenant=\($0)" } ?? "/v1/keys"
    let reply = try await post(target, ["name": "test", "grants": .array(grants.map(JSON.string))], key: key)
    guard let secret = reply.json["secret"]?.stringValue else { throw UnexpectedReply(reply: reply) }
    return secret
  }

  /// Begins a session and stores messages in it, each of the user unless it says otherwise.
  func seed(_ session: String, user: String, app: String = "notes", _ messages: [String]) async throws {
    let created = try await post(
      "/v1/sessions", ["id": .string(session), "user": .string(user), "app": .string(app)])
    guard created.status == 201 else { throw UnexpectedReply(reply: created) }
    let appended = try await post(
      "/v1/sessions/\(session)/messages",
      ["messages": .array(messages.map { ["role": "user", "content": .string($0)] })])
    guard appended.status == 201 else { throw UnexpectedReply(reply: appended) }
  }
}

/// What a server answered.
struct Reply: Sendable {
  let status: Int
  let headers: [HTTPClientHeader]
  let bytes: [UInt8]
  let json: JSON

  var code: String? { json["code"]?.stringValue }
  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The strings under a name in the elements of the answer's list.
  func strings(_ list: String, _ name: String) -> [String] {
    (json[list]?.arrayValue ?? []).compactMap { $0[name]?.stringValue }
  }
}

/// An answer that ends a test.
struct UnexpectedReply: Error, CustomStringConvertible {
  let reply: Reply
  var description: String { "\(reply.status): \(reply.text)" }
}

/// The lines that a server logged.
final class LogLines: Sendable {
  private let lines = Mutex<[JSON]>([])

  func add(_ line: JSON) { lines.withLock { $0.append(line) } }
  var all: [JSON] { lines.withLock { $0 } }
}
