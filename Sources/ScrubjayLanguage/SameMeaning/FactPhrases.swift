/// Puts phrases that say the same into one word, and takes negations off.
enum FactPhrases {
  /// Verbs for the same, beside those that the lexicon has phrases for.
  private static let synonyms: [String: String] = ["own": "have", "stop": "@quit", "quit": "@quit", "possess": "have"]
  /// What a phrase of the lexicon comes to where the thing is the same but for the words.
  private static let plainer = ["@occupation": "be"]
  /// Participles that are part of a phrase, so that they tell of no past.
  private static let states: Set<String> = [
    "married", "born", "retired", "divorced", "engaged", "based", "interested", "scared", "diagnosed",
  ]

  /// The words with phrases replaced, and whether what they say is denied.
  static func replaced(_ words: [StatementWord], _ lexicon: StatementLexicon) -> (
    words: [StatementWord], isNegative: Bool
  ) {
    var result: [StatementWord] = []
    var isNegative = false
    var prefers = false
    var index = 0
    while index < words.count {
      let word = words[index]
      let phrase = lexicon.phrases.first { phrase in
        phrase.isStemmed && index + phrase.words.count <= words.count
          && zip(phrase.words, words[index...]).allSatisfy { $0 == $1.stem }
      }
      if word.text == "name", result.last?.isPossessive == true, index + 1 < words.count,
        being.contains(words[index + 1].text)
      {
        // "The dog's name is Rex" says that it is called Rex.
        result[result.count - 1].isPossessive = false
        result.append(StatementWord(text: "called", stem: "@name", isCapitalised: false))
        index += 2
      } else if let phrase, word.quantity == nil {
        if phrase.predicate == "@prefer" { prefers = true }
        if phrase.isNegative { isNegative.toggle() }
        let name = (plainer[phrase.predicate] ?? phrase.predicate) + (phrase.isChange ? ">" : "")
        // "Is called", "is born": one verb, and no past of it.
        let isState = ["@name", "@born", "@married", "@employer", "@like", "@live"].contains(phrase.predicate)
        // So is "got fired".
        if let last = result.last, isState && being.contains(last.text) || phrase.isChange && last.text == "got" {
          result.removeLast()
        }
        result.append(StatementWord(text: word.text, stem: name, isCapitalised: false))
        index += phrase.words.count
      } else if word.text == "no", index + 1 < words.count, words[index + 1].text == "longer" {
        isNegative.toggle()
        index += 2
      } else if ["not", "no", "never", "cannot"].contains(word.text) {
        isNegative.toggle()
        index += 1
      } else if prefers, ["to", "than", "over"].contains(word.text) {
        result.append(StatementWord(text: "over", stem: "over", isCapitalised: false))
        index += 1
      } else {
        result.append(plain(word))
        index += 1
      }
    }
    return (withoutAuxiliaries(result), isNegative)
  }

  private static let being: Set<String> = ["is", "are", "am", "be", "been", "was", "were"]

  private static func plain(_ word: StatementWord) -> StatementWord {
    let stem =
      being.contains(word.text) ? "be" : ["has", "had"].contains(word.text) ? "have" : synonyms[word.stem] ?? word.stem
    var plain = StatementWord(text: word.text, stem: stem, isCapitalised: word.isCapitalised)
    (plain.isPossessive, plain.quantity) = (word.isPossessive, word.quantity)
    return plain
  }

  /// "Is learning" and "has lived" say what "learns" and "lives" do.
  private static func withoutAuxiliaries(_ words: [StatementWord]) -> [StatementWord] {
    words.enumerated().filter { index, word in
      guard ["be", "have"].contains(word.stem), index + 1 < words.count else { return true }
      let next = words[index + 1]
      return !(word.stem == "be" && next.text.hasSuffix("ing")) && !(word.text != "had" && next.text == "been")
    }.map(\.element)
  }

  /// By what a word is compared: numbers by their value, verbs in the past apart from those in the present.
  static func stem(of word: StatementWord, _ lexicon: StatementLexicon) -> String {
    switch word.quantity {
    case .number(let value, _): return "#\(value)"
    case .time(let minutes): return "#time \(minutes)"
    case .date(let year, let month, let day): return "#date \(year ?? 0)-\(month ?? 0)-\(day ?? 0)"
    case .weekday(let day): return "#day \(day)"
    case nil: break
    }
    guard !states.contains(word.text), word.stem != "@quit", word.stem != "@name", word.stem != "@born" else {
      return word.stem
    }
    let isPast =
      if ["be", "have"].contains(word.stem) {
        ["was", "were", "had"].contains(word.text) || word.text.hasSuffix("ed")
      } else {
        (word.text.count > 4 && word.text.hasSuffix("ed"))
          || IrregularForms.base(of: word.text).map { $0 != word.text && lexicon.verbs.contains($0) } == true
      }
    return isPast ? word.stem + "~past" : word.stem
  }
}
