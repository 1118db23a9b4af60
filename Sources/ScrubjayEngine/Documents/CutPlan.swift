import ScrubjayCore

/// How good a place is to cut a document at.
enum Cut: Int, Comparable, CaseIterable {
  case anywhere
  case word
  case sentence
  case line
  case block
  case heading

  static func < (left: Cut, right: Cut) -> Bool { left.rawValue < right.rawValue }

  /// How full the chunk has to be that ends at such a place, as a share of what it may hold.
  var leastShare: Double {
    switch self {
    case .anywhere, .word: 0
    case .line, .sentence: 0.5
    case .block, .heading: 0.25
    }
  }
}

/// Where a document can be cut: before which of its pieces, and how well.
struct CutPlan {
  let pieces: [TokenCount.Piece]
  /// How good a place it is to cut at before each piece.
  private(set) var cuts: [Cut]
  /// Where what is cut before each piece begins, in bytes of UTF-8: with the indent of its line, if it begins one.
  private(set) var starts: [Int]
  /// Whether a cut before each piece would be within a part that fits into a chunk.
  private(set) var isWithinPart: [Bool]
  /// The pieces after tables and code that were cut: what follows repeats nothing of these.
  private(set) var barriers: Set<Int> = []
  /// How many tokens there are before each piece, and in all of them.
  private let counts: [Int]

  /// - Parameter tokens: How many tokens a chunk has, at most.
  init(_ text: String, _ outline: Outline, tokens: Int) {
    pieces = TokenCount.pieces(of: text)
    cuts = pieces.map { $0.isWordStart ? .word : .anywhere }
    starts = pieces.map(\.start)
    isWithinPart = pieces.map { _ in false }
    counts = pieces.reduce(into: [0]) { counts, piece in counts.append(counts[counts.count - 1] + piece.tokens) }
    markSentences(text)
    for (index, place) in mark(outline.lines, .line) { starts[index] = place }
    mark(outline.blocks, .block)
    mark(outline.headings.map(\.start), .heading)
    keep(outline.parts, tokens: tokens)
  }

  /// How many tokens pieces have together.
  func tokens(_ range: Range<Int>) -> Int { counts[range.upperBound] - counts[range.lowerBound] }

  /// Notes which parts fit into a chunk; what is within them is not looked at.
  private mutating func keep(_ parts: [Outline.Part], tokens most: Int) {
    var end = 0
    for part in parts where part.range.lowerBound >= end {
      let range = firstPiece(from: part.range.lowerBound)..<firstPiece(from: part.range.upperBound)
      if tokens(range) <= most {
        for index in range.dropFirst() { isWithinPart[index] = true }
        end = part.range.upperBound
      } else if part.isApart {
        barriers.insert(range.upperBound)
      }
    }
  }

  /// The first piece that begins at a place or after it.
  private func firstPiece(from place: Int) -> Int {
    var (low, high) = (0, pieces.count)
    while low < high {
      let middle = (low + high) / 2
      if pieces[middle].start < place { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Marks the pieces that begin at, or are the first to begin after, these places; answers which those are.
  @discardableResult
  private mutating func mark(_ places: [Int], _ cut: Cut) -> [(piece: Int, place: Int)] {
    var index = 0
    var marked: [(piece: Int, place: Int)] = []
    for place in places {
      while index < pieces.count, pieces[index].start < place { index += 1 }
      guard index < pieces.count else { break }
      cuts[index] = max(cuts[index], cut)
      marked.append((index, place))
    }
    return marked
  }

  /// Marks the pieces before which a sentence ends: with its sign, and a space behind it unless it is an ideographic one.
  private mutating func markSentences(_ text: String) {
    let bytes = Array(text.utf8)
    for index in pieces.indices.dropFirst() {
      let (start, last) = (pieces[index].start, pieces[index - 1].start)
      let before = bytes[last..<start]
      let isSpaced = before.last.map { $0 == 0x20 || $0 == 0x0A || $0 == 0x09 } ?? false
      let sign = before.first
      let isEnd = isSpaced && (sign == UInt8(ascii: ".") || sign == UInt8(ascii: "!") || sign == UInt8(ascii: "?"))
      let isIdeographicEnd =
        before.starts(with: "。".utf8) || before.starts(with: "！".utf8) || before.starts(with: "？".utf8)
      if isEnd || isIdeographicEnd { cuts[index] = max(cuts[index], .sentence) }
    }
  }
}
