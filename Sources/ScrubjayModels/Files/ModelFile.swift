import Foundation
import ScrubjayCore

/// A file of a model, open for reading at any place.
///
/// Reading past the end is an error and not a signal, as it would be with a mapping of a file that someone cuts.
final class ModelFile: Sendable {
  /// The file's name, without its folder.
  let name: String
  /// The file's size when it was opened, in bytes.
  let size: Int
  private let descriptor: Int32

  /// Opens a file in a folder.
  ///
  /// - Throws: `model_unusable`.
  init(_ name: String, in directory: String) throws(ScrubjayError) {
    self.name = name
    descriptor = open("\(directory)/\(name)", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw .modelUnusable("\(directory)/\(name) cannot be opened: \(String(cString: strerror(errno))).")
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw .modelUnusable("\(directory)/\(name) is not a file.")
    }
    size = Int(status.st_size)
  }

  /// Opens a file by its path.
  ///
  /// - Throws: `model_unusable`.
  static func at(_ path: String) throws(ScrubjayError) -> ModelFile {
    try ModelFile(path.split(separator: "/").last.map(String.init) ?? path, in: folder(path))
  }

  deinit { close(descriptor) }

  /// Whether a folder has a file of this name.
  static func exists(_ name: String, in directory: String) -> Bool { access("\(directory)/\(name)", F_OK) == 0 }

  /// Returns the folder that a path names, itself or by a file in it.
  static func folder(_ path: String) -> String {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return path }
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Reads the whole of a file that is not expected to be large.
  ///
  /// - Throws: `model_unusable`, also for a file of more than `limit` bytes.
  func contents(upTo limit: Int) throws(ScrubjayError) -> [UInt8] {
    guard size <= limit else { throw .modelUnusable("\(name) has \(size) bytes, more than the \(limit) it may have.") }
    return try bytes(at: 0, count: size)
  }

  /// Reads some of the file.
  ///
  /// - Throws: `model_unusable`.
  func bytes(at offset: Int, count: Int) throws(ScrubjayError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    let isComplete = bytes.withUnsafeMutableBytes { read(at: offset, into: $0) }
    if !isComplete { throw truncated }
    return bytes
  }

  /// Reads some of the file into memory that fits it.
  ///
  /// - Throws: `model_unusable`.
  func fill(_ target: UnsafeMutableRawBufferPointer, at offset: Int) throws(ScrubjayError) {
    if !read(at: offset, into: target) { throw truncated }
  }

  /// Maps some of the file for reading; whole pages of it, so that the bytes start within the first page.
  ///
  /// - Throws: `model_unusable`.
  func map(at offset: Int, count: Int) throws(ScrubjayError) -> MappedBytes {
    guard offset >= 0, count > 0, offset <= size - count else { throw truncated }
    let page = Int(sysconf(Int32(_SC_PAGESIZE)))
    let start = offset / page * page
    let length = offset - start + count
    guard let address = mmap(nil, length, PROT_READ, MAP_PRIVATE, descriptor, off_t(start)), address != MAP_FAILED
    else {
      throw .modelUnusable("\(name) cannot be mapped: \(String(cString: strerror(errno))).")
    }
    return MappedBytes(mapping: address, count: length, skipping: offset - start)
  }

  private var truncated: ScrubjayError { .modelUnusable("\(name) is shorter than it should be.") }

  private func read(at offset: Int, into target: UnsafeMutableRawBufferPointer) -> Bool {
    guard offset >= 0 else { return false }
    var done = 0
    while done < target.count {
      let count = pread(descriptor, target.baseAddress.map { $0 + done }, target.count - done, off_t(offset + done))
      if count < 0, errno == EINTR { continue }
      if count <= 0 { return false }
      done += count
    }
    return true
  }
}
