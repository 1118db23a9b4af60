/// One thing that a key may do: `read:user:alice`, `write:app:*`, `admin`, `operator` or `metrics`.
public enum Grant: Sendable, Hashable, CustomStringConvertible {
  /// Reading what is in the namespaces that the pattern covers.
  case read(NamespacePattern)
  /// Writing to the namespaces that the pattern covers.
  case write(NamespacePattern)
  /// Everything within the key's tenant, its keys, jobs and audit included.
  case admin
  /// Managing tenants and keys, of whatever tenant, and nothing else.
  case `operator`
  /// Reading the server's metrics, which are of no tenant.
  case metrics

  /// Reads a grant.
  ///
  /// - Throws: `invalid_field`, saying how a grant is written.
  public init(_ text: String) throws(ScrubjayError) {
    switch text {
    case "admin": self = .admin
    case "operator": self = .operator
    case "metrics": self = .metrics
    case _ where text.hasPrefix("read:"): self = .read(try NamespacePattern(String(text.dropFirst(5))))
    case _ where text.hasPrefix("write:"): self = .write(try NamespacePattern(String(text.dropFirst(6))))
    default:
      throw ScrubjayError(
        .invalidField,
        "A grant is 'admin', 'operator', 'metrics', 'read:PATTERN' or 'write:PATTERN', as in 'read:user:alice' or "
          + "'write:app:*'.")
    }
  }

  /// The grant as it is written.
  public var description: String {
    switch self {
    case .read(let pattern): "read:\(pattern)"
    case .write(let pattern): "write:\(pattern)"
    case .admin: "admin"
    case .operator: "operator"
    case .metrics: "metrics"
    }
  }
}

extension Grant: Codable {
  /// Reads the grant as it is written.
  public init(from decoder: any Decoder) throws { try self.init(decoder.singleValueContainer().decode(String.self)) }

  /// Writes the grant as it is written.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

/// Which namespaces a grant covers: leading segments, where `*` stands for exactly one whole segment.
///
/// `user:alice` covers itself and all below; `user:*` every user; `*` everything; `user:al` never `user:alice`.
public struct NamespacePattern: Sendable, Hashable, CustomStringConvertible {
  private let segments: [String]

  /// Reads a pattern.
  ///
  /// - Throws: `invalid_namespace`, saying what is wrong.
  public init(_ text: String) throws(ScrubjayError) {
    segments = try Namespace.split(text, allowingWildcard: true)
    guard segments[0] == "*" || Namespace.Root(rawValue: segments[0]) != nil else {
      let roots = Namespace.Root.allCases.map(\.rawValue).joined(separator: ", ")
      throw ScrubjayError(.invalidNamespace, "A pattern starts with '*' or one of \(roots).")
    }
  }

  /// The text, such as `user:*`.
  public var description: String { segments.joined(separator: ":") }

  /// Whether the pattern covers this namespace.
  public func covers(_ namespace: Namespace) -> Bool { covers(NamespacePrefix(namespace)) }

  /// Whether the pattern covers every namespace that starts with this prefix.
  public func covers(_ prefix: NamespacePrefix) -> Bool {
    // A namespace has at least two segments: `user:*` therefore covers all of the prefix `user`.
    let certain = prefix.segments.map(Optional.some) + (prefix.segments.count < 2 ? [nil] : [])
    guard segments.count <= certain.count else { return false }
    return zip(segments, certain).allSatisfy { pattern, segment in
      pattern == "*" || segment.map { $0.utf8.elementsEqual(pattern.utf8) } ?? false
    }
  }
}
