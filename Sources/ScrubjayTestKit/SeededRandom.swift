/// Randomness that follows from its seed: SplitMix64 (Steele, Lea and Flood, "Fast Splittable Pseudorandom Number
/// Generators", 2014).
///
/// A test that draws from it says its seed when it fails: `#expect(…, "\(random)")`.
public struct SeededRandom: RandomNumberGenerator, Sendable, CustomStringConvertible {
  /// What the numbers follow from.
  public let seed: UInt64
  private var state: UInt64

  /// Randomness from a seed.
  public init(seed: UInt64) {
    self.seed = seed
    state = seed
  }

  /// The next number.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// One of the elements.
  public mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[Int.random(in: elements.indices, using: &self)]
  }

  /// True once in so many times.
  public mutating func oneIn(_ count: Int) -> Bool { Int.random(in: 0..<count, using: &self) == 0 }

  /// Text of up to so many scalars: letters of several scripts, combining marks, emoji, punctuation, and now and
  /// then any scalar but U+0000.
  public mutating func text(upTo count: Int) -> String {
    var text = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0...count, using: &self) {
      if oneIn(8), let scalar = Unicode.Scalar(UInt32.random(in: 1...0x10FFFF, using: &self)) {
        text.append(scalar)
      } else {
        text.append(pick(Self.alphabet))
      }
    }
    return String(text)
  }

  private static let alphabet: [Unicode.Scalar] = Array(
    "abcXYZ019 \n\t\"\\/:;%_*'?.,-äöüßéñ\u{301}\u{308}\u{200D}жщ漢字かなไทยन्ि한글עִ😀👩🏽🇩🇪\u{1}\u{7F}\u{2028}ﬁİ".unicodeScalars)

  /// The seed, by which a failure can be repeated.
  public var description: String { "seed \(seed)" }
}
