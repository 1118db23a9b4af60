import Foundation
import ScrubjayCore
import ScrubjayEngine

/// The file beside a database that holds the secret its API keys are hashed with; only its owner may read it.
struct SecretFile {
  private let path: String

  init(database path: String) { self.path = path + "-secret" }

  /// The secret, made at the first start.
  ///
  /// - Throws: `invalid_configuration` when the file cannot be made or read.
  func secret() throws(ScrubjayError) -> ServerSecret {
    if let text = read() { return try ServerSecret(text) }
    try make()
    guard let text = read() else { throw failure }
    return try ServerSecret(text)
  }

  private func read() -> String? {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
    return text.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Writes a new secret whole or not at all: another process may be doing the same, and the first one wins.
  private func make() throws(ScrubjayError) {
    let draft = "\(path).\(getpid())"
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw failure }
    defer { unlink(draft) }
    let bytes = Array((ServerSecret.makeText() + "\n").utf8)
    let written = write(descriptor, bytes, bytes.count)
    fsync(descriptor)
    close(descriptor)
    guard written == bytes.count, link(draft, path) == 0 || errno == EEXIST else { throw failure }
  }

  private var failure: ScrubjayError {
    ScrubjayError(
      .invalidConfiguration,
      "The secret file beside the database cannot be created or read; set SCRUBJAY_SECRET, or check permissions.")
  }
}
