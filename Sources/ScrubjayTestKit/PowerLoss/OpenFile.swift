import CScrubjaySQLite
import Foundation

/// A file that SQLite has open: its structure holds this object, and behind it the system's own structure.
final class OpenFile {
  let vfs: PowerLossVFS
  /// Where it is; `nil` for a temporary file, which no power cut concerns.
  let path: String?

  init(vfs: PowerLossVFS, path: String?) {
    self.vfs = vfs
    self.path = path
  }

  /// The start of the structure as SQLite allocates it.
  private struct Header {
    var file: sqlite3_file
    var state: UnsafeMutableRawPointer?
  }

  /// Where the system's own structure begins, in bytes.
  static let systemOffset = (MemoryLayout<Header>.stride + 15) / 16 * 16

  typealias File = UnsafeMutablePointer<sqlite3_file>

  /// The system's own structure.
  static func system(_ file: File) -> File {
    (UnsafeMutableRawPointer(file) + systemOffset).assumingMemoryBound(to: sqlite3_file.self)
  }

  private static func header(_ file: File) -> UnsafeMutablePointer<Header> {
    UnsafeMutableRawPointer(file).assumingMemoryBound(to: Header.self)
  }

  /// Makes this the state of an opened file, until it is closed.
  func attach(to file: File) {
    Self.header(file).pointee.state = Unmanaged.passRetained(self).toOpaque()
    Self.header(file).pointee.file.pMethods = UnsafePointer(Self.methods)
  }

  private static func state(_ file: File) -> OpenFile? {
    header(file).pointee.state.map { Unmanaged<OpenFile>.fromOpaque($0).takeUnretainedValue() }
  }

  /// What the file holds, read through the descriptor that is open: to open and close another would drop its locks.
  static func content(_ file: File) -> Data {
    let real = system(file)
    var size: sqlite3_int64 = 0
    guard let methods = real.pointee.pMethods?.pointee, methods.xFileSize?(real, &size) == SQLITE_OK, size > 0
    else { return Data() }
    var bytes = [UInt8](repeating: 0, count: Int(size))
    _ = methods.xRead?(real, &bytes, Int32(size), 0)
    return Data(bytes)
  }

  // MARK: - Methods

  /// What SQLite calls; written once, before any file is opened.
  private nonisolated(unsafe) static let methods: UnsafeMutablePointer<sqlite3_io_methods> = {
    let methods = UnsafeMutablePointer<sqlite3_io_methods>.allocate(capacity: 1)
    methods.initialize(to: sqlite3_io_methods())
    // Version 2 has shared memory, without which there is no write-ahead log; 3 would map files past these methods.
    methods.pointee.iVersion = 2
    addChanges(to: &methods.pointee)
    addPassages(to: &methods.pointee)
    return methods
  }()

  /// The methods that change files.
  private static func addChanges(to methods: inout sqlite3_io_methods) {
    methods.xWrite = { file, bytes, count, offset in
      guard let file, let bytes, let state = OpenFile.state(file) else { return SQLITE_IOERR }
      let content = Data(bytes: bytes, count: Int(count))
      return state.change(Codes.write) { disk, path throws(SimulatedDisk.Failure) in
        try disk.write(content, at: Int(offset), of: path)
      } then: {
        let real = OpenFile.system(file)
        return real.pointee.pMethods?.pointee.xWrite?(real, bytes, count, offset) ?? SQLITE_IOERR
      }
    }
    methods.xTruncate = { file, size in
      guard let file, let state = OpenFile.state(file) else { return SQLITE_IOERR }
      return state.change(Codes.truncate) { disk, path throws(SimulatedDisk.Failure) in
        try disk.truncate(path, to: Int(size))
      } then: {
        let real = OpenFile.system(file)
        return real.pointee.pMethods?.pointee.xTruncate?(real, size) ?? SQLITE_IOERR
      }
    }
    methods.xSync = { file, _ in
      guard let file, let state = OpenFile.state(file) else { return SQLITE_IOERR }
      return state.change(Codes.sync) { disk, path throws(SimulatedDisk.Failure) in
        try disk.sync(path)
      } then: {
        SQLITE_OK
      }
    }
    methods.xClose = { file in
      guard let file else { return SQLITE_IOERR }
      let real = OpenFile.system(file)
      let code = real.pointee.pMethods?.pointee.xClose?(real) ?? SQLITE_IOERR
      if let state = OpenFile.header(file).pointee.state {
        OpenFile.header(file).pointee.state = nil
        Unmanaged<OpenFile>.fromOpaque(state).release()
      }
      return code
    }
  }

  private func change(
    _ failure: Int32, _ body: (inout SimulatedDisk, String) throws(SimulatedDisk.Failure) -> Void,
    then real: () -> Int32
  ) -> Int32 {
    guard let path else { return real() }
    return vfs.change(failure, { disk throws(SimulatedDisk.Failure) in try body(&disk, path) }, then: real)
  }

  /// The methods that change nothing, which the system's own answer.
  private static func addPassages(to methods: inout sqlite3_io_methods) {
    methods.xRead = { file, bytes, count, offset in
      OpenFile.pass(file) { $0.xRead?($1, bytes, count, offset) }
    }
    methods.xFileSize = { file, size in OpenFile.pass(file) { $0.xFileSize?($1, size) } }
    methods.xLock = { file, level in OpenFile.pass(file) { $0.xLock?($1, level) } }
    methods.xUnlock = { file, level in OpenFile.pass(file) { $0.xUnlock?($1, level) } }
    methods.xCheckReservedLock = { file, result in OpenFile.pass(file) { $0.xCheckReservedLock?($1, result) } }
    methods.xFileControl = { file, operation, argument in
      OpenFile.pass(file) { $0.xFileControl?($1, operation, argument) }
    }
    methods.xSectorSize = { file in OpenFile.pass(file) { $0.xSectorSize?($1) } }
    methods.xDeviceCharacteristics = { file in
      OpenFile.pass(file) { $0.xDeviceCharacteristics?($1) } & ~SQLITE_IOCAP_BATCH_ATOMIC
    }
    methods.xShmMap = { file, page, size, extend, address in
      OpenFile.pass(file) { $0.xShmMap?($1, page, size, extend, address) }
    }
    methods.xShmLock = { file, offset, count, flags in
      OpenFile.pass(file) { $0.xShmLock?($1, offset, count, flags) }
    }
    methods.xShmBarrier = { file in
      _ = OpenFile.pass(file) { methods, real in
        methods.xShmBarrier?(real)
        return SQLITE_OK
      }
    }
    methods.xShmUnmap = { file, deletes in OpenFile.pass(file) { $0.xShmUnmap?($1, deletes) } }
  }

  private static func pass(_ file: File?, _ call: (sqlite3_io_methods, File) -> Int32?) -> Int32 {
    guard let file else { return SQLITE_IOERR }
    let real = system(file)
    guard let methods = real.pointee.pMethods?.pointee else { return SQLITE_IOERR }
    return call(methods, real) ?? SQLITE_IOERR
  }
}

/// SQLite's extended codes, which are macros that Swift cannot read.
enum Codes {
  static let write = SQLITE_IOERR | 3 << 8
  static let sync = SQLITE_IOERR | 4 << 8
  static let truncate = SQLITE_IOERR | 6 << 8
  static let delete = SQLITE_IOERR | 10 << 8
}
