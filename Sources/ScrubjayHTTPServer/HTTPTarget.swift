/// A request target taken apart.
///
/// Split first and decode after, so that `%2F` stays inside its segment and `%26` inside its value.
struct HTTPTarget: Hashable, Sendable {
  let raw: String
  let path: [String]
  let query: [HTTPQueryItem]

  init(_ bytes: some Collection<UInt8>) throws(HTTPTargetProblem) {
    guard !bytes.contains(where: { $0 <= 0x20 || $0 == 0x7F || $0 == UInt8(ascii: "#") }) else { throw .character }
    guard let raw = String(validating: bytes, as: UTF8.self) else { throw .notUTF8 }
    self.raw = raw

    let local = try Self.withoutAuthority(Array(bytes))
    let parts = local.split(separator: UInt8(ascii: "?"), maxSplits: 1, omittingEmptySubsequences: false)
    path = try Self.segments(parts.first ?? [])
    query = parts.count == 2 ? try Self.items(parts[1]) : []
  }

  /// The path and query of an origin-form (`/a?b`) or absolute-form (`http://host/a?b`) target.
  private static func withoutAuthority(_ bytes: [UInt8]) throws(HTTPTargetProblem) -> ArraySlice<UInt8> {
    if bytes.first == UInt8(ascii: "/") || bytes == [UInt8(ascii: "*")] { return bytes[...] }
    for scheme in ["http://", "https://"] {
      let start = bytes.prefix(scheme.utf8.count)
      guard String(decoding: start, as: UTF8.self).equalsIgnoringCase(scheme) else { continue }
      let rest = bytes.dropFirst(start.count)
      let local = rest.drop { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }
      guard local.startIndex > rest.startIndex else { throw .form }
      return local
    }
    throw .form
  }

  private static func segments(_ path: ArraySlice<UInt8>) throws(HTTPTargetProblem) -> [String] {
    guard path.first == UInt8(ascii: "/"), path.count > 1 else { return [] }
    var segments: [String] = []
    for segment in path.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
      segments.append(try decoded(segment))
    }
    return segments
  }

  private static func items(_ query: ArraySlice<UInt8>) throws(HTTPTargetProblem) -> [HTTPQueryItem] {
    var items: [HTTPQueryItem] = []
    for item in query.split(separator: UInt8(ascii: "&")) {
      let pair = item.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      items.append(
        HTTPQueryItem(
          name: try decoded(pair[0], plusIsSpace: true),
          value: pair.count == 2 ? try decoded(pair[1], plusIsSpace: true) : ""))
    }
    return items
  }

  private static func decoded(
    _ bytes: ArraySlice<UInt8>, plusIsSpace: Bool = false
  ) throws(HTTPTargetProblem) -> String {
    var decoded: [UInt8] = []
    decoded.reserveCapacity(bytes.count)
    var rest = bytes
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "%"):
        guard let high = rest.popFirst()?.hexDigitValue, let low = rest.popFirst()?.hexDigitValue else {
          throw .percentEscape
        }
        guard high | low != 0 else { throw .nul }
        decoded.append(high << 4 | low)
      case UInt8(ascii: "+") where plusIsSpace:
        decoded.append(UInt8(ascii: " "))
      default:
        decoded.append(byte)
      }
    }
    guard let text = String(validating: decoded, as: UTF8.self) else { throw .notUTF8 }
    return text
  }
}

extension UInt8 {
  fileprivate var hexDigitValue: UInt8? {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
