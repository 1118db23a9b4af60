import CScrubjayMicroHTTP

extension HTTPResponse {
  /// The message as it goes over the wire, for a connection that is closed after it.
  func serializedForClosing() -> [UInt8] {
    let reason = MHD_get_reason_phrase_for(UInt32(clamping: status)).map { String(cString: $0) } ?? ""
    var head = "HTTP/1.1 \(status) \(reason)\r\n"
    for field in contentFields where HTTPHeadCheck.isToken(field.name) && HTTPHeadCheck.isFieldValue(field.value) {
      head += "\(field.name): \(field.value)\r\n"
    }
    head += "Connection: close\r\nContent-Length: \(body.count)\r\n\r\n"
    return Array(head.utf8) + body
  }
}
