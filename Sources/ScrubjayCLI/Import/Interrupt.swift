import Foundation
import Synchronization

/// Ctrl-C during long work: the first one asks for an orderly end, a second one ends the process.
enum Interrupt {
  private static let flag = Atomic(false)

  /// Begins to listen.
  static func listen() {
    // The flag is made now, as a signal's handler must not.
    flag.store(false, ordering: .relaxed)
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in Interrupt.flag.store(true, ordering: .relaxed) }
    action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND))
    sigaction(SIGINT, &action, nil)
  }

  /// Whether Ctrl-C was pressed.
  static var isRequested: Bool { flag.load(ordering: .relaxed) }
}
