import ScrubjayAPI
import ScrubjayCore

/// An operation with its arguments as an HTTP request.
struct OperationRequest {
  /// The path and query.
  let target: String
  /// The body, where the operation takes one.
  let body: [UInt8]?

  init(_ operation: Operation, _ arguments: [JSON.Member]) {
    func values(_ place: FieldPlace) -> [JSON.Member] {
      arguments.filter { argument in
        operation.fields.contains { $0.names.contains(argument.name) && $0.place == place }
      }
    }
    var path = operation.path
    for value in values(.path) {
      path = path.replacing("{\(value.name)}", with: Self.encoded(Self.text(value.value)))
    }
    let query = values(.query).flatMap { member in
      (member.value.arrayValue ?? [member.value]).map { "\(member.name)=\(Self.encoded(Self.text($0)))" }
    }
    target = query.isEmpty ? path : "\(path)?\(query.joined(separator: "&"))"
    let takesBody = operation.fields.contains { $0.place == .body }
    body = takesBody ? JSON.object(values(.body)).bytes : nil
  }

  private static func text(_ value: JSON) -> String { value.stringValue ?? value.text }

  /// Percent-encodes everything but RFC 3986's unreserved characters, and so `/` too.
  private static func encoded(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "~"):
        bytes.append(byte)
      // A segment that is nothing but dots would be taken for a step up the path.
      case UInt8(ascii: ".") where text.utf8.contains { $0 != UInt8(ascii: ".") }:
        bytes.append(byte)
      default: bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 0x0F)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
