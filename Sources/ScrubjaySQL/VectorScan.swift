public import ScrubjayCore

/// Looks through the vectors of one owner and model, as a database engine does it best.
public protocol VectorScan: Sendable {
  /// The items whose parts are nearest to the query, the likely nearest first. It need not be exact: what it answers is
  /// compared again with the stored vectors.
  ///
  /// - Parameters:
  ///   - connection: The connection of the unit of work that asks; what it sees is what is scanned.
  func nearest(_ query: VectorQuery, of tenant: TenantID, limit: Int, _ connection: any SQLConnection) throws -> [Int64]
  /// About how near these items are, as far as that can be told without reading their vectors; `nil` where it cannot.
  func nearness(
    _ query: VectorQuery, of items: [Int64], _ tenant: TenantID, _ connection: any SQLConnection
  ) throws -> [VectorMatch]?
}

/// The short form of a vector: its coordinates as whole numbers from -127 to 127, and what they are to be multiplied by.
///
/// As bytes: the factor as a float of four bytes, little-endian, then a byte for each coordinate. The cosine of two
/// codes differs from that of their vectors by less than 0.01.
public struct VectorCode: Sendable, Hashable {
  /// What the coordinates are to be multiplied by.
  public let scale: Float
  /// The coordinates.
  public let coordinates: [Int8]

  /// How many bytes stand before the coordinates.
  public static let headerBytes = 4

  /// The code of a vector; a coordinate that is no finite number counts as 0.
  public init(_ values: [Float]) {
    let largest = values.reduce(0) { $1.isFinite ? max($0, abs($1)) : $0 }
    let factor = 127 / largest
    // Where a vector is so short that its factor is none, all of it is as good as 0.
    guard factor.isFinite else {
      scale = 0
      coordinates = Array(repeating: 0, count: values.count)
      return
    }
    scale = largest / 127
    coordinates = values.map { $0.isFinite ? Int8(max(-127, min(127, ($0 * factor).rounded()))) : 0 }
  }

  /// The code as it is stored.
  public var bytes: [UInt8] {
    withUnsafeBytes(of: scale.bitPattern.littleEndian) { Array($0) } + coordinates.map { UInt8(bitPattern: $0) }
  }
}
