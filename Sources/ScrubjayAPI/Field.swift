public import ScrubjayCore
import ScrubjayEngine

/// A named part of a request, with the type it is read as.
struct Field<Value: Sendable>: Sendable {
  let any: AnyField
  var name: String { any.name }

  private init(
    _ name: String, _ place: FieldPlace, _ about: String, schema: JSON, isRequired: Bool, isText: Bool,
    elementFields: [AnyField], isRemovable: Bool = false, formerName: FormerName? = nil,
    read: @escaping @Sendable (JSON?, String) throws(InputError) -> Value
  ) {
    any = AnyField(
      name: name, place: place, about: about, schema: schema, isRequired: isRequired, isText: isText,
      elementFields: elementFields, isRemovable: isRemovable, formerName: formerName
    ) { json, path throws(InputError) in Box(value: try read(json, path)) }
  }

  /// A field that must be there.
  static func required(_ name: String, _ kind: Kind<Value>, in place: FieldPlace = .body, _ about: String) -> Field {
    Field(
      name, place, about, schema: kind.schema, isRequired: true, isText: kind.isText,
      elementFields: kind.elementFields
    ) { json, path throws(InputError) in
      guard let json else { throw InputError(path, "is missing") }
      return try kind.read(json, path)
    }
  }

  /// A field that has a default.
  static func optional(
    _ name: String, _ kind: Kind<Value>, in place: FieldPlace = .body, default value: Value, shown: JSON? = nil,
    formerly formerName: FormerName? = nil, _ about: String
  ) -> Field {
    var schema = (place == .body ? nullable(kind.schema) : kind.schema).members ?? []
    if let shown { schema.append(JSON.Member("default", shown)) }
    return Field(
      name, place, about, schema: .object(schema), isRequired: false, isText: kind.isText,
      elementFields: kind.elementFields, formerName: formerName
    ) { json, path throws(InputError) in
      guard let json, json != .null else { return value }
      return try kind.read(json, path)
    }
  }

  /// A field that may be absent or `null`.
  static func optional<Wrapped>(
    _ name: String, _ kind: Kind<Wrapped>, in place: FieldPlace = .body, _ about: String
  ) -> Field where Value == Wrapped? {
    Field(
      name, place, about, schema: place == .body ? nullable(kind.schema) : kind.schema, isRequired: false,
      isText: kind.isText, elementFields: kind.elementFields
    ) { json, path throws(InputError) in
      guard let json, json != .null else { return nil }
      return try kind.read(json, path)
    }
  }

  /// A field of a change: absent it is kept, `null` takes the value away.
  static func change<Wrapped>(_ name: String, _ kind: Kind<Wrapped>, _ about: String) -> Field
  where Value == Change<Wrapped> {
    Field(
      name, .body, about, schema: nullable(kind.schema), isRequired: false, isText: kind.isText,
      elementFields: kind.elementFields, isRemovable: true
    ) { json, path throws(InputError) in
      guard let json else { return .keep }
      return .set(json == .null ? nil : try kind.read(json, path))
    }
  }
}

/// A schema that also takes `null`.
func nullable(_ schema: JSON) -> JSON {
  guard let type = schema["type"] else {
    return schema == [:] ? schema : ["anyOf": [schema, ["type": "null"]]]
  }
  return .object(
    (schema.members ?? []).map { member in
      switch member.name {
      case "type": JSON.Member("type", [type, "null"])
      case "enum": JSON.Member("enum", .array((member.value.arrayValue ?? []) + [.null]))
      default: member
      }
    })
}

/// Where a field stands in a request.
public enum FieldPlace: String, Sendable {
  /// A segment of the path.
  case path
  /// A parameter of the query.
  case query
  /// A member of the body.
  case body
}

/// A deprecated name of a query parameter, which is still understood.
public struct FormerName: Sendable {
  /// The name.
  public let name: String
  /// What to write instead, in a sentence.
  public let about: String
}

/// A named part of a request, whatever its type.
public struct AnyField: Sendable {
  /// The name.
  public let name: String
  /// Where it stands.
  public let place: FieldPlace
  /// What it is, in a sentence.
  public let about: String
  /// Its JSON Schema.
  public let schema: JSON
  /// Whether it must be there.
  public let isRequired: Bool
  /// Whether it is written as plain text in a query or on a command line, not as JSON.
  public let isText: Bool
  /// The fields of the object, or of each object of the array, that this is.
  public let elementFields: [AnyField]
  /// Whether `null` takes the value away.
  public let isRemovable: Bool
  /// The name that it had before, if it had another.
  public let formerName: FormerName?
  /// Reads the value.
  let read: @Sendable (_ json: JSON?, _ path: String) throws(InputError) -> any Sendable

  init(
    name: String, place: FieldPlace, about: String, schema: JSON, isRequired: Bool, isText: Bool,
    elementFields: [AnyField], isRemovable: Bool, formerName: FormerName?,
    read: @escaping @Sendable (_ json: JSON?, _ path: String) throws(InputError) -> any Sendable
  ) {
    self.name = name
    self.place = place
    self.about = about
    self.schema = schema
    self.isRequired = isRequired
    self.isText = isText
    self.elementFields = elementFields
    self.isRemovable = isRemovable
    self.formerName = formerName
    self.read = read
  }

  /// The names under which it is taken: its own, then the one that it had before.
  public var names: [String] { [name] + (formerName.map { [$0.name] } ?? []) }

  /// Whether it is a list, and so may be repeated in a query or on a command line.
  public var isList: Bool {
    let type = schema["type"]
    return type == "array" || type?.arrayValue?.first == "array"
  }

  /// The value of a query parameter or a command line's flag: text, or JSON where it is not text.
  public func value(fromText text: String) -> JSON {
    // Outside JSON there is no null but the word.
    guard !isText, let json = try? JSON(parsing: text), json != .null else { return .string(text) }
    return json
  }

  /// The value of a parameter that was given so often.
  public func value(fromTexts texts: [String]) -> JSON? {
    guard let last = texts.last else { return nil }
    guard isList else { return value(fromText: last) }
    return .array(texts.map(value(fromText:)))
  }

  /// The schema of an object with these fields and no others.
  static func objectSchema(_ fields: [AnyField]) -> JSON {
    let properties = fields.map { field in
      JSON.Member(
        field.name, .object((field.schema.members ?? []) + [JSON.Member("description", .string(field.about))]))
    }
    let required = fields.filter(\.isRequired).map { JSON.string($0.name) }
    var members = [JSON.Member("type", "object"), JSON.Member("properties", .object(properties))]
    if !required.isEmpty { members.append(JSON.Member("required", .array(required))) }
    members.append(JSON.Member("additionalProperties", false))
    return .object(members)
  }
}

/// A value read from a field; the box keeps an absent value apart from a missing field.
struct Box<Value: Sendable>: Sendable {
  let value: Value
}
