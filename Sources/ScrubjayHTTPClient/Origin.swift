import CScrubjayCurl

/// The scheme, host and port of a request's URL.
struct Origin: Hashable, CustomStringConvertible {
  let scheme: String
  let host: String
  let port: String

  init(of request: HTTPClientRequest) throws(HTTPClientError) {
    guard let parsed = curl_url() else { throw HTTPClientError(.failed, "libcurl is out of memory.") }
    defer { curl_url_cleanup(parsed) }
    guard !request.url.utf8.contains(0), curl_url_set(parsed, CURLUPART_URL, request.url, 0) == CURLUE_OK,
      let scheme = Self.part(CURLUPART_SCHEME, of: parsed), ["http", "https"].contains(scheme),
      let host = Self.part(CURLUPART_HOST, of: parsed), let port = Self.part(CURLUPART_PORT, of: parsed)
    else {
      throw HTTPClientError(.invalidRequest, "The URL is not an absolute http or https URL.")
    }
    self.scheme = scheme
    self.host = host
    self.port = port
  }

  /// `http://127.0.0.1:8080`.
  var description: String { "\(scheme)://\(host):\(port)" }

  /// Whether the host is this machine by its own address, which no proxy can reach.
  var isLoopback: Bool {
    let name = host.lowercased()
    return name == "localhost" || name.hasSuffix(".localhost") || name == "[::1]" || isIPv4Loopback
  }

  private var isIPv4Loopback: Bool {
    let numbers = host.split(separator: ".", omittingEmptySubsequences: false)
    return numbers.count == 4 && numbers[0] == "127" && numbers.allSatisfy { UInt8($0) != nil }
  }

  private static func part(_ part: CURLUPart, of url: OpaquePointer) -> String? {
    var text: UnsafeMutablePointer<CChar>?
    guard curl_url_get(url, part, &text, UInt32(CURLU_DEFAULT_PORT)) == CURLUE_OK, let text else { return nil }
    defer { curl_free(text) }
    return String(cString: text)
  }
}
