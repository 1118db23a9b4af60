import ScrubjayTestKit
import Testing

@testable import ScrubjayModels

@Suite struct EventStreamParserTests {
  private typealias Event = EventStreamParser.Event

  private func events(_ text: String) -> [Event] {
    var parser = EventStreamParser()
    return parser.consume(text.utf8)
  }

  @Test func `Events are told apart by empty lines`() {
    #expect(events("data: a\n\ndata: b\n\n") == [Event(name: nil, data: "a"), Event(name: nil, data: "b")])
    #expect(events("event: e\ndata: a\n\ndata: b\n\n").map(\.name) == ["e", nil])
  }

  @Test(arguments: ["\n", "\r\n", "\r"]) func `Lines end in any of three ways`(_ end: String) {
    let stream = ["event: e", "data: a", "data: b", "", "data: c", "", ""].joined(separator: end)
    #expect(events(stream) == [Event(name: "e", data: "a\nb"), Event(name: nil, data: "c")])
  }

  @Test func `Comments, empty events and unknown fields are passed over`() {
    #expect(
      events(": keep-alive\n\n:\n\n\n\nevent: e\n\nid: 1\nretry: 5\nnothing\ndata: a\n\n") == [
        Event(name: nil, data: "a")
      ])
  }

  @Test func `One space after the colon is no part of the value`() {
    #expect(events("data:a\ndata: b\ndata:  c\ndata\n\n").map(\.data) == ["a\nb\n c\n"])
    #expect(events("data: a: b\n\n").map(\.data) == ["a: b"])
  }

  @Test func `A mark of byte order is passed over, at the start alone`() {
    #expect(events("\u{FEFF}data: a\n\n").map(\.data) == ["a"])
    #expect(events("data: a\n\n\u{FEFF}data: b\n\n").map(\.data) == ["a"])
  }

  @Test func `What is not ended is no event`() {
    #expect(events("data: a\n\ndata: b\n").map(\.data) == ["a"])
    #expect(events("data: a\n\ndata: b").map(\.data) == ["a"])
  }

  @Test func `Bytes that are no UTF-8 do not end the stream`() {
    var parser = EventStreamParser()
    let found = parser.consume(Array("data: a".utf8) + [0xFF] + Array("b\n\n".utf8))
    #expect(found.map(\.data) == ["a\u{FFFD}b"])
  }

  private static let stream =
    "\u{FEFF}: hello\r\n\r\nevent: größe\r\ndata: {\"a\": \"漢字 👩🏽‍💻\"}\r\n\r\ndata: x\rdata: y\r\rdata: z\ndata: \n\n: bye\n\ndata: [DONE]\n\n"

  @Test func `Where the stream is cut makes no difference`() {
    let bytes = Array(Self.stream.utf8)
    let whole = events(Self.stream)
    #expect(whole.count == 4)
    for cut in 0...bytes.count {
      var parser = EventStreamParser()
      let found = parser.consume(bytes[..<cut]) + parser.consume(bytes[cut...])
      #expect(found == whole, "cut at \(cut)")
    }
    var parser = EventStreamParser()
    let oneByOne = bytes.flatMap { parser.consume([$0]) }
    #expect(oneByOne == whole)
  }

  @Test func `Streams of anything are read the same however they are cut`() {
    for seed in UInt64(1)...50 {
      var random = SeededRandom(seed: seed)
      let lines = (0..<20).map { _ in
        random.pick(["data: ", "event: ", ":", "", "data:", "x: "]) + random.text(upTo: 12)
          + random.pick(["\n", "\r\n", "\r"])
      }
      let bytes = Array(lines.joined().utf8)
      var once = EventStreamParser()
      let whole = once.consume(bytes)
      var parser = EventStreamParser()
      var found: [EventStreamParser.Event] = []
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = Int.random(in: 1...9, using: &random)
        found += parser.consume(rest.prefix(count))
        rest = rest.dropFirst(count)
      }
      #expect(found == whole, "\(random)")
    }
  }
}
