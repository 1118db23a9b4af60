import ScrubjayCore

/// Which parts of which texts are computed together: those of like length, up to a number of tokens.
struct BatchPlan {
  /// A part of a text.
  struct Place: Sendable, Hashable {
    let text: Int
    let part: Int
  }

  /// The batches, those with the longest parts first, so that the short ones fill the threads' last moments.
  let batches: [[Place]]
  private let partCounts: [Int]

  /// Plans for texts by the lengths of their parts, in tokens.
  init(lengths: [[Int]], batchTokens: Int) {
    partCounts = lengths.map(\.count)
    let places = lengths.enumerated().flatMap { text, parts in
      parts.indices.map { (length: parts[$0], place: Place(text: text, part: $0)) }
    }
    var batches: [[Place]] = []
    var tokens = 0
    for (length, place) in places.sorted(by: { $0.length > $1.length }) {
      if batches.isEmpty || tokens + length > batchTokens {
        batches.append([])
        tokens = 0
      }
      batches[batches.count - 1].append(place)
      tokens += length
    }
    self.batches = batches
  }

  /// The results of the batches, by text and part.
  func sorted(_ results: [[Embedding]]) -> [[Embedding]] {
    var sorted = partCounts.map { [Embedding](repeating: Embedding([]), count: $0) }
    for (batch, embeddings) in zip(batches, results) {
      for (place, embedding) in zip(batch, embeddings) { sorted[place.text][place.part] = embedding }
    }
    return sorted
  }
}

/// How texts are divided among threads: in their order, with about as many bytes each.
struct TextShares {
  /// The texts of each share; none is empty.
  let ranges: [Range<Int>]

  /// Divides texts into up to `count` shares.
  init(_ texts: [String], count: Int) {
    let total = texts.reduce(0) { $0 + $1.utf8.count + 1 }
    var ranges: [Range<Int>] = []
    var start = 0
    var bytes = 0
    for (index, text) in texts.enumerated() {
      bytes += text.utf8.count + 1
      guard bytes * count >= total * (ranges.count + 1) || index == texts.count - 1 else { continue }
      ranges.append(start..<index + 1)
      start = index + 1
    }
    self.ranges = ranges
  }
}
