public import ScrubjayCore

/// A piece of what is stored, as it was: with its id, its times and its version.
public enum ArchiveItem: Sendable {
  /// A session, without its events and state.
  case session(Session)
  /// An event of a session; its app and user are the session's.
  case event(Event)
  /// What became of a user's message, by its id, that does not wait any more.
  case extraction(message: String, ExtractionOutcome)
  /// A value of state.
  case state(StateEntry)
  /// What is set for a user.
  case user(UserProfile)
  /// A version of a memory.
  case memory(Memory)
  /// A task.
  case task(AgentTask)
  /// A document with its content; its chunks are made anew.
  case document(DocumentDetail)
}

/// Whose content an archive holds.
public enum ArchiveScope: Sendable, Hashable {
  /// The whole tenant's.
  case tenant
  /// A user's: sessions, the memories of the user and of these sessions, the user's state, the sessions' tasks.
  case user(String)
}
