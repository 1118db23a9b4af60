/// The rules that keep two readers of one request from seeing two different requests (RFC 9112, sections 3.2 and 6.3).
///
/// libmicrohttpd is lenient here: with both `Transfer-Encoding` and `Content-Length` it silently takes the first.
enum HTTPHeadCheck {
  /// What is wrong with the head, if anything.
  static func problem(method: String, version: String, headers: HTTPHeaders) -> HTTPHeadProblem? {
    guard isToken(method) else { return .method }
    guard headers.fields.allSatisfy({ isToken($0.name) && isFieldValue($0.value) }) else { return .header }

    let hosts = headers.values(of: "Host").count
    guard hosts == 1 || (hosts == 0 && version == "HTTP/1.0") else { return .host }

    let lengths = headers.values(of: "Content-Length").count
    let encodings = headers.values(of: "Transfer-Encoding")
    guard lengths + encodings.count <= 1 else { return .length }
    guard let encoding = encodings.first else { return nil }
    return encoding.equalsIgnoringCase("chunked") && version != "HTTP/1.0" ? nil : .transferEncoding
  }

  /// Whether `text` is a token of RFC 9110, section 5.6.2.
  static func isToken(_ text: String) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "a")...UInt8(ascii: "z"):
          true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
      }
  }

  /// Whether `text` can be the value of a header: no control character but the tab.
  static func isFieldValue(_ text: String) -> Bool {
    text.utf8.allSatisfy { ($0 >= 0x20 && $0 != 0x7F) || $0 == UInt8(ascii: "\t") }
  }
}
