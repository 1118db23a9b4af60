import Testing

@testable import ScrubjayHTTPServer

@Suite struct HTTPHeadCheckTests {
  @Test(
    arguments: [
      (["Host": "a"], nil),
      (["host": "a", "content-length": "1"], nil),
      (["Host": "a", "Transfer-Encoding": "Chunked"], nil),
      ([:], .host),
      (["Host": "a", "HOST": "b"], .host),
      (["Host": "a", "Content-Length": "1", "Transfer-Encoding": "chunked"], .length),
      (["Host": "a", "Content-Length": "1", "content-length": "2"], .length),
      (["Host": "a", "Transfer-Encoding": "gzip, chunked"], .transferEncoding),
      (["Host": "a", "Transfer-Encoding ": "chunked"], .header),
      (["Host": "a", "X": "a\u{1}b"], .header),
    ] as [(HTTPHeaders, HTTPHeadProblem?)])
  func `A head with two meanings is refused`(headers: HTTPHeaders, problem: HTTPHeadProblem?) {
    #expect(HTTPHeadCheck.problem(method: "POST", version: "HTTP/1.1", headers: headers) == problem)
  }

  @Test func `HTTP 1.0 needs no host and knows no chunks`() {
    #expect(HTTPHeadCheck.problem(method: "GET", version: "HTTP/1.0", headers: [:]) == nil)
    let chunked: HTTPHeaders = ["Transfer-Encoding": "chunked"]
    #expect(HTTPHeadCheck.problem(method: "POST", version: "HTTP/1.0", headers: chunked) == .transferEncoding)
  }

  @Test func `Headers keep order and duplicates, and ignore case`() {
    var headers: HTTPHeaders = ["A": "1", "b": "2", "a": "3"]
    #expect(headers["a"] == "1")
    #expect(headers.values(of: "A") == ["1", "3"])
    headers["B"] = "4"
    #expect(headers.fields.map(\.value) == ["1", "3", "4"])
    headers["A"] = nil
    #expect(headers.fields.map(\.name) == ["B"])
  }
}
