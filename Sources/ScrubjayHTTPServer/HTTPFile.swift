import Foundation

/// A file that has no name and goes with this value: what is written to it is a body that need not fit into memory.
public final class HTTPFile: Sendable {
  let descriptor: Int32

  /// It could not be made or written; the reason is the system's.
  public struct Failure: Error {
    /// The system's number of what went wrong.
    public let code: Int32
  }

  /// Makes an empty file in the folder for temporary files, which only this process can read.
  ///
  /// - Throws: ``Failure``.
  public init() throws(Failure) {
    var path = Array(FileManager.default.temporaryDirectory.appendingPathComponent("scrubjay-XXXXXX").path.utf8CString)
    descriptor = mkstemp(&path)
    guard descriptor >= 0 else { throw Failure(code: errno) }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    unlink(&path)
  }

  deinit { close(descriptor) }

  /// How many bytes have been written.
  var bytes: UInt64 {
    var status = stat()
    return fstat(descriptor, &status) == 0 ? UInt64(status.st_size) : 0
  }

  /// Adds to the file.
  ///
  /// - Throws: ``Failure``.
  public func write(_ bytes: [UInt8]) throws(Failure) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Failure(code: errno) }
      rest = rest.dropFirst(count)
    }
  }
}

extension HTTPFile: Hashable {
  /// Whether they are the same file.
  public static func == (one: HTTPFile, other: HTTPFile) -> Bool { one === other }

  /// Tells files apart.
  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
