import CScrubjayCurl
import Foundation

/// A handle told what to do for one request.
struct TransferOptions {
  let handle: UnsafeMutableRawPointer
  let request: HTTPClientRequest
  let origin: Origin

  /// Sends the request and waits for the response.
  func perform(into incoming: IncomingResponse) throws(HTTPClientError) -> HTTPClientResponse {
    curl_easy_reset(handle)
    let list = try headerList()
    defer { curl_slist_free_all(list) }
    scrubjay_curl_set_list(handle, CURLOPT_HTTPHEADER, list)
    setPolicy()
    try setMethod()
    setCallbacks(incoming)

    let status = (request.body ?? []).withUnsafeBytes { body in
      if request.body != nil {
        scrubjay_curl_set_offset(handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count))
        // An empty body has no address, and without one libcurl would ask a read callback.
        if let bytes = body.baseAddress, !body.isEmpty {
          scrubjay_curl_set_pointer(handle, CURLOPT_POSTFIELDS, UnsafeMutableRawPointer(mutating: bytes))
        } else {
          scrubjay_curl_set_string(handle, CURLOPT_COPYPOSTFIELDS, "")
        }
        setMethodName()
      }
      return withExtendedLifetime(incoming) { curl_easy_perform(handle) }
    }
    guard status == CURLE_OK else { throw error(for: status, incoming) }
    return HTTPClientResponse(
      status: number(CURLINFO_RESPONSE_CODE), headers: incoming.headers, body: incoming.body)
  }

  // MARK: Before

  private func setPolicy() {
    scrubjay_curl_set_string(handle, CURLOPT_URL, request.url)
    scrubjay_curl_set_string(handle, CURLOPT_PROTOCOLS_STR, "http,https")
    scrubjay_curl_set_string(handle, CURLOPT_USERAGENT, "scrubjay")
    scrubjay_curl_set_long(handle, CURLOPT_PATH_AS_IS, 1)
    scrubjay_curl_set_long(handle, CURLOPT_FOLLOWLOCATION, 0)
    scrubjay_curl_set_long(handle, CURLOPT_HTTP_CONTENT_DECODING, 0)
    scrubjay_curl_set_long(handle, CURLOPT_NOSIGNAL, 1)
    scrubjay_curl_set_long(handle, CURLOPT_CONNECTTIMEOUT_MS, request.connectTimeout.milliseconds)
    scrubjay_curl_set_long(handle, CURLOPT_TIMEOUT_MS, request.totalTimeout.milliseconds)
    // An empty name is libcurl's way to say: no proxy, whatever the environment says.
    if origin.isLoopback { scrubjay_curl_set_string(handle, CURLOPT_PROXY, "") }
  }

  private func setMethod() throws(HTTPClientError) {
    guard !request.method.isEmpty, request.method.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
      throw HTTPClientError(.invalidRequest, "The method is not a valid HTTP token.")
    }
    if request.method == "HEAD" {
      scrubjay_curl_set_long(handle, CURLOPT_NOBODY, 1)
    } else {
      setMethodName()
    }
  }

  private func setMethodName() {
    scrubjay_curl_set_string(handle, CURLOPT_CUSTOMREQUEST, request.method)
  }

  private func setCallbacks(_ incoming: IncomingResponse) {
    let context = Unmanaged.passUnretained(incoming).toOpaque()
    scrubjay_curl_set_write_function(handle, CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
      TransferOptions.incoming(context).takeHeader(UnsafeRawBufferPointer(start: bytes, count: size * count))
        ? size * count : -1
    }
    scrubjay_curl_set_pointer(handle, CURLOPT_HEADERDATA, context)
    scrubjay_curl_set_write_function(handle, CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
      TransferOptions.incoming(context).takeBody(UnsafeRawBufferPointer(start: bytes, count: size * count))
        ? size * count : -1
    }
    scrubjay_curl_set_pointer(handle, CURLOPT_WRITEDATA, context)
    scrubjay_curl_set_progress_function(handle) { context, _, _, _, _ in
      TransferOptions.incoming(context).isAbandoned ? 1 : 0
    }
    scrubjay_curl_set_pointer(handle, CURLOPT_XFERINFODATA, context)
    scrubjay_curl_set_long(handle, CURLOPT_NOPROGRESS, 0)
  }

  /// The request's headers as libcurl takes them.
  private func headerList() throws(HTTPClientError) -> UnsafeMutablePointer<curl_slist>? {
    // Libcurl would wait a second for "100 Continue" before a larger body, and call every body a web form.
    var lines = ["Expect:"]
    if request.headers.first("Content-Type") == nil { lines.append("Content-Type:") }
    for header in request.headers {
      guard !header.name.isEmpty, header.name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: ":") }),
        header.value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == UInt8(ascii: "\t") })
      else {
        throw HTTPClientError(.invalidRequest, "A header has a malformed name or a control character in its value.")
      }
      // "Name:" would remove a header of libcurl's own; "Name;" sends an empty one.
      lines.append(header.value.isEmpty ? "\(header.name);" : "\(header.name): \(header.value)")
    }
    var list: UnsafeMutablePointer<curl_slist>?
    for line in lines { list = curl_slist_append(list, line) ?? list }
    return list
  }

  private static func incoming(_ context: UnsafeMutableRawPointer?) -> IncomingResponse {
    guard let context else { preconditionFailure("libcurl lost its context") }
    return Unmanaged<IncomingResponse>.fromOpaque(context).takeUnretainedValue()
  }

  // MARK: After

  private func number(_ info: CURLINFO) -> Int {
    var value = 0
    scrubjay_curl_get_long(handle, info, &value)
    return value
  }

  private func error(for status: CURLcode, _ incoming: IncomingResponse) -> HTTPClientError {
    if incoming.isTooLarge {
      return HTTPClientError(
        .responseTooLarge, "The response of \(origin) is larger than \(request.maxResponseBytes) bytes.")
    }
    let reason = String(cString: curl_easy_strerror(status))
    return switch status {
    case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY:
      HTTPClientError(.nameNotResolved, "The name in \(origin), or its proxy's, cannot be resolved.")
    case CURLE_COULDNT_CONNECT where number(CURLINFO_OS_ERRNO) == Int(ECONNREFUSED):
      HTTPClientError(.connectionRefused, "Nothing listens at \(origin).")
    case CURLE_COULDNT_CONNECT:
      HTTPClientError(.unreachable, "\(origin) cannot be reached.")
    case CURLE_OPERATION_TIMEDOUT:
      HTTPClientError(.timedOut, "\(origin) did not answer in time.")
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CACERT_BADFILE:
      HTTPClientError(.notSecure, "No trusted connection to \(origin) could be made: \(reason).")
    case CURLE_GOT_NOTHING, CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_PARTIAL_FILE, CURLE_WEIRD_SERVER_REPLY,
      CURLE_UNSUPPORTED_PROTOCOL, CURLE_HTTP2, CURLE_HTTP2_STREAM:
      HTTPClientError(.connectionLost, "\(origin) broke the connection off: \(reason).")
    default:
      HTTPClientError(.failed, "The request to \(origin) failed: \(reason).")
    }
  }
}

extension Duration {
  /// Whole milliseconds, from 1, as libcurl takes 0 for "no limit", to a day.
  fileprivate var milliseconds: Int {
    let bounded = min(max(self, .milliseconds(1)), .seconds(86_400)).components
    return Int(bounded.seconds) * 1_000 + Int(bounded.attoseconds / 1_000_000_000_000_000)
  }
}
