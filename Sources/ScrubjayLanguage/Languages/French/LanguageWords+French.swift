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
      number: "combien | quel age",
      asked: """
        as tu | avais tu | avez vous | aviez vous | tu as | tu avais | tu m as | vous avez | vous aviez | vous m avez
        m as tu | m avez vous | disais tu | disiez vous | ton conseil | tes conseils | votre conseil | vos conseils
        ta recommandation | tes recommandations | votre recommandation | ta suggestion | tes suggestions
        votre suggestion | ta reponse | votre reponse | ton explication | votre explication | ton idee | tes idees
        """,
      several: "combien de | les deux | en commun | quels | quelles | tous | toutes | types de | sortes de",
      together: "tous les deux | toutes les deux | ensemble",
      request: """
        peux tu | pourrais tu | pouvez vous | pourriez vous | devrais je | dois je | puis je | je devrais
        recommandes | recommandez | suggeres | suggerez | conseilles | conseillez | aide moi | aidez moi | montre moi
        montrez moi | comment faire
        """,
      overview: "dans quel ordre | l ordre dans lequel | resume de | un resume | resume moi | resumer | recapitule",
      frame: """
        peux tu | pourrais tu | pouvez vous | pourriez vous | s il te plait | s il vous plait | dans quel ordre
        l ordre dans lequel | dans l ordre | un resume de | resume de | un resume | resume moi | donne moi
        au cours de nos conversations | dans nos conversations | pendant nos conversations | jusqu ici
        jusqu a present | au fil du temps | differents aspects de | j ai evoque | j ai mentionne
        """,
      openings: """
        qui | que | qu | quel | quelle | quels | quelles | quand | ou | pourquoi | comment | combien | est ce | a qui
        a quel | a quelle | de qui | de quoi | de quel | de quelle | avec qui | en quel | en quelle | dans quel
        dans quelle | depuis quand | depuis combien | jusqu a quand | as tu | avez vous | peux tu | pouvez vous
        dis moi | donne | montre | explique | resume | rappelle | liste | trouve
        """),
    traits: TraitWords(
      time: """
        aujourd hui | demain | dernier | derniere | prochain | prochaine | semaine | semaines | mois | ans | annee | annees
        jour | jours | lundi | mardi | mercredi | jeudi | vendredi | samedi | dimanche | janvier | fevrier | mars | avril
        mai | juin | juillet | aout | septembre | octobre | novembre | decembre | printemps | automne | hiver | depuis
        anniversaire | matin | soir
        """,
      number: """
        deux | trois | quatre | cinq | six | sept | huit | neuf | dix | onze | douze | douzaine | cent | mille | demi
        """,
      ownPerson: "je | j | me | moi | mon | ma | mes | nous | notre | nos",
      standing: """
        toujours | jamais | desormais | a partir de maintenant | a l avenir | chaque fois que | quand je demande
        je prefere | je prefererais | prefere
        """,
      greeting: "salut | bonjour | bonsoir | coucou | merci | cher | chere | bonne nuit"),
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
