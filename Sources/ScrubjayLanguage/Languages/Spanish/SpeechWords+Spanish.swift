extension SpeechWords {
  static let spanish = SpeechWords(
    fictions: """
      juego de rol | juguemos a | imagina que | imaginemos que | finjamos | finge que | haz de cuenta | hagamos como
      supongamos que
      """,
    stories: "cuento historia novela poema",
    wishes: "escribo un | escribo una | cuentame",
    voices: "carta | correo | mensaje | perfil | biografia | discurso | traduce",
    ends: """
      fin del juego | fuera de personaje | de vuelta a la realidad | en la vida real | hablando en serio
      en serio ahora
      """,
    turns: "gracias | por cierto",
    politeness: "por favor puedes",
    selves: "yo mi",
    textTasks: "traduce escribe redacta corrige",
    returns: "por cierto",
    reporting: "dijo | dice | escribio | escribe | respondio",
    questions: "que | como | cual | donde | cuando | puedes | podrias | hay | tienes | debo",
    beforeQuestions: "y",
    memories: "memorias | recuerdos | contexto relevante | conversaciones anteriores | datos del usuario",
    own: "sobre mi | mi | mis | yo",
    roles: "usuario asistente",
    forwarding: "---------- mensaje reenviado",
    introductions: "el",
    writing: "escribió",
    heads: "de")
}
