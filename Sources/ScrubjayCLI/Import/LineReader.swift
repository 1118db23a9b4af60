import Foundation
import ScrubjayCore

/// Reads a file or standard input line by line, in memory that does not grow with it.
final class LineReader {
  /// The number of the line that was read last, from 1.
  private(set) var number = 0
  private let descriptor: Int32
  private let totalBytes: Int64?
  private var readBytes: Int64 = 0
  private var buffer: [UInt8] = []
  /// Where in the buffer the next line starts.
  private var start = 0
  private var isAtEnd = false

  /// The longest line, in bytes.
  static let maximumLineBytes = 16 * 1_024 * 1_024
  private static let chunkBytes = 64 * 1_024

  /// Opens a file, or standard input for `-`.
  ///
  /// - Throws: `file_not_found`.
  init(path: String) throws(ScrubjayError) {
    if path == "-" {
      descriptor = dup(STDIN_FILENO)
      totalBytes = nil
      return
    }
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    var status = stat()
    guard descriptor >= 0, fstat(descriptor, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else {
      if descriptor >= 0 { close(descriptor) }
      throw ScrubjayError(.fileNotFound, "The file '\(path)' cannot be read.")
    }
    totalBytes = status.st_mode & S_IFMT == S_IFREG ? Int64(status.st_size) : nil
  }

  deinit { close(descriptor) }

  /// The share of the file that has been read, from 0 to 1; `nil` where its length is not known.
  var fraction: Double? {
    totalBytes.map { $0 == 0 ? 1 : Double(readBytes - Int64(buffer.count - start)) / Double($0) }
  }

  /// The next line without its end; `nil` at the end of the file, or when the wait for it is interrupted.
  func next() throws -> [UInt8]? {
    var searched = start
    while true {
      if let end = buffer[searched...].firstIndex(of: 0x0A) {
        defer { start = end + 1 }
        number += 1
        return Array(buffer[start..<end])
      }
      searched = buffer.count
      if isAtEnd {
        guard start < buffer.count else { return nil }
        defer { start = buffer.count }
        number += 1
        return Array(buffer[start...])
      }
      guard buffer.count - start <= Self.maximumLineBytes else {
        throw UnreadableRecord(
          place: "line \(number + 1)",
          error: ScrubjayError(.invalidJSON, "The line is longer than \(Self.maximumLineBytes) bytes."))
      }
      searched -= start
      guard try fill() else { return nil }
    }
  }

  /// Reads on; `false` when it was interrupted.
  private func fill() throws -> Bool {
    buffer.removeFirst(start)
    start = 0
    var chunk = [UInt8](repeating: 0, count: Self.chunkBytes)
    let count = read(descriptor, &chunk, chunk.count)
    if count < 0 {
      if errno == EINTR { return !Interrupt.isRequested }
      throw ScrubjayError(.fileNotFound, "The rest of the file cannot be read: \(String(cString: strerror(errno))).")
    }
    isAtEnd = count == 0
    readBytes += Int64(count)
    buffer += chunk[..<count]
    return true
  }
}
