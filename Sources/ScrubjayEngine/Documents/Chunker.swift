import ScrubjayCore
import ScrubjayLanguage

/// Cuts a document into chunks: of up to so many tokens, each saying again the last words of the one before it, cut where
/// a heading begins if that can be, else a paragraph, a line, a sentence, a word.
///
/// The chunks hold every byte of the text. Fenced code that fits into a chunk is kept whole.
struct Chunker: Sendable {
  /// How many tokens a chunk has, at most.
  var tokens = Self.standardTokens
  /// How many tokens of the chunk before it begins with, at most.
  var overlap = Self.standardOverlap

  static let standardTokens = 512
  static let standardOverlap = 50

  /// How good a place is to cut at.
  private enum Cut: Int, Comparable, CaseIterable {
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

  /// The chunks of a text; none for an empty one.
  func chunks(of text: String, _ outline: Outline) -> [DocumentChunk] {
    let pieces = TokenCount.pieces(of: text)
    guard !pieces.isEmpty else { return [] }
    let cuts = self.cuts(text, pieces, outline)
    var chunks: [DocumentChunk] = []
    var headings = HeadingPath(outline.headings)
    var (first, repeated) = (0, 0)
    while first < pieces.count {
      let end = self.end(after: first, repeated: repeated, pieces, cuts)
      let start = repeated < first ? pieces[repeated].start : pieces[first].start
      let next = end < pieces.count ? pieces[end].start : text.utf8.count
      let content = text.utf8Slice(start..<next)
      chunks.append(
        DocumentChunk(
          place: chunks.count, headings: headings.above(pieces[first].start), start: start, text: content,
          hasMeaning: content.hasMeaning))
      repeated = self.repeated(before: end, from: first, pieces, cuts)
      first = end
    }
    return chunks
  }

  /// The place to cut at after a chunk that begins at a piece.
  private func end(after first: Int, repeated: Int, _ pieces: [TokenCount.Piece], _ cuts: [Cut]) -> Int {
    let room = tokens - pieces[repeated..<first].reduce(0) { $0 + $1.tokens }
    var end = first
    var filled = [0]
    while end < pieces.count, filled[end - first] + pieces[end].tokens <= room || end == first {
      filled.append(filled[end - first] + pieces[end].tokens)
      end += 1
    }
    if end == pieces.count { return end }
    for cut in Cut.allCases.reversed() {
      let least = Int(Double(room) * cut.leastShare)
      var place = end
      while place > first, filled[place - first] >= least {
        if cuts[place] >= cut { return place }
        place -= 1
      }
    }
    return end
  }

  /// The first of the pieces before a cut that the next chunk says again.
  private func repeated(before end: Int, from first: Int, _ pieces: [TokenCount.Piece], _ cuts: [Cut]) -> Int {
    var start = end
    var place = end
    var count = 0
    while place > first + 1, count + pieces[place - 1].tokens <= overlap {
      place -= 1
      count += pieces[place].tokens
      // Within fenced code, too, a word is a word.
      if pieces[place].isWordStart { start = place }
    }
    return start < end ? start : place
  }

  /// How good a place it is to cut at before each piece.
  private func cuts(_ text: String, _ pieces: [TokenCount.Piece], _ outline: Outline) -> [Cut] {
    var cuts = pieces.map { $0.isWordStart ? Cut.word : .anywhere }
    markSentences(text, pieces, &cuts)
    mark(outline.lines, .line, pieces, &cuts)
    mark(outline.blocks, .block, pieces, &cuts)
    mark(outline.headings.map(\.start), .heading, pieces, &cuts)
    var place = 0
    for fence in outline.fences {
      while place < pieces.count, pieces[place].start < fence.lowerBound { place += 1 }
      let begin = place
      while place < pieces.count, pieces[place].start < fence.upperBound { place += 1 }
      let size = pieces[begin..<place].reduce(0) { $0 + $1.tokens }
      // What fits is not cut; what does not is cut between its lines.
      guard size <= tokens - overlap else { continue }
      for index in (begin..<place).dropFirst() { cuts[index] = .anywhere }
    }
    return cuts
  }

  /// Marks the pieces that begin at, or are the first to begin after, these places.
  private func mark(_ places: [Int], _ cut: Cut, _ pieces: [TokenCount.Piece], _ cuts: inout [Cut]) {
    var index = 0
    for place in places {
      while index < pieces.count, pieces[index].start < place { index += 1 }
      guard index < pieces.count else { return }
      cuts[index] = max(cuts[index], cut)
    }
  }

  /// Marks the pieces before which a sentence ends: with its sign, and a space behind it unless it is an ideographic one.
  private func markSentences(_ text: String, _ pieces: [TokenCount.Piece], _ cuts: inout [Cut]) {
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

/// The headings above a place, as a text is gone through from its beginning.
private struct HeadingPath {
  private var rest: ArraySlice<Outline.Heading>
  private var path: [Outline.Heading] = []

  init(_ headings: [Outline.Heading]) { rest = headings[...] }

  /// The headings above a place that is not before the last one asked for.
  mutating func above(_ place: Int) -> [String] {
    while let heading = rest.first, heading.start <= place {
      path.removeAll { $0.level >= heading.level }
      path.append(heading)
      rest.removeFirst()
    }
    return path.map(\.text).filter { !$0.isEmpty }
  }
}

extension String {
  /// The text between two places in bytes of UTF-8, at which scalars begin.
  fileprivate func utf8Slice(_ range: Range<Int>) -> String {
    let start = utf8.index(startIndex, offsetBy: range.lowerBound)
    return String(self[start..<utf8.index(start, offsetBy: range.count)])
  }
}

extension [DocumentChunk] {
  /// The content that they hold together, without what one says again of the one before.
  var content: String {
    var content = ""
    var end = 0
    for chunk in self {
      content += String(decoding: chunk.text.utf8.dropFirst(end - chunk.start), as: UTF8.self)
      end = chunk.end
    }
    return content
  }
}
