extension LanguageWords {
  static let dutch = LanguageWords(
    language: .nl,
    dates: DateWords(
      months: [
        "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
        "december",
      ],
      weekdays: ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"],
      seasons: ["lente voorjaar", "zomer", "herfst najaar", "winter"],
      beforeMonth: "in begin eind afgelopen",
      relative: [
        ("vandaag", .day(0)), ("gisteren", .day(-1)), ("eergisteren", .day(-2)), ("deze week", .week(0)),
        ("vorige week | afgelopen week", .week(-1)), ("afgelopen weekend", .weekend(-1)), ("deze maand", .month(0)),
        ("vorige maand", .month(-1)), ("dit jaar", .year(0)), ("vorig jaar", .year(-1)),
      ],
      units: [("dag dagen", .day), ("week weken", .week), ("maand maanden", .month), ("jaar jaren", .year)],
      counts: [
        "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf",
      ],
      ago: "geleden", last: "vorigen afgelopen vorige laatste",
      counted: """
        stappen woorden uren minuten seconden dagen weken maanden jaren keer meter kilometer kilo gram
        calorieen punten procent
        """),
    bounds: BoundWords(
      after: "na | na eind | later dan",
      since: """
        sinds | vanaf | sedert | sinds begin | vanaf begin | sinds eind | niet voor | met ingang van
        """,
      before: "voor | voor begin | eerder dan",
      until: """
        tot | tot en met | tot eind | tot en met eind | uiterlijk | voor eind | niet na | tot aan
        """,
      sinceFollowing: "of later | en later", untilFollowing: "of eerder | en eerder",
      from: "van | vanaf", onwards: "af | af aan | en later", to: "tot | tot en met | t m", between: "tussen",
      and: "en",
      past: "afgelopen laatste voorbije", few: "paar", fillers: "de het jaar maand"),
    questions: QuestionWords(
      time: "wanneer | hoe lang | hoelang | welke dag | welk jaar | welke maand",
      number: "hoeveel | hoe vaak | hoe oud",
      asked: """
        heb je | heb jij | had je | had jij | zei je | zei jij | je zei | jij zei | raadde je | noemde je | heeft u
        jouw advies | je advies | uw advies | jouw tip | je tip | jouw antwoord | je antwoord | jouw voorstel
        je voorstel
        """,
      several: "hoeveel | beide | allebei | gemeen | alle | welke soorten",
      together: "beide | allebei | samen",
      request: """
        kun je | kan je | kunt u | zou je | zou u | moet ik | kan ik | zal ik | raad je | stel je | help me
        laat me zien
        """,
      openings: """
        wie | wat | welke | welk | wanneer | waar | waarom | hoe | hoeveel | hoelang | is | zijn | was | waren | heeft
        heb | kun | kan | met wie | sinds wanneer | in welk | in welke | op welke | vertel | noem | toon | leg
        """),
    traits: TraitWords(
      time: "gisteren | vandaag | morgen | vorige | week | maand | maanden | jaar | april | augustus | winter",
      number: "twee | drie | vier | vijf | zes | zeven | acht | negen | tien | elf",
      ownPerson: "ik | mij | mijn | wij | ons | onze",
      standing: "altijd | nooit | voortaan | vanaf nu | liever | als ik vraag",
      greeting: "hoi | hallo | bedankt | beste | goedemorgen | goedenavond"),
    stopWords: """
      aan al alle alles als altijd andere ben bent bij daar dan dat de der deze die dit doch doen door dus een elk
      elke en er ergens gaan geen geweest had hadden hare heb hebben hebt heeft hem het hier hij hoe hun iemand
      iets ik in is ja je jij jou jouw jullie kan kon kunnen maar me meer men met mij mijn moet moeten mocht na
      naar nee niet niets nog nooit nu of om omdat onder ons onze ook op over reeds sinds sommige te tegen toch
      toen tot tussen u uit uw van vaak vanaf veel voor waar waarom wanneer want waren was wat we weer wel welke
      werd werden wie wij wil wordt worden zal ze zei zelf zeer zich zij zijn zo zonder zou zouden
      """)
}
