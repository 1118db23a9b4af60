import ScrubjayCore

/// Those who speak in a conversation, by their names.
///
/// Their names are left out of what is embedded: a small model otherwise hears little else, and finds whatever names the
/// same person. Who speaks, and is spoken of, the words of a text tell better.
package struct Participants: Sendable, Hashable {
  /// The words of their names, folded to lower case.
  private let words: Set<String>

  package init(_ names: some Sequence<String>) {
    words = Set(names.flatMap { WordRun.runs(of: $0).filter(\.isWord).map(\.folded) }.filter { $0.count > 1 })
  }

  /// A text without the names. One of nothing but names stays as it is.
  ///
  /// A name with a small first letter is one only in a text without any capital: "will" is also a word.
  package func left(outOf text: String) -> String {
    guard !words.isEmpty else { return text }
    let runs = WordRun.runs(of: text)
    let hasCapitals = text.unicodeScalars.contains { $0.properties.isUppercase }
    var kept = ""
    var isAfterName = false
    var hasWords = false
    for run in runs {
      let isName =
        run.isWord && words.contains(run.folded)
        && (!hasCapitals || run.text.unicodeScalars.first?.properties.isUppercase == true)
      if isName {
        isAfterName = true
      } else if run.isWord {
        let isPossessive = isAfterName && run.text == "s" && kept.hasSuffix("'")
        if isPossessive { kept.removeLast() } else { kept += run.text }
        hasWords = hasWords || !isPossessive
        isAfterName = false
      } else {
        // Of the spaces around a name one is enough.
        let rest = isAfterName && (kept.isEmpty || kept.hasSuffix(" ")) ? run.text.drop { $0 == " " } : run.text[...]
        kept += rest == "’" ? "'" : rest
        isAfterName = isAfterName && (rest == "'" || rest == "’")
      }
    }
    return hasWords ? kept : text
  }
}
