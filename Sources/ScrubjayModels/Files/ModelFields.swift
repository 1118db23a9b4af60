import ScrubjayCore

/// The fields of a small JSON file of a model.
struct ModelFields {
  let json: JSON
  private let name: String

  /// How long such a file may be, in bytes.
  private static let maximumBytes = 1 << 20
  /// How much of a wrong value an error quotes, in characters.
  static let quoted = 100

  /// Reads a file in a folder.
  ///
  /// - Throws: `model_unusable`.
  init(_ name: String, in directory: String) throws(ScrubjayError) {
    self.name = name
    let bytes = try ModelFile(name, in: directory).contents(upTo: Self.maximumBytes)
    do { json = try JSON(parsing: bytes) } catch { throw .modelUnusable("\(name) is not JSON. \(error.message)") }
  }

  /// Reads a file that not every model has; `nil` without one.
  ///
  /// - Throws: `model_unusable`.
  static func ifPresent(_ name: String, in directory: String) throws(ScrubjayError) -> ModelFields? {
    ModelFile.exists(name, in: directory) ? try ModelFields(name, in: directory) : nil
  }

  /// Refuses another value than those that are known here.
  ///
  /// - Returns: The value, the first of those known if there is none and that is allowed.
  @discardableResult
  func expect(_ field: String, _ known: [JSON], orNone: Bool = false) throws(ScrubjayError) -> JSON {
    let found = json[field] ?? .null
    if known.contains(found) { return found }
    if orNone, found == .null { return known[0] }
    let list = known.map(\.text).joined(separator: " or ")
    throw .modelUnusable(
      "\(name) has \(field) \(found.text.prefix(Self.quoted)), where only \(list) is supported.")
  }

  /// Returns a switch, or what holds without one.
  ///
  /// - Throws: `model_unusable` for what is neither true nor false.
  func flag(_ field: String, standard: Bool) throws(ScrubjayError) -> Bool {
    try expect(field, [.bool(standard), .bool(!standard)], orNone: true) == true
  }

  /// Returns a number of things, at least one.
  ///
  /// - Throws: `model_unusable` when there is no such number.
  func size(_ field: String, upTo limit: Int) throws(ScrubjayError) -> Int {
    guard let value = json[field]?.integerValue, value >= 1, value <= Int64(limit) else {
      throw .modelUnusable("\(name) has no \(field) between 1 and \(limit).")
    }
    return Int(value)
  }
}
