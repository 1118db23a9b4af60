extension ScriptedLLM {
  /// An answer of a scripted server, byte by byte.
  public struct Reply: Sendable {
    /// A step of sending a body.
    public enum Part: Sendable {
      /// Sends bytes, at once.
      case bytes([UInt8])
      /// Sends nothing for a time.
      case pause(Duration)
      /// Sends nothing until ``ScriptedLLM/release()``.
      case hold
    }

    /// The status.
    public var status: Int
    /// The header fields, but for those that say where the body ends.
    public var headers: [(name: String, value: String)]
    /// The body.
    public var parts: [Part]
    /// Whether the body's end is not told in advance: it is sent in chunks.
    public var isChunked: Bool
    /// After so many bytes of the body the connection is broken off.
    public var cutAfter: Int?

    /// An answer.
    public init(
      status: Int = 200, headers: [(name: String, value: String)] = [("Content-Type", "application/json")],
      parts: [Part], isChunked: Bool = false, cutAfter: Int? = nil
    ) {
      self.status = status
      self.headers = headers
      self.parts = parts
      self.isChunked = isChunked
      self.cutAfter = cutAfter
    }

    /// An answer that is a text, whole.
    public static func text(_ text: String, status: Int = 200, type: String = "application/json") -> Reply {
      Reply(status: status, headers: [("Content-Type", type)], parts: [.bytes(Array(text.utf8))])
    }

    /// A stream of events that is this text, byte by byte as it stands.
    public static func events(_ text: String) -> Reply {
      Reply(headers: Self.eventStream, parts: [.bytes(Array(text.utf8))], isChunked: true)
    }

    /// How a stream of events is announced.
    static let eventStream = [(name: "Content-Type", value: "text/event-stream")]

    /// The bytes of the body, whatever is waited for between them.
    var body: [UInt8] {
      parts.reduce(into: []) { body, part in
        if case .bytes(let bytes) = part { body += bytes }
      }
    }

    /// The same, broken off in the middle.
    var half: Reply {
      var reply = self
      reply.cutAfter = body.count / 2
      return reply
    }
  }
}
