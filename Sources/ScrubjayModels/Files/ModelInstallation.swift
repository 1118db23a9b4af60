import Foundation
import ScrubjayCore

/// Puts copies of files into a folder, all of them or none.
struct ModelInstallation {
  let source: String
  let target: String
  /// The files' names, which may lie in a folder within the folder.
  let names: [String]
  /// The path of the probe, where it does not lie among the files.
  let probe: String?

  private static let chunkBytes = 1 << 20

  /// Copies into a new folder beside the target, and then puts that in its place.
  ///
  /// - Throws: `model_unusable` when something cannot be copied; the target is then as it was.
  func run() throws(ScrubjayError) {
    let mark = UUID().uuidString.prefix(8)
    let place = target.hasSuffix("/") ? String(target.dropLast()) : target
    let copy = "\(place).new-\(mark)"
    do throws(ScrubjayError) {
      try makeFolder(copy)
      for name in names {
        if let slash = name.lastIndex(of: "/") { try makeFolder("\(copy)/\(name[..<slash])") }
        try self.copy(name, to: copy)
      }
      for name in Set(names.compactMap { $0.lastIndex(of: "/").map($0.prefix(upTo:)) }) { try sync("\(copy)/\(name)") }
      try sync(copy)
      try replace(place, by: copy, aside: "\(place).old-\(mark)")
      try sync(URL(fileURLWithPath: place).deletingLastPathComponent().path)
    } catch {
      try? FileManager.default.removeItem(atPath: copy)
      throw error
    }
  }

  private func replace(_ place: String, by copy: String, aside: String) throws(ScrubjayError) {
    let isReplacement = access(place, F_OK) == 0
    if isReplacement, rename(place, aside) != 0 { throw failure("move", place) }
    guard rename(copy, place) == 0 else {
      let failure = failure("move", copy)
      if isReplacement { rename(aside, place) }
      throw failure
    }
    if isReplacement { try? FileManager.default.removeItem(atPath: aside) }
  }

  private func makeFolder(_ path: String) throws(ScrubjayError) {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw .modelUnusable("The folder \(path) cannot be made.")
    }
  }

  private func copy(_ name: String, to folder: String) throws(ScrubjayError) {
    let file: ModelFile
    if let probe, name == ModelProbe.file {
      file = try ModelFile.at(probe)
    } else {
      file = try ModelFile(name, in: source)
    }
    let path = "\(folder)/\(name)"
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw failure("make", path) }
    defer { close(descriptor) }
    var offset = 0
    while offset < file.size {
      let chunk = try file.bytes(at: offset, count: min(Self.chunkBytes, file.size - offset))
      var written = 0
      while written < chunk.count {
        let count = chunk[written...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { throw failure("write", path) }
        written += count
      }
      offset += chunk.count
    }
    guard fsync(descriptor) == 0 else { throw failure("write", path) }
  }

  private func sync(_ folder: String) throws(ScrubjayError) {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure("open", folder) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw failure("write", folder) }
  }

  private func failure(_ what: String, _ path: String) -> ScrubjayError {
    ScrubjayError(
      .modelUnusable, "The model cannot be installed: cannot \(what) \(path): \(String(cString: strerror(errno))).")
  }
}
