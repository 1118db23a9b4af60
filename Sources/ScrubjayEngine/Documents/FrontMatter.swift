import ScrubjayCore

/// The metadata at the head of a markdown document: YAML between lines of `---`, or TOML between lines of `+++`.
struct FrontMatter: Sendable, Equatable {
  /// The title that it names, on one line; `nil` if it names none.
  let title: String?

  /// How much metadata is read, in bytes of UTF-8; what is longer is text.
  private static let longestInBytes = 262_144
  /// The key whose value is the title, in any case.
  private static let titleKey = "title"

  /// How a document begins.
  enum Head: Equatable {
    /// With metadata.
    case metadata(FrontMatter)
    /// With lines that look like the borders of metadata, but have none between them.
    case borders(opening: Int, closing: Int?)
    /// With text.
    case text
  }

  /// Reads the head of a document, and leaves the reader behind its metadata if there are any.
  ///
  /// - Parameter lines: Receives where the lines of the metadata begin, in bytes of UTF-8.
  static func read(_ reader: inout LineReader, of text: String, lines: inout [Int]) -> Head {
    var ahead = reader
    var starts: [Int] = []
    guard let opening = nextBorder(&ahead, &starts) else { return .text }
    let begin = ahead.offset
    while let line = ahead.next() {
      if line.start - begin > longestInBytes { break }
      starts.append(line.start)
      guard opening.format.isClosing(line.text) else { continue }
      guard let title = opening.format.title(in: text.utf8Slice(begin..<line.start)) else {
        return opening.format == .yaml ? .borders(opening: opening.start, closing: line.start) : .text
      }
      reader = ahead
      lines += starts
      return .metadata(FrontMatter(title: title.text))
    }
    return opening.format == .yaml ? .borders(opening: opening.start, closing: nil) : .text
  }

  /// The first line that is not blank, if metadata may begin with it.
  private static func nextBorder(
    _ reader: inout LineReader, _ starts: inout [Int]
  ) -> (start: Int, format: MetadataFormat)? {
    while let line = reader.next() {
      starts.append(line.start)
      let text = line.start == 0 ? line.text.drop { $0 == "\u{FEFF}" } : line.text
      if text.isBlank { continue }
      return MetadataFormat(opening: text).map { (line.start, $0) }
    }
    return nil
  }

  /// Whether a key names the title.
  static func isTitle(_ key: String) -> Bool { key.lowercased() == titleKey }

  /// A value as a title: on one line, without control characters; `nil` when nothing of it can be seen.
  static func title(_ value: String) -> String? {
    let words = value.unicodeScalars.split { $0.properties.isWhitespace || $0.properties.generalCategory == .control }
    let line = words.map { String($0) }.joined(separator: " ")
    return line.isBlank ? nil : line
  }
}

/// A language that metadata are written in.
private enum MetadataFormat {
  case yaml
  case toml

  init?(opening line: Substring) {
    switch line.trimmedEnd {
    case "---": self = .yaml
    case "+++": self = .toml
    default: return nil
    }
  }

  func isClosing(_ line: Substring) -> Bool {
    let line = line.trimmedEnd
    return self == .yaml ? line == "---" || line == "..." : line == "+++"
  }

  /// What metadata name as their title; `nil` when they are none.
  func title(in text: String) -> MetadataTitle? {
    switch self {
    case .yaml: YAMLMetadata.title(in: text)
    case .toml: TOMLMetadata.title(in: text)
    }
  }
}

/// What metadata that could be read name as the title.
struct MetadataTitle: Equatable {
  /// The title, if they name one.
  let text: String?
}
