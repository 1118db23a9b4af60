import Scrubjay
import ScrubjayCore
import ScrubjayEngine
import ScrubjayFiles

/// The folders of documents that the settings name: `NAMESPACE=FOLDER` or a folder alone, several with `;` between.
struct DocumentRoots {
  let roots: [DocumentRoot]

  /// Reads the setting; folders without a namespace are of the tenant's own.
  ///
  /// - Throws: `invalid_configuration`.
  init(_ settings: Settings) throws(ScrubjayError) {
    let tenant = settings.text(.tenant).map { TenantID($0) } ?? .default
    var roots: [DocumentRoot] = []
    for part in (settings.text(.documents) ?? "").split(separator: Setting.listSeparator) {
      roots.append(try Self.root(String(part), tenant))
    }
    self.roots = roots
  }

  private static func root(_ text: String, _ tenant: TenantID) throws(ScrubjayError) -> DocumentRoot {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    // A folder may have '=' in its name; a namespace has ':' in it.
    guard parts.count == 2, parts[0].contains(":"), !parts[0].hasPrefix("/") else {
      return DocumentRoot(text, tenant: tenant)
    }
    guard !parts[1].isEmpty else { throw Settings.failure("--documents lacks a folder after '\(parts[0])='.") }
    do throws(ScrubjayError) {
      return DocumentRoot(parts[1], namespace: try Namespace(parts[0]), tenant: tenant)
    } catch { throw Settings.failure("--documents: \(error.message)") }
  }

  /// Refuses folders that are not there, which are more likely misspelt than to come.
  ///
  /// - Throws: `folder_unusable`.
  func check() async throws { for root in roots { try await root.folder.check() } }
}
