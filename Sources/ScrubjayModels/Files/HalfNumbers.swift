/// Numbers of half precision, of which each is exactly a number of single precision, too.
enum HalfNumbers {
  /// IEEE 754's, with 11 bits of precision.
  case binary16
  /// The first half of a single-precision number.
  case brain

  private static let bytesPerNumber = 2

  /// The numbers of a type that safetensors files have; `nil` for another type.
  init?(type: String) {
    switch type {
    case "F16": self = .binary16
    case "BF16": self = .brain
    default: return nil
    }
  }

  /// Writes the numbers, which are little-endian, as single-precision ones.
  func widen(_ bytes: [UInt8], into target: UnsafeMutableRawBufferPointer) {
    for index in 0..<bytes.count / Self.bytesPerNumber {
      let bits = UInt16(bytes[2 * index]) | UInt16(bytes[2 * index + 1]) << 8
      let number =
        switch self {
        case .binary16: Float(Float16(bitPattern: bits))
        case .brain: Float(bitPattern: UInt32(bits) << 16)
        }
      target.storeBytes(of: number, toByteOffset: MemoryLayout<Float>.stride * index, as: Float.self)
    }
  }
}
