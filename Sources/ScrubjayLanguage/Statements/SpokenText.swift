import Foundation

/// What of a message its writer says on their own account.
enum SpokenText {
  /// A text longer than this is taken to be pasted unless its writer speaks of themselves in it, in letters.
  private static let pastedLength = 1_200
  /// How many words of a long text there are at most for each in the first person.
  private static let wordsPerSelf = 40

  /// The message without lines that are quoted, pasted or code.
  static func own(of message: String) -> String { OwnLines(message).lines.joined(separator: "\n") }

  /// Whether a text is long and hardly speaks of its writer.
  static func isPasted(_ text: String) -> Bool {
    guard text.count > pastedLength else { return false }
    let words = PhraseText(text).words
    return words.count(where: selves.contains) * wordsPerSelf < words.count
  }

  /// Whether a sentence gives an assistant something to do.
  static func asksForWork(_ sentence: PhraseText) -> Bool {
    sentence.words.first { !politeness.contains($0) }.map(tasks.contains) == true
  }

  /// Whether the task is one on a text that follows.
  static func isOfText(_ sentence: PhraseText) -> Bool {
    sentence.words.first { !politeness.contains($0) }.map(textTasks.contains) == true
  }

  static let politeness: Set<String> = [
    "please", "can", "could", "you", "would", "hey", "hi", "ok", "so", "now", "bitte", "por", "favor", "kannst", "du",
    "puedes", "peux", "tu", "help", "me", "just", "then", "and", "also", "to",
  ]
  private static let selves: Set<String> = [
    "i", "im", "ive", "my", "me", "ich", "mein", "meine", "yo", "mi", "je", "j", "mon", "ma",
  ]
  /// Verbs that a task on a text begins with.
  private static let textTasks: Set<String> = [
    "translate", "summarize", "summarise", "rewrite", "rephrase", "proofread", "paraphrase", "correct", "edit",
    "shorten",
    "write", "draft", "compose", "say", "repeat", "classify", "ubersetze", "schreibe", "schreib", "korrigiere",
    "traduce",
    "escribe", "traduis", "ecris", "corrige", "redige", "redacta",
  ]
  /// Verbs that a task for an assistant begins with.
  static let tasks: Set<String> = textTasks.union([
    "fix", "improve", "generate", "continue", "complete", "pretend", "imagine", "suppose", "roleplay", "act", "assume",
    "analyze", "analyse", "extract", "resume",
  ])
  /// Words by which someone turns from a text or a quotation to themselves.
  static let returns = Phrases(
    """
    by the way | btw | anyway | about me | for context | fyi | on another note | unrelated | side note | as for me | unquote
    end quote | end of quote | ubrigens | por cierto | au fait | 顺便
    """)

  /// Whether the words of someone else follow on a sentence, or on a colon in it.
  static func reports(_ sentence: Substring) -> Bool {
    guard let colon = sentence.firstIndex(where: { $0 == ":" || $0 == "：" }) else { return false }
    // What stands between quotation marks ends where they close.
    let quoted = sentence[sentence.index(after: colon)...].first { !$0.isWhitespace }
    if let quoted, "\"“„«‘'「『".contains(quoted) { return false }
    return reporting.occur(in: PhraseText(String(sentence[..<colon])))
  }

  private static let reporting = Phrases(
    """
    said | says | wrote | writes | written | told | texted | emailed | mailed | asked | asks | replied | replies | posted | tweeted
    answered | quote | quotes | quoted | lyrics | goes | reads | text | message | email | letter | review | sagte | sagt | schrieb
    schreibt | antwortete | dijo | dice | escribio | escribe | respondio | a dit | a ecrit | ecrit | dit | repondu | 说 | 写道 | 回复
    """)

  /// Whether a message says that it is not meant as it stands there.
  static func isIronic(_ text: String) -> Bool {
    text.hasSuffix(" /s") || text.contains(" /s ") || text.contains("🙄") || ironies.occur(in: PhraseText(text))
  }

  private static let ironies = Phrases("yeah right | oh sure | oh great | just kidding | na klar | ja sicher")

  static func isQuestion(_ sentence: Substring) -> Bool {
    sentence.unicodeScalars.contains { $0 == "?" || $0 == "？" || $0 == "¿" }
  }
}
