import ScrubjayCore

/// An object of an evaluation file, read field by field; what is wrong with one names the place and the field.
struct FileObject {
  /// Where it stands, such as `conversation 'mira', message 'm3'`.
  let place: String
  private let json: JSON

  /// An object at a place.
  ///
  /// - Throws: `invalid_field` when it is none.
  init(_ json: JSON, at place: String) throws(ScrubjayError) {
    guard json.members != nil else {
      throw ScrubjayError(.invalidField, "In the file, \(place) should be an object, not \(json.kind).")
    }
    self.json = json
    self.place = place
  }

  /// A string that must be there and say something.
  func text(_ name: String) throws(ScrubjayError) -> String {
    guard let text = try optionalText(name) else { throw failure(name, "is missing") }
    return text
  }

  func optionalText(_ name: String) throws(ScrubjayError) -> String? {
    guard let value = value(name) else { return nil }
    guard let text = value.stringValue, !text.isEmpty else { throw failure(name, "should be a string with text in it") }
    return text
  }

  /// A word that stands for one of a type's cases.
  func optionalCase<Value: RawRepresentable & CaseIterable>(
    _ name: String, of type: Value.Type
  ) throws(ScrubjayError) -> Value? where Value.RawValue == String {
    guard let value = value(name) else { return nil }
    guard let word = value.stringValue.flatMap(Value.init(rawValue:)) else {
      throw failure(name, "should be one of \(Value.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    return word
  }

  func optionalTime(_ name: String) throws(ScrubjayError) -> Timestamp? {
    guard let value = value(name) else { return nil }
    guard let time = value.stringValue.flatMap(Timestamp.init(rfc3339:)) else {
      throw failure(name, "should be a time such as 2025-03-02T18:30:00Z")
    }
    return time
  }

  func time(_ name: String) throws(ScrubjayError) -> Timestamp {
    guard let time = try optionalTime(name) else { throw failure(name, "is missing") }
    return time
  }

  func optionalInteger(_ name: String, in range: ClosedRange<Int>) throws(ScrubjayError) -> Int? {
    guard let value = value(name) else { return nil }
    guard let integer = value.integerValue.flatMap(Int.init(exactly:)), range.contains(integer) else {
      throw failure(name, "should be a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return integer
  }

  /// A list that must be there.
  func list(_ name: String) throws(ScrubjayError) -> [JSON] {
    guard let list = try optionalList(name) else { throw failure(name, "is missing") }
    return list
  }

  func optionalList(_ name: String) throws(ScrubjayError) -> [JSON]? {
    guard let value = value(name) else { return nil }
    guard let list = value.arrayValue else { throw failure(name, "should be an array") }
    return list
  }

  /// A list of ids that are all known, each once.
  ///
  /// - Parameter thing: What an id should be the id of, for the error.
  func ids(_ list: [JSON], _ name: String, of thing: String, in known: Set<String>) throws(ScrubjayError) -> [String] {
    var seen: Set<String> = []
    var ids: [String] = []
    for value in list {
      guard let id = value.stringValue else { throw failure(name, "should hold ids, which are strings") }
      guard known.contains(id) else { throw failure(name, "names '\(id)', which is no \(thing) of the conversation") }
      guard seen.insert(id).inserted else { throw failure(name, "names '\(id)' twice") }
      ids.append(id)
    }
    return ids
  }

  /// The error of a field.
  func failure(_ name: String, _ problem: String) -> ScrubjayError {
    ScrubjayError(
      .invalidField, "In the file, \(place): '\(name)' \(problem).", fields: [.init(field: name, message: problem)])
  }

  /// A field's value; one that is `null` is as good as missing.
  private func value(_ name: String) -> JSON? { json[name].flatMap { $0 == .null ? nil : $0 } }
}
