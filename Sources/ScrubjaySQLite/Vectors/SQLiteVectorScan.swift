import ScrubjayCore
import ScrubjaySQL

/// Looks through the vectors of an owner in memory, as far as they find room there, and in the file where they do not.
struct SQLiteVectorScan: VectorScan {
  let cache: VectorCache

  func nearest(
    _ query: VectorQuery, of tenant: TenantID, limit: Int, _ connection: any SQLConnection
  ) throws -> [Int64] {
    guard limit > 0 else { return [] }
    let rows = VectorRows(
      key: VectorSetKey(tenant: tenant, model: query.model, owner: query.owner), connection: connection)
    guard let state = try rows.state() else {
      if connection.isReadOnly { cache.drop(rows.key) }
      return []
    }
    let code = VectorCode(query.embedding.values)
    if let copy = try cache.copy(rows, at: state, dimension: code.coordinates.count) {
      return copy.nearest(code, limit: limit)
    }
    return try rows.nearest(code, limit: limit)
  }
}
