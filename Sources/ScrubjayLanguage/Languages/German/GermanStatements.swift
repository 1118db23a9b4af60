extension OpeningWords {
  /// How Germans begin what they state of themselves.
  static let german = OpeningWords(
    language: .de,
    openings: [
      Opening(
        "ich bin", "ist", .health,
        "allergisch diabetiker diabetikerin asthmatiker asthmatikerin schwanger laktoseintolerant"),
      Opening("ich bin", "ist", .preferences, "vegetarier vegetarierin veganer veganerin vegetarisch vegan"),
      Opening("ich bin", "ist", .work, germanJobs),
      Opening("ich bin", "ist", .relationships, "verheiratet geschieden ledig verlobt verwitwet"),
      Opening("ich bin", "ist", .other, "alt linkshander linkshanderin"),
      Opening("ich habe", "hat", .health, germanIllnesses), Opening("ich hab", "hat", .health, germanIllnesses),
      Opening("ich habe", "hat", .relationships, germanNearOnes),
      Opening("ich hab", "hat", .relationships, germanNearOnes),
      Opening("ich wohne", "wohnt", .other, "in bei mit auf am an"),
      Opening("ich lebe", "lebt", .other, "in bei mit auf am an"),
      Opening("ich arbeite", "arbeitet", .work, "als bei fur in im"), Opening("ich mag", "mag", .preferences),
      Opening("ich liebe", "liebt", .preferences), Opening("ich hasse", "hasst", .preferences),
      Opening("ich bevorzuge", "bevorzugt", .preferences), Opening("ich spiele", "spielt", .interests),
      Opening(
        "ich spreche", "spricht", .other, "deutsch englisch franzosisch spanisch italienisch sprachen turkisch russisch"
      ),
      Opening("ich esse", "isst", .preferences, "kein keine keinen nur gern gerne"),
      Opening("ich trinke", "trinkt", .preferences, "kein keine keinen nur gern gerne"),
      Opening("ich heisse", "heißt", .other, isName: true), Opening("ich komme aus", "kommt aus", .other),
      Opening("ich lerne", "lernt", .interests), Opening("ich studiere", "studiert", .work),
      Opening("ich rauche", "raucht", .health, standsAlone: true),
      Opening("ich vertrage", "verträgt", .health, "kein keine keinen nicht"),
    ],
    owners: ["mein", "meine"],
    nouns: nouns(
      .relationships,
      [
        ("schwester mutter mama frau tochter oma freundin katze partnerin tante chefin", "die"),
        ("bruder vater papa mann sohn opa freund hund partner onkel chef", "der"),
        ("kinder eltern geschwister hunde katzen", "die"),
      ]
    ).merging(
      nouns(.other, [("geburtstag", "der"), ("nachname spitzname", "der")]).merging(
        [
          "name": Noun(article: "der", category: .other, isName: true),
          "vorname": Noun(article: "der", category: .other, isName: true),
        ]
      ) { first, _ in first }
    ) { first, _ in first },
    verbs: words("wohnt lebt heisst arbeitet hat spielt mag liebt studiert kommt"), naming: [["ist", "allergisch"]],
    being: "ist", jobs: words(germanJobs), favourites: .prefix("lieblings"),
    conjunctions: words("aber weil denn sondern deshalb"), additions: ["und"],
    leadIns: words("ja nein also ubrigens hallo hi und naja"),
    unsure: words(
      """
      wenn wurde wurden hatte ware vielleicht gerade heute morgen mochte konnte sagt sagte meint weiss glaube ob jetzt
      dich dir du dein deine ihnen idee antwort vorschlag gleich bald dies diese dieser dieses momentan nichts
      """),
    denial: .behind,
    pronouns: { word, person in
      switch word.lower {
      case "mir", "mich": return person.isNamed ? person.object : "sich"
      case "mein", "meine", "meinem", "meinen", "meiner", "meines":
        return (person.isFeminine ? "ihr" : "sein") + word.text.dropFirst(4)
      case "unser", "unsere", "unserem", "unseren", "unserer":
        return (person.isFeminine ? "ihr" : "sein") + word.text.dropFirst(5)
      default: return nil
      }
    },
    person: { speaker, isFeminine in
      if let name = speaker.name {
        return OpeningPerson(
          subject: name, dative: name, genitive: "von \(name)", object: name, isFeminine: isFeminine, isNamed: true)
      }
      let noun = isFeminine ? "Nutzerin" : "Nutzer"
      return OpeningPerson(
        subject: (isFeminine ? "Die " : "Der ") + noun, dative: (isFeminine ? "Der " : "Dem ") + noun,
        genitive: isFeminine ? "der Nutzerin" : "des Nutzers", object: (isFeminine ? "der " : "dem ") + noun,
        isFeminine: isFeminine, isNamed: false)
    },
    possession: { noun, article, person in
      // Of a favourite nobody knows the gender: its owner stands before it.
      guard let article else { return person.isNamed ? "\(person.subject)s \(noun)" : "Des Nutzers \(noun)" }
      return "\(article) \(noun) \(person.genitive)"
    },
    date: { day, month, year in "Stand: \(day). \(germanMonths[month - 1]) \(year)" })
}

private let germanJobs = """
  lehrer lehrerin arzt arztin ingenieur ingenieurin krankenschwester pfleger pflegerin entwickler entwicklerin student
  studentin rentner rentnerin anwalt anwaltin koch kochin architekt architektin informatiker informatikerin
  """
private let germanIllnesses = "diabetes asthma migrane epilepsie allergie allergien intoleranz bluthochdruck"
private let germanNearOnes = """
  hund hunde katze katzen kind kinder tochter sohn sohne bruder schwester schwestern geschwister hamster
  """
private let germanMonths = [
  "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember",
]
