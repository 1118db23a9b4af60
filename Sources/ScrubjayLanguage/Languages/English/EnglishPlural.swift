/// Whether a question asks for several things by a plural: "what sports", "which of her books".
enum EnglishPlural {
  private static let interrogatives: Set<String> = ["what", "which"]
  /// The verbs of questions, with which what is asked for ends.
  private static let verbs: Set<String> = [
    "do", "does", "did", "is", "are", "was", "were", "has", "have", "had", "will", "would", "can", "could", "should",
    "might", "may",
  ]
  /// Endings of words that are no plurals: "glass", "bus", "this".
  private static let otherEndings = ["ss", "us", "is"]
  /// How many words after the interrogative a plural is looked for.
  private static let reach = 5
  /// The shortest plural, in letters.
  private static let leastLength = 4

  @Sendable static func isAsked(in words: [String]) -> Bool {
    words.indices.contains { index in
      interrogatives.contains(words[index])
        && words[(index + 1)...].prefix(reach).prefix { !verbs.contains($0) }.contains(where: isPlural)
    }
  }

  private static func isPlural(_ word: String) -> Bool {
    word.count >= leastLength && word.hasSuffix("s") && !otherEndings.contains(where: word.hasSuffix)
  }
}
