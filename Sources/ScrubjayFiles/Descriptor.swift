import Glibc
import ScrubjayCore

/// An open file or folder, which is closed with this value.
struct Descriptor: ~Copyable {
  let number: Int32

  init(_ number: Int32) { self.number = number }

  deinit { close(number) }

  /// Opens a folder by its path; links in it are followed.
  static func folder(_ path: String) -> Descriptor? {
    let number = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    return number < 0 ? nil : Descriptor(number)
  }

  /// Opens what has this name in this folder, unless it is a link.
  ///
  /// - Throws: The problem that `errno` tells of.
  func open(_ name: String, isFolder: Bool) throws(FileProblem) -> Descriptor {
    // Not waiting for the other end of a pipe.
    let flags = O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | (isFolder ? O_DIRECTORY : 0)
    let opened = openat(number, name, flags)
    guard opened < 0 else { return Descriptor(opened) }
    switch errno {
    case ENOENT: throw .gone
    // A folder where a file was, or the other way round, or a link in the place of either.
    case ELOOP, ENOTDIR: throw .leavesFolder
    case ENXIO: throw .special
    default: throw .unreadable
    }
  }

  /// What the system says of it.
  func status() throws(FileProblem) -> stat {
    var status = stat()
    guard fstat(number, &status) == 0 else { throw .unreadable }
    return status
  }

  /// Its bytes, up to so many.
  func bytes(upTo limit: Int) throws(FileProblem) -> [UInt8] {
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 65_536)
    while bytes.count < limit {
      let count = read(number, &block, min(block.count, limit - bytes.count))
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .unreadable }
      if count == 0 { break }
      bytes += block[..<count]
    }
    return bytes
  }
}

/// What tells one state of a file from another without reading it.
struct FileSignature: Sendable, Hashable {
  private let device: UInt64
  private let inode: UInt64
  private let bytes: Int64
  private let changedSeconds: Int
  private let changedNanoseconds: Int

  init(_ status: stat) {
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
    bytes = Int64(status.st_size)
    // Unlike the time of modification it cannot be set back.
    changedSeconds = status.st_ctim.tv_sec
    changedNanoseconds = status.st_ctim.tv_nsec
  }

  /// Whether the file cannot change any more without another signature: its last change is not of this very moment.
  func isSettled(at now: timespec) -> Bool { now.tv_sec - changedSeconds > 1 }
}

extension stat {
  /// The kind of file.
  var kind: mode_t { st_mode & S_IFMT }
}
