import ScrubjayCore

/// A file of named tensors: eight bytes with the length of a header (little-endian), the header as JSON, then the
/// numbers.
struct Safetensors: Sendable {
  /// How long a header may be, in bytes.
  static let maximumHeaderBytes = 8 << 20
  private static let lengthBytes = 8
  /// How many bytes of numbers in half precision are read at a time.
  private static let chunkBytes = 1 << 20

  /// Where a tensor's numbers are, and what they are.
  struct Tensor: Sendable, Hashable {
    /// The type of the numbers, such as `F32`.
    let type: String
    /// The length of each dimension.
    let shape: [Int]
    /// The place in the file, in bytes.
    let range: Range<Int>

    /// Whether the numbers are of single precision, as they are computed with.
    var isSingle: Bool { type == "F32" }
  }

  /// The file itself.
  let file: ModelFile
  /// The header's text.
  let header: [UInt8]
  /// Where the numbers start, in bytes.
  let dataStart: Int
  private let tensors: [String: Tensor]

  /// Reads and checks the header; the numbers stay unread.
  ///
  /// - Throws: `model_unusable`.
  init(_ file: ModelFile) throws(ScrubjayError) {
    guard file.size >= Self.lengthBytes else { throw .modelUnusable("\(file.name) has no header.") }
    let length = try file.bytes(at: 0, count: Self.lengthBytes).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard length <= Self.maximumHeaderBytes, Int(length) <= file.size - Self.lengthBytes else {
      throw .modelUnusable("\(file.name) is cut off within its header, or is no safetensors file.")
    }
    header = try file.bytes(at: Self.lengthBytes, count: Int(length))
    dataStart = Self.lengthBytes + Int(length)
    self.file = file
    let json: JSON
    do { json = try JSON(parsing: header) } catch {
      throw .modelUnusable("The header of \(file.name) cannot be read. \(error.message)")
    }
    guard let members = json.members else { throw .modelUnusable("The header of \(file.name) is no JSON object.") }
    var tensors: [String: Tensor] = [:]
    var end = 0
    for member in members where member.name != "__metadata__" {
      guard let tensor = Self.tensor(member.value, dataStart: dataStart, fileSize: file.size) else {
        throw .modelUnusable("What the header of \(file.name) says of a tensor is wrong, or the file is cut off.")
      }
      tensors[member.name] = tensor
      end = max(end, tensor.range.upperBound)
    }
    guard end == file.size else {
      throw .modelUnusable("\(file.name) has \(file.size) bytes, where its header makes \(max(end, dataStart)).")
    }
    self.tensors = tensors
  }

  private static func tensor(_ json: JSON, dataStart: Int, fileSize: Int) -> Tensor? {
    guard let type = json["dtype"]?.stringValue, let dimensions = json["shape"]?.arrayValue, dimensions.count <= 8,
      let offsets = json["data_offsets"]?.arrayValue, offsets.count == 2,
      let start = offsets[0].integerValue, let end = offsets[1].integerValue,
      start >= 0, start <= end, end <= Int64(fileSize - dataStart)
    else { return nil }
    let shape = dimensions.compactMap(\.integerValue).filter { $0 >= 0 && $0 <= Int64(fileSize) }.map(Int.init)
    guard shape.count == dimensions.count else { return nil }
    if let bytes = Self.bytesPerNumber[type] {
      var size = bytes
      for length in shape {
        let (product, overflows) = size.multipliedReportingOverflow(by: length)
        if overflows { return nil }
        size = product
      }
      guard size == Int(end - start) else { return nil }
    }
    return Tensor(type: type, shape: shape, range: dataStart + Int(start)..<dataStart + Int(end))
  }

  private static let bytesPerNumber = [
    "BOOL": 1, "U8": 1, "I8": 1, "I16": 2, "U16": 2, "F16": 2, "BF16": 2, "I32": 4, "U32": 4, "F32": 4, "I64": 8,
    "U64": 8, "F64": 8,
  ]

  /// Whether there is a tensor of this name.
  func has(_ name: String) -> Bool { tensors[name] != nil }

  /// The place of a tensor of numbers that can be computed with.
  ///
  /// - Throws: `model_unusable` when it is missing, or has another type or shape.
  func tensor(_ name: String, shape: [Int]) throws(ScrubjayError) -> Tensor {
    guard let tensor = tensors[name] else { throw .modelUnusable("\(file.name) has no tensor \(name).") }
    guard tensor.isSingle || HalfNumbers(type: tensor.type) != nil else {
      throw .modelUnusable("The tensor \(name) is of the type \(tensor.type); supported are F32, F16 and BF16.")
    }
    guard tensor.shape == shape else {
      throw .modelUnusable("The tensor \(name) has the shape \(tensor.shape), where config.json makes \(shape).")
    }
    return tensor
  }

  /// Reads a tensor's numbers into memory for as many single-precision ones.
  ///
  /// - Throws: `model_unusable`.
  func fill(_ target: UnsafeMutableRawBufferPointer, with tensor: Tensor) throws(ScrubjayError) {
    guard let half = HalfNumbers(type: tensor.type) else {
      return try file.fill(target, at: tensor.range.lowerBound)
    }
    var done = 0
    while done < tensor.range.count {
      let count = min(Self.chunkBytes, tensor.range.count - done)
      let bytes = try file.bytes(at: tensor.range.lowerBound + done, count: count)
      half.widen(bytes, into: UnsafeMutableRawBufferPointer(rebasing: target[(2 * done)...]))
      done += count
    }
  }
}
