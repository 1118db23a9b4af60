public import ScrubjayCore

/// The operations of Scrubjay over a storage: what a door calls, and a Swift program too.
public struct Engine: Sendable {
  /// Sessions: create, get, list, change, delete.
  public let sessions: Sessions
  /// Events of sessions.
  public let events: Events
  /// Messages: the events that are said.
  public let messages: Messages
  /// Scoped state.
  public let state: State
  /// Memories and their versions.
  public let memories: Memories
  /// Finding what was said and what is known.
  public let recall: Recall
  /// What was done, by whom.
  public let audit: Audit
  /// Keys, and the access they give.
  public let keys: Keys
  /// Tenants.
  public let tenants: Tenants
  /// The index of words.
  public let wordIndex: WordIndex
  /// What an operator can ask of the storage as a whole.
  public let inspection: any StorageInspection
  private let storage: any Storage

  /// An engine over a storage.
  ///
  /// - Parameters:
  ///   - storage: Where everything is kept.
  ///   - secret: What the keys' hashes are keyed with.
  ///   - clock: Tells the time.
  ///   - ids: Makes ids.
  public init(
    storage: some Storage & KeyDirectory & StorageInspection, secret: ServerSecret, clock: any Clock = SystemClock(),
    ids: any IDSource = UUIDv7Source()
  ) {
    let work = Work(storage: storage, clock: clock, ids: ids)
    let analyser = Analyser()
    events = Events(work: work, analyser: analyser)
    sessions = Sessions(work: work)
    messages = Messages(work: work, events: events)
    state = State(work: work)
    memories = Memories(work: work, analyser: analyser)
    recall = Recall(work: work, analyser: analyser)
    audit = Audit(work: work)
    keys = Keys(directory: storage, secret: secret, clock: clock, ids: ids)
    tenants = Tenants(directory: storage, clock: clock)
    wordIndex = WordIndex(work: work, analyser: analyser, directory: storage, inspection: storage)
    inspection = storage
    self.storage = storage
  }

  /// Makes what a new storage needs: the default tenant, and the note of which analyser its index is made with.
  public func prepare() async throws {
    try await tenants.makeDefault()
    try await wordIndex.prepare()
  }

  /// Finishes what was begun and lets go of the storage; operations called later throw `closed`.
  public func close() async { await storage.close() }
}
