extension LanguageWords {
  static let french = LanguageWords(
    language: .fr,
    dates: DateWords(
      months: [
        "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre sept", "octobre",
        "novembre",
        "decembre",
      ],
      weekdays: ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
      seasons: ["printemps", "ete", "automne", "hiver"],
      beforeMonth: "en de depuis debut fin mi", fillers: "de", ordinalEndings: "er",
      relative: [
        ("aujourd hui", .day(0)), ("hier", .day(-1)), ("avant hier", .day(-2)), ("cette semaine", .week(0)),
        ("semaine derniere", .week(-1)), ("week end dernier", .weekend(-1)), ("ce mois", .month(0)),
        ("mois dernier", .month(-1)), ("cette annee", .year(0)), ("an dernier | annee derniere", .year(-1)),
      ],
      units: [
        ("jour jours", .day), ("semaine semaines", .week), ("mois", .month), ("an ans annee annees", .year),
      ],
      counts: [
        "un une", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze",
      ],
      agoBefore: "y a", lastAfter: "dernier derniere",
      counted: """
        pas mots pages euros dollars heures minutes secondes jours semaines mois ans annees fois metres
        kilometres kilos grammes calories points
        """),
    bounds: BoundWords(
      after: "apres | posterieur a | apres la fin de",
      since: """
        depuis | a partir de | a partir du | a compter de | a compter du | des | depuis debut | depuis fin | pas avant
        depuis le debut de
        """,
      before: "avant | anterieur a | avant le debut de",
      until: """
        jusque | jusqu a | jusqu en | jusqu au | jusqu a la fin de | jusqu a fin | d ici | d ici a | avant fin
        avant la fin de | au plus tard en | au plus tard le | pas apres
        """,
      sinceFollowing: "ou apres | et apres | ou plus tard | et au dela", untilFollowing: "ou avant | et avant",
      from: "de | du | depuis", onwards: "et au dela", to: "a | au | jusqu a | jusqu en | jusqu au", between: "entre",
      and: "et | et le", past: "derniers dernieres passes passees", pastOne: "derniere | dernier",
      fillers: "le la les l an annee mois de du d"),
    questions: QuestionWords(
      time: """
        quand | depuis combien | combien de temps | quel jour | quel mois | quelle annee | quelle date | a quelle heure
        """,
      number: "combien | quel age", asked: "tu | te | toi | ton | tes | vous | votre | vos"),
    traits: TraitWords(
      time: """
        aujourd hui | demain | dernier | derniere | prochain | prochaine | semaine | semaines | mois | ans | annee | annees
        jour | jours | lundi | mardi | mercredi | jeudi | vendredi | samedi | dimanche | janvier | fevrier | mars | avril
        mai | juin | juillet | aout | septembre | octobre | novembre | decembre | printemps | automne | hiver | depuis
        anniversaire | matin | soir
        """,
      number: """
        deux | trois | quatre | cinq | six | sept | huit | neuf | dix | onze | douze | douzaine | cent | mille | demi
        """),
    speech: .french,
    facts: FactWords(
      names: [
        "L'utilisateur s'appelle ", "L'utilisatrice s'appelle ", "Le nom de l'utilisateur est ",
        "Le prénom de l'utilisateur est ",
      ],
      counted: "(au ",
      comparison: ComparisonWords(
        locale: "fr", negations: "ne | n | pas | plus | jamais", idle: "un | une | de | d",
        single: "habite a | vit a | s appelle")),
    openings: .french,
    stopWords: """
      à ai ainsi alors après as au aucun aucune aussi autre autres aux avais avait avant avec avez avoir avons
      ayant bien ça car ce ceci cela celle celles celui ces cet cette ceux chaque chez comme comment dans de
      depuis des deux dont du elle elles en encore entre es est et étaient étais était être eu eux fait faire il
      ils jamais je la là le les leur leurs lui ma mais me même mêmes mes moi moins mon ne ni non nos notre nous
      on ont ou où par parce pas peu peut peux plus pour pourquoi pouvez puis quand que quel quelle quelles quels
      quelque quelques qui quoi sa sans se sera serait ses si sien son sont souvent sous suis sur ta te tes toi
      ton toujours tous tout toute toutes très trop tu un une vers voici voilà vos votre vous y
      """,
    letters: ["ç", "ê", "è", "û", "î", "œ"])
}
