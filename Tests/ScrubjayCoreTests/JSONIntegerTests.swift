import ScrubjayCore
import Testing

@Suite struct JSONIntegerTests {
  @Test(arguments: [
    ("0", 0), ("-0", 0), ("-0.0", 0), ("0e99999999999999999999", 0), ("10", 10), ("1.0", 1), ("10.00", 10), ("1e1", 10),
    ("1E+1", 10), ("1e0001", 10), ("1000e-3", 1), ("0.05e2", 5), ("-2.50e1", -25), ("12.34e2", 1_234),
    ("9223372036854775807", Int64.max), ("9223372036854775807.0", .max), ("-9223372036854775808.0", .min),
    ("922337203685477580.7e1", .max), ("9007199254740993.0", 9_007_199_254_740_993),
    ("1e18", 1_000_000_000_000_000_000),
  ])
  func `An exact integer is read however it is written`(text: String, value: Int64) throws {
    #expect(try JSON(parsing: text).integerValue == value)
  }

  @Test(arguments: [
    "1.5", "0.1", "1e-1", "12e-1", "1e400", "-1e400", "1e-400", "9223372036854775808", "9223372036854775808.0", "1e19",
    "1e99999999999999999999", "1e-99999999999999999999", "0.00000000000000000000001", "10000000000000000000e0",
  ])
  func `What is no integer of 64 bits is none`(text: String) throws {
    #expect(try JSON(parsing: text).integerValue == nil)
  }

  @Test(arguments: [JSON.null, "1", true, ["1"], [:], .array([1])])
  func `Only a number is an integer`(json: JSON) { #expect(json.integerValue == nil) }
}
