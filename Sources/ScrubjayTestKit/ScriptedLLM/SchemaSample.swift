import ScrubjayCore

/// A small value that fits a JSON Schema: empty arrays, the first of an enumeration, the least number.
struct SchemaSample: Sendable {
  let json: JSON

  /// How deep a schema is followed; one that refers to itself has no end.
  private static let depth = 16

  init(_ schema: JSON) {
    json = Self.sample(schema, in: schema, depth: Self.depth)
  }

  private static func sample(_ schema: JSON, in root: JSON, depth: Int) -> JSON {
    guard depth > 0 else { return .null }
    if let value = schema["const"] ?? schema["enum"]?.arrayValue?.first ?? schema["default"] { return value }
    if let reference = schema["$ref"]?.stringValue {
      return sample(resolve(reference, in: root), in: root, depth: depth - 1)
    }
    for key in ["anyOf", "oneOf", "allOf"] {
      if let first = schema[key]?.arrayValue?.first { return sample(first, in: root, depth: depth - 1) }
    }
    switch schema["type"]?.stringValue ?? schema["type"]?.arrayValue?.first?.stringValue {
    case "object":
      let properties = schema["properties"]?.members ?? []
      let required = schema["required"]?.arrayValue?.compactMap(\.stringValue) ?? []
      return .object(
        properties.filter { required.contains($0.name) }
          .map { JSON.Member($0.name, sample($0.value, in: root, depth: depth - 1)) })
    case "array":
      let least = schema["minItems"]?.integerValue ?? 0
      let element = sample(schema["items"] ?? .null, in: root, depth: depth - 1)
      return .array(Array(repeating: element, count: Int(least)))
    case "string": return .string(String(repeating: "a", count: Int(schema["minLength"]?.integerValue ?? 0)))
    case "integer", "number": return schema["minimum"] ?? 0
    case "boolean": return false
    default: return .null
    }
  }

  /// What a reference within the schema, such as `#/$defs/fact`, stands for.
  private static func resolve(_ reference: String, in root: JSON) -> JSON {
    reference.split(separator: "/").dropFirst().reduce(root) { $0[String($1)] ?? .null }
  }
}
