import CScrubjaySodium
import ScrubjayCore

/// The text of a file.
struct FileText {
  let text: String

  /// Takes bytes for text.
  ///
  /// - Throws: `tooLarge`, `binary`, `notUTF8`.
  init(_ bytes: [UInt8], limit: Int) throws(FileProblem) {
    if bytes.count > limit { throw .tooLarge }
    if bytes.contains(0) { throw .binary }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw .notUTF8 }
    self.text = text
  }

  /// The SHA-256 of the text, in hexadecimal.
  var sha256: String {
    let bytes = Array(text.utf8)
    var digest = [UInt8](repeating: 0, count: Int(crypto_hash_sha256_BYTES))
    crypto_hash_sha256(&digest, bytes, UInt64(bytes.count))
    return digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
