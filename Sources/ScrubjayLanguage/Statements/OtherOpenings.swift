/// How lasting statements begin in German, Spanish and French; folded, in lower case.
enum OtherOpenings {
  struct Opening {
    let language: Language
    let words: [String]
    /// The same in the third person.
    let replacement: String
    private let fixed: FactCategory
    /// Words one of which has to follow soon; none for any.
    private let required: Set<String>

    /// How many words behind the opening are looked at.
    private static let reach = 5

    fileprivate init(_ words: String, _ replacement: String, _ fixed: FactCategory, _ required: String) {
      language = words.hasPrefix("ich ") ? .de : words.hasPrefix("j") && words != "juego" ? .fr : .es
      self.words = words.split(separator: " ").map(String.init)
      self.replacement = replacement
      self.fixed = fixed
      self.required = EnglishWords.set(required)
    }

    /// What the statement is about; `nil` where it is none that lasts.
    func category(of rest: [SpokenWord]) -> FactCategory? {
      guard !rest.isEmpty else { return nil }
      let isKnown = required.isEmpty || rest.prefix(Self.reach).contains { required.contains($0.lower) }
      return isKnown ? fixed : nil
    }
  }

  private static let diets =
    """
    vegetarier vegetarierin veganer veganerin vegetarisch vegan vegetariano vegetariana vegano vegana vegetarien
    vegetarienne vegetalien vegane
    """
  private static let illnesses =
    """
    diabetes asthma migrane epilepsie diabete asthme migraines epilepsia asma migranas allergie alergia allergies
    intoleranz
    """
  private static let nearOnes = """
    hund hunde katze katzen kind kinder tochter sohn sohne bruder schwester schwestern geschwister hamster perro
    perros perra gato gatos gata hijo hijos hija hijas hermano hermanos hermana hermanas chien chiens chat chats
    chatte enfant enfants fils fille filles frere freres soeur soeurs
    """
  static let jobs = """
    lehrer lehrerin arzt arztin ingenieur ingenieurin krankenschwester pfleger entwickler entwicklerin student
    studentin rentner rentnerin anwalt anwaltin koch kochin profesor profesora medico medica enfermero enfermera
    ingeniero ingeniera abogado abogada estudiante cocinero cocinera programador programadora jubilado jubilada
    arquitecto arquitecta professeur medecin infirmier infirmiere ingenieur avocat avocate etudiant etudiante
    cuisinier cuisiniere developpeur developpeuse retraite retraitee architekt architektin informatiker
    """
  private static let married =
    """
    verheiratet geschieden ledig verlobt casado casada soltero soltera divorciado divorciada marie mariee divorce
    divorcee celibataire
    """

