import CScrubjaySodium
import ScrubjayCore

/// The SHA-256 of a file, by which published weights are known.
enum FileDigest {
  private static let chunkBytes = 1 << 20

  /// The digest in hexadecimal.
  ///
  /// - Throws: `model_unusable` when the file cannot be read.
  static func of(_ file: ModelFile) throws(ScrubjayError) -> String {
    var state = crypto_hash_sha256_state()
    crypto_hash_sha256_init(&state)
    var offset = 0
    while offset < file.size {
      let chunk = try file.bytes(at: offset, count: min(chunkBytes, file.size - offset))
      crypto_hash_sha256_update(&state, chunk, UInt64(chunk.count))
      offset += chunk.count
    }
    var digest = [UInt8](repeating: 0, count: Int(crypto_hash_sha256_BYTES))
    crypto_hash_sha256_final(&state, &digest)
    return Hexadecimal.text(digest)
  }
}
