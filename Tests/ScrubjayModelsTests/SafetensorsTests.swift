import Foundation
import ScrubjayCore
import ScrubjayTestKit
import Testing

@testable import ScrubjayModels

@Suite struct SafetensorsTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func open(_ bytes: [UInt8]) throws -> Safetensors {
    try Data(bytes).write(to: URL(fileURLWithPath: folder.file("model.safetensors")))
    return try Safetensors(ModelFile("model.safetensors", in: folder.path))
  }

  private func refuses(_ bytes: [UInt8], _ what: String) {
    do {
      _ = try open(bytes)
      Issue.record("taken: \(what)")
    } catch {
      #expect((error as? ScrubjayError)?.code == .modelUnusable, "\(what)")
    }
  }

  @Test func `Tensors are found by name, type and shape`() throws {
    let file = try open(SafetensorsFile.bytes([("a", [2, 3], [1, 2, 3, 4, 5, 6]), ("b", [1], [7])]))
    let range = try file.tensor("b", shape: [1]).range
    #expect(try file.file.bytes(at: range.lowerBound, count: 4) == [0, 0, 0xE0, 0x40])
    #expect(throws: ScrubjayError.self) { try file.tensor("a", shape: [3, 2]) }
    #expect(throws: ScrubjayError.self) { try file.tensor("c", shape: [1]) }
  }

  @Test func `A file that is cut off anywhere is refused`() throws {
    let whole = SafetensorsFile.bytes([("a", [2, 3], [1, 2, 3, 4, 5, 6]), ("b", [1], [7])])
    for count in 0..<whole.count { refuses(Array(whole.prefix(count)), "\(count) of \(whole.count) bytes") }
    refuses(whole + [0], "a byte too many")
  }

  @Test(arguments: [
    "", "{", "[]", "null", #"{"a":1}"#, #"{"a":{}}"#,
    #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,8]}}"#,
    #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[4,8]}}"#,
    #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[8,4]}}"#,
    #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}"#,
    #"{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,12]}}"#,
    #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8,9]}}"#,
    #"{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}"#,
    #"{"a":{"dtype":"F32","shape":[9223372036854775807,9223372036854775807],"data_offsets":[0,8]}}"#,
    #"{"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]}}"#,
    #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,9223372036854775807]}}"#,
    #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,99999999999999999999]}}"#,
    #"{"a":{"dtype":7,"shape":[2],"data_offsets":[0,8]}}"#,
    #"{"a":{"dtype":"F32","shape":"2","data_offsets":[0,8]}}"#,
    #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#,
  ])
  func `A header that lies is refused`(header: String) {
    refuses(SafetensorsFile.bytes(header: header, data: [UInt8](repeating: 0, count: 8)), header)
  }

  @Test func `A length that lies is refused`() {
    for length: UInt64 in [1, 7, 1_000, 1 << 31, 1 << 63, .max] {
      refuses(withUnsafeBytes(of: length.littleEndian, Array.init) + Array("{}".utf8), "\(length)")
    }
  }

  @Test func `Bytes changed at random never crash`() throws {
    var random = SeededRandom(seed: 21)
    let whole = SafetensorsFile.bytes([("a", [2, 3], [1, 2, 3, 4, 5, 6]), ("b", [1], [7])])
    for _ in 0..<500 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: .min ... .max, using: &random)
      }
      guard let file = try? open(bytes), let tensor = try? file.tensor("a", shape: [2, 3]) else { continue }
      #expect(tensor.range.upperBound <= bytes.count, "\(random)")
    }
  }

  @Test func `Another type is refused when the tensor is asked for`() throws {
    let header = #"{"a":{"dtype":"I16","shape":[4],"data_offsets":[0,8]}}"#
    let file = try open(SafetensorsFile.bytes(header: header, data: [UInt8](repeating: 0, count: 8)))
    #expect(throws: ScrubjayError.self) { try file.tensor("a", shape: [4]) }
  }

  @Test func `Half precision is read as the same numbers, also across chunks`() throws {
    let count = (1 << 19) + 3
    let numbers = (0..<count).map { Float($0 % 251 - 125) / 8 }
    for type in ["float16", "bfloat16"] {
      let file = try open(SafetensorsFile.bytes([("a", [1], [2]), ("b", [count], numbers)], halves: type))
      let memory = FloatMemory(count: count)
      try file.fill(memory.bytes(0..<count), with: file.tensor("b", shape: [count]))
      #expect((0..<count).allSatisfy { memory.start[$0] == numbers[$0] }, "\(type)")
    }
  }
}
