import ScrubjayAPI
import ScrubjayCore
import ScrubjayEngine
import ScrubjayHTTPServer

/// Reads what an operation takes from an HTTP request: fields from path, query and body, the rest from headers.
struct RequestReader {
  let operation: Operation
  let request: HTTPRequest

  /// The operation's arguments.
  ///
  /// - Throws: `invalid_json`; `unsupported_media_type`; `invalid_field` for what is unknown or in the wrong place.
  func arguments(_ pathFields: [JSON.Member]) throws(ScrubjayError) -> [JSON.Member] {
    pathFields + (try queryFields()) + (try bodyFields())
  }

  private func queryFields() throws(ScrubjayError) -> [JSON.Member] {
    let fields = operation.fields.filter { $0.place == .query }
    for item in request.query where !fields.contains(where: { $0.names.contains(item.name) }) {
      let known = fields.map(\.name).joined(separator: ", ")
      throw Self.wrong(
        item.name, "is no parameter of this query; " + (known.isEmpty ? "it takes none" : "known: \(known)"))
    }
    var members: [JSON.Member] = []
    for field in fields {
      for name in field.names {
        let texts = request.query.filter { $0.name == name }.map(\.value)
        if texts.count > 1, !field.isList { throw Self.wrong(name, "is given more than once") }
        if let value = field.value(fromTexts: texts) { members.append(JSON.Member(name, value)) }
      }
    }
    return members
  }

  private func bodyFields() throws(ScrubjayError) -> [JSON.Member] {
    let fields = operation.fields.filter { $0.place == .body }
    guard !request.body.isEmpty else { return [] }
    guard !fields.isEmpty else { throw Self.wrong("body", "is not empty, but this takes no body") }
    let type = request.headers["Content-Type"]?.prefix { $0 != ";" }.lowercased()
    guard type == "application/json" else {
      throw ScrubjayError(.unsupportedMediaType, "The body should be JSON, with 'Content-Type: application/json'.")
    }
    let json = try JSON(parsing: request.body)
    guard let members = json.members else {
      throw ScrubjayError(.invalidJSON, "The body should be a JSON object, not \(json.kind).")
    }
    // A field of the path or the query is not taken from the body: the path's word would be overruled.
    for field in operation.fields where field.place != .body && members.contains(where: { $0.name == field.name }) {
      throw Self.wrong(field.name, "belongs in the \(field.place.rawValue), not in the body")
    }
    return members
  }

  /// Who asks, and how, as the headers say.
  ///
  /// - Throws: `invalid_request` for a header that means something here and is wrong.
  func context(_ engine: Engine, _ caller: Caller) throws(ScrubjayError) -> Context {
    let headers = request.headers
    return Context(
      engine: engine, caller: caller, actor: try Self.name(headers, "Scrubjay-Actor"),
      task: try Self.name(headers, "Scrubjay-Task"),
      idempotencyKey: operation.takesIdempotencyKey ? try Self.name(headers, "Idempotency-Key") : nil,
      revision: try Self.revision(headers))
  }

  private static func name(_ headers: HTTPHeaders, _ header: String) throws(ScrubjayError) -> String? {
    guard let text = headers[header] else { return nil }
    guard !text.isEmpty, text.utf8.count <= Limits.nameBytes else {
      throw ScrubjayError(.invalidRequest, "The header '\(header)' should have 1 to \(Limits.nameBytes) bytes.")
    }
    return text
  }

  private static func revision(_ headers: HTTPHeaders) throws(ScrubjayError) -> Int? {
    guard let text = headers["If-Match"] else { return nil }
    guard let revision = Int(text.trimmingPrefix("\"").prefix { $0 != "\"" }) else {
      throw ScrubjayError(.invalidRequest, "The header 'If-Match' should be a revision or version, such as \"3\".")
    }
    return revision
  }

  private static func wrong(_ field: String, _ problem: String) -> ScrubjayError {
    ScrubjayError(
      .invalidField, "The field '\(field)' \(problem).", fields: [.init(field: field, message: problem)])
  }
}
