/// Phrases with what each of them means, to be found at a place in a text's words.
struct PhraseTable<Value: Sendable>: Sendable {
  private struct Entry: Sendable {
    let words: [String]
    let value: Value
  }

  private let byFirstWord: [String: [Entry]]
  private let byLastWord: [String: [Entry]]

  /// - Parameter rows: Phrases, divided by bars and in lower case, with their meaning; the first meaning of a phrase
  ///   counts.
  init(_ rows: [(phrases: String, value: Value)]) {
    let entries = rows.flatMap { phrases, value in
      Folding.folded(phrases).split(whereSeparator: { $0 == "|" || $0.isNewline }).map { phrase in
        Entry(words: phrase.split(separator: " ").map(String.init), value: value)
      }
    }.filter { !$0.words.isEmpty }
    byFirstWord = Dictionary(grouping: entries, by: { $0.words[0] })
    byLastWord = Dictionary(grouping: entries, by: { $0.words[$0.words.count - 1] })
  }

  /// The words of all phrases.
  var words: Set<String> { Set(byFirstWord.values.joined().flatMap(\.words)) }

  /// Returns the meaning of the longest phrase that begins at a word, and how many words it has.
  func longest(in words: [String], at start: Int, where isAllowed: (Value, [String]) -> Bool = { _, _ in true }) -> (
    value: Value, count: Int
  )? {
    guard words.indices.contains(start) else { return nil }
    return longest(byFirstWord[words[start]], where: isAllowed) { words[start...].starts(with: $0) }
  }

  /// Returns the meaning of the longest phrase that ends before a word, and how many words it has.
  func longest(in words: [String], endingAt end: Int, where isAllowed: (Value, [String]) -> Bool = { _, _ in true })
    -> (
      value: Value, count: Int
    )?
  {
    guard words.indices.contains(end - 1) else { return nil }
    return longest(byLastWord[words[end - 1]], where: isAllowed) { words[..<end].suffix($0.count).elementsEqual($0) }
  }

  private func longest(
    _ entries: [Entry]?, where isAllowed: (Value, [String]) -> Bool, _ stands: ([String]) -> Bool
  ) -> (value: Value, count: Int)? {
    var longest: Entry?
    for entry in entries ?? [] where entry.words.count > longest?.words.count ?? 0 {
      if isAllowed(entry.value, entry.words), stands(entry.words) { longest = entry }
    }
    return longest.map { ($0.value, $0.words.count) }
  }
}
