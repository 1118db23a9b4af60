import ScrubjayCore
import ScrubjayLanguage

/// A sentence that may stand in a summary.
struct SummarySentence: Sendable {
  let text: String
  /// What speaks for it beside what it shares with others, where 1 is what speaks for the most central one.
  let bonus: Double

  /// What a sentence has at least and at most, in characters.
  private static let leastLength = 16
  private static let leastUnspacedLength = 6
  private static let mostLength = 400
  private static let leastWords = 4
  /// How much of a turn is looked at, in bytes of UTF-8.
  private static let bytesPerTurn = 16_384

  private static let decisionBonus = 0.8
  private static let numberBonus = 0.1
  /// What an agent says is mostly said of what the person wants.
  private static let userBonus = 0.1

  /// The sentences of a turn that say something.
  static func sentences(of text: String, role: Role) -> [SummarySentence] {
    guard role == .user || role == .assistant else { return [] }
    return Passages.sentences(of: Folding.truncated(text, toUTF8Bytes: bytesPerTurn)).compactMap { sentence in
      let line = sentence.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      let traits = TurnTraits(line)
      guard says(line), line.count <= mostLength, !traits.endsWithQuestion else { return nil }
      var bonus = decisions.occur(in: PhraseText(line)) ? decisionBonus : 0
      if traits.holdsNumber || traits.namesTime { bonus += numberBonus }
      if role == .user { bonus += userBonus }
      return SummarySentence(text: line, bonus: bonus)
    }
  }

  /// Whether it says more than a greeting or a thank you.
  private static func says(_ line: String) -> Bool {
    let isSpaced = line.utf8.allSatisfy { $0 < 0x80 } || line.split(separator: " ").count >= leastWords
    guard line.count >= (isSpaced ? leastLength : leastUnspacedLength) else { return false }
    let words = PhraseText(line).words
    guard words.count >= leastWords || !isSpaced else { return false }
    return words.count > greetingWords || !greetings.occur(in: PhraseText(line))
  }

  /// A greeting is no longer than so many words.
  private static let greetingWords = 8

  private static let greetings = Phrases(
    """
    hi | hello | hey | good morning | good afternoon | good evening | thanks | thank you | you re welcome | bye
    goodbye | see you | no problem | sounds good | great job | how can i help | let me know if | happy to help
    have a great | have a nice | hallo | guten morgen | guten tag | danke | gern geschehen | tschuss | hola
    buenos dias | gracias | de nada | adios | bonjour | merci | de rien | au revoir | ciao | grazie | ola | obrigado
    obrigada | 你好 | 谢谢 | 再见 | привет | спасибо
    """)

  /// Words by which something is decided, promised or due.
  private static let decisions = Phrases(
    """
    decided | we decide | decision | agreed | we will | we ll | i will | i ll | let s go with | go with | going with
    action item | todo | to do | deadline | due | by monday | by tuesday | by wednesday | by thursday | by friday
    by tomorrow | until friday | needs to | must | have to | has to | responsible for | take care of | takes care of
    follow up | next step | next steps | the plan is | chose | settled on | will send | will write | will call
    entschieden | beschlossen | entscheidung | einigen uns | wir nehmen | muss bis | bis freitag | bis montag
    aufgabe | frist | zustandig | decidimos | decidido | acordamos | decision | plazo | tarea | hay que | tiene que
    decide de | avons decide | convenu | echeance | tache | il faut | doit | deciso | abbiamo deciso | scadenza
    decidimos | prazo | 决定 | 截止 | 必须 | 负责 | 同意 | 决定了 | решили | договорились | срок | 決め | 決定
    """)
}
