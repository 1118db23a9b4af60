import Foundation

/// Some of a file as memory, until the end of this object's life.
///
/// Unchecked: the memory is never written.
final class MappedBytes: @unchecked Sendable {
  /// Where the bytes start; at no particular alignment.
  let start: UnsafeRawPointer
  private let mapping: UnsafeMutableRawPointer
  private let count: Int

  /// Takes over a mapping, whose first bytes are to be skipped.
  init(mapping: UnsafeMutableRawPointer, count: Int, skipping: Int) {
    self.mapping = mapping
    self.count = count
    start = UnsafeRawPointer(mapping + skipping)
  }

  deinit { munmap(mapping, count) }
}
