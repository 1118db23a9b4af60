import CScrubjayCurl
import Foundation

/// A libcurl handle, which keeps its connections alive between transfers; stays on one thread.
final class EasyHandle {
  private static let isLibraryReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

  private let handle: UnsafeMutableRawPointer?

  init() {
    handle = Self.isLibraryReady ? curl_easy_init() : nil
    // libcurl is told not to touch signals, as it runs on many threads; a write to a closed connection must not
    // end the process either.
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGPIPE)
    pthread_sigmask(SIG_BLOCK, &signals, nil)
  }

  deinit {
    if let handle { curl_easy_cleanup(handle) }
  }

  /// Carries a transfer from beginning to end, on the current thread.
  func perform(_ transfer: Transfer) -> Result<HTTPClientResponse, any Error> {
    guard let handle else { return .failure(HTTPClientError(.failed, "libcurl could not be initialized.")) }
    let incoming = IncomingResponse(transfer)
    do {
      let origin = try Origin(of: transfer.request)
      let options = TransferOptions(handle: handle, request: transfer.request, origin: origin)
      return .success(try options.perform(into: incoming))
    } catch {
      return .failure(incoming.writeFailure ?? error)
    }
  }
}
