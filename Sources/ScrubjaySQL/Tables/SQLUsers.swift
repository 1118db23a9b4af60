import ScrubjayCore

/// What is set for users, as rows.
struct SQLUsers: UserWriter {
  let connection: any SQLConnection
  let tenant: TenantID

  private static let columns = "user_id, time_zone"

  private static func profile(_ row: any SQLRow) throws -> UserProfile {
    var row = RowReader(row)
    return UserProfile(user: row.text(), timeZone: row.optional { $0.text() })
  }

  func find(_ user: String) throws -> UserProfile? {
    try connection.query(
      "SELECT \(Self.columns) FROM users WHERE tenant = $1 AND user_id = $2",
      [.text(tenant.description), .text(user)], Self.profile
    ).first
  }

  func list(after last: String?, limit: Int) throws -> [UserProfile] {
    var conditions = Conditions(tenant: tenant)
    conditions.add("user_id > ?", ifPresent: .text(last))
    let count = conditions.bind(.integer(limit))
    return try connection.query(
      "SELECT \(Self.columns) FROM users \(conditions.sql) ORDER BY user_id LIMIT \(count)", conditions.values,
      Self.profile)
  }

  func set(_ profile: UserProfile) throws {
    try connection.execute(
      """
      INSERT INTO users (tenant, \(Self.columns)) VALUES ($1, $2, $3)
      ON CONFLICT (tenant, user_id) DO UPDATE SET time_zone = excluded.time_zone
      """,
      [.text(tenant.description), .text(profile.user), .text(profile.timeZone)])
  }

  func erase(_ user: String) throws {
    try connection.execute(
      "DELETE FROM users WHERE tenant = $1 AND user_id = $2", [.text(tenant.description), .text(user)])
  }
}
