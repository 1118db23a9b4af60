import Foundation
import ScrubjayCore

/// A stream of text that goes out: what it is connected to, and what that can show.
struct TextStream: Sendable {
  let descriptor: Int32
  /// Whether a person reads it.
  let isTerminal: Bool
  /// How wide it is, in columns.
  let columns: Int
  let style: Style

  /// The width where none is known.
  private static let usualColumns = 80

  init(descriptor: Int32, isTerminal: Bool, columns: Int, allowsColor: Bool) {
    self.descriptor = descriptor
    self.isTerminal = isTerminal
    self.columns = columns
    style = Style(isOn: isTerminal && allowsColor)
  }

  /// A stream of the process.
  init(descriptor: Int32, allowsColor: Bool) {
    var size = winsize()
    let isKnown = ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    self.init(
      descriptor: descriptor, isTerminal: isatty(descriptor) == 1,
      columns: isKnown ? Int(size.ws_col) : Self.usualColumns, allowsColor: allowsColor)
  }

  /// Writes text.
  ///
  /// - Throws: ``BrokenPipe`` when nobody reads any more; `disk_full` and the like when it cannot be written.
  func write(_ text: String...) throws { try write(bytes: Array(text.joined().utf8)) }

  /// Writes bytes.
  func write(bytes: [UInt8]) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if written >= 0 {
        rest = rest.dropFirst(written)
        continue
      }
      switch errno {
      case EINTR: continue
      case EPIPE: throw BrokenPipe()
      case ENOSPC, EDQUOT: throw ScrubjayError(.diskFull, "The output cannot be written: the disk is full.")
      default: throw ScrubjayError(.internalError, "The output cannot be written: \(String(cString: strerror(errno))).")
      }
    }
  }
}

/// Nobody reads the output any more, as after `| head`: no error, but nothing is left to do.
struct BrokenPipe: Error {}

/// Emphasis for a terminal, or none.
struct Style: Sendable, Hashable {
  let isOn: Bool

  func bold(_ text: String) -> String { wrap(text, "1") }
  func dim(_ text: String) -> String { wrap(text, "2") }
  func red(_ text: String) -> String { wrap(text, "31") }
  func green(_ text: String) -> String { wrap(text, "32") }
  func yellow(_ text: String) -> String { wrap(text, "33") }
  func cyan(_ text: String) -> String { wrap(text, "36") }

  private func wrap(_ text: String, _ code: String) -> String {
    isOn && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
