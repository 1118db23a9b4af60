import ScrubjayCore
import ScrubjayLanguage

/// Cuts a document into chunks: of up to so many tokens, each saying again the last words of the one before it, cut where
/// a heading begins if that can be, else a paragraph, a line, a sentence, a word.
///
/// The chunks' own texts hold every byte of the document. A table, a row, a list, an item, fenced code or a line of it is
/// kept whole if it fits into a chunk; where one is cut, what is cut off is led by its head (``DocumentChunk/lead``).
struct Chunker: Sendable {
  /// How many tokens a chunk has, at most, with what leads it.
  var tokens = Self.standardTokens
  /// How many tokens of the chunk before it begins with, at most.
  var overlap = Self.standardOverlap

  static let standardTokens = 512
  static let standardOverlap = 50

  /// How many tokens may lead a chunk: so many that half of what is left, and the longest piece, stays for its own text.
  private var leadTokens: Int { max(0, (tokens - overlap - TokenCount.mostTokensOfPiece) / 2) }

  /// The chunks of a text; none for an empty one.
  func chunks(of text: String, _ outline: Outline) -> [DocumentChunk] {
    let plan = CutPlan(text, outline, tokens: tokens)
    var context = ChunkContext(text, outline)
    var chunks: [DocumentChunk] = []
    var (first, repeated) = (0, 0)
    while first < plan.pieces.count {
      let headings = context.headings(above: plan.pieces[first].start)
      var lead = context.lead(at: plan.starts[repeated], room: leadTokens)
      var end = end(after: first, repeating: repeated, lead, plan)
      if end.isWithinPart, repeated < first {
        // What could be whole comes before what is said again.
        repeated = first
        lead = context.lead(at: plan.starts[repeated], room: leadTokens)
        end = self.end(after: first, repeating: repeated, lead, plan)
      }
      let start = plan.starts[repeated]
      let next = end.piece < plan.pieces.count ? plan.starts[end.piece] : text.utf8.count
      let content = text.utf8Slice(start..<next)
      chunks.append(
        DocumentChunk(
          place: chunks.count, headings: headings, start: start, lead: lead, text: content,
          hasMeaning: content.hasMeaning))
      repeated = self.repeated(before: end.piece, from: first, plan)
      first = end.piece
    }
    return chunks
  }

  /// The piece to cut before, after a chunk that begins at another, and whether that is within a part that would fit into
  /// a chunk of its own.
  private func end(
    after first: Int, repeating repeated: Int, _ lead: String, _ plan: CutPlan
  ) -> (piece: Int, isWithinPart: Bool) {
    let room = tokens - TokenCount.of(lead) - plan.tokens(repeated..<first)
    var end = first
    while end < plan.pieces.count, plan.tokens(first..<end + 1) <= room || end == first { end += 1 }
    if end == plan.pieces.count { return (end, false) }
    for isWithinPart in [false, true] {
      for cut in Cut.allCases.reversed() {
        let least = Int(Double(room) * cut.leastShare)
        var place = end
        while place > first, plan.tokens(first..<place) >= least {
          if plan.cuts[place] >= cut, isWithinPart || !plan.isWithinPart[place] { return (place, isWithinPart) }
          place -= 1
        }
      }
    }
    return (end, true)
  }

  /// The first of the pieces before a cut that the next chunk says again: where a word begins if there is one, and not
  /// within a part that was kept whole.
  private func repeated(before end: Int, from first: Int, _ plan: CutPlan) -> Int {
    var start = end
    var isAtWord = false
    var place = end
    while place > first + 1, !plan.barriers.contains(place), plan.tokens(place - 1..<end) <= overlap {
      place -= 1
      if plan.isWithinPart[place] || (isAtWord && plan.cuts[place] < .word) { continue }
      start = place
      isAtWord = plan.cuts[place] >= .word
    }
    return start
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
