public import ScrubjayCore
public import ScrubjayEngine
import ScrubjaySQLite

extension Engine {
  /// Opens an engine on one SQLite file, and makes the file with its folder if it is not there.
  ///
  /// What is stored is found by its words at once, and by its meaning once it is embedded: ``Engine/run(_:folders:extractions:)`` does that
  /// in the background, ``Embeddings/finish(progress:)`` does it now.
  ///
  /// - Parameters:
  ///   - path: The SQLite file; only its owner may read it.
  ///   - secret: What the hashes of API keys are keyed with; when `nil`, a file beside the database holds it.
  ///   - embedders: The embedding models that can be asked; when `nil`, the one that is installed, if one is.
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
