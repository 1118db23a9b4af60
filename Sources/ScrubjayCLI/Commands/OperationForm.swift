import ScrubjayAPI
import ScrubjayCore

/// How an operation's fields are written on a command line.
///
/// Fields of the path stand by their place. The others are flags; the parts of an object, or of the one element that
/// is the usual case of a required list of objects, are flags too.
struct OperationForm: Sendable {
  /// The fields that stand by their place, in order.
  let places: [AnyField]
  /// The fields that are flags.
  let fields: [AnyField]
  /// The field whose parts are flags as well.
  let whole: AnyField?

  /// The form of an operation.
  ///
  /// - Parameter leading: The fields of the body that stand by their place.
  init(_ operation: Operation, leading: [String] = []) {
    let path = operation.path.split(separator: "/").filter { $0.hasPrefix("{") }.map { $0.dropFirst().dropLast() }
    let named = path.map(String.init) + leading
    places = named.compactMap { name in operation.fields.first { $0.name == name } }
    fields = operation.fields.filter { !named.contains($0.name) }
    whole = fields.first { !$0.elementFields.isEmpty && ($0.isRequired || !$0.isList) }
  }

  /// The places as the parser knows them.
  var positionals: [Positional] {
    places.map { field in
      Positional(field.name.uppercased(), takesRest: field.place == .body, field.about)
    }
  }

  /// The flags as the parser knows them.
  var flags: [Flag] {
    fields.flatMap(flags(of:)) + (whole?.elementFields ?? []).map(flag(ofPart:)) + textFlag + unsetFlag
  }

  /// The field that takes any JSON, and so text too.
  private var anyJSON: AnyField? { (fields + (whole?.elementFields ?? [])).first(where: \.isAnyJSON) }

  /// The flag that has such a field taken as text.
  private var textFlag: [Flag] {
    anyJSON.map { [Flag("text", .none, "Take --\(Self.flagName($0)) as text, even if it begins like JSON.")] } ?? []
  }

  private func flag(ofPart part: AnyField) -> Flag {
    let isNeeded = part.isRequired && whole?.isRequired == true
    return Flag(
      Self.flagName(part), part.flagValue, limits: part.limits,
      part.about + (isNeeded ? " Needed unless --\(wholeName) is given." : ""))
  }

  /// The flag that takes values away, which no text could say.
  private var unsetFlag: [Flag] {
    let names = fields.filter(\.isRemovable).map(Self.flagName)
    return names.isEmpty ? [] : [Flag("unset", .oneOf(names), isRepeatable: true, "Remove this value.")]
  }

  /// The flag of a field, and the deprecated one of its former name.
  private func flags(of field: AnyField) -> [Flag] {
    let former = field.formerName.map { Flag(Self.flagName($0.name), field.flagValue, $0.about) }
    return [flag(of: field)] + (former.map { [$0] } ?? [])
  }

  private func flag(of field: AnyField) -> Flag {
    guard field.name == whole?.name else {
      return Flag(
        Self.flagName(field), field.flagValue, limits: field.limits, isRequired: field.isRequired,
        isRepeatable: field.isList, field.about)
    }
    return Flag(
      Self.flagName(field), .text("JSON"), limits: field.limits,
      "\(field.about) The whole value as JSON, as @FILE, or as - for standard input.")
  }

  private var wholeName: String { whole.map { Self.flagName($0) } ?? "" }

  /// A field's name as a flag.
  static func flagName(_ field: AnyField) -> String { flagName(field.name) }

  private static func flagName(_ name: String) -> String { name.replacing("_", with: "-") }

  /// The values of the operation's fields that arguments give.
  ///
  /// - Throws: `usage` for parts that lack; `file_not_found`.
  func values(_ arguments: Arguments, _ input: StandardInput) throws -> [JSON.Member] {
    var values: [JSON.Member] = []
    let isText = arguments.isOn("text")
    if isText, let name = anyJSON.map({ Self.flagName($0) }), arguments.flags[name] == nil {
      throw Failure.usage("--text requires --\(name).")
    }
    for (index, field) in places.enumerated() {
      guard let text = arguments.positional(index) else { continue }
      values.append(JSON.Member(field.name, .string(field.isLongText ? try input.text(or: text) : text)))
    }
    for field in fields where field.name != whole?.name {
      for name in field.names {
        guard let texts = arguments.flags[Self.flagName(name)] else { continue }
        if let value = try input.value(of: field, texts, isText: isText) { values.append(JSON.Member(name, value)) }
      }
    }
    if let whole, let value = try value(of: whole, arguments, input, isText: isText) {
      values.append(JSON.Member(whole.name, value))
    }
    for name in arguments.flags["unset"] ?? [] {
      guard arguments.flags[name] == nil else { throw Failure.usage("--\(name) cannot be both set and unset.") }
      values.append(JSON.Member(name.replacing("-", with: "_"), .null))
    }
    return values
  }

  private func value(
    of whole: AnyField, _ arguments: Arguments, _ input: StandardInput, isText: Bool
  ) throws -> JSON? {
    let given = whole.elementFields.filter { arguments.flags[Self.flagName($0)] != nil }
    if let texts = arguments.flags[wholeName] {
      guard given.isEmpty else {
        throw Failure.usage("Give --\(wholeName), or --\(Self.flagName(given[0])) and the like, not both.")
      }
      return try input.value(of: whole, texts, isText: false)
    }
    let missing = whole.elementFields.filter { part in
      part.isRequired && !given.contains { $0.name == part.name }
    }
    guard missing.isEmpty || (given.isEmpty && !whole.isRequired) else {
      throw Failure.usage("--\(missing.map(Self.flagName).joined(separator: ", --")) or --\(wholeName) is needed.")
    }
    guard !given.isEmpty else { return nil }
    let members = try given.compactMap { part in
      try input.value(of: part, arguments.flags[Self.flagName(part)] ?? [], isText: isText).map {
        JSON.Member(part.name, $0)
      }
    }
    return whole.isList ? [.object(members)] : .object(members)
  }
}
