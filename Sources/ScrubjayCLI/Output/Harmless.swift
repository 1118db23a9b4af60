/// Makes text from elsewhere harmless: what it holds must not steer the terminal that shows it.
enum Harmless {
  /// Text on one line: control characters become their pictures, line ends and tabs become spaces.
  static func line(_ text: String) -> String {
    clean(text.unicodeScalars.map { isSpace($0) ? " " : $0 })
  }

  /// Text over several lines; only the lines' ends are left as they are.
  static func text(_ text: String) -> String {
    clean(text.replacing("\r\n", with: "\n").unicodeScalars.map { $0 == "\t" ? " " : $0 })
  }

  /// JSON text for a terminal: what its writer leaves as it is but a terminal may heed is escaped.
  static func json(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { steers($0) && $0 != "\n" }) else { return text }
    var escaped = ""
    for scalar in text.unicodeScalars {
      if steers(scalar), scalar != "\n" {
        let digits = String(scalar.value, radix: 16)
        escaped += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      } else {
        escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  /// A cell of tab-separated text: backslash, tab and line end are escaped as in `\t`.
  static func cell(_ text: String) -> String {
    clean(
      text.unicodeScalars.flatMap { scalar -> [Unicode.Scalar] in
        switch scalar {
        case "\\": ["\\", "\\"]
        case "\t": ["\\", "t"]
        case "\n": ["\\", "n"]
        case "\r": ["\\", "r"]
        default: [scalar]
        }
      })
  }

  private static func clean(_ scalars: [Unicode.Scalar]) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars.map { $0 != "\n" && steers($0) ? picture($0) : $0 })
    return String(view)
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\n" || scalar == "\r" || scalar == "\t" || scalar == "\u{2028}" || scalar == "\u{2029}"
  }

  /// Whether a terminal takes it for a command: C0 and C1 controls, and those that turn the direction of text.
  private static func steers(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F...0x9F, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  /// What is shown instead: the control's picture of the Unicode block made for that, or the replacement character.
  private static func picture(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    let pictures: UInt32 = 0x2400
    let value = scalar.value < 0x20 ? pictures + scalar.value : scalar.value == 0x7F ? pictures + 0x21 : 0xFFFD
    return Unicode.Scalar(value) ?? "\u{FFFD}"
  }
}
