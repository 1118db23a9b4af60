import ScrubjayCore
import ScrubjayLanguage

/// What a document's lines say of its structure: headings, paragraphs, tables, lists, fenced code, front matter.
struct Outline: Sendable {
  /// A line that is a heading, or one that is underlined as such.
  struct Heading: Sendable, Hashable {
    /// Where its line begins, in bytes of UTF-8.
    let start: Int
    /// From 1, the outermost.
    let level: Int
    let text: String
  }

  /// What is kept in one piece where it fits: a table or one of its rows, a list or one of its items, fenced code or one
  /// of its lines.
  struct Part: Sendable, Hashable {
    /// All of its lines, in bytes of UTF-8.
    var range: Range<Int>
    /// The lines without which its rest is not understood, in bytes of UTF-8: the head of a table, the first line of an
    /// item, the line that opens fenced code; empty if there are none.
    let head: Range<Int>
    /// Whether text that follows it has nothing to do with its last lines: so with tables and code.
    var isApart = false
  }

  /// The headings in their order.
  var headings: [Heading] = []
  /// Where paragraphs and other blocks begin, in bytes of UTF-8, in order.
  var blocks: [Int] = []
  /// Where lines begin, in bytes of UTF-8, in order.
  var lines: [Int] = []
  /// What is kept in one piece, in the order of their beginnings, the outer before the inner.
  var parts: [Part] = []
  /// The title that the front matter names, if any.
  var frontMatterTitle: String?

  init(_ text: String, _ type: DocumentType) {
    var reader = OutlineReader(isMarkdown: type == .markdown)
    self = reader.outline(of: text)
  }

  /// An outline of nothing.
  init() {}

  /// The title of a document: what its front matter says, else its first heading, else the name of its file.
  func title(path: String) -> String {
    let named = frontMatterTitle ?? headings.first { !$0.text.isBlank }?.text ?? Self.fileTitle(path)
    return Folding.truncated(named, toUTF8Bytes: Limits.nameBytes)
  }

  /// The last part of a path without its extension.
  private static func fileTitle(_ path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
    return String(name[..<dot])
  }
}
