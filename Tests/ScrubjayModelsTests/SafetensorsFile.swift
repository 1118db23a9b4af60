import Foundation

/// Writes safetensors files, right ones and others.
enum SafetensorsFile {
  /// A file of tensors, one after another.
  ///
  /// - Parameter halves: A type of half precision, by Python's name, to which the numbers are rounded.
  static func bytes(
    _ tensors: [(name: String, shape: [Int], numbers: [Float])], halves: String? = nil
  ) -> [UInt8] {
    let type = ["float16": "F16", "bfloat16": "BF16"][halves ?? ""] ?? "F32"
    var data: [UInt8] = []
    var members: [String] = []
    for (name, shape, numbers) in tensors {
      let start = data.count
      for number in numbers {
        switch type {
        case "F16": withUnsafeBytes(of: Float16(number).bitPattern.littleEndian) { data += $0 }
        case "BF16": withUnsafeBytes(of: brain(number).littleEndian) { data += $0 }
        default: withUnsafeBytes(of: number.bitPattern.littleEndian) { data += $0 }
        }
      }
      members.append(#""\#(name)":{"dtype":"\#(type)","shape":\#(shape),"data_offsets":[\#(start),\#(data.count)]}"#)
    }
    return bytes(header: "{\(members.joined(separator: ","))}", data: data)
  }

  /// The upper half of a number, rounded to the nearest and of two to the even one.
  private static func brain(_ number: Float) -> UInt16 {
    let bits = number.bitPattern
    return UInt16((bits + 0x7FFF + (bits >> 16 & 1)) >> 16)
  }

  /// A file of a header, whatever it says, and data.
  static func bytes(header: String, data: [UInt8]) -> [UInt8] {
    withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian, Array.init) + Array(header.utf8) + data
  }
}
