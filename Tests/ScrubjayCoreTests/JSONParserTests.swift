import ScrubjayCore
import Testing

@Suite struct JSONParserTests {
  @Test(
    arguments: [
      ("null", JSON.null), ("true", true), ("false", false), (" \t\r\n 1 \n", 1), ("\"\"", ""), ("[]", []), ("{}", [:]),
      ("[1,[2,[3]]]", [1, [2, [3]]]), (#"{"a":{"b":[null,true]},"":0}"#, ["a": ["b": [.null, true]], "": 0]),
      (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""\u0041\u00e9\u00E9\uD83D\uDE00""#, "Aéé😀"),
      ("\"\u{7F}\u{80}\u{FEFF}\u{2028}\u{10FFFF}\"", "\u{7F}\u{80}\u{FEFF}\u{2028}\u{10FFFF}"),
      ("[ 1 , 2 ]", [1, 2]), (#"{ "a" : 1 , "b" : 2 }"#, ["a": 1, "b": 2]),
    ] as [(String, JSON)])
  func `Reads`(text: String, value: JSON) throws {
    #expect(try JSON(parsing: text) == value)
  }

  @Test(arguments: [
    "0", "-0", "1.0", "10", "1e5", "1E+5", "1e-5", "-1.50e+007", "123456789012345678901234567890", "1e400", "0.1",
    "0.000000000000000000000000000000000001",
  ])
  func `A number stays the text it arrived as`(text: String) throws {
    #expect(try JSON(parsing: text) == .number(text))
    #expect(try JSON(parsing: "[\(text)]").text == "[\(text)]")
  }

  @Test(arguments: [
    "", " ", "nul", "nulll", "True", "NaN", "Infinity", "-", "+1", "01", "-01", "00", "1.", ".5", "1e", "1e+", "0x10",
    "1 2", "[", "]", "[1", "[1,", "[1,]", "[,1]", "[1 2]", "{", "}", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,",
    "{\"a\":1,}", "{a:1}", "{1:1}", "{\"a\" 1}", "{\"a\":1 \"b\":2}", "\"", "\"a", "'a'", "\"\\", "\"\\x\"",
    "\"\\u12\"",
    "\"\\u12G4\"", "\"\\u+123\"", "\"\\u-123\"", "\"\\U0041\"", "// no\n1", "/* no */1", "\u{FEFF}1", "1\u{A0}",
    "\u{B}1",
    "[1]]", "{}{}", "undefined",
  ])
  func `Refuses what is not JSON`(text: String) {
    let error = #expect(throws: ScrubjayError.self) { try JSON(parsing: text) }
    #expect(error?.code == .invalidJSON)
  }

  @Test(arguments: 0..<0x20) func `Refuses a control character in a string that is not escaped`(byte: UInt8) {
    #expect(throws: ScrubjayError.self) { try JSON(parsing: [0x22, byte, 0x22]) }
  }

  @Test(arguments: [
    #""\u0000""#, #"{"\u0000":1}"#, #"{"a":["x\u0000y"]}"#, "\"\u{0}\"", "\u{0}", "1\u{0}",
  ])
  func `Refuses U+0000 however it is written`(text: String) {
    #expect(throws: ScrubjayError.self) { try JSON(parsing: text) }
  }

  @Test(arguments: [
    #""\ud83d""#, #""\ude00""#, #""\ud83d\ud83d""#, #""\ud83dx""#, #""\ud83d\n""#, #""\ude00\ud83d""#,
    #""\ud83d\u0041""#,
    #""\ud83d\"#, #""\ud83d\u"#,
  ])
  func `Refuses half of a surrogate pair`(text: String) {
    #expect(throws: ScrubjayError.self) { try JSON(parsing: text) }
  }

  @Test(
    arguments: [
      [0x80], [0xC3], [0xC3, 0x28], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80],
      [0xF8, 0x88, 0x80, 0x80],
      [0xFF], [0xE2, 0x82], [0xF0, 0x9F, 0x98],
    ] as [[UInt8]])
  func `Refuses what is not UTF-8`(bytes: [UInt8]) {
    for escape in [[], Array("\\n".utf8)] {
      #expect(throws: ScrubjayError.self) { try JSON(parsing: [0x22] + escape + bytes + [0x22]) }
    }
    #expect(throws: ScrubjayError.self) { try JSON(parsing: bytes) }
  }

  @Test(arguments: [1, 2, 15, 16, 17, 18, 40]) func `Refuses a member's name twice, in objects of any width`(width: Int)
  {
    let members = (0..<width).map { "\"m\($0)\":0" }
    for again in [0, width / 2, width - 1] {
      let text = "{\((members + ["\"m\(again)\":1"]).joined(separator: ","))}"
      let error = #expect(throws: ScrubjayError.self) { try JSON(parsing: text) }
      #expect(error?.message.contains("twice") == true)
    }
    #expect(throws: Never.self) { try JSON(parsing: "{\(members.joined(separator: ","))}") }
    #expect(throws: Never.self) { try JSON(parsing: #"{"a":{"a":{"a":1}},"b":[{"a":1},{"a":1}]}"#) }
  }

  @Test func `Refuses a name twice that is escaped the second time`() {
    #expect(throws: ScrubjayError.self) { try JSON(parsing: #"{"a":1,"\u0061":2}"#) }
  }

  @Test func `Goes as deep as the limit and no deeper, without running out of stack`() throws {
    let limit = JSON.maximumDepth
    func nested(_ depth: Int, _ open: String, _ close: String) -> String {
      String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)
    }
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
      #expect(throws: Never.self) { try JSON(parsing: nested(limit, open, close)) }
      for depth in [limit + 1, 1_000_000] {
        let error = #expect(throws: ScrubjayError.self) { try JSON(parsing: nested(depth, open, close)) }
        #expect(error?.message.contains("\(limit) levels") == true)
      }
    }
  }

  @Test(arguments: [
    ("[1,x]", 3), ("", 0), ("[1", 2), (#"{"a":1,"a":2}"#, 7), ("tru", 3), ("\"a\u{1}\"", 2), ("[1]]", 3), ("[01]", 2),
  ])
  func `Says at which byte it stopped`(text: String, offset: Int) {
    let error = #expect(throws: ScrubjayError.self) { try JSON(parsing: text) }
    #expect(error?.message.contains("(at byte \(offset))") == true, "\(error?.message ?? "")")
  }

  @Test func `Does not quote the text in its error`() {
    let error = #expect(throws: ScrubjayError.self) { try JSON(parsing: #"{"password":"hunter2" oops}"#) }
    #expect(error?.message.contains("hunter2") == false)
  }

  @Test func `Members keep their order and their values`() throws {
    let json = try JSON(parsing: #"{"z":1.0,"a":"x","m":null,"t":true,"l":[1,2]}"#)
    #expect(json.members?.map(\.name) == ["z", "a", "m", "t", "l"])
    #expect(json["z"]?.doubleValue == 1)
    #expect(json["z"]?.integerValue == 1)
    #expect(json["a"]?.stringValue == "x")
    #expect(json["m"] == .null)
    #expect(json["t"]?.boolValue == true)
    #expect(json["l"]?.arrayValue?.compactMap(\.integerValue) == [1, 2])
    #expect(json["none"] == nil)
    #expect(json["l"]?["z"] == nil)
  }
}
