import ScrubjayAPI
import ScrubjayCore

extension AnyField {
  /// What stands for the value on a command line.
  var flagValue: Flag.Value {
    if isFlag { return .none }
    if let choices { return .oneOf(choices) }
    return .text(isText ? placeholder : isNumber ? "N" : "JSON")
  }

  /// Whether it is true or false.
  var isFlag: Bool { types.first == "boolean" }

  /// Whether it is a number.
  var isNumber: Bool { types.first == "integer" || types.first == "number" }

  /// Whether it is an object or a list of objects, and so long enough to come from a file.
  var isStructured: Bool { !isText && ["object", "array"].contains(types.first) }

  /// Whether it is any JSON, and so may be text.
  var isAnyJSON: Bool { !isText && types.isEmpty }

  /// Whether it is text that may be long enough to come from standard input.
  var isLongText: Bool { isText && (schema["maxLength"]?.integerValue ?? 0) >= Self.longTextBytes }

  private static let longTextBytes: Int64 = 32_768

  /// The words it can be, where they are known.
  var choices: [String]? {
    let words = element["enum"]?.arrayValue?.compactMap(\.stringValue)
    return words?.isEmpty == false ? words : nil
  }

  /// What its values are like, in a few words.
  var limits: String {
    var parts: [String] = []
    if let least = element["minimum"]?.doubleValue, let most = element["maximum"]?.doubleValue {
      parts.append("\(Decimals.text(least, digits: 0)) to \(Decimals.text(most, digits: 0))")
    }
    if let bytes = element["maxLength"]?.text { parts.append("at most \(bytes) bytes") }
    if element["format"] == "date-time" { parts.append("a time such as 2026-03-02T18:04:00Z") }
    if isList, let most = schema["maxItems"]?.text, choices == nil { parts.append("at most \(most)") }
    if isAnyJSON { parts.append("text that does not begin like JSON needs no quotes") }
    if isLongText || isAnyJSON { parts.append("- reads standard input") }
    if let standard = schema["default"], standard != false {
      parts.append("default \(standard.stringValue ?? standard.text)")
    }
    return parts.joined(separator: ", ")
  }

  /// A value to show in an example.
  var sample: String {
    if let choices { return choices.first { ["user", "semantic", "message"].contains($0) } ?? choices[0] }
    return Self.samples[name] ?? (isText ? "TEXT" : isNumber ? "10" : "'{}'")
  }

  private static let samples = [
    "app": "diary", "user": "ana", "content": "'Inês paints boats in Porto.'", "query": "'Who paints boats?'",
    "namespace": "user:ana", "id": "ID", "name": "laptop", "grants": "read:user:ana", "key": "user:language",
    "value": "'\"pt\"'", "actor": "user",
  ]

  private var placeholder: String {
    element["format"] == "date-time" ? "TIME" : name.uppercased().replacing("_", with: "-")
  }

  private var element: JSON { isList ? schema["items"] ?? [:] : schema }

  private var types: [String] {
    schema["type"].map { $0.arrayValue?.compactMap(\.stringValue) ?? [$0.stringValue ?? ""] } ?? []
  }
}
