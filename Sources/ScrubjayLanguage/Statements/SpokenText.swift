import Foundation

/// What of a message its writer says on their own account.
enum SpokenText {
  /// A text longer than this is taken to be pasted unless its writer speaks of themselves in it, in letters.
  private static let pastedLength = 1_200
  /// How many words of a long text there are at most for each in the first person.
  private static let wordsPerSelf = 40

  /// The message without quoted lines, code, and what was forwarded.
  static func own(of message: String) -> String {
    var lines: [Substring] = []
    var isCode = false
    for line in message.split(separator: "\n", omittingEmptySubsequences: false) {
      let start = line.drop { $0.isWhitespace }
      if start.hasPrefix("```") || start.hasPrefix("~~~") {
        // A block may open and close in one line.
        if start.dropFirst(3).range(of: "```") == nil { isCode.toggle() }
        continue
      }
      if forwarding.contains(where: start.lowercased().hasPrefix) { break }
      if isCode || start.hasPrefix(">") || start.hasPrefix("|") || line.hasPrefix("\t") || line.hasPrefix("    ") {
        continue
      }
      lines.append(line)
    }
    return lines.joined(separator: "\n")
  }

  private static let forwarding = [
    "---------- forwarded", "-----original message", "begin forwarded message", "forwarded message", "fwd:",
    "________________________________", "on behalf of", "---------- weitergeleitete", "-----ursprungliche nachricht",
    "---------- mensaje reenviado", "---------- message transféré",
  ]

  /// Whether a text is something to work on rather than something that is told: it begins with a task, or is long and
  /// hardly speaks of its writer.
  static func isMaterial(_ text: String) -> Bool {
    let words = PhraseText(String(text.prefix(pastedLength + 1))).words
    let opening = words.first { !politeness.contains($0) }
    if let opening, tasks.contains(opening) { return true }
    guard text.count > pastedLength else { return false }
    return words.count(where: selves.contains) * wordsPerSelf < words.count
  }

  private static let politeness: Set<String> = [
    "please", "can", "could", "you", "would", "hey", "hi", "ok", "so", "now", "bitte", "por", "favor",
  ]
  private static let selves: Set<String> = [
    "i", "im", "ive", "my", "me", "ich", "mein", "meine", "yo", "mi", "je", "j", "mon", "ma",
  ]
  /// Verbs that a task for an assistant begins with.
  private static let tasks: Set<String> = [
    "translate", "summarize", "summarise", "rewrite", "rephrase", "proofread", "paraphrase", "correct", "fix", "edit",
    "improve",
    "write", "draft", "compose", "generate", "continue", "complete", "pretend", "imagine", "suppose", "roleplay", "act",
    "assume",
    "shorten", "analyze", "analyse", "classify", "extract", "ubersetze", "schreibe", "korrigiere", "traduce", "escribe",
    "traduis", "ecris", "corrige", "resume", "repeat", "say",
  ]

  /// Whether a message says that it is not meant as it stands there.
  static func isIronic(_ text: String) -> Bool {
    text.hasSuffix(" /s") || text.contains(" /s ") || text.contains("🙄") || ironies.occur(in: PhraseText(text))
  }

  private static let ironies = Phrases("yeah right | oh sure | oh great | just kidding | na klar | ja sicher")

  static func isQuestion(_ sentence: Substring) -> Bool {
    sentence.unicodeScalars.contains { $0 == "?" || $0 == "？" || $0 == "¿" }
  }

  /// Whether a sentence holds the words of someone else, or of a title.
  static func quotes(_ sentence: Substring) -> Bool {
    var before: Character = " "
    var isOpen = false
    for character in sentence {
      if "\"“”„«»`".contains(character) { return true }
      if "'‘’".contains(character), !before.isLetter, !before.isNumber { isOpen = true }
      if isOpen, ".,!; ".contains(character), "'’".contains(before) { return true }
      before = character
    }
    return isOpen && "'’".contains(before)
  }
}
