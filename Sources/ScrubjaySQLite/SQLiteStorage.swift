public import ScrubjayCore
import ScrubjaySQL

/// The embedded storage: one SQLite file.
public enum SQLiteStorage {
  /// Opens the storage in a file, and creates the file if it does not exist.
  ///
  /// - Throws: `database_unusable`, `database_too_new`, `database_busy`, each saying what to do.
  public static func open(
    path: String, vfs: String? = nil, at time: Timestamp
  ) async throws -> some Storage & KeyDirectory & StorageInspection & Duties {
    let database = try SQLiteDatabase(path: path, vfs: vfs)
    do {
      return try await SQLStorage.open(database, at: time)
    } catch {
      await database.close()
      throw error
    }
  }
}
