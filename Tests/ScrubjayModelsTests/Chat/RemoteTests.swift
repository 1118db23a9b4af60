import Foundation
import ScrubjayCore
import ScrubjayHTTPClient
import ScrubjayTestKit
import Testing

@testable import ScrubjayModels

/// What is common to all servers: how their JSON, their headers and their excuses are read.
@Suite struct RemoteTests {
  @Test(arguments: [
    (#""\ud83d""#, "\u{FFFD}"), (#""\ude00a""#, "\u{FFFD}a"), (#""\ud83d\ude00""#, "😀"),
    (#""\ud83d\ud83d\ude00""#, "\u{FFFD}😀"),
    (#""a\u0000b""#, "a\u{FFFD}b"), (#""\\ud83d""#, #"\ud83d"#), (#""\\\ud83d""#, "\\\u{FFFD}"), (#""\u00e9""#, "é"),
    (#""\ud83dx""#, "\u{FFFD}x"), (#""\ud83d\n""#, "\u{FFFD}\n"),
  ])
  func `Escapes that stand for nothing are replaced`(_ json: String, _ text: String) throws {
    #expect(try JSON(fromServer: json.utf8) == .string(text))
  }

  @Test func `Bytes that are no UTF-8 are replaced, and a mark of byte order is passed over`() throws {
    #expect(try JSON(fromServer: [0xEF, 0xBB, 0xBF, 0x22, 0x61, 0xFF, 0x22]) == .string("a\u{FFFD}"))
  }

  @Test(arguments: ["", "\"", "{", #""\u12""#, #""\"#, "nothing"]) func `What is no JSON stays none`(_ text: String) {
    #expect(throws: ScrubjayError.self) { try JSON(fromServer: text.utf8) }
  }

  /// Sunday, 2026-03-01 12:00:00 UTC.
  private static let now = Date(timeIntervalSince1970: 1_772_366_400)

  @Test(arguments: [
    ([("Retry-After", "3")], Duration.seconds(3)), ([("retry-after", "1.5")], .milliseconds(1_500)),
    ([("retry-after-ms", "250"), ("retry-after", "3")], .milliseconds(250)), ([("Retry-After", "-4")], .zero),
    ([("Retry-After", "soon")], nil), ([], nil), ([("Retry-After", "nan")], nil),
    ([("Retry-After", "1e12")], .seconds(86_400)),
    ([("Retry-After", "Sun, 01 Mar 2026 12:00:07 GMT")], .seconds(7)),
    ([("Retry-After", "Sun, 01 Mar 2026 11:00:00 GMT")], .zero),
    // The server's clock is an hour behind.
    (
      [("Date", "Sun, 01 Mar 2026 11:00:00 GMT"), ("Retry-After", "Sun, 01 Mar 2026 11:00:09 GMT")],
      .seconds(9)
    ),
    ([("Retry-After", "Sun, 31 Feb 2026 12:00:07 GMT")], nil), ([("Retry-After", "Sun, 01 Mar 2026 12:00 GMT")], nil),
  ])
  func `When to ask again is read in each form`(_ headers: [(String, String)], _ wanted: Duration?) {
    #expect(RetryAfter(headers.map { HTTPClientHeader($0.0, $0.1) }, now: Self.now).duration == wanted)
  }

  @Test(arguments: [
    (#"{"error": {"message": "one", "type": "t"}}"#, "one"), (#"{"error": "two"}"#, "two"),
    (#"{"message": "three", "code": 3}"#, "three"), (#"{"detail": "four"}"#, "four"),
    (#"[{"error": {"code": 400, "message": "eight"}}]"#, "eight"),
    (#"{"detail": [{"msg": "five", "loc": ["body"]}]}"#, "five"), ("six", "six"), ("<html>no</html>", nil),
    (#"{"type": "error", "error": {"type": "overloaded_error", "message": "seven"}}"#, "seven"), ("[]", nil),
    ("{}", nil),
  ])
  func `A server's message is found wherever it stands`(_ body: String, _ message: String?) {
    #expect(ErrorReport(body: Array(body.utf8)).message == message)
  }

  @Test(arguments: [
    (#"{"error": {"type": "overloaded_error"}}"#, ChatFailure.Kind.overloaded),
    (#"{"error": {"code": "429"}}"#, .overloaded),
    (#"{"error": {"code": 503}}"#, .overloaded), (#"{"error": {"code": "insufficient_quota"}}"#, .overloaded),
    (#"{"error": {"type": "rate_limit_error"}}"#, .overloaded),
    (#"{"error": {"type": "authentication_error"}}"#, .unauthorized),
    (#"{"error": {"type": "permission_error"}}"#, .unauthorized), (#"{"error": {"type": "timeout_error"}}"#, .timedOut),
    (#"{"error": {"type": "invalid_request_error"}}"#, .refused),
    (#"{"error": {"type": "request_too_large"}}"#, .refused),
    (#"{"error": {"type": "api_error"}}"#, .failed), (#"{"error": {}}"#, .failed), (#"{"error": "no"}"#, .failed),
    (#"{"error": {"code": 408}}"#, .timedOut), (#"{"error": {"code": 7}}"#, .failed),
  ])
  func `An error without a status has a kind`(_ body: String, _ kind: ChatFailure.Kind) throws {
    #expect(ErrorReport(try JSON(parsing: body)).kind == kind)
  }

  private let discretion = Discretion(
    key: "sk-secret", asked: ["The heron sleeps\nin the old willow by the river.", "Herons?", "a"])

  @Test func `What is shown of a message is short, seen, and nobody's secret`() {
    #expect(discretion.clean("Bad key sk-secret given.") == "Bad key … given.")
    #expect(discretion.clean("a\u{1B}[31m\r\n\u{202E}b\u{0}c") == "a [31m b c")
    #expect(discretion.clean(" \n\t ") == nil)
    #expect(discretion.clean(String(repeating: "é", count: 400)) == String(repeating: "é", count: 300))
    // Where the message is cut, the key has gone already.
    let long = String(repeating: "x", count: 295) + "sk-secret"
    #expect(discretion.clean(long) == String(repeating: "x", count: 295) + "…")
  }

  @Test func `A message that quotes what was asked is not shown`() {
    #expect(discretion.clean("Invalid input: 'sleeps in the old willow'") == nil)
    #expect(discretion.clean("Invalid input: 'Herons?'") == nil)
    #expect(discretion.clean("Invalid input: 'the old'") == "Invalid input: 'the old'")
    #expect(discretion.clean("The model is a river.") == "The model is a river.")
  }
}
