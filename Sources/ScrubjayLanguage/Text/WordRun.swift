/// A piece of a text that is a word, or what stands between two.
struct WordRun {
  let text: String
  let isWord: Bool

  /// The word, folded and in lower case.
  var folded: String { Folding.folded(Folding.normalised(text).lowercased()) }

  /// Cuts a text into words and what is between them; joined, they are the text.
  static func runs(of text: String) -> [WordRun] {
    var runs: [WordRun] = []
    var scalars = String.UnicodeScalarView()
    var isWord = false
    for scalar in text.unicodeScalars {
      let continuesWord = scalar.properties.isAlphabetic || scalar.properties.generalCategory == .nonspacingMark
      if continuesWord != isWord, !scalars.isEmpty {
        runs.append(WordRun(text: String(scalars), isWord: isWord))
        scalars = String.UnicodeScalarView()
      }
      isWord = continuesWord
      scalars.append(scalar)
    }
    if !scalars.isEmpty { runs.append(WordRun(text: String(scalars), isWord: isWord)) }
    return runs
  }
}
