import ScrubjayCore

/// Conversations and questions about them, whatever file they came from.
struct EvaluationSet: Sendable {
  let format: EvaluationFormat
  /// What it is called, where it says so.
  let name: String?
  let conversations: [Conversation]

  /// One conversation, whose messages and memories become those of a user of its own.
  struct Conversation: Sendable {
    /// The id, which becomes the user.
    let id: String
    /// The app that it is imported for.
    let app: String
    let sessions: [Session]
    let memories: [Memory]
    let questions: [Question]

    /// Where the answers are looked for, as `recall` calls it.
    var kinds: [String] { memories.isEmpty ? ["message"] : ["message", "memory"] }

    /// The sessions of each message and memory, by its id in the file: that of a message, and those that a memory comes from.
    var sessionsOfItems: [String: [String]] {
      let messages = sessions.flatMap { session in session.messages.map { ($0.id, [session.id]) } }
      return Dictionary(messages + memories.map { ($0.id, $0.sources.map(\.session)) }) { first, _ in first }
    }

    /// What a message or memory says, by its id in the file.
    var contents: [String: String] {
      let messages = sessions.flatMap(\.messages).map { ($0.id, $0.content) }
      return Dictionary(messages + memories.map { ($0.id, $0.content) }) { first, _ in first }
    }
  }

  struct Session: Sendable {
    /// The id that it is stored under.
    let id: String
    let messages: [Message]
  }

  struct Message: Sendable {
    /// The id in the file, kept as `metadata.external_id`.
    let id: String
    /// The id that it is stored under, where it is not left to the store.
    let event: String?
    let role: Role
    let name: String?
    let content: String
    let time: Timestamp
  }

  struct Memory: Sendable {
    /// The id in the file, kept as `metadata.external_id`.
    let id: String
    let content: String
    let type: MemoryType
    let importance: Int?
    let validFrom: Timestamp?
    let validUntil: Timestamp?
    let sources: [Source]
  }

  /// A session, or a message of it, under the ids that they are stored under.
  struct Source: Sendable {
    let session: String
    let event: String?
  }

  struct Question: Sendable, Hashable {
    let text: String
    let category: String
    /// The ids of the messages and memories that answer it, each once.
    let evidence: [String]
    /// The ids of those that answer it with what no longer holds.
    let stale: Set<String>
    /// The answer, where the file tells it.
    var answer: String?
    /// When it is asked, where that matters.
    let time: Timestamp?
    /// Whether there is an answer; one that has none should find nothing.
    let isAnswerable: Bool
  }

  /// All questions in the file's order, each with what it is about.
  var questions: [(conversation: Conversation, question: Question)] {
    conversations.flatMap { conversation in conversation.questions.map { (conversation, $0) } }
  }
}
