/// Reads a stream of server-sent events as it comes, cut anywhere (WHATWG HTML, "Server-sent events").
///
/// Bytes are only decoded when their line is whole, so that a cut within a character harms nothing. An event that is not
/// ended by an empty line is none.
struct EventStreamParser: Sendable {
  /// One event.
  struct Event: Sendable, Equatable {
    /// Its name, where it has one.
    let name: String?
    /// Its data, the lines with line feeds between them.
    let data: String
  }

  private var line: [UInt8] = []
  private var name: String?
  private var data: [String] = []
  /// Whether the last byte was a carriage return, to which a line feed would belong.
  private var followsReturn = false
  private var isFirstLine = true

  /// Takes the next bytes and answers the events that they complete.
  mutating func consume(_ bytes: some Sequence<UInt8>) -> [Event] {
    var events: [Event] = []
    for byte in bytes {
      defer { followsReturn = byte == 0x0D }
      switch byte {
      case 0x0A where followsReturn: continue
      case 0x0A, 0x0D: if let event = endLine() { events.append(event) }
      default: line.append(byte)
      }
    }
    return events
  }

  private mutating func endLine() -> Event? {
    defer {
      line.removeAll(keepingCapacity: true)
      isFirstLine = false
    }
    if isFirstLine, line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
    guard !line.isEmpty else { return endEvent() }
    let colon = line.firstIndex(of: UInt8(ascii: ":")) ?? line.endIndex
    var value = line[colon...].dropFirst()
    if value.first == UInt8(ascii: " ") { value = value.dropFirst() }
    switch String(decoding: line[..<colon], as: UTF8.self) {
    case "event": name = String(decoding: value, as: UTF8.self)
    case "data": data.append(String(decoding: value, as: UTF8.self))
    // A comment, which keeps the connection alive, or a field of no use here.
    default: break
    }
    return nil
  }

  private mutating func endEvent() -> Event? {
    defer { (name, data) = (nil, []) }
    return data.isEmpty ? nil : Event(name: name, data: data.joined(separator: "\n"))
  }
}
