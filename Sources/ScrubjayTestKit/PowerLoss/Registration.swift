import CScrubjaySQLite
import Foundation

/// A file layer as SQLite knows it: a copy of the system's own, with another way to open and delete files.
///
/// The structure is written before it is registered, and read by SQLite from then on; hence unchecked.
final class Registration: @unchecked Sendable {
  private let pointer: UnsafeMutablePointer<sqlite3_vfs>
  private let name: UnsafeMutablePointer<CChar>

  init(name: String) throws {
    guard let system = sqlite3_vfs_find(nil), let copy = strdup(name) else {
      throw CocoaError(.featureUnsupported)
    }
    self.name = copy
    pointer = .allocate(capacity: 1)
    pointer.initialize(to: system.pointee)
    pointer.pointee.pNext = nil
    pointer.pointee.zName = UnsafePointer(copy)
    pointer.pointee.szOsFile = Int32(OpenFile.systemOffset) + system.pointee.szOsFile
    pointer.pointee.xOpen = openFile
    pointer.pointee.xDelete = deleteFile
  }

  /// Makes the file layer known; it is the owner's duty to unregister it.
  func register(_ owner: Unmanaged<PowerLossVFS>) {
    pointer.pointee.pAppData = owner.toOpaque()
    sqlite3_vfs_register(pointer, 0)
  }

  func unregister() { sqlite3_vfs_unregister(pointer) }

  deinit {
    pointer.deallocate()
    free(name)
  }
}

private func owner(_ vfs: UnsafeMutablePointer<sqlite3_vfs>?) -> PowerLossVFS? {
  vfs?.pointee.pAppData.map { Unmanaged<PowerLossVFS>.fromOpaque($0).takeUnretainedValue() }
}

private func openFile(
  _ vfs: UnsafeMutablePointer<sqlite3_vfs>?, _ name: UnsafePointer<CChar>?, _ file: UnsafeMutablePointer<sqlite3_file>?,
  _ flags: Int32, _ outFlags: UnsafeMutablePointer<Int32>?
) -> Int32 {
  guard let owner = owner(vfs), let file, let system = sqlite3_vfs_find(nil) else { return SQLITE_CANTOPEN }
  file.pointee.pMethods = nil
  let isNew = name.map { access($0, F_OK) != 0 } ?? true
  if isNew, owner.isPowerCut { return SQLITE_CANTOPEN }
  let code = system.pointee.xOpen?(system, name, OpenFile.system(file), flags, outFlags) ?? SQLITE_CANTOPEN
  guard code == SQLITE_OK else { return code }
  let opened = OpenFile(vfs: owner, path: name.map { String(cString: $0) })
  opened.attach(to: file)
  guard let path = opened.path else { return SQLITE_OK }
  let content = isNew ? nil : OpenFile.content(file)
  return owner.change(SQLITE_CANTOPEN) { disk throws(SimulatedDisk.Failure) in
    try disk.open(path, content: content)
  } then: {
    SQLITE_OK
  }
}

private func deleteFile(
  _ vfs: UnsafeMutablePointer<sqlite3_vfs>?, _ name: UnsafePointer<CChar>?, _ syncsFolder: Int32
) -> Int32 {
  guard let owner = owner(vfs), let name, let system = sqlite3_vfs_find(nil) else { return Codes.delete }
  let path = String(cString: name)
  return owner.change(Codes.delete) { disk throws(SimulatedDisk.Failure) in
    try disk.delete(path, durably: syncsFolder != 0)
  } then: {
    system.pointee.xDelete?(system, name, 0) ?? SQLITE_IOERR
  }
}
