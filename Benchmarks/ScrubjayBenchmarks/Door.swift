import struct Foundation.URLComponents
import struct Foundation.URLQueryItem
import ScrubjayAPI
import ScrubjayCore
import ScrubjayEngine
import ScrubjayHTTPClient

/// A way in, through which the same operations are measured.
protocol Door: Sendable {
  /// Carries out an operation with its arguments by name.
  func call(_ operation: Operation, _ arguments: JSON) async throws -> JSON
}

extension Door {
  /// Carries out the operation of this name.
  @discardableResult
  func call(_ name: String, _ arguments: JSON) async throws -> JSON {
    guard let operation = Operation.named(name) else {
      throw BenchmarkFailure(message: "there is no operation '\(name)'")
    }
    return try await call(operation, arguments)
  }
}

/// The operations of an engine in this process.
struct EngineDoor: Door {
  let engine: Engine

  func call(_ operation: Operation, _ arguments: JSON) async throws -> JSON {
    try await operation.perform(arguments.members ?? [], Context(engine: engine, caller: .local))
  }
}

/// The operations of a server.
struct RESTDoor: Door {
  let url: String
  private let client: HTTPClient

  init(url: String, concurrency: Int) {
    self.url = url
    client = HTTPClient(concurrency: concurrency)
  }

  func call(_ operation: Operation, _ arguments: JSON) async throws -> JSON {
    var path = operation.path
    var query = URLComponents()
    var body: [JSON.Member] = []
    for member in arguments.members ?? [] {
      let text = member.value.stringValue ?? member.value.text
      switch operation.fields.first(where: { $0.name == member.name })?.place {
      case .path: path = path.replacing("{\(member.name)}", with: text)
      case .query: query.queryItems = (query.queryItems ?? []) + [URLQueryItem(name: member.name, value: text)]
      case .body, nil: body.append(member)
      }
    }
    let target = query.percentEncodedQuery.map { "\(path)?\($0)" } ?? path
    let request = HTTPClientRequest(
      method: operation.method.rawValue, url: url + target,
      headers: [HTTPClientHeader("Content-Type", "application/json")],
      body: operation.method == .get ? nil : JSON.object(body).bytes)
    let response = try await client.send(request)
    guard response.status == operation.status else {
      throw BenchmarkFailure(
        message: "'\(operation.name)' was answered \(response.status): "
          + String(decoding: response.body, as: UTF8.self))
    }
    return response.body.isEmpty ? .null : try JSON(parsing: response.body)
  }
}
