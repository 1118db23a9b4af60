import Foundation
import ScrubjayCore

/// A file that is one JSON value.
enum JSONFile {
  /// Reads a file, or standard input for `-`.
  ///
  /// - Throws: `file_not_found`; `invalid_json`.
  static func read(_ path: String) throws(ScrubjayError) -> JSON {
    let data = path == "-" ? FileHandle.standardInput.readDataToEndOfFile() : FileManager.default.contents(atPath: path)
    guard let data else { throw ScrubjayError(.fileNotFound, "The file '\(path)' cannot be read.") }
    return try JSON(parsing: Array(data))
  }
}
