/// Somebody near, in German, Spanish and French.
enum OtherOwner {
  private static let owners: [String: (language: Language, replacement: String)] = [
    "mein": (.de, ""), "meine": (.de, ""), "mi": (.es, "Su"), "mis": (.es, "Sus"), "mon": (.fr, "Son"),
    "ma": (.fr, "Sa"),
    "mes": (.fr, "Ses"),
  ]

  /// What is said of somebody near, or of what one has one of.
  struct Found {
    let language: Language
    /// What takes the place of "my", if anything does.
    let replacement: String
    let rest: [SpokenWord]
    let category: FactCategory
  }

  private static let near = EnglishWords.set(
    """
    schwester bruder mutter vater mama papa frau mann sohn tochter kinder eltern oma opa freundin freund hund katze
    partner partnerin hermana hermano madre padre mujer esposa marido esposo hijo hija hijos novia novio abuela abuelo
    perro gato amiga amigo soeur frere mere pere femme mari fils fille enfants copine copain grand-mere grand-pere
    chien chat amie ami compagne compagnon
    """)
  private static let verbs = EnglishWords.set(
    """
    wohnt lebt heisst arbeitet hat spielt mag liebt studiert kommt
    vive trabaja tiene toca juega estudia habla
    habite vit travaille a joue aime etudie parle
    """)
  private static let naming = [
    ["se", "llama"], ["s'appelle"], ["es", "alergica"], ["es", "alergico"], ["ist", "allergisch"],
    ["est", "allergique"],
  ]
  private static let being: Set<String> = ["ist", "es", "est"]
  private static let jobs = EnglishWords.set(OtherOpenings.jobs)
  private static let attributes = EnglishWords.set("name geburtstag cumpleanos nombre anniversaire prenom nom")

  static func statement(_ words: [SpokenWord]) -> Found? {
    guard words.count > 3, let owner = owners[words[0].lower] else { return nil }
    let noun = words[1].lower
    let rest = Array(words.dropFirst())
    func found(_ category: FactCategory) -> Found {
      Found(language: owner.language, replacement: owner.replacement, rest: rest, category: category)
    }
    if attributes.contains(noun), ["ist", "es", "est"].contains(words[2].lower) { return found(.other) }
    let isFavourite =
      noun.hasPrefix("lieblings")
      || words.prefix(4).contains { ["favorito", "favorita", "prefere", "preferee"].contains($0.lower) }
    if isFavourite, words.prefix(5).contains(where: { ["ist", "es", "est"].contains($0.lower) }) {
      return found(.preferences)
    }
    guard near.contains(noun) else { return nil }
    // A name may stand between.
    let verb = words[2].isCapitalised ? 3 : 2
    let behind = words.dropFirst(verb)
    guard behind.count > 1 || behind.first.map({ $0.lower == "s'appelle" }) == true else { return nil }
    let isKnown = behind.first.map { verbs.contains($0.lower) } == true || naming.contains { behind.begins(with: $0) }
    let isJob =
      behind.count == 2 && being.contains(behind.first?.lower ?? "")
      && behind.last.map { jobs.contains($0.lower) } == true
    return isKnown || isJob ? found(.relationships) : nil
  }
}
