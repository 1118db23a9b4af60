import Foundation
import ScrubjayCore
import ScrubjayEngine

/// Looks at what is around the database: configuration, disk, limits, terminal.
struct SurroundingsCheck {
  private let invocation: Invocation

  /// Free space below which a full disk is near.
  private static let scarceBytes: Int64 = 512 * 1_024 * 1_024
  /// Open files that a server with many connections needs.
  private static let neededFiles: UInt = 1_024

  init(_ invocation: Invocation) { self.invocation = invocation }

  /// The configuration file and the variables.
  var configuration: [Finding] {
    let settings = invocation.settings
    let path = settings.text(.config) ?? settings.folders.configurationFile
    guard settings.problems.isEmpty else {
      return settings.problems.map { .bad("configuration", $0.message, "Until then the default applies.") }
    }
    guard FileManager.default.fileExists(atPath: path) else {
      return [.good("configuration", "No file at \(path); the defaults apply.")]
    }
    return [.good("configuration", "\(path) is valid.")]
  }

  /// The free space on the disk of a database, which may not be there yet.
  func space(at path: String) -> [Finding] {
    var folder = (path as NSString).deletingLastPathComponent
    while !folder.isEmpty, folder != "/", !FileManager.default.fileExists(atPath: folder) {
      folder = (folder as NSString).deletingLastPathComponent
    }
    var status = statvfs()
    guard statvfs(folder.isEmpty ? "." : folder, &status) == 0 else { return [] }
    let free = Int64(clamping: UInt64(status.f_bavail) * UInt64(status.f_frsize))
    guard free < Self.scarceBytes else { return [.good("disk", "\(Decimals.bytes(free)) free.")] }
    return [.notable("disk", "Only \(Decimals.bytes(free)) free.", "Free some space: a full disk accepts no writes.")]
  }

  /// How many files the process may have open.
  var openFiles: Finding {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else {
      return .notable("open files", "The limit cannot be read.")
    }
    let count = UInt(limit.rlim_cur)
    guard count < Self.neededFiles else { return .good("open files", "Up to \(count) at once.") }
    return .notable(
      "open files", "Only \(count) at once; a server needs one for each connection.",
      "Raise it with 'ulimit -n \(Self.neededFiles)'.")
  }

  var terminal: Finding {
    let output = invocation.console.output
    guard output.isTerminal else { return .good("terminal", "None: the output is plain.") }
    return .good("terminal", "\(output.columns) columns, \(output.style.isOn ? "with" : "without") colors.")
  }
}
