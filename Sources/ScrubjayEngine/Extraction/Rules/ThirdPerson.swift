/// Turns what someone says of themselves into what is said of them.
enum ThirdPerson {
  private static let irregular = ["have": "has", "do": "does", "go": "goes", "am": "is", "are": "is", "be": "is"]

  /// A verb in its third person: works, teaches, carries.
  static func verb(_ base: String) -> String {
    if let form = irregular[base] { return form }
    if base.hasSuffix("y"), let before = base.dropLast().last, !"aeiou".contains(before) {
      return base.dropLast() + "ies"
    }
    let takesE = ["s", "sh", "ch", "x", "z", "o"].contains { base.hasSuffix($0) }
    return base + (takesE ? "es" : "s")
  }

  /// The base of a verb in its third person, among those that are known.
  static func base(_ form: String, among verbs: Set<String>) -> String? {
    if form == "has" { return "have" }
    var candidates = [String(form.dropLast())]
    if form.hasSuffix("es") { candidates.append(String(form.dropLast(2))) }
    if form.hasSuffix("ies") { candidates.append(form.dropLast(3) + "y") }
    return form.hasSuffix("s") ? candidates.first(where: verbs.contains) : nil
  }

  private static let pronouns = [
    "my": "their", "our": "their", "mine": "theirs", "ours": "theirs", "myself": "themselves",
    "ourselves": "themselves", "i": "they", "we": "they",
    "me": "them", "us": "them",
  ]

  /// The words with their pronouns changed.
  static func words(_ words: [SpokenWord]) -> [SpokenWord] {
    words.enumerated().map { index, word in
      if index > 0, ["i", "we"].contains(words[index - 1].lower), word.lower == "was" {
        return SpokenWord("were", endsPhrase: word.endsPhrase)
      }
      // "US" is a country.
      guard let pronoun = pronouns[word.lower], word.text != "US" else { return word }
      return SpokenWord(pronoun, endsPhrase: word.endsPhrase)
    }
  }
}
