/// Memory for numbers, aligned to what processors load at once.
///
/// Unchecked: it is written by the thread that made it, before others see it; or it belongs to one thread's encoder.
final class FloatMemory: @unchecked Sendable {
  /// Where the numbers start.
  let start: UnsafeMutablePointer<Float>
  /// How many there are.
  let count: Int

  private static let alignment = 64

  /// Zeros.
  init(count: Int) {
    self.count = count
    let bytes = max(1, count) * MemoryLayout<Float>.stride
    start = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: Self.alignment)
      .bindMemory(to: Float.self, capacity: max(1, count))
    start.initialize(repeating: 0, count: max(1, count))
  }

  deinit { start.deallocate() }

  /// The bytes of some of the numbers.
  func bytes(_ range: Range<Int>) -> UnsafeMutableRawBufferPointer {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    return UnsafeMutableRawBufferPointer(
      UnsafeMutableBufferPointer(start: start + range.lowerBound, count: range.count))
  }
}
