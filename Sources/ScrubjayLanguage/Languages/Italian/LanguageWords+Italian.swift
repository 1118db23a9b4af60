extension LanguageWords {
  static let italian = LanguageWords(
    language: .it,
    dates: DateWords(
      months: [
        "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre",
        "novembre", "dicembre",
      ],
      weekdays: ["lunedi", "martedi", "mercoledi", "giovedi", "venerdi", "sabato", "domenica"],
      seasons: ["primavera", "estate", "autunno", "inverno"],
      beforeMonth: "a nel", ordinalEndings: "o",
      relative: [
        ("oggi", .day(0)), ("ieri", .day(-1)), ("l altro ieri | altro ieri", .day(-2)), ("questa settimana", .week(0)),
        ("settimana scorsa", .week(-1)), ("questo mese", .month(0)), ("mese scorso", .month(-1)),
        ("quest anno", .year(0)), ("anno scorso", .year(-1)),
      ],
      units: [
        ("giorno giorni", .day), ("settimana settimane", .week), ("mese mesi", .month), ("anno anni", .year),
      ],
      counts: [
        "uno una un", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove", "dieci", "undici", "dodici",
      ],
      ago: "fa", lastAfter: "scorso scorsa",
      counted: """
        passi parole pagine euro dollari ore minuti secondi giorni settimane mesi anni volte metri chilometri chili
        grammi calorie punti
        """),
    bounds: BoundWords(
      after: "dopo | dopo il | dopo la fine di | dopo la fine del | successivo a",
      since: """
        da | dal | dall | dalla | dallo | a partire da | a partire dal | sin dal | fin dal | non prima di | non prima del
        dall inizio di | dall inizio del
        """,
      before: "prima di | prima del | prima dell | prima della | precedente a",
      until: """
        fino a | fino al | fino all | fino alla | sino a | sino al | entro | entro il | entro la fine di | non dopo
        fino alla fine di | fino alla fine del
        """,
      sinceFollowing: "o dopo | e dopo | in poi | in avanti", untilFollowing: "o prima | e prima",
      from: "da | dal | dall", onwards: "in poi | in avanti", to: "a | al | all | fino a | fino al",
      between: "tra | fra | tra il | fra il", and: "e | e il", past: "ultimi ultime scorsi scorse",
      pastOne: "ultima | ultimo", fillers: "il la lo l anno mese di del dell"),
    questions: QuestionWords(
      time: "quando | quanto tempo | che giorno | che mese | che anno | a che ora",
      number: "quanti | quante | quanto | quanta",
      asked: """
        hai detto | hai consigliato | hai suggerito | hai raccomandato | hai spiegato | hai proposto | mi hai | avevi
        dicevi | il tuo consiglio | i tuoi consigli | la tua risposta | il tuo suggerimento | la tua idea
        la tua spiegazione
        """,
      several: "quanti | quante | entrambi | entrambe | in comune | quali | tutti | tutte",
      together: "entrambi | entrambe | insieme",
      request: """
        puoi | potresti | potrebbe | dovrei | devo | posso | consigli | consiglia | suggerisci | aiutami | mostrami
        come faccio
        """,
      openings: """
        chi | che | cosa | quale | quali | quando | dove | perche | come | quanto | quanta | quanti | quante | a che
        in che | di che | con chi | da quando | dimmi | mostrami | spiega | elenca | trova | ricordami
        """),
    traits: TraitWords(
      time: """
        ieri | oggi | domani | scorso | scorsa | settimana | mese | mesi | anno | anni | giorno | giorni | gennaio | febbraio
        marzo | aprile | maggio | giugno | luglio | agosto | settembre | ottobre | novembre | dicembre
        """,
      number: "due | tre | quattro | cinque | sei | sette | otto | nove | dieci | cento | mille",
      ownPerson: "io | mi | mio | miei | noi | nostro | nostra | nostri | nostre | sono | abbiamo | siamo",
      standing: "sempre | d ora in poi | ogni volta che | preferisco | preferirei",
      greeting: "ciao | buongiorno | buonasera | grazie | caro | cara"),
    stopWords: """
      a abbiamo ad ai agli al alla alle allo allora altra altre altri altro anche ancora avere aveva avevo avete
      che chi ci ciò come con contro cosa così cui da dagli dai dal dalla dalle dallo degli dei del della delle
      dello dentro di dopo dove due e è ed era erano eri ero essere fa fare fino fra fu gli ha hai hanno ho i il
      in io la le lei li lo loro lui ma mai me mentre mi mia mie miei mio molta molte molti molto ne negli nei nel
      nella nelle nello nessun nessuno niente noi non nostra nostro o ogni per perché però più poco poi prima può
      puoi qual quale quali qualche quando quanta quante quanti quanto quella quelle quelli quello questa queste
      questi questo qui se sei sempre senza si sia siamo siete sono sopra sotto sta stata stati stato sto su sua
      sue sugli sui sul sulla sulle sullo suo suoi te ti tra tu tua tue tuo tuoi tutta tutte tutti tutto un una
      uno vi voi vostra vostro
      """,
    letters: ["ù", "ò", "ì"])
}
