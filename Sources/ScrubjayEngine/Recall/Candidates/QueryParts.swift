import ScrubjayCore
import ScrubjayLanguage

/// A long query in parts, so that a question is heard wherever it stands in what was pasted with it.
///
/// A query that fits into one part is that part. Of a longer one each part is embedded by itself, and beside them what stands
/// at its beginning and its end, where a question usually is: some sentences, and one. What is nearest to any of these counts.
struct QueryParts: Sendable, Equatable {
  /// The whole query, in parts of whole sentences where these are not too long.
  let parts: [String]
  /// The first sentence and the last, each with its neighbours if it says little; empty for a query of one part.
  let edges: [String]
  /// The first sentences and the last.
  private let surroundings: [String]

  /// What is embedded of the query.
  var embedded: [String] { Array(Set(parts + edges + surroundings)).filter(\.hasMeaning) }

  /// Those of the edges that ask something; all of them if none does, or if that cannot be told.
  var questions: [String] {
    let asking = edges.filter(Self.asks)
    return asking.isEmpty ? edges : asking
  }

  private static let questionMarks: Set<Character> = ["?", "？", "؟", "¿"]
  /// What a sentence says at least to stand for itself, in letters and digits, and what a question does.
  private static let leastSize = 32
  private static let leastSizeOfQuestion = 12

  init(_ text: String) {
    let size = text.utf8.count
    guard size > Limits.queryPartBytes else {
      (parts, edges, surroundings) = ([text], [], [])
      return
    }
    let sentences = Self.sentences(of: text)
    let most = max(Limits.queryPartBytes, (size + Limits.partsPerQuery - 1) / Limits.partsPerQuery)
    parts = Self.joined(sentences, upTo: most)
    let ends = [sentences, sentences.reversed()]
    let edges = ends.map { Self.count(of: $0, untilEnough: true) }
    self.edges = [sentences.prefix(edges[0]).joined(), sentences.suffix(edges[1]).joined()]
    let wider = ends.map { Self.count(of: $0, untilEnough: false) }
    surroundings = [sentences.prefix(wider[0]).joined(), sentences.suffix(wider[1]).joined()]
  }

  private static func asks(_ text: some StringProtocol) -> Bool { text.contains(where: questionMarks.contains) }

  /// How many of the sentences from the first on there may be at an edge: until they say enough, or as many as fit.
  private static func count(of sentences: [Substring], untilEnough: Bool) -> Int {
    var (count, bytes, said) = (0, 0, 0)
    var isEnough = false
    for sentence in sentences {
      bytes += sentence.utf8.count
      if count > 0, bytes > Limits.queryEdgeBytes || (untilEnough && isEnough) { break }
      said += Passages.sentences(of: String(sentence)).reduce(0) { $0 + $1.size }
      isEnough = said >= leastSize || (said >= leastSizeOfQuestion && asks(sentence))
      count += 1
    }
    return count
  }

  /// The sentences, none longer than an edge: longer ones are cut between words where there are any.
  private static func sentences(of text: String) -> [Substring] {
    Passages.sentences(of: text).flatMap { sentence -> [Substring] in
      var pieces: [Substring] = []
      var rest = sentence.text
      while rest.utf8.count > Limits.queryEdgeBytes {
        let head = Folding.truncated(String(rest), toUTF8Bytes: Limits.queryEdgeBytes)
        let length = head.lastIndex(where: \.isWhitespace).map { head[...$0].utf8.count } ?? head.utf8.count
        let end = rest.utf8.index(rest.startIndex, offsetBy: length)
        pieces.append(rest[..<end])
        rest = rest[end...]
      }
      return pieces + (rest.isEmpty ? [] : [rest])
    }
  }

  /// Neighbours joined up to a number of bytes.
  private static func joined(_ sentences: [Substring], upTo most: Int) -> [String] {
    var parts: [String] = []
    for sentence in sentences {
      if let last = parts.last, last.utf8.count + sentence.utf8.count <= most {
        parts[parts.count - 1] += sentence
      } else {
        parts.append(String(sentence))
      }
    }
    return parts
  }
}
