import Testing

@testable import ScrubjayHTTPServer

@Suite struct HTTPTargetTests {
  @Test(arguments: [
    ("/", []), ("*", []), ("/a/b", ["a", "b"]), ("/a/", ["a", ""]), ("//a", ["", "a"]), ("/a%2Fb/c", ["a/b", "c"]),
    ("/../%2e%2E/.", ["..", "..", "."]), ("/a+b%2B", ["a+b+"]), ("/%C3%A9", ["é"]), ("/é", ["é"]),
    ("/a%3Fb", ["a?b"]), ("http://host:80/a?b", ["a"]), ("HTTP://host", []),
  ])
  func `A path is split before it is decoded`(target: String, path: [String]) throws {
    #expect(try HTTPTarget(target.utf8).path == path)
  }

  @Test func `A query is split before it is decoded`() throws {
    let target = try HTTPTarget("/?a=1&a=%26+%3D&b&&=c&d=e=f?g".utf8)
    #expect(target.query.map(\.name) == ["a", "a", "b", "", "d"])
    #expect(target.query.map(\.value) == ["1", "& =", "", "c", "e=f?g"])
  }

  @Test(arguments: [
    ("/%00", HTTPTargetProblem.nul), ("/?q=%00", .nul), ("/%", .percentEscape), ("/%2", .percentEscape),
    ("/%zz", .percentEscape), ("/?a=%f", .percentEscape), ("/%FF", .notUTF8), ("/?a=%C3", .notUTF8),
    ("/%C0%AF", .notUTF8), ("/a b", .character), ("/a\u{7}", .character), ("/a#b", .character), ("a/b", .form),
    ("", .form), ("host:443", .form), ("http:///a", .form),
  ])
  func `A target with two meanings is refused`(target: String, problem: HTTPTargetProblem) {
    #expect(throws: problem) { try HTTPTarget(target.utf8) }
  }

  @Test func `A raw byte that is not UTF-8 is refused`() {
    #expect(throws: HTTPTargetProblem.notUTF8) { try HTTPTarget([UInt8(ascii: "/"), 0xFF]) }
  }
}
