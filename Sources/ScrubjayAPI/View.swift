public import ScrubjayCore

/// How a value is answered: its properties, each with its schema and how it is taken from the value.
struct View<Root: Sendable>: Sendable {
  /// The name of the schema.
  let name: String
  let properties: [Property]
  /// The properties that a table for people shows, in order.
  let columns: [String]

  struct Property: Sendable {
    let name: String
    let about: String
    let schema: JSON
    let render: @Sendable (Root) -> JSON

    init(_ name: String, _ schema: JSON, _ about: String, _ render: @escaping @Sendable (Root) -> JSON) {
      self.name = name
      self.about = about
      self.schema = schema
      self.render = render
    }
  }

  init(_ name: String, columns: [String], _ properties: [Property]) {
    self.name = name
    self.columns = columns
    self.properties = properties
  }

  func render(_ root: Root) -> JSON {
    .object(properties.map { JSON.Member($0.name, $0.render(root)) })
  }

  /// The JSON Schema of what is rendered.
  var schema: JSON {
    [
      "type": "object",
      "properties": .object(
        properties.map { property in
          JSON.Member(
            property.name,
            .object((property.schema.members ?? []) + [JSON.Member("description", .string(property.about))]))
        }),
      "required": .array(properties.map { .string($0.name) }),
      "additionalProperties": false,
    ]
  }

  /// The same properties of something that holds such a value.
  func properties<Outer>(of path: @escaping @Sendable (Outer) -> Root) -> [View<Outer>.Property] {
    properties.map { property in
      View<Outer>.Property(property.name, property.schema, property.about) { property.render(path($0)) }
    }
  }
}

/// Schemas that answers use often.
enum Shape {
  static let text: JSON = ["type": "string"]
  static let optionalText: JSON = ["type": ["string", "null"]]
  static let time: JSON = ["type": "string", "format": "date-time"]
  static let optionalTime: JSON = ["type": ["string", "null"], "format": "date-time"]
  static let integer: JSON = ["type": "integer"]
  static let optionalInteger: JSON = ["type": ["integer", "null"]]
  static let number: JSON = ["type": "number"]
  static let flag: JSON = ["type": "boolean"]
  static let any: JSON = [:]
  static let object: JSON = ["type": "object"]

  static func list(of schema: JSON) -> JSON { ["type": "array", "items": schema] }

  static func oneOf<Value: CaseIterable & RawRepresentable<String>>(_ type: Value.Type) -> JSON {
    oneOf(Array(type.allCases))
  }

  static func oneOf(_ values: [some RawRepresentable<String>]) -> JSON {
    ["type": "string", "enum": .array(values.map { .string($0.rawValue) })]
  }
}

/// What an operation answers with, whatever it is.
public struct Answer: Sendable {
  /// What form it has.
  public let form: Form
  /// The name of the schema of the value, or of an element of the list; `nil` for other forms.
  public let schemaName: String?
  /// The schema of the value, or of an element of the list.
  public let schema: JSON
  /// The properties that a table for people shows, in order.
  public let columns: [String]

  /// The forms that answers have.
  public enum Form: Sendable {
    /// That it is done.
    case nothing
    /// One value.
    case value
    /// A page of values.
    case list
    /// Any number of JSON objects, one a line.
    case lines
  }

  init(_ form: Form, schemaName: String? = nil, schema: JSON = [:], columns: [String] = []) {
    self.form = form
    self.schemaName = schemaName
    self.schema = schema
    self.columns = columns
  }
}
