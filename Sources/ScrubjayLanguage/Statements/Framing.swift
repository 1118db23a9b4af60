/// A part of a conversation in which "I" is nobody's own word, until it plainly ends.
package enum Framing: String, Sendable, Hashable, CaseIterable {
  /// A role that is played, a game, a story, what is only supposed.
  case fiction
  /// A text that is asked for: a letter, a profile, a translation.
  case draft

  /// Whether a sentence opens one, and which.
  package static func opened(by sentence: PhraseText) -> Framing? {
    if fictions.occur(in: sentence) { return .fiction }
    guard let first = sentence.words.first(where: { !SpokenText.politeness.contains($0) }) else { return nil }
    let isTold = sentence.words.contains(where: stories.contains)
    if SpokenText.tasks.contains(first) {
      if isTold { return .fiction }
      return voices.occur(in: sentence) ? .draft : nil
    }
    return isTold && wishes.occur(in: sentence) ? .fiction : nil
  }

  /// Whether a sentence plainly ends it.
  package func isEnded(by sentence: PhraseText) -> Bool {
    if Self.ends.occur(in: sentence) { return true }
    return self == .draft && Self.turns.occur(in: sentence)
  }

  private static let fictions = Phrases(
    """
    role play | roleplay | role playing | roleplaying | let s pretend | let us pretend | pretend i | pretend that | pretend you
    pretend we | pretend to be | imagine i | imagine that i | imagine you | imagine we | imagine that we | in character
    play a game | play the game | play pretend | let s play 20 questions | twenty questions | two truths | truth or dare
    d d campaign | our d d | my d d | in our campaign | in my campaign | dungeon master | dungeons and dragons | game master | text adventure | never have i ever | would you rather
    make believe | my character is | my character s | i ll be playing | i ll play | i play the role | i m playing the role
    you play the | you ll play | play along | suppose i | suppose that i | suppose we | let s say i | let s say that i
    let s assume i | let s assume that i | assume i | assume that i | say i m | hypothetically | for the sake of argument
    in an alternate universe | in a parallel universe | once upon a time | write as if | answer as if | fan fiction | fanfic
    rollenspiel | stell dir vor ich | stell dir vor wir | tu so als | tun wir so | spielen wir ein spiel | angenommen ich
    wahrheit oder pflicht | juego de rol | juguemos a | imagina que | imaginemos que | finjamos | finge que | haz de cuenta
    hagamos como | supongamos que | jeu de role | imagine que je | imagine que | imaginons que | faisons semblant
    fais semblant | faisons comme si | supposons que | jouons a un jeu | 角色扮演 | 扮演 | 假装 | 假设我 | 假如我 | 想象我 | 玩个游戏
    """)

  private static let stories: Set<String> = [
    "story", "tale", "novel", "scene", "screenplay", "chapter", "fable", "sketch", "lyrics", "song", "poem",
    "monologue",
    "geschichte", "marchen", "gedicht", "cuento", "historia", "novela", "poema", "histoire", "conte", "roman", "poeme",
  ]
  private static let wishes = Phrases(
    """
    i m writing a | i am writing a | i m working on a | help me write | help me with a | tell me a | write me a | write a
    continue the | ich schreibe | erzahl mir | escribo un | escribo una | cuentame | j ecris un | j ecris une | raconte moi
    """)
  /// By what a text that is asked for is known to be in the voice of whoever asks.
  private static let voices = Phrases(
    """
    bio | profile | email | e mail | mail | letter | message | text | post | tweet | statement | speech | essay | reply | review
    caption | resume | cv | blurb | intro | introduction | application | ad | note | toast | vows | testimonial | dialogue
    conversation | that says | which says | saying | as me | in first person | in the first person | translate | proofread
    rewrite | rephrase | correct | paraphrase | lebenslauf | brief | nachricht | bewerbung | rede | profil | ubersetze
    carta | correo | mensaje | perfil | biografia | discurso | traduce | lettre | courriel | discours | biographie | traduis
    """)

  private static let ends = Phrases(
    """
    end of role play | end of roleplay | end role play | end roleplay | end of the game | end the game | stop the game
    stop role playing | stop roleplaying | stop playing | stop pretending | done playing | done role playing | game over
    out of character | ooc | back to reality | back to real life | in real life | irl | real talk | seriously now
    all jokes aside | jokes aside | joking aside | kidding aside | enough role play | enough roleplay | enough of that
    enough of the | enough playing | end scene | the end | that was fun | end of story | for real now | in reality
    real me | the real me | break character | breaking character | not in character | no longer in character
    ende des rollenspiels | ende des spiels | zuruck zur realitat | im ernst | spass beiseite | im echten leben
    in wirklichkeit | fin del juego | fuera de personaje | de vuelta a la realidad | en la vida real | hablando en serio
    en serio ahora | fin du jeu | hors personnage | retour a la realite | dans la vraie vie | serieusement | blague a part
    游戏结束 | 结束角色扮演 | 说真的 | 回到现实 | 现实中 | 不玩了
    """)
  /// By what a text that was asked for is plainly done with.
  private static let turns = Phrases(
    """
    thanks | thank you | thx | perfect | looks good | looks great | that works | by the way | btw | anyway | another question
    different topic | new topic | on another note | about me | for context | fyi | moving on | next question | danke
    ubrigens | gracias | por cierto | merci | au fait | 谢谢 | 顺便
    """)
}
