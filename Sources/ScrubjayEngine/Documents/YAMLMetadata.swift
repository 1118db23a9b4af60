private import CScrubjayYAML
import ScrubjayCore

/// Reads the title of metadata in YAML, event by event: aliases are looked up and never expanded, so that a document
/// takes time in proportion to its length.
struct YAMLMetadata {
  /// How deep lists and objects may lie in each other.
  private static let deepest = 64

  /// What an anchor stands for.
  private enum Anchored {
    case scalar(String?)
    case collection
  }

  /// How many collections are open; the keys of the metadata are at depth 1.
  private var depth = 0
  /// Whether what comes next at depth 1 is a value.
  private var isAtValue = false
  /// Whether the value that comes next is the title.
  private var isTitle = false
  private var anchors: [String: Anchored] = [:]
  private var title: String?

  /// The first title that the metadata name.
  ///
  /// - Returns: `nil` for what is not one well-formed mapping, such as text between two rules; what is blank names none.
  static func title(in text: String) -> MetadataTitle? {
    if text.isBlank { return MetadataTitle(text: nil) }
    var text = text
    return text.withUTF8 { bytes in
      guard let start = bytes.baseAddress else { return nil }
      // The parser keeps its own address, and may not be moved.
      let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
      defer { parser.deallocate() }
      guard yaml_parser_initialize(parser) == 1 else { return nil }
      defer { yaml_parser_delete(parser) }
      yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
      yaml_parser_set_input_string(parser, start, bytes.count)
      var reader = YAMLMetadata()
      return reader.read(parser) ? MetadataTitle(text: reader.title) : nil
    }
  }

  /// Reads all there is; answers whether that is one mapping.
  private mutating func read(_ parser: UnsafeMutablePointer<yaml_parser_t>) -> Bool {
    var documents = 0
    while true {
      var event = yaml_event_t()
      guard yaml_parser_parse(parser, &event) == 1 else { return false }
      defer { yaml_event_delete(&event) }
      switch event.type {
      case YAML_STREAM_END_EVENT: return documents == 1
      case YAML_DOCUMENT_START_EVENT:
        documents += 1
        if documents > 1 { return false }
      case YAML_MAPPING_START_EVENT: guard begin(event.data.mapping_start.anchor) else { return false }
      case YAML_SEQUENCE_START_EVENT:
        guard depth > 0, begin(event.data.sequence_start.anchor) else { return false }
      case YAML_MAPPING_END_EVENT, YAML_SEQUENCE_END_EVENT:
        depth -= 1
        // A list or an object is neither the name of the title nor one.
        if depth == 1 { take(nil) }
      case YAML_SCALAR_EVENT:
        let scalar = event.data.scalar
        let isNullable = scalar.style == YAML_PLAIN_SCALAR_STYLE && scalar.tag == nil
        let text = Self.text(scalar.value, scalar.length, isNullable: isNullable)
        if let anchor = Self.string(scalar.anchor) { anchors[anchor] = .scalar(text) }
        guard depth > 0 else { return false }
        take(text)
      case YAML_ALIAS_EVENT:
        guard depth > 0, let name = Self.string(event.data.alias.anchor), let anchored = anchors[name] else {
          return false
        }
        if case .scalar(let text) = anchored { take(text) } else { take(nil) }
      default: break
      }
    }
  }

  /// Opens a list or an object; answers whether that may be.
  private mutating func begin(_ anchor: UnsafeMutablePointer<yaml_char_t>?) -> Bool {
    if let name = Self.string(anchor) { anchors[name] = .collection }
    depth += 1
    return depth <= Self.deepest
  }

  /// Takes a scalar, or what is none, as a key or a value.
  private mutating func take(_ text: String?) {
    guard depth == 1 else { return }
    if !isAtValue {
      isTitle = text.map(FrontMatter.isTitle) ?? false
    } else if isTitle, title == nil, let text {
      title = FrontMatter.title(text)
    }
    isAtValue.toggle()
  }

  /// What a scalar says; `nil` for null.
  private static func text(_ start: UnsafeMutablePointer<yaml_char_t>?, _ length: Int, isNullable: Bool) -> String? {
    let text = String(decoding: UnsafeBufferPointer(start: start, count: length), as: UTF8.self)
    return isNullable && ["", "~", "null", "Null", "NULL"].contains(text) ? nil : text
  }

  private static func string(_ text: UnsafeMutablePointer<yaml_char_t>?) -> String? {
    text.map { String(cString: $0) }
  }
}
