/// A language's words that tell which sentences of a message its writer says on their own account.
///
/// Phrases are divided by bars, single words by spaces; all are folded and in lower case.
struct SpeechWords: Sendable {
  // MARK: Roles and drafts

  /// Phrases that open a role, a game or a supposition: "let's pretend".
  var fictions = ""
  /// Words for what is told: "story".
  var stories = ""
  /// Phrases that, with such a word, ask for a story or begin one: "I'm writing a".
  var wishes = ""
  /// Phrases that tell of a task that its text is in the voice of whoever asks: "bio", "that says".
  var voices = ""
  /// Phrases that end a role: "out of character".
  var ends = ""
  /// Phrases that end a draft: "thanks".
  var turns = ""

  // MARK: Tasks and quotations

  /// Words that may stand before the verb of a task: "please".
  var politeness = ""
  /// The first person: "I", "my".
  var selves = ""
  /// Verbs that a task on a text begins with: "translate".
  var textTasks = ""
  /// Other verbs that a task for an assistant begins with.
  var tasks = ""
  /// Phrases by which somebody turns from a text or a quotation to themselves: "by the way".
  var returns = ""
  /// Words before a colon behind which the words of somebody else follow: "wrote".
  var reporting = ""
  /// Phrases that say that a message is not meant as it stands there.
  var ironies = ""
  /// Phrases that a question behind a statement begins with: "can you".
  var questions = ""
  /// Words that may stand before those.
  var beforeQuestions = ""

  // MARK: What is pasted

  /// Phrases in titles of what a memory, a profile or a log gave back.
  var memories = ""
  /// Phrases in titles under which people list what they say of themselves.
  var own = ""
  /// Who speaks in a transcript: "assistant".
  var roles = ""
  /// How the line above a forwarded text begins; with signs, divided by bars.
  var forwarding = ""
  /// How the line above a quoted mail begins, one word: "On Monday, Ana wrote:".
  var introductions = ""
  /// Phrases that it holds then, with accents.
  var writing = ""
  /// The names of a mail's sender and time in its head.
  var heads = ""
}

extension SpeechWords {
  /// One table of all languages' phrases.
  static func phrases(_ table: (SpeechWords) -> String) -> Phrases { LanguageWords.phrases { table($0.speech) } }

  /// One set of all languages' words.
  static func words(_ table: (SpeechWords) -> String) -> Set<String> { LanguageWords.words { table($0.speech) } }

  /// One list of all languages' phrases as they are written, with accents and signs.
  static func lines(_ table: (SpeechWords) -> String) -> [String] {
    LanguageWords.all.flatMap { words in
      table(words.speech).split { $0 == "|" || $0.isNewline }.map { part in
        part.split(separator: " ").joined(separator: " ")
      }
    }
  }
}
