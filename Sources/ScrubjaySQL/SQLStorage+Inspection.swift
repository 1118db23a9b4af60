public import ScrubjayCore

extension SQLStorage: StorageInspection {
  private static let analyserVersionName = "analyser_version"

  /// See ``StorageInspection/size()``.
  public func size() async throws -> StorageSize { try await database.size() }

  /// See ``StorageInspection/clearRemains()``.
  public func clearRemains() async throws -> Bool { try await database.clearRemains() }

  /// See ``StorageInspection/check()``.
  public func check() async throws -> [String] { try await database.check() }

  /// See ``StorageInspection/analyserVersion()``.
  public func analyserVersion() async throws -> Int? {
    try await database.read(tenant: nil) { connection in
      try connection.query("SELECT value FROM settings WHERE name = $1", [.text(Self.analyserVersionName)]) { row in
        Int(row.text(0))
      }.first ?? nil
    }
  }

  /// See ``StorageInspection/setAnalyserVersion(_:)``.
  public func setAnalyserVersion(_ version: Int) async throws {
    try await database.write(tenant: nil) { connection in
      _ = try connection.execute(
        "INSERT INTO settings (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        [.text(Self.analyserVersionName), .text(String(version))])
    }
  }
}
