import CScrubjaySodium

/// A BLAKE2b digest of several things, each told apart from the next by its length.
final class ModelDigest {
  private let state: OpaquePointer
  private let memory: UnsafeMutableRawPointer
  private let bytes: Int

  /// libsodium's state is aligned to a cache line, in bytes.
  private static let alignment = 64

  /// A digest of so many bytes.
  init(bytes: Int) {
    self.bytes = bytes
    memory = .allocate(byteCount: crypto_generichash_statebytes(), alignment: Self.alignment)
    state = OpaquePointer(memory)
    crypto_generichash_init(state, nil, 0, bytes)
  }

  deinit { memory.deallocate() }

  /// Adds one thing.
  func add(_ thing: [UInt8]) {
    let length = (0..<8).map { UInt8(truncatingIfNeeded: thing.count >> (8 * $0)) }
    crypto_generichash_update(state, length, UInt64(length.count))
    crypto_generichash_update(state, thing, UInt64(thing.count))
  }

  /// The digest in hexadecimal; nothing can be added afterwards.
  func finish() -> String {
    var digest = [UInt8](repeating: 0, count: bytes)
    crypto_generichash_final(state, &digest, bytes)
    return Hexadecimal.text(digest)
  }
}
