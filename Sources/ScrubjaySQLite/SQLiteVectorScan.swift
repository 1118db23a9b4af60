import ScrubjayCore
import ScrubjaySQL

/// Reads an owner's codes for each query.
struct SQLiteVectorScan: VectorScan {
  func nearest(
    _ query: VectorQuery, of tenant: TenantID, limit: Int, _ connection: any SQLConnection
  ) throws -> [Int64] {
    var best: [Int64: Float] = [:]
    _ = try connection.query(
      "SELECT item, code FROM vector_codes WHERE tenant = $1 AND model = $2 AND owner = $3 AND code IS NOT NULL",
      [.text(tenant.description), .integer(query.model), .integer(query.owner)]
    ) { row in
      let score = row.withBytes(1) { bytes in
        let scale = Float(bitPattern: UInt32(littleEndian: bytes.loadUnaligned(as: UInt32.self)))
        var sum: Float = 0
        for (value, byte) in zip(query.embedding.values, bytes.dropFirst(VectorCode.headerBytes)) {
          sum += value * Float(Int8(bitPattern: byte))
        }
        return sum * scale
      }
      best[row.integer(0)] = max(score, best[row.integer(0)] ?? -.infinity)
    }
    return best.sorted { $0.value > $1.value }.prefix(limit).map(\.key)
  }
}
