extension OpeningWords {
  /// How speakers of Spanish begin what they state of themselves.
  static let spanish = OpeningWords(
    language: .es,
    openings: [
      Opening(
        "soy", "es", .health, "alergico alergica diabetico diabetica asmatico asmatica celiaco celiaca intolerante"),
      Opening("soy", "es", .preferences, "vegetariano vegetariana vegano vegana"),
      Opening("soy", "es", .work, spanishJobs),
      Opening("soy de", "es de", .other), Opening("estoy", "está", .relationships, spanishMarried),
      Opening("estoy", "está", .health, "embarazada"), Opening("soy", "es", .other, "zurdo zurda"),
      Opening("tengo", "tiene", .health, "diabetes asma epilepsia migranas alergia alergias hipertension intolerancia"),
      Opening("tengo", "tiene", .relationships, spanishNearOnes), Opening("tengo", "tiene", .other, "anos"),
      Opening("vivo", "vive", .other, "en con cerca"), Opening("trabajo", "trabaja", .work, "como en de para"),
      Opening("no me gusta", "no le gusta", .preferences, isDative: true),
      Opening("no me gustan", "no le gustan", .preferences, isDative: true),
      Opening("me gusta", "le gusta", .preferences, isDative: true),
      Opening("me gustan", "le gustan", .preferences, isDative: true),
      Opening("me encanta", "le encanta", .preferences, isDative: true),
      Opening("me encantan", "le encantan", .preferences, isDative: true), Opening("odio", "odia", .preferences),
      Opening("prefiero", "prefiere", .preferences), Opening("toco", "toca", .interests, "el la los"),
      Opening("juego", "juega", .interests, "al"),
      Opening("hablo", "habla", .other, "espanol ingles frances aleman idiomas italiano portugues"),
      Opening("me llamo", "se llama", .other, isName: true), Opening("estudio", "estudia", .work),
      Opening("no como", "no come", .preferences), Opening("no bebo", "no bebe", .preferences),
      Opening("naci en", "nació en", .other), Opening("fumo", "fuma", .health, standsAlone: true),
    ],
    owners: ["mi", "mis"],
    nouns: nouns(
      .relationships,
      [
        ("hermana madre mama mujer esposa hija novia abuela perra gata amiga pareja tia jefa", "la"),
        ("hermano padre papa marido esposo hijo novio abuelo perro gato amigo tio jefe", "el"),
        ("hijos hermanos padres abuelos perros gatos", "los"), ("hijas hermanas", "las"),
      ]
    ).merging(
      nouns(.other, [("cumpleanos apellido", "el")]).merging([
        "nombre": Noun(article: "el", category: .other, isName: true)
      ]) {
        first, _ in first
      }
    ) { first, _ in first },
    verbs: words("vive trabaja tiene toca juega estudia habla viven trabajan tienen"),
    naming: [["se", "llama"], ["es", "alergica"], ["es", "alergico"]], being: "es", jobs: words(spanishJobs),
    favourites: .words(["favorito": "el", "favorita": "la", "favoritos": "los", "favoritas": "las"]),
    conjunctions: words("pero porque aunque"), additions: ["y", "e"], leadIns: words("si hola bueno pues y yo"),
    unsure: words(
      """
      si quisiera gustaria encantaria hoy ahora quizas quiza dice dijo creo idea respuesta tu te eso esto esa ese esta
      este manana quiero nada
      """),
    denial: .before([["ya", "no"], ["no"]]),
    pronouns: { word, person in
      switch word.text.lowercased() {
      case "mi": return "su"
      case "mis": return "sus"
      case "nuestro", "nuestra": return "su"
      case "nuestros", "nuestras": return "sus"
      case "mí": return person.object
      case "conmigo": return "con \(person.object)"
      default: return nil
      }
    },
    person: { speaker, isFeminine in
      if let name = speaker.name {
        return OpeningPerson(
          subject: name, dative: "A \(name)", genitive: "de \(name)", object: name, isFeminine: isFeminine,
          isNamed: true)
      }
      return isFeminine
        ? OpeningPerson(
          subject: "La usuaria", dative: "A la usuaria", genitive: "de la usuaria", object: "la usuaria",
          isFeminine: true,
          isNamed: false)
        : OpeningPerson(
          subject: "El usuario", dative: "Al usuario", genitive: "del usuario", object: "el usuario", isFeminine: false,
          isNamed: false)
    },
    possession: { noun, article, person in "\(article ?? "") \(noun) \(person.genitive)" },
    date: { day, month, year in "a \(day) de \(spanishMonths[month - 1]) de \(year)" })
}

private let spanishJobs = """
  profesor profesora medico medica enfermero enfermera ingeniero ingeniera abogado abogada estudiante cocinero cocinera
  programador programadora jubilado jubilada arquitecto arquitecta maestro maestra
  """
private let spanishMarried = "casado casada soltero soltera divorciado divorciada viudo viuda"
private let spanishNearOnes = """
  perro perros perra gato gatos gata hijo hijos hija hijas hermano hermanos hermana hermanas
  """
private let spanishMonths = [
  "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre",
  "diciembre",
]
