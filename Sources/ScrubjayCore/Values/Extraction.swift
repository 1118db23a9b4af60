/// What became of a user's message that was looked at for what is worth remembering.
public struct ExtractionOutcome: Sendable, Hashable, Codable {
  /// What became of it.
  public let state: State
  /// The run that looked at it, if one did.
  public let run: String?
  /// Why nothing could be made of it, where it failed.
  public let failure: String?
  /// When that was settled; `nil` while it waits.
  public let settledAt: Timestamp?

  /// What can become of a message.
  public enum State: String, Sendable, Codable, CaseIterable {
    /// It has not been looked at yet.
    case waiting
    /// Something of it was stored that was not known before.
    case stored
    /// What it says was known; it is one more source of that.
    case merged
    /// There is nothing in it to remember, or nothing that was not known.
    case nothing
    /// Someone marked it as processed.
    case skipped
    /// It was tried as often as it may be.
    case failed
  }

  /// It waits.
  public static let waiting = Self(.waiting)

  /// An outcome.
  public init(_ state: State, run: String? = nil, failure: String? = nil, settledAt: Timestamp? = nil) {
    self.state = state
    self.run = run
    self.failure = failure
    self.settledAt = settledAt
  }
}

/// One look at the messages of users that had not been processed.
public struct ExtractionRun: Sendable, Hashable, Codable {
  /// The order of the runs; 0 until it is stored.
  public var sequence: Int64
  /// The id, unique in the tenant.
  public let id: String
  /// When it began.
  public let startedAt: Timestamp
  /// When it had been tried with every user, if it has.
  public let finishedAt: Timestamp?
  /// How many users it is for.
  public let users: Int
  /// With how many of them it was tried.
  public let tried: Int
  /// The counts so far.
  public let counts: ExtractionCounts
  /// Why it failed, with the last characters of the user's name, the first ones only.
  public let errors: [String]

  /// How many errors a run keeps.
  public static let errorLimit = 100

  /// A run.
  public init(
    sequence: Int64 = 0, id: String, startedAt: Timestamp, finishedAt: Timestamp? = nil, users: Int, tried: Int = 0,
    counts: ExtractionCounts = ExtractionCounts(), errors: [String] = []
  ) {
    self.sequence = sequence
    self.id = id
    self.startedAt = startedAt
    self.finishedAt = finishedAt
    self.users = users
    self.tried = tried
    self.counts = counts
    self.errors = errors
  }
}

/// The outcome of extraction for a message.
public struct ExtractionCounts: Sendable, Hashable, Codable {
  /// How many messages were processed.
  public var messages: Int
  /// How many facts were stored that were not known.
  public var added: Int
  /// How many were known already, and have one more source now.
  public var merged: Int
  /// How many memories hold no longer, as something new contradicts them.
  public var superseded: Int
  /// How many proposals were not taken.
  public var ignored: Int
  /// How many contradictions were put aside for someone to decide.
  public var heldBack: Int

  /// Numbers.
  public init(
    messages: Int = 0, added: Int = 0, merged: Int = 0, superseded: Int = 0, ignored: Int = 0, heldBack: Int = 0
  ) {
    self.messages = messages
    self.added = added
    self.merged = merged
    self.superseded = superseded
    self.ignored = ignored
    self.heldBack = heldBack
  }
}
