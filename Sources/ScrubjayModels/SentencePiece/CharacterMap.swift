import ScrubjayCore

/// What becomes of characters before a text is cut: SentencePiece's precompiled map, a double array in Darts' form with
/// replacements after it.
///
/// The array is walked within its bounds whatever it holds, and for so many bytes at most that a text takes linear time.
struct CharacterMap: Sendable {
  private let units: [UInt32]
  private let replacements: [UInt8]

  /// How many bytes one entry replaces at most; NFKC's longest has a few dozen.
  private static let maximumKeyBytes = 256
  /// How many bytes stand for one entry at most; NFKC's longest has 33.
  private static let maximumReplacementBytes = 256
  private static let lengthBytes = 4
  private static let unitBytes = 4

  /// A map from its bytes: the array's length, the array, the replacements with a zero after each; none replaces nothing.
  ///
  /// - Throws: `model_unusable`.
  init(_ bytes: [UInt8]) throws(ScrubjayError) {
    guard !bytes.isEmpty else {
      units = []
      replacements = []
      return
    }
    func number(at offset: Int) -> UInt32 {
      (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[offset + $1]) << UInt32(8 * $1) }
    }
    guard bytes.count > Self.lengthBytes else { throw Self.broken }
    let length = Int(number(at: 0))
    guard length >= Self.unitBytes, length % Self.unitBytes == 0, length < bytes.count - Self.lengthBytes else {
      throw Self.broken
    }
    units = stride(from: Self.lengthBytes, to: Self.lengthBytes + length, by: Self.unitBytes).map(number)
    replacements = Array(bytes[(Self.lengthBytes + length)...])
    guard replacements.last == 0 else { throw Self.broken }
    var run = 0
    for byte in replacements {
      run = byte == 0 ? 0 : run + 1
      guard run <= Self.maximumReplacementBytes else { throw Self.broken }
    }
  }

  private static var broken: ScrubjayError {
    .modelUnusable("The vocabulary's precompiled_charsmap is damaged.")
  }

  /// The longest entry that the bytes from a position start with, by its length and what replaces it.
  func longestEntry(in text: UnsafeBufferPointer<UInt8>, from position: Int) -> (length: Int, by: ArraySlice<UInt8>)? {
    guard !units.isEmpty else { return nil }
    var found: (length: Int, start: Int)?
    var node = Self.offset(units[0])
    for index in position..<min(text.count, position + Self.maximumKeyBytes) {
      node ^= Int(text[index])
      guard node < units.count, Self.label(units[node]) == UInt32(text[index]) else { break }
      let unit = units[node]
      node ^= Self.offset(unit)
      if Self.hasLeaf(unit), node < units.count {
        found = (index + 1 - position, Int(units[node] & 0x7FFF_FFFF))
      }
    }
    guard let (length, start) = found, start < replacements.count else { return nil }
    let end = replacements[start...].firstIndex(of: 0) ?? replacements.endIndex
    return (length, replacements[start..<end])
  }

  private static func hasLeaf(_ unit: UInt32) -> Bool { unit >> 8 & 1 == 1 }

  /// The byte that leads to a unit; a unit that is a leaf's value has none, as its highest bit shows.
  private static func label(_ unit: UInt32) -> UInt32 { unit & 0x8000_00FF }

  private static func offset(_ unit: UInt32) -> Int { Int((unit >> 10) << ((unit & 1 << 9) >> 6)) }
}
