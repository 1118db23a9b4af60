extension OpeningWords {
  /// How speakers of French begin what they state of themselves.
  static let french = OpeningWords(
    language: .fr,
    openings: [
      Opening("je suis", "est", .health, "allergique diabetique asthmatique enceinte intolerant intolerante coeliaque"),
      Opening("je suis", "est", .preferences, "vegetarien vegetarienne vegetalien vegetalienne vegan vegane"),
      Opening("je suis", "est", .work, frenchJobs), Opening("je suis", "est", .relationships, frenchMarried),
      Opening("je suis", "est", .other, "gaucher gauchere"), Opening("je suis ne", "est né", .other, "a en"),
      Opening("je suis nee", "est née", .other, "a en"),
      Opening("j'ai", "a", .health, "diabete asthme migraines epilepsie allergie allergies hypertension"),
      Opening("j'ai", "a", .relationships, frenchNearOnes), Opening("j'ai", "a", .other, "ans"),
      Opening("j'habite", "habite", .other, "a en au aux dans avec pres chez"),
      Opening("je vis", "vit", .other, "a en au aux dans avec"),
      Opening("je travaille", "travaille", .work, "comme a chez dans pour"),
      Opening("j'aime pas", "n'aime pas", .preferences), Opening("j'aime", "aime", .preferences),
      Opening("j'adore", "adore", .preferences), Opening("je n'aime pas", "n'aime pas", .preferences),
      Opening("je deteste", "déteste", .preferences), Opening("je prefere", "préfère", .preferences),
      Opening("je joue", "joue", .interests, "du de au aux"),
      Opening("je parle", "parle", .other, "francais anglais espagnol allemand italien langues"),
      Opening("je m'appelle", "s'appelle", .other, isName: true), Opening("j'etudie", "étudie", .work),
      Opening("j'apprends", "apprend", .interests, "le la l'espagnol l'anglais l'allemand"),
      Opening("je ne mange pas", "ne mange pas", .preferences),
      Opening("je mange", "mange", .preferences, "viande poisson porc"),
      Opening("je ne bois pas", "ne boit pas", .preferences),
      Opening("je bois", "boit", .preferences, "alcool d'alcool cafe the"),
      Opening("je fume", "fume", .health, standsAlone: true), Opening("je viens de", "vient de", .other),
    ],
    owners: ["mon", "ma", "mes"],
    nouns: nouns(
      .relationships,
      [
        ("soeur mere maman femme fille grand-mere copine amie compagne chatte chienne tante", "la"),
        ("frere pere papa mari fils grand-pere copain ami compagnon chien chat oncle", "le"),
        ("enfants parents fils filles freres soeurs chats chiens", "les"),
      ]
    ).merging(
      nouns(.other, [("anniversaire", "le")]).merging([
        "prenom": Noun(article: "le", category: .other, isName: true),
        "nom": Noun(article: "le", category: .other, isName: true),
      ]) { first, _ in first }
    ) { first, _ in first },
    verbs: words("habite vit travaille a joue aime etudie parle habitent vivent"),
    naming: [["s'appelle"], ["est", "allergique"]], being: "est", jobs: words(frenchJobs),
    favourites: .words(["prefere": "le", "preferee": "la", "preferes": "les", "preferees": "les"]),
    conjunctions: words("mais parce car donc"), additions: ["et"], leadIns: words("oui non bonjour salut moi et"),
    unsure: words(
      """
      si aimerais voudrais peut-etre aujourd'hui soir maintenant dit crois idee reponse tu ton ta tes te ca cela
      demain vous votre cette cet rien
      """),
    denial: .around("ne", ["pas", "plus", "jamais"]),
    pronouns: { word, person in
      switch word.text.lowercased() {
      case "mon", "ma": return word.lower == "mon" ? "son" : "sa"
      case "mes", "nos": return "ses"
      case "notre": return "son"
      case "moi": return person.object
      default: return nil
      }
    },
    person: { speaker, isFeminine in
      if let name = speaker.name {
        let isVowel = Folding.folded(name.lowercased()).first.map { "aeiouh".contains($0) } == true
        return OpeningPerson(
          subject: name, dative: name, genitive: isVowel ? "d'\(name)" : "de \(name)", object: name,
          isFeminine: isFeminine,
          isNamed: true)
      }
      let noun = isFeminine ? "utilisatrice" : "utilisateur"
      return OpeningPerson(
        subject: "L'\(noun)", dative: "L'\(noun)", genitive: "de l'\(noun)", object: "l'\(noun)",
        isFeminine: isFeminine,
        isNamed: false)
    },
    possession: { noun, article, person in
      let isVowel = Folding.folded(noun.lowercased()).first.map { "aeiouh".contains($0) } == true
      let article = article ?? ""
      return (isVowel && article != "les" ? "l'" : article + " ") + "\(noun) \(person.genitive)"
    },
    date: { day, month, year in "au \(day == 1 ? "1er" : String(day)) \(frenchMonths[month - 1]) \(year)" })
}

private let frenchJobs = """
  professeur professeure medecin infirmier infirmiere ingenieur ingenieure avocat avocate etudiant etudiante cuisinier
  cuisiniere developpeur developpeuse retraite retraitee architecte
  """
private let frenchMarried = "marie mariee divorce divorcee celibataire veuf veuve"
private let frenchNearOnes = """
  chien chiens chat chats chatte enfant enfants fils fille filles frere freres soeur soeurs
  """
private let frenchMonths = [
  "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
  "décembre",
]
