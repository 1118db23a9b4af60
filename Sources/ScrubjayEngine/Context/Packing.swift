public import ScrubjayCore

/// What of ranked items goes into a prompt that has room for so many tokens.
///
/// The room is filled by rank. A long item goes in with those of its passages that match best; what does not fit is passed
/// over, and a later item that is shorter may still go in. Room that is left over at the end makes the best of the cut items
/// whole. Which lengths, and why neighbours are left out, was measured: see the decision on packing.
///
/// It is the same for the same items, has no more tokens than the budget, and nothing twice: of items with the same head and
/// text the first goes in.
public struct Packing: Sendable, Hashable {
  /// What goes in, in the order of the items.
  public private(set) var pieces: [Piece] = []
  /// How many tokens the pieces have.
  public private(set) var tokens = 0
  /// For each item the piece that holds it or one that says the very same; `nil` for those that found no room.
  private var placed: [Int?]

  /// An item that goes in, whole or in part.
  public struct Piece: Sendable, Hashable {
    /// The place of the item among those to be packed.
    public let item: Int
    /// Which of its passages go in, ascending; `nil` for all of it.
    public fileprivate(set) var passages: [Int]?
    /// The text as it goes in, with its head, and signs for what is left out.
    public fileprivate(set) var text: String
    /// How many tokens the text has.
    public fileprivate(set) var tokens: Int
  }

  /// An item with no more tokens goes in whole.
  private static let wholeTokens = 200
  /// So many tokens at most the passages of a longer item have, unless the best of them alone has more.
  private static let cutTokens = 100
  /// What the first passage of an item has beside its match: a text begins with what it is about.
  private static let leadMatch = 0.2
  /// What stands for passages that are left out.
  private static let gap = "… "

  /// Packs items.
  ///
  /// - Parameters:
  ///   - items: The items, the best first.
  ///   - budget: How many tokens there is room for.
  public init(_ items: [PackingItem], budget: Int, counter: some TokenCounter) {
    placed = Array(repeating: nil, count: items.count)
    var said: [Prompted: Int] = [:]
    for (index, item) in items.enumerated() {
      let prompted = Prompted(head: item.head, text: item.text)
      if let piece = said[prompted] {
        placed[index] = piece
        continue
      }
      guard let piece = Self.piece(item, at: index, room: budget - tokens, counter) else { continue }
      said[prompted] = pieces.count
      placed[index] = pieces.count
      tokens += piece.tokens
      pieces.append(piece)
    }
    for index in pieces.indices where pieces[index].passages != nil {
      let whole = Self.whole(items[pieces[index].item], at: pieces[index].item, counter)
      guard tokens - pieces[index].tokens + whole.tokens <= budget else { continue }
      tokens += whole.tokens - pieces[index].tokens
      pieces[index] = whole
    }
  }

  /// Returns the piece that an item, or one that says the very same, goes in as; `nil` where it found no room.
  public func piece(ofItem index: Int) -> Piece? { placed[index].map { pieces[$0] } }

  /// What is the same in a prompt.
  private struct Prompted: Hashable {
    let head: String
    let text: String
  }

  /// An item as it goes into the room that is left, if it does.
  private static func piece(
    _ item: PackingItem, at index: Int, room: Int, _ counter: some TokenCounter
  ) -> Piece? {
    let whole = whole(item, at: index, counter)
    var piece = whole
    if item.passages.count > 1, counter.count(item.text) > wholeTokens {
      let cut = cut(item, at: index, counter)
      if cut.tokens < whole.tokens { piece = cut }
    }
    return piece.tokens <= room ? piece : nil
  }

  private static func whole(_ item: PackingItem, at index: Int, _ counter: some TokenCounter) -> Piece {
    Piece(
      item: index, passages: nil, text: item.head + item.text,
      tokens: counter.count(item.head) + counter.count(item.text))
  }

  /// An item cut down to the passages that match best: the best of them, and others as far as they fit.
  private static func cut(_ item: PackingItem, at index: Int, _ counter: some TokenCounter) -> Piece {
    let matches = item.passages.enumerated().map { $1.match + ($0 == 0 ? leadMatch : 0) }
    let gapTokens = counter.count(gap)
    var chosen: [Int] = []
    var tokens = 0
    for passage in matches.indices.sorted(by: { (-matches[$0], $0) < (-matches[$1], $1) }) {
      let count = counter.count(item.passages[passage].text) + gapTokens
      guard chosen.isEmpty || tokens + count <= cutTokens else { continue }
      chosen.append(passage)
      tokens += count
    }
    return cut(item, to: chosen.sorted(), at: index, counter)
  }

  /// An item cut down to some of its passages, with a sign wherever others stood.
  private static func cut(
    _ item: PackingItem, to passages: [Int], at index: Int, _ counter: some TokenCounter
  ) -> Piece {
    var text = item.head
    var tokens = counter.count(item.head)
    var next = 0
    for passage in passages {
      if passage > next {
        text += gap
        tokens += counter.count(gap)
      }
      text += item.passages[passage].text
      tokens += counter.count(item.passages[passage].text)
      next = passage + 1
    }
    if next < item.passages.count {
      text += gap
      tokens += counter.count(gap)
    }
    return Piece(item: index, passages: passages, text: text, tokens: tokens)
  }
}
