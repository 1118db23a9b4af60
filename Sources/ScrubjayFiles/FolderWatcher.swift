import Foundation
import Synchronization

/// Hears of changes in folders through inotify, and tells of each burst of them once it is over.
///
/// It does not matter what changed: whoever is told looks at all of it again. So the kernel's queue may overflow, folders may
/// be moved about, and nothing has to be known of which watch is whose.
final class FolderWatcher: Sendable {
  private let queue: Int32
  /// Closing its other end ends the thread that listens.
  private let stop: (reading: Int32, writing: Int32)
  private let isEnded = Mutex(false)

  /// How long nothing may happen for a burst to be over, in milliseconds.
  private static let quietMilliseconds: Int32 = 100
  /// How long a burst may last before it is told of anyway.
  private static let longestBurst = Duration.seconds(1)

  /// What changes what there is to find. A file that is written is heard of when it is closed, so that it is not read
  /// half-written.
  private static let events =
    UInt32(IN_CREATE) | UInt32(IN_DELETE) | UInt32(IN_CLOSE_WRITE) | UInt32(IN_MOVED_FROM) | UInt32(IN_MOVED_TO)
    | UInt32(IN_ATTRIB) | UInt32(IN_DELETE_SELF) | UInt32(IN_MOVE_SELF) | UInt32(IN_ONLYDIR)

  /// A watcher of nothing yet; `nil` where the system has none to give.
  ///
  /// - Parameter tell: Called after each burst, on a thread of its own.
  init?(_ tell: @escaping @Sendable () -> Void) {
    queue = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
    guard queue >= 0 else { return nil }
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else {
      close(queue)
      return nil
    }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    stop = (ends[0], ends[1])
    Thread.detachNewThread { [queue, reading = ends[0]] in
      Self.listen(queue, until: reading, tell)
      close(queue)
      close(reading)
    }
  }

  /// Watches an open folder, unless that is done already.
  func add(_ folder: Int32) {
    isEnded.withLock { isEnded in
      // What the system watches no more is looked at now and then all the same.
      if !isEnded { _ = inotify_add_watch(queue, "/proc/self/fd/\(folder)", Self.events) }
    }
  }

  /// Ends watching.
  func end() {
    isEnded.withLock { isEnded in
      if !isEnded { close(stop.writing) }
      isEnded = true
    }
  }

  private static func listen(_ queue: Int32, until stop: Int32, _ tell: () -> Void) {
    while wait(for: queue, until: stop, milliseconds: -1) == .readable {
      let deadline = ContinuousClock.now + longestBurst
      repeat {
        drain(queue)
      } while ContinuousClock.now < deadline
        && wait(for: queue, until: stop, milliseconds: quietMilliseconds) == .readable
      tell()
    }
  }

  private enum Awaited {
    case readable
    case stopped
    case quiet
  }

  private static func wait(for queue: Int32, until stop: Int32, milliseconds: Int32) -> Awaited {
    while true {
      var descriptors = [
        pollfd(fd: queue, events: Int16(POLLIN), revents: 0), pollfd(fd: stop, events: Int16(POLLIN), revents: 0),
      ]
      let count = poll(&descriptors, 2, milliseconds)
      if count < 0, errno == EINTR { continue }
      if count < 0 || descriptors[1].revents != 0 { return .stopped }
      return count == 0 ? .quiet : .readable
    }
  }

  private static func drain(_ queue: Int32) {
    var block = [UInt8](repeating: 0, count: 65_536)
    while read(queue, &block, block.count) > 0 {}
  }
}
