import Foundation
import ScrubjayCore

/// The server of a model as the settings name it: its address, and the key for it.
struct VendorServer: Sendable, Hashable {
  let baseURL: String
  let key: String?

  static let standardOpenAI = "https://api.openai.com/v1"
  static let standardAnthropic = "https://api.anthropic.com"

  /// The server that speaks as OpenAI's does.
  ///
  /// - Throws: `invalid_configuration`.
  static func openAI(_ settings: Settings) throws(ScrubjayError) -> VendorServer {
    try VendorServer(settings, .openAIBaseURL, key: .openAIKey)
  }

  /// The server that speaks as Anthropic's does.
  ///
  /// - Throws: `invalid_configuration`.
  static func anthropic(_ settings: Settings) throws(ScrubjayError) -> VendorServer {
    let server = try VendorServer(settings, .anthropicBaseURL, key: .anthropicKey)
    guard !server.baseURL.hasSuffix("/v1"), !server.baseURL.hasSuffix("/v1/") else {
      throw Settings.failure("\(name(of: .anthropicBaseURL)) should be without /v1, which is added to it.")
    }
    return server
  }

  private init(_ settings: Settings, _ address: Setting, key: Setting) throws(ScrubjayError) {
    baseURL = settings.effective(address)?.text ?? ""
    self.key = settings.text(key)
    let parts = URLComponents(string: baseURL)
    guard let parts, ["http", "https"].contains(parts.scheme), parts.host?.isEmpty == false, parts.query == nil,
      parts.fragment == nil, parts.user == nil
    else {
      throw Settings.failure(
        "\(Self.name(of: address)) should be an address such as \(address.standard ?? ""), without a query or a user in it."
      )
    }
    // Servers of one's own often want no key; the vendors' do.
    guard self.key != nil || baseURL != address.standard else {
      throw Settings.failure(
        "\(baseURL) needs a key: set \(Self.name(of: key)), or set another server with \(Self.name(of: address)).")
    }
  }

  /// What a setting is called where it can be set.
  private static func name(of setting: Setting) -> String { setting.variables.first ?? setting.name }
}
