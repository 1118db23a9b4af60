import Foundation

/// What becomes of a Unicode scalar before words are looked up: decomposed, without accents, in lower case, as far as the
/// model's rules say so; or a gap, a sign of punctuation, or nothing.
///
/// The reference is the normaliser that BERT's tokenizer runs with. Its categories are those of Unicode 8: what came
/// later is unassigned to it, neither accent nor punctuation. It decomposes a text as a whole, which also sorts
/// marks; but the marks that can be out of order are either dropped here or in no vocabulary, so that one scalar at a
/// time gives the same words.
struct ScalarFolding {
  /// A scalar as it goes into a word, or one of the kinds that end it.
  struct Unit {
    private let bits: UInt32
    private static let punctuation: UInt32 = 1 << 30

    /// A gap between words.
    static let gap = Unit(bits: 1 << 31)

    private init(bits: UInt32) { self.bits = bits }

    fileprivate init(_ scalar: Unicode.Scalar) {
      bits = scalar.value | (ScalarKind.isPunctuation(scalar) ? Self.punctuation : 0)
    }

    /// Whether words end here.
    var isGap: Bool { bits == Self.gap.bits }
    /// Whether this is a word of its own.
    var isPunctuation: Bool { bits & Self.punctuation != 0 }
    /// The scalar's number.
    var value: UInt32 { bits & 0x1F_FFFF }
  }

  /// 256 scalars in a row.
  private struct Page {
    /// Where the units of each scalar start, and where the last ones end.
    var starts: [UInt16] = [0]
    var units: [Unit] = []
  }

  /// The pages that were needed so far; almost every text stays within a few.
  private let rules: WordRules
  private var pages: [Page?] = Array(repeating: nil, count: 0x11_0000 / 256)

  /// What becomes of scalars by a model's rules.
  init(_ rules: WordRules) { self.rules = rules }

  /// What becomes of a scalar.
  mutating func units(of scalar: UInt32) -> ArraySlice<Unit> {
    let number = Int(scalar >> 8)
    let page = pages[number] ?? page(number)
    if pages[number] == nil { pages[number] = page }
    let index = Int(scalar & 0xFF)
    return page.units[Int(page.starts[index])..<Int(page.starts[index + 1])]
  }

  private func page(_ number: Int) -> Page {
    var page = Page()
    for low in 0..<256 {
      if let scalar = Unicode.Scalar(UInt32(number << 8 | low)) { page.units += units(of: scalar) }
      page.starts.append(UInt16(page.units.count))
    }
    return page
  }

  private func units(of scalar: Unicode.Scalar) -> [Unit] {
    if ScalarKind.isGap(scalar) { return [.gap] }
    if ScalarKind.isDropped(scalar) { return [] }
    var scalars = [scalar]
    if rules.dropsAccents { scalars = ScalarKind.decomposition(of: scalar).filter { !ScalarKind.isAccent($0) } }
    if rules.isLowerCase { scalars = scalars.flatMap(\.properties.lowercaseMapping.unicodeScalars) }
    let folded = scalars.map(Unit.init)
    return rules.splitsIdeographs && ScalarKind.isIdeograph(scalar) ? [.gap] + folded + [.gap] : folded
  }
}
