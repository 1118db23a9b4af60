import Foundation

/// Writes safetensors files, right ones and others.
enum SafetensorsFile {
  /// A file of tensors, one after another.
  static func bytes(_ tensors: [(name: String, shape: [Int], numbers: [Float])]) -> [UInt8] {
    var data: [UInt8] = []
    var members: [String] = []
    for (name, shape, numbers) in tensors {
      let start = data.count
      for number in numbers { withUnsafeBytes(of: number.bitPattern.littleEndian) { data += $0 } }
      members.append(#""\#(name)":{"dtype":"F32","shape":\#(shape),"data_offsets":[\#(start),\#(data.count)]}"#)
    }
    return bytes(header: "{\(members.joined(separator: ","))}", data: data)
  }

  /// A file of a header, whatever it says, and data.
  static func bytes(header: String, data: [UInt8]) -> [UInt8] {
    withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian, Array.init) + Array(header.utf8) + data
  }
}
