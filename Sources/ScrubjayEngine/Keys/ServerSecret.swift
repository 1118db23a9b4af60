import CScrubjaySodium
public import ScrubjayCore

/// What the hashes of keys are keyed with: without it, a copy of the database tells nothing about the keys.
public struct ServerSecret: Sendable {
  private let bytes: [UInt8]

  /// The shortest secret that is taken, in bytes of UTF-8.
  public static let minimumBytes = 16
  /// The length of a hash, in bytes.
  private static let hashBytes = 32

  /// A secret that someone chose.
  ///
  /// - Throws: `invalid_configuration` for one that is too short.
  public init(_ text: String) throws(ScrubjayError) {
    guard text.utf8.count >= Self.minimumBytes else {
      throw ScrubjayError(
        .invalidConfiguration, "The secret (SCRUBJAY_SECRET) needs at least \(Self.minimumBytes) characters.")
    }
    bytes = Self.hash(Array(text.utf8), key: [])
  }

  /// Returns text for a new secret: 32 random bytes in hexadecimal.
  public static func makeText() -> String { Hexadecimal.text(randomBytes(32)) }

  /// The keyed hash of a key's text (BLAKE2b with 32 bytes), in hexadecimal.
  func hash(of key: String) -> String { Hexadecimal.text(Self.hash(Array(key.utf8), key: bytes)) }

  static func randomBytes(_ count: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    randombytes_buf(&bytes, count)
    return bytes
  }

  private static func hash(_ message: [UInt8], key: [UInt8]) -> [UInt8] {
    var output = [UInt8](repeating: 0, count: hashBytes)
    crypto_generichash(&output, hashBytes, message, UInt64(message.count), key, key.count)
    return output
  }
}

/// A digest of a request, by which a retry is told from another request: SHA-256 in hexadecimal.
public enum Fingerprint {
  /// Returns the digest of text.
  public static func of(_ text: String) -> String {
    let message = Array(text.utf8)
    var output = [UInt8](repeating: 0, count: Int(crypto_hash_sha256_BYTES))
    crypto_hash_sha256(&output, message, UInt64(message.count))
    return Hexadecimal.text(output)
  }
}