  static let openings: [Opening] = [
    .init("ich bin", "Ist", .health, "allergisch diabetiker diabetikerin asthmatiker schwanger laktoseintolerant"),
    .init("ich bin", "Ist", .preferences, diets), .init("ich bin", "Ist", .work, jobs),
    .init("ich bin", "Ist", .relationships, married), .init("ich bin", "Ist", .other, "alt linkshander linkshanderin"),
    .init("ich habe", "Hat", .health, illnesses), .init("ich hab", "Hat", .health, illnesses),
    .init("ich habe", "Hat", .relationships, nearOnes), .init("ich hab", "Hat", .relationships, nearOnes),
    .init("ich wohne", "Wohnt", .other, "in bei mit auf am an"),
    .init("ich lebe", "Lebt", .other, "in bei mit auf am an"),
    .init("ich arbeite", "Arbeitet", .work, "als bei fur in im"), .init("ich mag", "Mag", .preferences, ""),
    .init("ich liebe", "Liebt", .preferences, ""), .init("ich hasse", "Hasst", .preferences, ""),
    .init("ich bevorzuge", "Bevorzugt", .preferences, ""), .init("ich spiele", "Spielt", .interests, ""),
    .init(
      "ich spreche", "Spricht", .other, "deutsch englisch franzosisch spanisch italienisch sprachen turkisch russisch"),
    .init("ich esse", "Isst", .preferences, "kein keine keinen nur gern gerne"),
    .init("ich trinke", "Trinkt", .preferences, "kein keine keinen nur gern gerne"),
    .init("ich heisse", "Heißt", .other, ""), .init("ich komme aus", "Kommt aus", .other, ""),
    .init("ich lerne", "Lernt", .interests, ""),
    .init("ich studiere", "Studiert", .work, ""), .init("ich rauche", "Raucht", .health, ""),

    .init("soy", "Es", .health, "alergico alergica diabetico diabetica asmatico asmatica celiaco celiaca intolerante"),
    .init("soy", "Es", .preferences, diets), .init("soy", "Es", .work, jobs), .init("soy de", "Es de", .other, ""),
    .init("estoy", "Está", .relationships, married), .init("soy", "Es", .other, "zurdo zurda"),
    .init("tengo", "Tiene", .health, illnesses), .init("tengo", "Tiene", .relationships, nearOnes),
    .init("tengo", "Tiene", .other, "anos"),
    .init("vivo", "Vive", .other, "en con cerca"), .init("trabajo", "Trabaja", .work, "como en de para"),
    .init("me gusta", "Le gusta", .preferences, ""), .init("me gustan", "Le gustan", .preferences, ""),
    .init("me encanta", "Le encanta", .preferences, ""), .init("me encantan", "Le encantan", .preferences, ""),
    .init("no me gusta", "No le gusta", .preferences, ""), .init("no me gustan", "No le gustan", .preferences, ""),
    .init("odio", "Odia", .preferences, ""), .init("prefiero", "Prefiere", .preferences, ""),
    .init("toco", "Toca", .interests, "el la los"), .init("juego", "Juega", .interests, "al"),
    .init("hablo", "Habla", .other, "espanol ingles frances aleman idiomas italiano portugues"),
    .init("me llamo", "Se llama", .other, ""), .init("estudio", "Estudia", .work, ""),
    .init("no como", "No come", .preferences, ""),
    .init("no bebo", "No bebe", .preferences, ""), .init("naci en", "Nació en", .other, ""),
    .init("no fumo", "No fuma", .health, ""),

    .init("je suis", "Est", .health, "allergique diabetique asthmatique enceinte intolerant intolerante"),
    .init("je suis", "Est", .preferences, diets), .init("je suis", "Est", .work, jobs),
    .init("je suis", "Est", .relationships, married),
    .init("je suis", "Est", .other, "gaucher gauchere"), .init("je suis ne", "Est né", .other, "a en"),
    .init("je suis nee", "Est née", .other, "a en"),
    .init("j'ai", "A", .health, illnesses), .init("j'ai", "A", .relationships, nearOnes),
    .init("j'ai", "A", .other, "ans"),
    .init("j'habite", "Habite", .other, "a en au dans avec pres chez"),
    .init("je vis", "Vit", .other, "a en au dans avec"),
    .init("je travaille", "Travaille", .work, "comme a chez dans pour"),
    .init("j'aime pas", "N'aime pas", .preferences, ""),
    .init("j'aime", "Aime", .preferences, ""), .init("j'adore", "Adore", .preferences, ""),
    .init("je n'aime pas", "N'aime pas", .preferences, ""), .init("je deteste", "Déteste", .preferences, ""),
    .init("je prefere", "Préfère", .preferences, ""), .init("je joue", "Joue", .interests, "du de au aux"),
    .init("je parle", "Parle", .other, "francais anglais espagnol allemand italien langues"),
    .init("je m'appelle", "S'appelle", .other, ""),
    .init("j'etudie", "Étudie", .work, ""),
    .init("j'apprends", "Apprend", .interests, "le la l'espagnol l'anglais l'allemand"),
    .init("je ne mange pas", "Ne mange pas", .preferences, ""),
    .init("je ne bois pas", "Ne boit pas", .preferences, ""),
    .init("je ne fume pas", "Ne fume pas", .health, ""), .init("je viens de", "Vient de", .other, ""),
  ]

  static let firstWords: Set<String> = Set(openings.compactMap(\.words.first)).union([
    "mein", "meine", "mi", "mis", "mon", "ma", "mes", "yo",
  ])
  /// Verbs that go on about the same one, and the word for that.
  static let continuing: [String: String] = Dictionary(
    openings.filter { $0.words.count == 2 && ["ich", "je"].contains($0.words[0]) }.map { ($0.words[1], $0.words[0]) },
    uniquingKeysWith: { first, _ in first })
  static let additions = EnglishWords.set("und y e et")
  static let conjunctions = EnglishWords.set("aber weil denn sondern deshalb pero porque aunque mais parce car donc")
  static let leadIns = EnglishWords.set(
    "ja nein also ubrigens hallo hi yo si hola oui non bonjour salut bueno pues moi y et und naja")

  /// Words by which a sentence is no lasting statement, or points at something in the conversation.
  static let unsure: [Language: Set<String>] = [
    .de: EnglishWords.set(
      """
      wenn wurde wurden hatte ware vielleicht gerade heute morgen mochte konnte sagt sagte meint weiss glaube ob jetzt
      dich dir du dein deine ihnen idee antwort vorschlag gleich bald dies diese dieser dieses momentan nichts
      """),
    .es: EnglishWords.set(
      """
      si quisiera gustaria encantaria hoy ahora quizas quiza dice dijo creo idea respuesta tu te eso esto esa ese esta
      este manana quiero nada
      """),
    .fr: EnglishWords.set(
      """
      si aimerais voudrais peut-etre aujourd'hui ce soir maintenant dit crois idee reponse tu ton ta tes te ca cela
      demain vous votre cette cet rien
      """),
  ]
}
