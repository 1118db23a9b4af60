import CScrubjayMicroHTTP
import Foundation

extension Exchange {
  /// Hands `response` to libmicrohttpd, inside the request callback.
  ///
  /// A response that HTTP cannot express (a line break in a header, a status outside 200–599) is the handler's fault
  /// and goes out as an empty 500.
  func queue(_ response: HTTPResponse, on connection: OpaquePointer) -> MHD_Result {
    self.connection.responseQueued()
    let closes = response.asksToClose || server.currentLoad.stage != .serving
    if (200...599).contains(response.status), let message = Self.message(response, closes: closes) {
      defer { MHD_destroy_response(message) }
      return MHD_queue_response(connection, UInt32(response.status), message)
    }
    guard let message = Self.message(HTTPResponse(status: 500), closes: closes) else { return .NO }
    defer { MHD_destroy_response(message) }
    return MHD_queue_response(connection, 500, message)
  }

  /// `response` as libmicrohttpd keeps it; `nil` if it refuses a header.
  private static func message(_ response: HTTPResponse, closes: Bool) -> OpaquePointer? {
    guard let message = response.file.map(body(of:)) ?? body(of: response.body) else { return nil }
    var fields = response.contentFields
    if closes { fields.append(HTTPHeaders.Field(name: "Connection", value: "close")) }
    for field in fields where !add(field, to: message) {
      MHD_destroy_response(message)
      return nil
    }
    return message
  }

  private static func body(of bytes: [UInt8]) -> OpaquePointer? {
    bytes.withUnsafeBytes { bytes in
      // The pointer is not written through: the flag makes libmicrohttpd copy the bytes.
      MHD_create_response_from_buffer(
        bytes.count, UnsafeMutableRawPointer(mutating: bytes.baseAddress), .RESPMEM_MUST_COPY)
    }
  }

  /// The file is libmicrohttpd's from here on, which closes what it is given: a descriptor of its own.
  private static func body(of file: HTTPFile) -> OpaquePointer? {
    let descriptor = fcntl(file.descriptor, F_DUPFD_CLOEXEC, 0)
    guard descriptor >= 0 else { return nil }
    guard let message = MHD_create_response_from_fd64(file.bytes, descriptor) else {
      close(descriptor)
      return nil
    }
    return message
  }

  private static func add(_ field: HTTPHeaders.Field, to message: OpaquePointer) -> Bool {
    guard HTTPHeadCheck.isToken(field.name), HTTPHeadCheck.isFieldValue(field.value) else { return false }
    // An empty value is legal, but libmicrohttpd has no way to send it; the field is left out.
    if field.value.isEmpty { return true }
    return MHD_add_response_header(message, field.name, field.value) == .YES
  }
}
