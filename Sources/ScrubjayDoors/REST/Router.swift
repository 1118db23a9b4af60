import ScrubjayAPI
import ScrubjayCore

/// Finds the operation of a method and path.
struct Router: Sendable {
  private struct Route: Sendable {
    let segments: [Segment]
    let operation: Operation
  }

  private enum Segment: Sendable {
    case literal(String)
    case field(String)
  }

  private let routes: [Route]

  init(_ operations: [Operation]) {
    routes = operations.map { operation in
      let segments = operation.path.split(separator: "/").map { segment in
        segment.hasPrefix("{") ? Segment.field(String(segment.dropFirst().dropLast())) : .literal(String(segment))
      }
      return Route(segments: segments, operation: operation)
    }
  }

  /// The operation, and the fields that stand in the path.
  ///
  /// - Throws: `no_such_path`; `method_not_allowed`.
  func route(method: String, path: [String]) throws(ScrubjayError) -> (Operation, [JSON.Member]) {
    let matching = matches(path)
    guard !matching.isEmpty else {
      throw ScrubjayError(.noSuchPath, "The path does not exist; /docs lists all paths.")
    }
    // HEAD is GET without its body, which the transport leaves out.
    let wanted = method == "HEAD" ? "GET" : method
    guard let match = matching.first(where: { $0.0.method.rawValue == wanted }) else {
      throw ScrubjayError(.methodNotAllowed, "This path supports \(methods(path)).")
    }
    return match
  }

  /// The methods that a path takes, as the header `Allow` lists them.
  func methods(_ path: [String]) -> String { matches(path).map { $0.0.method.rawValue }.joined(separator: ", ") }

  /// The operations of a path; one that is written out goes before one with a field in its place.
  private func matches(_ path: [String]) -> [(Operation, [JSON.Member])] {
    let matches = routes.compactMap { route in fields(route.segments, path).map { (route.operation, $0) } }
    let fewest = matches.map(\.1.count).min()
    return matches.filter { $0.1.count == fewest }
  }

  private func fields(_ segments: [Segment], _ path: [String]) -> [JSON.Member]? {
    guard segments.count == path.count else { return nil }
    var fields: [JSON.Member] = []
    for (segment, text) in zip(segments, path) {
      switch segment {
      case .literal(let literal): if literal != text { return nil }
      case .field(let name):
        if text.isEmpty { return nil }
        fields.append(JSON.Member(name, .string(text)))
      }
    }
    return fields
  }
}
