import ScrubjayCore

/// JSON that a flag was given.
struct JSONArgument {
  /// The flag's name without the dashes.
  let flag: String
  let bytes: [UInt8]

  /// The most characters before the place of an error that its message shows.
  private static let shownCharacters = 24

  /// Whether it begins as JSON does, white space aside: with a brace, a bracket, a quotation mark, a digit, a minus sign,
  /// or one of the words `true`, `false` and `null`.
  var looksLikeJSON: Bool {
    let text = String(decoding: bytes, as: UTF8.self).drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    guard let first = text.unicodeScalars.first else { return false }
    let word = text.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
    return "{[\"-0123456789".unicodeScalars.contains(first) || ["true", "false", "null"].contains(word)
  }

  /// The value.
  ///
  /// - Parameter mayBeText: Whether the flag takes text, too.
  /// - Throws: `usage`, which points at the place where it is no JSON.
  func json(orText mayBeText: Bool) throws -> JSON {
    do throws(JSONSyntaxError) { return try JSON(locating: bytes) } catch {
      let problem = mayBeText ? "begins like JSON, but is not valid JSON" : "should be JSON, but is not valid"
      throw Failure.usage(
        "--\(flag) \(problem): \(error.problem), \(place(error.offset)).",
        hint: mayBeText ? "Correct the JSON, or add --text if it is meant as text." : nil)
    }
  }

  /// Where a byte stands, in words.
  private func place(_ offset: Int) -> String {
    let before = String(decoding: bytes[..<min(offset, bytes.count)], as: UTF8.self)
    let lines = before.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    let line = lines.last ?? ""
    let column = "character \(line.count + 1)"
    let start = line.count > Self.shownCharacters ? "…" : ""
    let shown = line.allSatisfy(\.isWhitespace) ? "" : " after '\(start)\(line.suffix(Self.shownCharacters))'"
    return (lines.count > 1 ? "at line \(lines.count), \(column)" : "at \(column)") + shown
  }
}
