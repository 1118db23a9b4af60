import Foundation

/// A response while it arrives; stays on the thread that carries its transfer.
final class IncomingResponse {
  private(set) var headers: [HTTPClientHeader] = []
  private(set) var body: [UInt8] = []
  private(set) var isTooLarge = false
  /// Why the body could not be written where it should go, if so.
  private(set) var writeFailure: (any Error)?
  private var isSuccess = false
  private let transfer: Transfer
  private var byteCount = 0

  init(_ transfer: Transfer) {
    self.transfer = transfer
  }

  /// Whether the transfer should go no further because nobody waits for it.
  var isAbandoned: Bool { transfer.isAbandoned }

  /// Takes a header line; `false` stops the transfer.
  func takeHeader(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard count(bytes) else { return false }
    let line = String(decoding: bytes, as: UTF8.self)
    if line.hasPrefix("HTTP/") {
      // A status line: what came before belonged to a 100 Continue or to a proxy.
      headers = []
      isSuccess = line.split(separator: " ").dropFirst().first?.hasPrefix("2") == true
    } else if let colon = line.firstIndex(of: ":") {
      headers.append(
        HTTPClientHeader(
          line[..<colon].trimmingCharacters(in: .whitespaces),
          line[line.index(after: colon)...].trimmingCharacters(in: .whitespacesAndNewlines)))
    }
    return true
  }

  /// Takes a piece of the body; `false` stops the transfer.
  func takeBody(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard count(bytes) else { return false }
    guard isSuccess, let write = transfer.write else {
      body.append(contentsOf: bytes)
      return true
    }
    do { try write(Array(bytes)[...]) } catch {
      writeFailure = error
      return false
    }
    return true
  }

  private func count(_ bytes: UnsafeRawBufferPointer) -> Bool {
    byteCount += bytes.count
    isTooLarge = byteCount > transfer.request.maxResponseBytes
    return !isTooLarge
  }
}
