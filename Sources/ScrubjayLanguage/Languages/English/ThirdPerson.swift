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
    "ourselves": "themselves", "me": "them", "us": "them",
  ]

  /// Whether "I" or "we" stands for the person, before a verb: neither in "World War I" nor in "i over idx".
  private static func isSelf(_ index: Int, _ words: [SpokenWord]) -> Bool {
    guard ["i", "we"].contains(words[index].lower), index + 1 < words.count, !words[index].endsPhrase,
      index == 0 || !words[index - 1].isCapitalised
    else { return false }
    return !followers.contains(words[index + 1].lower)
  }

  private static let followers = EnglishWords.set("and or over in on at for to with of as than is the a")

  /// The words with their pronouns changed.
  ///
  /// - Parameter named: Whom something else does something to, where the words are not about that person.
  static func words(_ words: [SpokenWord], to named: EnglishSpeaker? = nil) -> [SpokenWord] {
    words.enumerated().map { index, word in
      if index > 0, isSelf(index - 1, words), let form = ["was": "were", "am": "are"][word.lower] {
        return SpokenWord(form, endsPhrase: word.endsPhrase)
      }
      if isSelf(index, words) { return SpokenWord("they", endsPhrase: word.endsPhrase) }
      // "US" is a country.
      guard let pronoun = named.flatMap({ $0.mention(for: word.lower) }) ?? pronouns[word.lower], word.text != "US"
      else {
        return word
      }
      return SpokenWord(pronoun, endsPhrase: word.endsPhrase)
    }
  }
}
