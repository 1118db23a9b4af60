import Foundation
import ScrubjayCore

/// The database's file: made for its owner only, and measured.
enum DatabaseFile {
  /// The permissions of the file; SQLite gives its log and index the same.
  private static let mode: mode_t = 0o600

  /// Makes the file and its folder if they are not there, and takes others' permissions away if it is.
  static func prepare(_ path: String) throws(ScrubjayError) {
    let folder = (path as NSString).deletingLastPathComponent
    if !folder.isEmpty, !FileManager.default.fileExists(atPath: folder) {
      do {
        try FileManager.default.createDirectory(
          atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      } catch {
        throw ScrubjayError(
          .databaseUnusable, "The database's folder cannot be created; check its path, or choose another --database.")
      }
    }
    var status = stat()
    if stat(path, &status) == 0 {
      // Never opened here: closing the descriptor would drop the locks of every connection this process has to it.
      let isFile = status.st_mode & S_IFMT == S_IFREG
      if isFile, status.st_mode & 0o077 != 0 { chmod(path, mode) }
      return
    }
    let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    guard descriptor >= 0 || errno == EEXIST else {
      throw ScrubjayError(
        .databaseUnusable,
        "The database cannot be opened (\(String(cString: strerror(errno)))); check the path and its permissions.")
    }
    if descriptor >= 0 { close(descriptor) }
  }

  /// The size of a file in bytes; 0 when it is not there.
  static func bytes(_ path: String) -> Int64 {
    var status = stat()
    return stat(path, &status) == 0 ? Int64(status.st_size) : 0
  }

  /// What is wrong with the permissions of the database's files.
  static func permissionFindings(_ path: String) -> [String] {
    ["", "-wal", "-shm"].compactMap { suffix in
      var status = stat()
      guard stat(path + suffix, &status) == 0, status.st_mode & 0o077 != 0 else { return nil }
      return "Others than the owner may open \(path + suffix): run 'chmod 600' on it."
    }
  }
}
