import ScrubjayCore
import ScrubjaySQLite
import ScrubjayTestKit

/// A storage with all its ports.
typealias OpenStorage = any Storage & KeyDirectory & StorageInspection & Duties

/// A storage of a file in a folder of its own, open for as long as `body` needs it.
func withStorage<Result>(
  vfs: PowerLossVFS? = nil, in folder: TemporaryFolder? = nil,
  _ body: (OpenStorage, _ path: String) async throws -> Result
) async throws -> Result {
  let folder = try folder ?? TemporaryFolder()
  defer { withExtendedLifetime(folder) {} }
  let path = folder.file("memory.db")
  let storage = try await SQLiteStorage.open(path: path, vfs: vfs?.name, at: ManualClock.start)
  do {
    let result = try await body(storage, path)
    await storage.close()
    return result
  } catch {
    await storage.close()
    throw error
  }
}
