public import ScrubjayCore
public import ScrubjayEngine
public import ScrubjayFiles

extension DocumentRoot {
  /// A folder of this machine whose markdown and text files are documents.
  ///
  /// - Parameters:
  ///   - path: The folder.
  ///   - namespace: Where its documents live; the tenant's own namespace, `org:{tenant}`, when `nil`.
  public init(_ path: String, namespace: Namespace? = nil, tenant: TenantID = .default) {
    self.init(
      tenant: tenant, namespace: namespace ?? Namespace(.org, tenant.description), folder: LocalFolder(documents: path))
  }
}

extension LocalFolder {
  /// A folder whose files may be as large as documents.
  public convenience init(documents path: String) {
    self.init(
      path, limits: .init(fileBytes: ScrubjayEngine.Limits.documentBytes, pathBytes: ScrubjayEngine.Limits.pathBytes))
  }
}
