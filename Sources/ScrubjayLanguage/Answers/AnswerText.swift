import Foundation

/// What is taken off the text of an answer before JSON is looked for in it.
package enum AnswerText {
  private static let openings = ["<think>", "<thinking>", "<reasoning>", "<thought>"]
  private static let closings = ["</think>", "</thinking>", "</reasoning>", "</thought>"]

  /// The text behind what the model thought aloud; of thoughts that do not end, what stands before them.
  package static func withoutThoughts(_ text: String) -> String {
    let ends = closings.compactMap { text.range(of: $0, options: .backwards)?.upperBound }
    if let end = ends.max() { return String(text[end...]) }
    let starts = openings.compactMap { text.range(of: $0)?.lowerBound }
    return starts.min().map { String(text[..<$0]) } ?? text
  }

  /// Whether thoughts end in the text.
  package static func endsThoughts(_ text: String) -> Bool { closings.contains { text.contains($0) } }

  /// The text with one level of backslashes taken off, as of JSON that was put into a string.
  package static func unescaped(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "\\")) else { return text }
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count)
    var isEscaped = false
    for byte in text.utf8 {
      if isEscaped {
        switch byte {
        case UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"): result.append(UInt8(ascii: " "))
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "'"): result.append(byte)
        default: result += [UInt8(ascii: "\\"), byte]
        }
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else {
        result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The text with the character references of HTML resolved that stand for signs of JSON.
  package static func withoutEntities(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
    var result = text
    for (entity, sign) in [
      ("&quot;", "\""), ("&#34;", "\""), ("&#39;", "'"), ("&apos;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"),
    ] {
      result = result.replacingOccurrences(of: entity, with: sign)
    }
    return result
  }
}
