public import ScrubjayCore

/// The OpenAPI 3.1 document, made from the table of operations that serves the requests.
public enum OpenAPI {
  /// The whole document.
  public static let document: JSON = [
    "openapi": "3.1.0",
    "info": [
      "title": "Scrubjay", "version": .string(Build.version),
      "summary": "Memory for AI agents",
      "description": """
      Times are RFC 3339 with an offset, returned in UTC with microseconds. Lists return 'data' and 'next_cursor'. \
      An unknown field is an error that names it. Errors are problem details (RFC 9457) with a stable 'code'. \
      'Idempotency-Key' on a POST that changes something makes a retry return the first response again.
      """,
      "license": ["name": "Apache-2.0", "identifier": "Apache-2.0"],
    ],
    "servers": [["url": "/"]],
    "security": [["key": []]],
    "tags": .array(tags.map { ["name": .string($0)] }),
    "paths": .object(paths),
    "components": [
      "securitySchemes": ["key": ["type": "http", "scheme": "bearer", "bearerFormat": "sj_…"]],
      "schemas": .object(schemas),
      "responses": [
        "Problem": [
          "description": "The problem.",
          "content": ["application/problem+json": ["schema": reference("Problem")]],
        ]
      ],
    ],
  ]

  private static func reference(_ name: String) -> JSON { ["$ref": .string("#/components/schemas/\(name)")] }

  private static func noun(_ operation: Operation) -> String {
    String(operation.name.prefix { $0 != " " })
  }

  private static var tags: [String] {
    Operation.table.map(noun).reduce(into: []) { tags, tag in
      if !tags.contains(tag) { tags.append(tag) }
    }
  }

  private static var paths: [JSON.Member] {
    var paths: [(path: String, methods: [JSON.Member])] = []
    for operation in Operation.table {
      let method = JSON.Member(operation.method.rawValue.lowercased(), describe(operation))
      if let index = paths.firstIndex(where: { $0.path == operation.path }) {
        paths[index].methods.append(method)
      } else {
        paths.append((operation.path, [method]))
      }
    }
    return paths.map { JSON.Member($0.path, .object($0.methods)) }
  }

  private static func describe(_ operation: Operation) -> JSON {
    var members: [JSON.Member] = [
      JSON.Member("operationId", .string(operation.name.replacing(" ", with: "_"))),
      JSON.Member("tags", [.string(noun(operation))]),
      JSON.Member("summary", .string(operation.summary)),
    ]
    if !operation.details.isEmpty { members.append(JSON.Member("description", .string(operation.details))) }
    let parameters = operation.fields.filter { $0.place != .body }.flatMap(parameters) + headers(operation)
    if !parameters.isEmpty { members.append(JSON.Member("parameters", .array(parameters))) }
    let body = operation.fields.filter { $0.place == .body }
    if !body.isEmpty {
      members.append(
        JSON.Member(
          "requestBody",
          [
            "required": .bool(body.contains(where: \.isRequired)),
            "content": ["application/json": ["schema": AnyField.objectSchema(body)]],
          ]))
    }
    members.append(
      JSON.Member(
        "responses",
        .object([
          JSON.Member(String(operation.status), success(operation)),
          JSON.Member("default", ["$ref": "#/components/responses/Problem"]),
        ])))
    return .object(members)
  }

  /// The parameter that a field is, and the deprecated one that it was.
  private static func parameters(_ field: AnyField) -> [JSON] {
    func parameter(_ name: String, _ about: String, _ schema: JSON) -> [JSON.Member] {
      [
        JSON.Member("name", .string(name)), JSON.Member("in", .string(field.place.rawValue)),
        JSON.Member("description", .string(about)), JSON.Member("required", .bool(field.isRequired)),
        JSON.Member("schema", schema),
      ]
    }
    let own =
      parameter(field.name, field.about, field.schema) + (field.isList ? [JSON.Member("explode", true)] : [])
    guard let former = field.formerName else { return [.object(own)] }
    // What holds when neither is given is said once.
    let schema = (field.schema.members ?? []).filter { $0.name != "default" }
    return [
      .object(own),
      .object(parameter(former.name, former.about, .object(schema)) + [JSON.Member("deprecated", true)]),
    ]
  }

  private static func headers(_ operation: Operation) -> [JSON] {
    var headers: [JSON] = []
    func add(_ name: String, _ about: String) {
      headers.append([
        "name": .string(name), "in": "header", "description": .string(about), "required": false,
        "schema": ["type": "string"],
      ])
    }
    if !operation.isReading {
      add("Scrubjay-Actor", "The actor to record in the audit; the key by default.")
      add("Scrubjay-Task", "The task to record in the audit.")
    }
    if operation.takesIdempotencyKey {
      add("Idempotency-Key", "Makes a retry return the first response again, for 24 hours.")
    }
    if operation.takesRevision { add("If-Match", "The expected revision or version; 412 if it is stale.") }
    return headers
  }

  private static func success(_ operation: Operation) -> JSON {
    guard let name = operation.answer.schemaName else {
      guard operation.answer.form == .lines else { return ["description": "Done."] }
      return [
        "description": "JSON objects, one per line.", "content": ["application/jsonl": ["schema": ["type": "string"]]],
      ]
    }
    let schema: JSON =
      operation.answer.form == .list
      ? [
        "type": "object",
        "properties": [
          "data": ["type": "array", "items": reference(name)],
          "next_cursor": ["type": ["string", "null"], "description": "Where the next page starts; null at the end."],
        ],
        "required": ["data", "next_cursor"],
        "additionalProperties": false,
      ] : reference(name)
    return ["description": .string(operation.summary + "."), "content": ["application/json": ["schema": schema]]]
  }

  private static var schemas: [JSON.Member] {
    var schemas = [JSON.Member("Problem", problem)]
    for operation in Operation.table {
      guard let name = operation.answer.schemaName, !schemas.contains(where: { $0.name == name }) else { continue }
      schemas.append(JSON.Member(name, operation.answer.schema))
    }
    return schemas
  }

  private static let problem: JSON = [
    "type": "object",
    "properties": [
      "type": ["type": "string", "description": "The problem type, a URN that ends in the code."],
      "title": ["type": "string", "description": "The problem in a few words."],
      "status": ["type": "integer", "description": "The HTTP status."],
      "detail": ["type": "string", "description": "What happened and what to do about it."],
      "code": ["type": "string", "description": "The stable code."],
      "errors": [
        "type": "array",
        "items": [
          "type": "object",
          "properties": ["field": ["type": "string"], "message": ["type": "string"]],
          "required": ["field", "message"],
        ],
        "description": "The invalid fields, with the problem of each.",
      ],
    ],
    "required": ["type", "title", "status", "detail", "code"],
  ]
}
