package import ScrubjayCore

/// Finds and reads the JSON in what a language model answered, whatever stands around it and however it is broken.
///
/// A valid array or object reads as the strict reader of Core reads it. What is cut off is kept as far as it is
/// complete. A text is gone over a fixed number of times, so that reading takes time in proportion to its length.
package enum LenientJSON {
  /// How much of an answer is read, in bytes of UTF-8; what goes beyond counts as cut off.
  package static let textBytes = 262_144
  /// How many values are read of an answer, nested ones included.
  package static let values = 20_000
  /// How often JSON may be found inside a JSON string.
  private static let encodings = 3

  /// The JSON value of a text; `nil` where there is none.
  ///
  /// Of several values one after another, as in JSON lines, it is the array of all objects among them and their
  /// elements; without objects the last value.
  package static func value(in text: String) -> JSON? { reading(of: text)?.value }

  /// What was read of a text.
  package struct Reading {
    package let value: JSON
    /// Whether it ends before it is closed, so that more may have been meant.
    package let isCut: Bool
  }

  /// The JSON value of a text as ``value(in:)`` finds it, and whether all of it is there.
  package static func reading(of original: String) -> Reading? {
    var text = Folding.truncated(original, toUTF8Bytes: textBytes)
    for _ in 0..<encodings {
      guard let strict = try? JSON(parsing: text) else { break }
      guard case .string(let inner) = strict else {
        return strict.isContainer ? Reading(value: strict, isCut: false) : nil
      }
      text = inner
    }
    let answer = AnswerText.withoutThoughts(text)
    return read(answer) ?? (answer.utf8.count < text.utf8.count && AnswerText.endsThoughts(text) ? read(text) : nil)
  }

  private static func read(_ text: String) -> Reading? {
    if let value = roots(of: text) { return value }
    let unescaped = AnswerText.unescaped(text)
    if unescaped != text, let value = roots(of: unescaped) { return value }
    let plain = AnswerText.withoutEntities(text)
    return plain == text ? nil : roots(of: plain)
  }

  /// What stands in fences is meant, and what stands around them only where they hold nothing.
  private static func roots(of text: String) -> Reading? {
    for inFences in [true, false] {
      var reader = LenientJSONReader(text)
      if let value = chosen(reader.roots(inFences: inFences)) { return Reading(value: value, isCut: reader.isCut) }
    }
    return nil
  }

  private static func chosen(_ roots: [JSON]) -> JSON? {
    guard roots.count > 1 else { return roots.first }
    let objects = roots.flatMap { root in (root.arrayValue ?? [root]).filter { $0.members != nil } }
    return objects.isEmpty ? roots.last : .array(objects)
  }
}

extension JSON {
  fileprivate var isContainer: Bool { arrayValue != nil || members != nil }
}
