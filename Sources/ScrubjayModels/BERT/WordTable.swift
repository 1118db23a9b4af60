/// A row for each piece of a vocabulary: where the file holds it, or in memory.
///
/// Unchecked: the rows are never written.
final class WordTable: @unchecked Sendable {
  /// Where the rows start; at no particular alignment.
  let start: UnsafeRawPointer
  /// What keeps the rows there.
  private let owner: AnyObject

  /// The rows as the file has them.
  init(_ bytes: MappedBytes) {
    start = bytes.start
    owner = bytes
  }

  /// Rows that were made from what the file has.
  init(_ numbers: FloatMemory) {
    start = UnsafeRawPointer(numbers.start)
    owner = numbers
  }
}
