/// Names and addresses by which only this machine is meant.
enum LoopbackName {
  /// Whether the host is one.
  static func includes(_ host: String) -> Bool {
    host == "localhost" || host == "::1" || host.wholeMatch(of: /127(\.\d{1,3}){3}/) != nil
  }

  /// Whether the host of a URL or of a `Host` header, with or without a port, is one.
  static func includes(authority: String) -> Bool {
    includes(
      authority.hasPrefix("[")
        ? String(authority.prefix { $0 != "]" }.dropFirst()) : String(authority.prefix { $0 != ":" }))
  }
}
