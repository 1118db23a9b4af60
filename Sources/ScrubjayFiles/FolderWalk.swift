import Glibc
import ScrubjayCore

/// One walk through a folder: every step goes from an open folder to a name in it, and never through a link, so that
/// nothing outside is reached even if the folders are changed meanwhile.
struct FolderWalk {
  private let root: String
  private let limits: LocalFolder.Limits
  private let watch: FolderWatcher?
  private let known: [String: LocalFolder.Known]
  private(set) var listing = FolderListing()
  /// What was read, by path, for the next walk.
  private(set) var found: [String: LocalFolder.Known] = [:]

  /// A walk.
  ///
  /// - Parameters:
  ///   - root: The folder's path without links, by which it is told where links lead.
  ///   - known: What walks before have read.
  ///   - watch: What is to watch each folder, from before it is read.
  init(
    root: String, limits: LocalFolder.Limits, known: [String: LocalFolder.Known], watch: FolderWatcher?
  ) {
    self.root = root
    self.limits = limits
    self.known = known
    self.watch = watch
  }

  /// Walks through an open folder.
  mutating func walk(_ folder: borrowing Descriptor, at path: String) {
    watch?.add(folder.number)
    guard let names = Self.names(in: folder) else {
      listing.unknownFolders.insert(path)
      return
    }
    for name in names {
      guard let text = String(validating: name, as: UTF8.self) else {
        if Self.mayBeDocument(String(decoding: name, as: UTF8.self)) {
          note(.failure(.unusableName), at: join(path, String(decoding: name, as: UTF8.self)))
        }
        continue
      }
      if !text.hasPrefix(".") { visit(text, in: folder, at: path) }
    }
    // All that had a name may have gone during the walk.
    if path.isEmpty, listing.files.isEmpty { listing.isBare = Self.names(in: folder)?.isEmpty ?? false }
  }

  /// Notes that nothing can be known of a part of the folder.
  mutating func forget(_ part: String) { listing.unknownFolders.insert(part) }

  /// Looks at what has a name in a folder.
  mutating func visit(_ name: String, in folder: borrowing Descriptor, at path: String) {
    let place = join(path, name)
    var status = stat()
    guard fstatat(folder.number, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
      // Where the disk does not answer, nothing is known of what has this name.
      if errno != ENOENT { listing.unknownFolders.insert(usable(place)) }
      return
    }
    switch status.kind {
    case S_IFDIR: enter(name, in: folder, at: place)
    case S_IFLNK: if leavesRoot(place, name) { note(.failure(.leavesFolder), at: place) }
    case S_IFREG where Self.mayBeDocument(name): read(name, in: folder, at: place, FileSignature(status))
    case _ where status.kind != S_IFREG && Self.mayBeDocument(name): note(.failure(.special), at: place)
    default: break
    }
  }

  private mutating func enter(_ name: String, in folder: borrowing Descriptor, at place: String) {
    guard place.utf8.split(separator: UInt8(ascii: "/")).count <= limits.depth else {
      listing.unknownFolders.insert(usable(place))
      return
    }
    do throws(FileProblem) {
      let inner = try folder.open(name, isFolder: true)
      walk(inner, at: place)
    } catch {
      if error != .gone { listing.unknownFolders.insert(usable(place)) }
    }
  }

  private mutating func read(
    _ name: String, in folder: borrowing Descriptor, at place: String, _ signature: FileSignature
  ) {
    guard isUsable(place) else { return note(.failure(.unusableName), at: place) }
    if let before = known[place], before.signature == signature {
      (found[place], listing.files[place]) = (before, before.content)
      return
    }
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    do throws(FileProblem) {
      let file = try folder.open(name, isFolder: false)
      let opened = FileSignature(try file.status())
      let bytes = try file.bytes(upTo: limits.fileBytes + 1)
      let content = Result { () throws(FileProblem) in try FileText(bytes, limit: limits.fileBytes).sha256 }
      listing.files[place] = content
      let after = FileSignature(try file.status())
      if opened == after, after.isSettled(at: now) {
        found[place] = LocalFolder.Known(signature: after, content: content)
      }
    } catch {
      if error != .gone { note(.failure(error), at: place) }
    }
  }

  /// Whether a link to a folder, or in the place of a document, leads out of the folder or nowhere; one that stays in it
  /// leads to what is found without it.
  private func leavesRoot(_ place: String, _ name: String) -> Bool {
    guard let target = realpath("\(root)/\(place)", nil) else { return Self.mayBeDocument(name) }
    defer { free(target) }
    let path = String(cString: target)
    if path == root || path.hasPrefix(root == "/" ? root : root + "/") { return false }
    var status = stat()
    return Self.mayBeDocument(name) || (stat(target, &status) == 0 && status.kind == S_IFDIR)
  }

  private mutating func note(_ result: Result<String, FileProblem>, at place: String) {
    listing.files[usable(place)] = result
  }

  private func join(_ path: String, _ name: String) -> String { path.isEmpty ? name : "\(path)/\(name)" }

  private static func mayBeDocument(_ name: String) -> Bool { DocumentType(fileName: name) != nil }

  private func isUsable(_ place: String) -> Bool {
    place.utf8.count <= limits.pathBytes
      && !place.unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) }
  }

  /// A path by which a file can be told of, whatever its name.
  private func usable(_ place: String) -> String {
    guard !isUsable(place) else { return place }
    var text = String.UnicodeScalarView()
    var bytes = 0
    for scalar in place.unicodeScalars {
      let shown: Unicode.Scalar = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) ? "\u{FFFD}" : scalar
      bytes += String(shown).utf8.count
      if bytes > limits.pathBytes { break }
      text.append(shown)
    }
    return String(text)
  }

  /// The names in a folder, sorted by their bytes; `nil` where they cannot be read.
  private static func names(in folder: borrowing Descriptor) -> [[UInt8]]? {
    // A descriptor of its own, which reading a folder uses up.
    let copy = openat(folder.number, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard copy >= 0, let stream = fdopendir(copy) else {
      if copy >= 0 { close(copy) }
      return nil
    }
    defer { closedir(stream) }
    var names: [[UInt8]] = []
    while true {
      errno = 0
      guard let entry = readdir(stream) else { break }
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if name != [0x2E], name != [0x2E, 0x2E] { names.append(name) }
    }
    guard errno == 0 else { return nil }
    return names.sorted { $0.lexicographicallyPrecedes($1) }
  }
}
