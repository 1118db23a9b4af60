/// A text in passages of a sentence or a few, which are embedded beside the whole: what is told in passing is lost in the
/// mean of a long text.
package enum Passages {
  /// A passage says at least so much, in letters and digits; an ideograph counts as several.
  private static let leastSize = 32
  private static let ideographSize = 3
  /// Into so many passages at most a text is cut; those of a longer text are longer.
  private static let most = 16

  /// What stands for a text as a whole has at most so many bytes of UTF-8, about as much as a small model reads at once.
  private static let beginningBytes = 1_024

  /// The first sentences of a text, as many as stand for it as a whole; all of a short one.
  package static func beginning(of text: String) -> String {
    guard text.utf8.count > beginningBytes else { return text }
    var bytes = 0
    let sentences = sentences(of: text).prefix { sentence in
      bytes += sentence.text.utf8.count
      return bytes <= beginningBytes
    }
    return sentences.isEmpty
      ? Folding.truncated(text, toUTF8Bytes: beginningBytes) : sentences.map(\.text).joined()
  }

  /// The passages of a text; none where it is a single one.
  package static func of(_ text: String) -> [String] {
    let sentences = sentences(of: text)
    let total = sentences.reduce(0) { $0 + $1.size }
    let size = max(leastSize, total / most)
    var passages: [(text: String, size: Int)] = []
    for sentence in sentences {
      if let last = passages.last, last.size < size {
        passages[passages.count - 1] = (last.text + sentence.text, last.size + sentence.size)
      } else {
        passages.append((String(sentence.text), sentence.size))
      }
    }
    // A rest that says little belongs to what it follows.
    if passages.count > 1, let last = passages.last, last.size < leastSize / 2 {
      passages.removeLast()
      passages[passages.count - 1].text += last.text
    }
    return passages.count < 2 ? [] : passages.map(\.text)
  }

  /// The sentences, each with what follows it up to the next, and how much each says.
  package static func sentences(of text: String) -> [(text: Substring, size: Int)] {
    let scalars = text.unicodeScalars
    var sentences: [(text: Substring, size: Int)] = []
    var start = scalars.startIndex
    var size = 0
    var ends = false
    for index in scalars.indices {
      let scalar = scalars[index]
      let kind = ScalarKind(scalar)
      let isWord = kind.startsWord || kind == .ideograph || kind == .kana || kind == .hangul || kind == .unspaced
      if ends, isWord {
        sentences.append((text[start..<index], size))
        (start, size, ends) = (index, 0, false)
      }
      if isWord {
        size += kind == .ideograph || kind == .kana ? ideographSize : 1
      } else if size > 0, isEnd(scalar, at: index, in: scalars) {
        ends = true
      }
    }
    if start < scalars.endIndex { sentences.append((text[start...], size)) }
    return sentences
  }

  /// Whether a sentence ends with a sign: a stop between letters or digits is part of a word.
  private static func isEnd(_ scalar: Unicode.Scalar, at index: String.Index, in scalars: String.UnicodeScalarView)
    -> Bool
  {
    switch scalar {
    case "\n", "。", "！", "？", "…": return true
    case ".", "!", "?", "؟":
      let next = scalars.index(after: index)
      return next == scalars.endIndex || !ScalarKind(scalars[next]).continuesWord
    default: return false
    }
  }
}
