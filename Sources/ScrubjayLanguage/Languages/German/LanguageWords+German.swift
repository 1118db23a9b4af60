extension LanguageWords {
  static let german = LanguageWords(
    language: .de,
    dates: DateWords(
      months: [
        "januar janner jan", "februar feb", "marz maerz", "april apr", "mai", "juni jun", "juli jul", "august aug",
        "september sep sept", "oktober okt", "november nov", "dezember dez",
      ],
      weekdays: ["montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag sonnabend", "sonntag"],
      seasons: ["fruhling fruhjahr", "sommer", "herbst", "winter"],
      beforeMonth: "im in seit bis anfang mitte ende letzten",
      relative: [
        ("heute", .day(0)), ("gestern", .day(-1)), ("vorgestern", .day(-2)), ("diese woche | dieser woche", .week(0)),
        ("letzte woche | letzter woche | vergangene woche | vergangener woche", .week(-1)),
        ("letztes wochenende | letzten wochenende | letztem wochenende", .weekend(-1)),
        ("diesen monat | diesem monat", .month(0)),
        ("letzten monat | letztem monat | vergangenen monat | vergangenem monat", .month(-1)),
        ("dieses jahr | diesem jahr", .year(0)),
        ("letztes jahr | letzten jahr | letztem jahr | vergangenes jahr | vergangenem jahr", .year(-1)),
      ],
      units: [
        ("tag tage tagen", .day), ("woche wochen", .week), ("monat monate monaten", .month),
        ("jahr jahre jahren", .year),
      ],
      counts: [
        "ein eine einem einer", "zwei", "drei", "vier", "funf", "sechs", "sieben", "acht", "neun", "zehn", "elf",
        "zwolf",
      ],
      agoBefore: "vor", last: "letzten letzte letzter letztem vergangenen vergangenem",
      counted: """
        schritte schritten worter wortern seiten stunden minuten sekunden tage tagen wochen
        monaten jahren mal metern meter kilometern kilometer kilo gramm kalorien punkte punkten prozent
        """),
    bounds: BoundWords(
      after: "nach | nach ende | nach dem ende des | spater als",
      since: """
        seit | ab | seit anfang | ab anfang | seit mitte | seit ende | seit dem | beginnend mit | nicht vor
        fruhestens | nach beginn | nach anfang
        """,
      before: "vor | vor anfang | vor beginn | fruher als",
      until: """
        bis | bis zu | bis zum | bis ende | bis einschliesslich | spatestens | nicht nach | vor ende
        """,
      sinceFollowing: "oder spater | und spater | aufwarts", untilFollowing: "oder fruher | und fruher",
      from: "von | vom", onwards: "an", to: "bis | bis zu | bis zum | bis einschliesslich",
      between: "zwischen", and: "und", past: "letzten letzte vergangenen vergangene",
      few: "paar", fillers: "dem den der des das die jahr jahres monat"),
    questions: QuestionWords(
      time: """
        wann | seit wann | bis wann | wie lange | an welchem tag | in welchem monat | in welchem jahr | um wie viel uhr
        """,
      number: "wie viel | wie viele | wie oft | wie alt | wie weit | wie gross | wie schwer | wieviel | wieviele",
      asked: """
        hast du | hattest du | bist du | warst du | wurdest du | wusstest du | meintest du | sagtest du | nanntest du
        schlugst du | empfahlst du | was du | wie du | wo du | wen du | dass du | das du | den du | die du | der du
        haben sie mir | hatten sie mir | dein rat | deinem rat | dein tipp | deine tipps | dein vorschlag
        deine vorschlage | deinen vorschlag | deine empfehlung | deine empfehlungen | deine antwort | deine erklarung
        deine idee | deiner | ihr rat | ihr vorschlag | ihre empfehlung
        """,
      several: """
        wie viele | wieviele | beide | beiden | gemeinsam | alle | was sind | was waren | arten von | welche arten
        """,
      together: "beide | beiden | gemeinsam | zusammen",
      request: """
        kannst du | konntest du | konnen sie | konnten sie | wurden sie | soll ich | sollte ich | sollen wir
        kann ich | konnte ich | hilf mir | helfen sie | zeig mir | zeigen sie | empfiehlst | empfehlen sie | schlagst
        wie kann man | wie macht man
        """,
      overview: "reihenfolge | zusammenfassung | fass zusammen | fasse zusammen",
      frame: """
        kannst du | konntest du | konnen sie | bitte | in welcher reihenfolge | die reihenfolge in der
        der reihe nach | eine zusammenfassung | zusammenfassung | fass zusammen | fasse zusammen | gib mir | nenne mir
        in unseren gesprachen | wahrend unserer gesprache | in unserem gesprach | bisher | im laufe der zeit
        verschiedene aspekte | ich angesprochen habe | ich erwahnt habe
        """,
      openings: """
        wer | wen | wem | wessen | was | welche | welcher | welches | welchen | welchem | wann | wo | woher | wohin
        warum | wieso | weshalb | wie | wieviel | wofur | womit | woran | wovon | ist | sind | war | waren | hat
        habe | haben | hatte | kann | kannst | konnen | soll | sollte | seit wann | bis wann | in welchem | in welcher
        an welchem | mit wem | sag | nenne | zeig | erklar | erzahl | fass | fasse | finde | such | bitte
        """),
    traits: TraitWords(
      time: """
        gestern | heute | morgen | vorgestern | letzte | letzten | letztes | nachste | nachsten | woche | wochen | wochenende
        monat | monate | monaten | jahr | jahre | jahren | tag | tage | tagen | montag | dienstag | mittwoch | donnerstag
        freitag | samstag | sonntag | januar | februar | marz | april | mai | juni | juli | august | september | oktober
        november | dezember | fruhling | sommer | herbst | winter | seit | abend | geburtstag | kurzlich | neulich
        """,
      number: """
        zwei | drei | vier | funf | sechs | sieben | acht | neun | zehn | elf | zwolf | dutzend | paar | einmal | zweimal
        hundert | tausend | halb | beide
        """,
      ownPerson: """
        ich | mich | mir | mein | meine | meinem | meinen | meiner | meines | wir | uns | unser | unsere | unserem
        unseren | unserer
        """,
      standing: """
        immer | nie | niemals | ab jetzt | ab sofort | von nun an | in zukunft | jedes mal wenn | wenn ich frage
        bevorzuge | lieber | bitte nicht | bitte keine | bitte kein
        """,
      greeting: """
        hallo | hi | hey | danke | liebe | lieber | guten morgen | guten tag | guten abend | gute nacht | tschuss
        servus | moin
        """),
    speech: .german,
    facts: FactWords(
      names: [
        "Der Nutzer heißt ", "Die Nutzerin heißt ", "Der Name des Nutzers ist ", "Der Name der Nutzerin ist ",
      ],
      counted: "(Stand: ",
      comparison: ComparisonWords(
        locale: "de", negations: "nicht | kein | keine | keinen", idle: "mehr | ein | eine | einen",
        single: "wohnt in | lebt in | heisst")),
    openings: .german,
    stopWords: """
      aber alle allem allen aller alles als also am an andere anderen anderer anderes auch auf aus bei beim bin
      bis bist da dabei damit dann daran darauf das dass davon dazu dein deine deinem deinen deiner dem den denn
      der deren des dessen dich die dies diese diesem diesen dieser dieses dir doch dort du durch ein eine einem
      einen einer eines einige er es etwas euch euer eure für gegen gibt hab habe haben hast hat hatte hatten
      hätte hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im immer in ins ist ja jede jedem jeden
      jeder jedes jetzt kann kannst kein keine keinem keinen keiner können könnte man mehr mein meine meinem
      meinen meiner mich mir mit muss musste nach nein nicht nichts noch nun nur ob oder ohne schon sehr sein
      seine seinem seinen seiner seit sich sie sind so solche soll sollte sondern sonst über um und uns unser
      unsere unserem unseren unter vom von vor war waren warst warum was weil welche welchem welchen welcher
      welches wenn wer werde werden wem wen wie wieder wir wird wo wollen worden wurde wurden würde würden zu
      zum zur zwar zwischen
      """,
    letters: ["ä", "ö", "ü", "ß", "Ä", "Ö", "Ü"])
}
