import Foundation
import ScrubjayCore
import ScrubjayTestKit

/// A terminal without a person: what a program writes to it can be read.
struct PseudoTerminal {
  /// The end that a program writes to.
  private let program: FileHandle
  private let screen: Int32

  init(columns: UInt16) throws {
    screen = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var locked: Int32 = 0
    var number: UInt32 = 0
    guard screen >= 0, ioctl(screen, Self.setLock, &locked) == 0, ioctl(screen, Self.getNumber, &number) == 0 else {
      throw ScrubjayError(.internalError, "This machine gives no terminal.")
    }
    program = FileHandle(
      fileDescriptor: open("/dev/pts/\(number)", O_RDWR | O_NOCTTY | O_CLOEXEC), closeOnDealloc: true)
    var size = winsize(ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(screen, UInt(TIOCSWINSZ), &size)
  }

  /// Linux's TIOCSPTLCK and TIOCGPTN, whose macros Swift does not see.
  private static let setLock: UInt = 0x4004_5431
  private static let getNumber: UInt = 0x8004_5430

  /// Reads all that is written until every program has closed its end; a terminal holds little that is not read.
  private func read() async -> String {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread { [screen] in
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4_096)
        while case let count = Foundation.read(screen, &chunk, chunk.count), count > 0 { bytes += chunk[..<count] }
        close(screen)
        continuation.resume(returning: String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "\n"))
      }
    }
  }

  /// What a process shows from beginning to end.
  static func show(_ process: ChildProcess, columns: UInt16) async throws -> String {
    let terminal = try PseudoTerminal(columns: columns)
    process.output = .handle(terminal.program)
    process.errors = .handle(terminal.program)
    async let text = terminal.read()
    _ = try await process.run()
    try terminal.program.close()
    return await text
  }
}

extension Installation {
  /// What a command shows on a terminal.
  func show(_ arguments: String..., columns: UInt16 = 80) async throws -> String {
    try await PseudoTerminal.show(process(arguments), columns: columns)
  }
}
