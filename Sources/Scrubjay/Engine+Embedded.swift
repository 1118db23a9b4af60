public import ScrubjayCore
public import ScrubjayEngine
import ScrubjaySQLite

extension Engine {
  /// Opens an engine on one SQLite file, and makes the file with its folder if it is not there.
  ///
  /// - Parameters:
  ///   - path: The SQLite file; only its owner may read it.
  ///   - secret: What the hashes of API keys are keyed with; when `nil`, a file beside the database holds it.
  ///   - vfs: A SQLite file layer other than the system's own, by its registered name.
  ///   - clock: Tells the time.
  ///   - ids: Makes ids.
  /// - Throws: `database_unusable`, `database_too_new`, `database_busy`, each saying what to do.
  public static func open(
    _ path: String, secret: ServerSecret? = nil, vfs: String? = nil, clock: any Clock = SystemClock(),
    ids: any IDSource = UUIDv7Source()
  ) async throws -> Engine {
    let storage = try await SQLiteStorage.open(path: path, vfs: vfs, at: clock.now())
    do {
      let engine = Engine(
        storage: storage, secret: try secret ?? SecretFile(database: path).secret(), clock: clock, ids: ids)
      try await engine.prepare()
      return engine
    } catch {
      await storage.close()
      throw error
    }
  }
}
