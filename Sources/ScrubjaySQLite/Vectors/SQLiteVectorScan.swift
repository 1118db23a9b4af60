import ScrubjayCore
import ScrubjaySQL

/// Looks through the vectors of an owner in memory, as far as they find room there, and in the file where they do not.
struct SQLiteVectorScan: VectorScan {
  let cache: VectorCache

  func nearest(
    _ query: VectorQuery, of tenant: TenantID, limit: Int, _ connection: any SQLConnection
  ) throws -> [Int64] {
    guard limit > 0, let (rows, state) = try rows(query, tenant, connection) else { return [] }
    let code = VectorCode(query.embedding.values)
    if let copy = try cache.copy(rows, at: state, dimension: code.coordinates.count) {
      return copy.nearest(code, limit: limit)
    }
    return try rows.nearest(code, limit: limit)
  }

  func nearness(
    _ query: VectorQuery, of items: [Int64], _ tenant: TenantID, _ connection: any SQLConnection
  ) throws -> [VectorMatch]? {
    guard let (rows, state) = try rows(query, tenant, connection) else { return [] }
    let code = VectorCode(query.embedding.values)
    return try cache.copy(rows, at: state, dimension: code.coordinates.count)?.nearness(code, of: ItemSet(items))
  }

  /// The rows of the owner that is asked for, and how far they have come; `nil` when it never had any.
  private func rows(
    _ query: VectorQuery, _ tenant: TenantID, _ connection: any SQLConnection
  ) throws -> (VectorRows, VectorState)? {
    let rows = VectorRows(
      key: VectorSetKey(tenant: tenant, model: query.model, owner: query.owner), connection: connection)
    if let state = try rows.state() { return (rows, state) }
    if connection.isReadOnly { cache.drop(rows.key) }
    return nil
  }
}
