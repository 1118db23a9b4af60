public import ScrubjayCore
public import ScrubjayEngine
import ScrubjaySQLite

extension Engine {
  /// Opens an engine on one SQLite file, and creates the file with its folder if it does not exist.
  ///
  /// Word search finds new items at once, semantic search once they are embedded:
  /// ``Engine/run(_:folders:extractions:)`` embeds them in the background, ``Embeddings/finish(progress:)`` at once.
  ///
  /// - Parameters:
  ///   - path: The SQLite file; only its owner may read it.
  ///   - secret: The secret with which API keys are hashed; if `nil`, it is in a file beside the database.
  ///   - embedders: The embedding models; if `nil`, the installed one, if any.
  ///   - replacing: Whether the wanted embedding model takes the place of another that the file knows.
  ///   - capacity: How many memories an owner may have.
  ///   - retention: For how long what happened is kept in sight.
  ///   - roots: The folders whose files are documents, kept the same by ``Engine/run(_:folders:extractions:)``.
  ///   - chat: The language model that is asked; without one, rules do what they can.
  ///   - extraction: When what users said is looked at for what is worth remembering.
  ///   - summaries: When conversations are summed up.
  ///   - vfs: A SQLite file layer other than the system's own, by its registered name.
  ///   - clock: Tells the time.
  ///   - ids: Makes ids.
  /// - Throws: `database_unusable`, `database_too_new`, `database_busy`, `model_unusable`, `dimension_mismatch`, each
  ///   saying what to do.
  public static func open(
    _ path: String, secret: ServerSecret? = nil, embedders: Embedders? = nil, replacing: Bool = true,
    capacity: MemoryCapacity = MemoryCapacity(), retention: RetentionPolicy = RetentionPolicy(),
    roots: [DocumentRoot] = [], chat: ChatSettings? = nil, extraction: ExtractionPolicy = ExtractionPolicy(),
    summaries: SummaryPolicy = SummaryPolicy(), vfs: String? = nil, clock: any Clock = SystemClock(),
    ids: any IDSource = UUIDv7Source()
  ) async throws -> Engine {
    let embedders = try embedders ?? .installed()
    let storage = try await SQLiteStorage.open(path: path, vfs: vfs, at: clock.now())
    do {
      let engine = Engine(
        storage: storage, secret: try secret ?? SecretFile(database: path).secret(), embedders: embedders,
        capacity: capacity, retention: retention, roots: roots, chat: chat, extraction: extraction,
        summaries: summaries, clock: clock, ids: ids)
      try await engine.prepare(replacing: replacing)
      return engine
    } catch {
      await storage.close()
      throw error
    }
  }
}
