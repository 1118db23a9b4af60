/// Where a memory lives: `:`-separated segments, at least two, the first of which says who shares it.
///
/// `user:alice:preferences` is a namespace; its owner is `user:alice`. Comparison is by whole segments, always:
/// nothing in `user:al` has to do with `user:alice`. Segments are equal when their bytes are, as they are in a
/// store; Swift's own equality of strings would take two spellings of `é` for one user.
public struct Namespace: Sendable, Hashable, CustomStringConvertible {
  /// The segments; the first is one of ``Root``.
  public let segments: [String]

  /// Who shares a namespace, from the nearest to the farthest.
  public enum Root: String, Sendable, CaseIterable {
    /// One turn of one session; the next segment is the session's id.
    case temp
    /// One session.
    case session
    /// One user, whatever the app.
    case user
    /// One app (agent), whoever the user.
    case app
    /// One project.
    case project
    /// The whole organization, which is the tenant.
    case org
  }

  /// The longest namespace, in bytes of UTF-8.
  public static let maximumBytes = 512

  /// Reads a namespace.
  ///
  /// - Throws: `invalid_namespace`, saying what is wrong.
  public init(_ text: String) throws(ScrubjayError) {
    let segments = try Self.split(text)
    guard segments.count >= 2 else {
      throw ScrubjayError(.invalidNamespace, "A namespace has at least two segments, as in 'user:alice'.")
    }
    guard Root(rawValue: segments[0]) != nil else {
      let roots = Root.allCases.map(\.rawValue).joined(separator: ", ")
      throw ScrubjayError(.invalidNamespace, "A namespace starts with one of \(roots).")
    }
    self.segments = segments
  }

  /// The namespace of one session, user, app, project or organization, by its id.
  public init(_ root: Root, _ id: String) { segments = [root.rawValue, Self.segment(for: id)] }

  /// A namespace that a store gave back and that was checked when it was written.
  public init(stored text: String) {
    segments = text.unicodeScalars.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
  }

  /// The text, such as `user:alice:preferences`.
  public var description: String { segments.joined(separator: ":") }

  /// Who shares it.
  public var root: Root { Root(rawValue: segments[0]) ?? .org }

  /// The first two segments: what is counted and searched together.
  public var owner: String { segments.prefix(2).joined(separator: ":") }

  /// An id as one segment: `%`, `:` and `*` are percent-encoded, so that an id can never name a deeper namespace
  /// or stand for another's.
  public static func segment(for id: String) -> String {
    // By scalars: a combining mark after ':' makes another Character of it, but the store still sees a ':'.
    id.unicodeScalars.map { $0 == "%" ? "%25" : $0 == ":" ? "%3A" : $0 == "*" ? "%2A" : String($0) }.joined()
  }

  /// Splits and checks the segments of a namespace, a prefix or (with `*` allowed) a grant's pattern.
  static func split(_ text: String, allowingWildcard: Bool = false) throws(ScrubjayError) -> [String] {
    guard text.utf8.count <= maximumBytes else {
      throw ScrubjayError(.invalidNamespace, "A namespace has at most \(maximumBytes) bytes.")
    }
    let segments = text.unicodeScalars.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    for segment in segments {
      if segment.isBlank {
        throw ScrubjayError(
          .invalidNamespace, "A namespace cannot have a segment that is empty or has no visible characters.")
      }
      if segment.unicodeScalars.contains("*"), !(allowingWildcard && segment == "*") {
        throw ScrubjayError(.invalidNamespace, "A namespace cannot contain '*'; in an id write it as '%2A'.")
      }
      if segment.unicodeScalars.contains(where: { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) }) {
        throw ScrubjayError(.invalidNamespace, "A namespace cannot contain control characters.")
      }
      if segment.first?.isWhitespace == true || segment.last?.isWhitespace == true {
        throw ScrubjayError(.invalidNamespace, "A namespace's segment can neither start nor end with a space.")
      }
    }
    return segments
  }
}

/// The leading segments of namespaces: `user` and `user:alice` match `user:alice:preferences`, `user:al` does not.
public struct NamespacePrefix: Sendable, Hashable, CustomStringConvertible {
  /// The segments, at least one.
  public let segments: [String]

  /// Reads a prefix.
  ///
  /// - Throws: `invalid_namespace`, saying what is wrong.
  public init(_ text: String) throws(ScrubjayError) {
    segments = try Namespace.split(text)
    guard Namespace.Root(rawValue: segments[0]) != nil else {
      let roots = Namespace.Root.allCases.map(\.rawValue).joined(separator: ", ")
      throw ScrubjayError(.invalidNamespace, "A namespace starts with one of \(roots).")
    }
  }

  /// Everything in or below a namespace.
  public init(_ namespace: Namespace) { segments = namespace.segments }

  /// The text, such as `user:alice`.
  public var description: String { segments.joined(separator: ":") }

  /// Whether the namespace starts with these whole segments.
  public func matches(_ namespace: Namespace) -> Bool {
    namespace.segments.starts(with: segments) { $0.utf8.elementsEqual($1.utf8) }
  }
}

extension Namespace {
  /// Whether both are the same, byte for byte.
  public static func == (left: Namespace, right: Namespace) -> Bool {
    left.description.utf8.elementsEqual(right.description.utf8)
  }

  /// Hashes the bytes.
  public func hash(into hasher: inout Hasher) {
    for byte in description.utf8 { hasher.combine(byte) }
  }
}

extension Namespace: Codable {
  /// Reads the text.
  public init(from decoder: any Decoder) throws {
    self.init(stored: try decoder.singleValueContainer().decode(String.self))
  }

  /// Writes the text.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
