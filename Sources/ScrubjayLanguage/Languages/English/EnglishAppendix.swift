/// What is put behind a statement without being part of it: "…, poor thing", "…, finally out of there".
enum EnglishAppendix {
  private static let goingOn = EnglishWords.set(
    """
    and or in at for from of with without who which that on near by since mainly mostly especially including such but not both
    to as every once twice where when while because so
    """)

  /// The words up to a comma behind which neither a list nor anything else goes on.
  static func removed(from words: [SpokenWord]) -> [SpokenWord] {
    for index in words.indices.dropLast() where words[index].endsPhrase && index > 0 {
      let next = words[index + 1]
      let rest = words[(index + 1)...]
      let isList =
        rest.contains { ["and", "or", "&"].contains($0.lower) } && !rest.contains { EnglishWords.isVerbal($0) }
      let goesOn =
        goingOn.contains(next.lower) || next.isCapitalised || next.text.first?.isNumber == true
        || ["a", "an"].contains(next.lower) || isList
      if !goesOn { return Array(words[...index]) }
    }
    return words
  }
}
