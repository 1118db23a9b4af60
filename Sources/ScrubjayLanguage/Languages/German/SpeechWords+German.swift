extension SpeechWords {
  static let german = SpeechWords(
    fictions: """
      rollenspiel | stell dir vor ich | stell dir vor wir | tu so als | tun wir so | spielen wir ein spiel
      angenommen ich | wahrheit oder pflicht
      """,
    stories: "geschichte marchen gedicht",
    wishes: "ich schreibe | erzahl mir",
    voices: "lebenslauf | brief | nachricht | bewerbung | rede | profil | ubersetze",
    ends: """
      ende des rollenspiels | ende des spiels | zuruck zur realitat | im ernst | spass beiseite | im echten leben
      in wirklichkeit
      """,
    turns: "danke | ubrigens",
    politeness: "bitte kannst du",
    selves: "ich mein meine",
    textTasks: "ubersetze schreibe schreib korrigiere",
    returns: "ubrigens",
    reporting: "sagte | sagt | schrieb | schreibt | antwortete",
    ironies: "na klar | ja sicher",
    questions: """
      kannst du | konntest du | was | wie | wo | welche | welcher | welches | hast du | gibt es | soll ich
      """,
    beforeQuestions: "und",
    memories: "erinnerungen | relevante erinnerungen | bekannte fakten | gesprachsverlauf",
    own: "uber mich | mich | mein | meine | ich",
    roles: "nutzer assistent",
    forwarding: "---------- weitergeleitete | -----ursprüngliche nachricht",
    introductions: "am",
    writing: "schrieb",
    heads: "von gesendet")
}
