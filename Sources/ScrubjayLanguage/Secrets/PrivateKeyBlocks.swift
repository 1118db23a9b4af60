/// Finds private keys in PEM, those that are cut off included.
enum PrivateKeyBlocks {
  private static let dashes = Array("-----".utf8)
  private static let begin = Array("-----BEGIN ".utf8)
  private static let label = Array("PRIVATE KEY".utf8)
  private static let finish = Array("-----END ".utf8)
  /// How long the label of a block may be, in bytes.
  private static let labelBytes = 64

  static func find(in bytes: [UInt8]) -> [FoundSecret] {
    var found: [FoundSecret] = []
    var start: Int?
    var index = 0
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "-"), bytes[index...].starts(with: dashes) else {
        index += 1
        continue
      }
      let isPrivate = bytes[index...].prefix(labelBytes).contains(label)
      if start == nil, bytes[index...].starts(with: begin), isPrivate {
        start = index
        index += begin.count
      } else if let first = start, bytes[index...].starts(with: finish), isPrivate {
        var end = index + finish.count
        while end < bytes.count, bytes[end] != UInt8(ascii: "-"), bytes[end] != 0x0A { end += 1 }
        while end < bytes.count, bytes[end] == UInt8(ascii: "-") { end += 1 }
        found.append((.privateKey, first..<end))
        (start, index) = (nil, end)
      } else {
        index += dashes.count
      }
    }
    if let start { found.append((.privateKey, start..<bytes.count)) }
    return found
  }
}
