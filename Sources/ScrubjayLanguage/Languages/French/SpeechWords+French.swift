extension SpeechWords {
  static let french = SpeechWords(
    fictions: """
      jeu de role | imagine que je | imagine que | imaginons que | faisons semblant | fais semblant | faisons comme si
      supposons que | jouons a un jeu
      """,
    stories: "histoire conte roman poeme",
    wishes: "j ecris un | j ecris une | raconte moi",
    voices: "lettre | courriel | discours | biographie | traduis",
    ends: """
      fin du jeu | hors personnage | retour a la realite | dans la vraie vie | serieusement | blague a part
      """,
    turns: "merci | au fait",
    politeness: "peux tu",
    selves: "je j mon ma",
    textTasks: "traduis ecris corrige redige",
    returns: "au fait",
    reporting: "a dit | a ecrit | ecrit | dit | repondu",
    questions: """
      peux tu | pourrais tu | quel | quelle | quoi | comment | ou | est ce que | y a t il | tu peux | as tu
      """,
    beforeQuestions: "et",
    memories: "souvenirs | memoires | contexte pertinent | conversations precedentes",
    own: "a propos de moi | moi | mon | ma | mes | je",
    roles: "utilisateur",
    forwarding: "---------- message transféré",
    introductions: "le",
    writing: "a écrit",
    heads: "de")
}
