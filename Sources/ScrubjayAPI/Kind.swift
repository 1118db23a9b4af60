import ScrubjayCore

/// A kind of value that a field can take: its JSON Schema, and how it is read.
public struct Kind<Value: Sendable>: Sendable {
  /// The JSON Schema (draft 2020-12) of the value.
  let schema: JSON
  /// Whether it is written as plain text in a query or on a command line, not as JSON.
  let isText: Bool
  /// The fields of the object, or of each object of the array, that this is.
  let elementFields: [AnyField]
  /// Reads the value; the path names it in errors.
  let read: @Sendable (_ json: JSON, _ path: String) throws(InputError) -> Value

  init(
    schema: JSON, isText: Bool = false, elementFields: [AnyField] = [],
    read: @escaping @Sendable (_ json: JSON, _ path: String) throws(InputError) -> Value
  ) {
    self.schema = schema
    self.isText = isText
    self.elementFields = elementFields
    self.read = read
  }

  /// A kind that is read as another and then understood further; what that throws is the field's error.
  func then<Other: Sendable>(_ transform: @escaping @Sendable (Value) throws(ScrubjayError) -> Other) -> Kind<Other> {
    Kind<Other>(schema: schema, isText: isText, elementFields: elementFields) { json, path throws(InputError) in
      let value = try read(json, path)
      do throws(ScrubjayError) { return try transform(value) } catch { throw InputError(path, error) }
    }
  }
}

/// What is wrong with a request's fields.
struct InputError: Error {
  var issues: [ScrubjayError.FieldIssue]

  init(issues: [ScrubjayError.FieldIssue]) { self.issues = issues }

  init(_ path: String, _ message: String) { issues = [.init(field: path, message: message)] }

  /// What the domain says of a field's value: its sentence becomes the end of one about the field.
  init(_ path: String, _ error: ScrubjayError) {
    let message = error.message.hasSuffix(".") ? String(error.message.dropLast()) : error.message
    self.init(path, message.first?.isUppercase == true ? "is wrong: \(message)" : message)
  }
}

extension Kind where Value == String {
  /// Text of at most so many bytes.
  static func text(_ maximumBytes: Int) -> Kind {
    Kind(schema: ["type": "string", "maxLength": .integer(maximumBytes)], isText: true) {
      json, path throws(InputError) in
      guard let text = json.stringValue else { throw InputError(path, "should be a string, not \(json.kind)") }
      guard text.utf8.count <= maximumBytes else { throw InputError(path, "is longer than \(maximumBytes) bytes") }
      return text
    }
  }
}

extension Kind where Value == Int {
  /// A whole number within a range.
  static func integer(_ range: ClosedRange<Int>) -> Kind {
    Kind(
      schema: ["type": "integer", "minimum": .integer(range.lowerBound), "maximum": .integer(range.upperBound)]
    ) { json, path throws(InputError) in
      guard let value = json.integerValue.flatMap({ Int(exactly: $0) }), range.contains(value) else {
        throw InputError(path, "should be a whole number from \(range.lowerBound) to \(range.upperBound)")
      }
      return value
    }
  }
}

extension Kind where Value == Double {
  /// A number within a range.
  static func number(_ range: ClosedRange<Double>) -> Kind {
    Kind(
      schema: ["type": "number", "minimum": .real(range.lowerBound), "maximum": .real(range.upperBound)]
    ) { json, path throws(InputError) in
      guard let value = json.doubleValue, range.contains(value) else {
        throw InputError(path, "should be a number from \(range.lowerBound) to \(range.upperBound)")
      }
      return value
    }
  }
}

extension Kind where Value == Bool {
  /// True or false.
  static var flag: Kind {
    Kind(schema: ["type": "boolean"]) { json, path throws(InputError) in
      guard let value = json.boolValue else { throw InputError(path, "should be true or false, not \(json.kind)") }
      return value
    }
  }
}

extension Kind where Value == Timestamp {
  /// A time in RFC 3339 with an offset.
  static var time: Kind {
    Kind(schema: ["type": "string", "format": "date-time"], isText: true) { json, path throws(InputError) in
      guard let time = json.stringValue.flatMap({ Timestamp(rfc3339: $0) }) else {
        throw InputError(path, timeProblem)
      }
      return time
    }
  }
}

extension Kind where Value == StatedTimestamp {
  /// A time in RFC 3339, with the offset that it is given with.
  static var statedTime: Kind {
    Kind(schema: Kind<Timestamp>.time.schema, isText: true) { json, path throws(InputError) in
      guard let time = json.stringValue.flatMap({ StatedTimestamp(rfc3339: $0) }) else {
        throw InputError(path, timeProblem)
      }
      return time
    }
  }
}

/// What is wrong with text that is no time.
private let timeProblem = "should be a time with an offset, such as 2026-03-02T18:04:00Z"

extension Kind where Value == JSONText {
  /// Any JSON.
  static var json: Kind {
    Kind(schema: [:]) { json, _ throws(InputError) in JSONText(json) }
  }

  /// A JSON object.
  static var object: Kind {
    Kind(schema: ["type": "object"]) { json, path throws(InputError) in
      guard json.members != nil else { throw InputError(path, "should be an object, not \(json.kind)") }
      return JSONText(json)
    }
  }
}

extension Kind where Value: CaseIterable & RawRepresentable<String> {
  /// One of an enumeration's cases.
  static var oneOf: Kind { oneOf(Array(Value.allCases)) }

  /// One of some of an enumeration's cases.
  static func oneOf(_ cases: [Value]) -> Kind {
    let names = cases.map(\.rawValue)
    return Kind(
      schema: ["type": "string", "enum": .array(names.map(JSON.string))], isText: true
    ) { json, path throws(InputError) in
      guard let value = json.stringValue.flatMap({ text in cases.first { $0.rawValue == text } }) else {
        throw InputError(path, "should be one of \(names.joined(separator: ", "))")
      }
      return value
    }
  }
}

extension Kind {
  /// A list of values of one kind.
  static func list<Element: Sendable>(of kind: Kind<Element>, _ count: ClosedRange<Int>) -> Kind
  where Value == [Element] {
    Kind(
      schema: [
        "type": "array", "items": kind.schema, "minItems": .integer(count.lowerBound),
        "maxItems": .integer(count.upperBound),
      ], isText: kind.isText, elementFields: kind.elementFields
    ) { json, path throws(InputError) in
      guard let elements = json.arrayValue else { throw InputError(path, "should be an array, not \(json.kind)") }
      guard count.contains(elements.count) else {
        throw InputError(path, "should have \(count.lowerBound) to \(count.upperBound) elements")
      }
      var values: [Element] = []
      var issues: [ScrubjayError.FieldIssue] = []
      for (index, element) in elements.enumerated() {
        do throws(InputError) { values.append(try kind.read(element, "\(path)[\(index)]")) } catch {
          issues += error.issues
        }
      }
      if !issues.isEmpty { throw InputError(issues: issues) }
      return values
    }
  }

  /// An object with these fields and no others.
  static func object(
    _ fields: [AnyField], _ build: @escaping @Sendable (Input) throws(ScrubjayError) -> Value
  ) -> Kind {
    Kind(schema: AnyField.objectSchema(fields), elementFields: fields) { json, path throws(InputError) in
      guard let members = json.members else { throw InputError(path, "should be an object, not \(json.kind)") }
      let input = try Input(members, fields, path: path)
      do throws(ScrubjayError) { return try build(input) } catch { throw InputError(path, error) }
    }
  }
}
