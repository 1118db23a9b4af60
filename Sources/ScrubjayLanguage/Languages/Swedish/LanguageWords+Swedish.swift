extension LanguageWords {
  static let swedish = LanguageWords(
    language: .sv,
    dates: DateWords(
      months: [
        "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november",
        "december",
      ],
      weekdays: ["mandag", "tisdag", "onsdag", "torsdag", "fredag", "lordag", "sondag"],
      seasons: ["var varen", "sommar sommaren", "host hosten", "vinter vintern"],
      beforeMonth: "i sedan",
      relative: [
        ("idag", .day(0)), ("igar", .day(-1)), ("forrgar | i forrgar", .day(-2)), ("denna vecka", .week(0)),
        ("forra veckan", .week(-1)), ("forra manaden", .month(-1)), ("i ar", .year(0)),
        ("forra aret", .year(-1)),
      ],
      units: [
        ("dag dagar dagarna", .day), ("vecka veckan veckor veckorna", .week),
        ("manad manaden manader manaderna", .month),
        ("ar aren", .year),
      ],
      counts: [
        "en ett", "tva", "tre", "fyra", "fem", "sex", "sju", "atta", "nio", "tio", "elva", "tolv",
      ],
      ago: "sedan", last: "forra",
      counted: "steg ord sidor kronor euro timmar minuter dagar veckor manader ganger meter kilometer kilo gram"),
    bounds: BoundWords(
      after: "efter | senare an | efter slutet av",
      since: "sedan | sen | fran och med | alltsedan | sedan borjan av | inte fore",
      before: "fore | innan | tidigare an | fore borjan av",
      until: "till | till och med | fram till | t o m | senast | till slutet av | inte efter",
      sinceFollowing: "eller senare | och senare | och framat", untilFollowing: "eller tidigare | och tidigare",
      from: "fran", onwards: "och framat | framat", to: "till | till och med | t o m", between: "mellan", and: "och",
      past: "senaste sista", pastOne: "senaste", few: "par", fillers: "den det aret ar"),
    questions: QuestionWords(
      time: "nar | hur lange | vilken dag | vilket ar | vilken manad",
      number: "hur manga | hur mycket | hur ofta | hur gammal",
      asked: """
        sa du | har du | hade du | rekommenderade du | foreslog du | namnde du | du sa | du rekommenderade
        du foreslog | ditt rad | dina rad | ditt forslag | ditt svar | ditt tips
        """,
      several: "hur manga | bada | gemensamt | alla | vilka",
      together: "bada | tillsammans",
      request: "kan du | skulle du | bor jag | kan jag | ska jag | rekommenderar | foreslar | hjalp mig | visa mig",
      openings: """
        vem | vad | vilken | vilket | vilka | nar | var | varfor | hur | ar | har | kan | sedan nar | med vem
        beratta | visa | forklara | lista
        """),
    traits: TraitWords(
      time: "igar | idag | imorgon | forra | vecka | veckan | manad | aret | april | december",
      number: "tva | tre | fyra | fem | sju | atta | nio",
      ownPerson: "jag | mig | mitt | oss",
      standing: "alltid | aldrig | fran och med nu | hellre | foredrar | varje gang jag",
      greeting: "hej | hejsan | tack | god morgon | god natt"),
    stopWords: """
      aldrig all alla allt alltid alltså än ändå andra annan annat är att av bara blev bli blir blivit båda de dem
      den denna deras dess dessa det detta dig din dina dit ditt du där därför då efter eftersom eller en er era
      ert ett från för före genom ha hade han hans har hela henne hennes hon honom hur här i icke in ingen inget
      inga innan inte ja jag ju kan kunde kommer man med mellan men mer mest mig min mina mitt mot mycket måste ni
      nog nu någon något några när nej och också om oss på sedan sen sig sin sina sitt själv ska skall skulle som
      så sådan till under upp ut utan vad var vara varför varit varje vars vart vem vi via vid vilka vilken vilket
      vill vår våra vårt åt över
      """,
    letters: ["å", "ä", "ö", "Å"])
}
