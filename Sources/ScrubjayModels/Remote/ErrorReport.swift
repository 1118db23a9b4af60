import ScrubjayCore

/// What a server says of its failure, in whichever form: each vendor has its own, and servers that speak like them vary it.
struct ErrorReport: Sendable, Equatable {
  /// The sentence for people.
  private(set) var message: String?
  /// The vendor's word for the kind of error.
  private(set) var type: String?
  /// A word or a status that says more.
  private(set) var code: String?
  /// The part of the request that is at fault.
  private(set) var parameter: String?
  /// Whether tokens were paid for nevertheless.
  private(set) var isCharged = false

  /// Reads the body of an answer that reports an error.
  init(body: [UInt8]) {
    let text = String(decoding: body, as: UTF8.self)
    // What is no JSON may be a sentence; a page for browsers says nothing in one.
    let isPage = text.drop(while: \.isWhitespace).hasPrefix("<")
    self.init((try? JSON(fromServer: body)) ?? (isPage ? .null : ["error": .string(text)]))
  }

  /// Reads a value that reports an error, or part of a stream that does.
  init(_ json: JSON) {
    // One vendor wraps it into an array.
    let json = json.arrayValue?.first ?? json
    let error = json["error"] ?? json
    type = error["type"]?.stringValue
    code = error["code"]?.stringValue ?? error["code"]?.integerValue.map { String($0) }
    parameter = error["param"]?.stringValue
    message =
      error.stringValue ?? error["message"]?.stringValue ?? json["message"]?.stringValue ?? json["detail"]?.stringValue
      ?? json["detail"]?.arrayValue?.first?["msg"]?.stringValue
    isCharged = (json["usage"]?.members ?? []).contains { ($0.value.integerValue ?? 0) > 0 }
  }

  /// Whether a word stands in it; compared without regard to case.
  func names(_ words: String...) -> Bool {
    let text = [message, parameter, code].compactMap { $0 }.joined(separator: "\n").lowercased()
    return words.contains { text.contains($0) }
  }

  /// What kind of failure it is, for errors that come without a status.
  var kind: ChatFailure.Kind {
    if let code, let status = Int(code), (400...599).contains(status) { return ChatFailure.Kind(status: status) }
    let words = [type, code].compactMap { $0?.lowercased() }
    if words.contains(where: { $0.contains("overloaded") || $0.contains("rate_limit") || $0.contains("quota") }) {
      return .overloaded
    }
    if words.contains(where: { $0.contains("authentication") || $0.contains("permission") }) { return .unauthorized }
    if words.contains(where: { $0.contains("timeout") }) { return .timedOut }
    let refusals = ["invalid_request", "not_found", "too_large", "content_filter"]
    if words.contains(where: { word in refusals.contains { word.contains($0) } }) { return .refused }
    return .failed
  }
}

extension ChatFailure.Kind {
  /// What a status that reports no success means.
  init(status: Int) {
    self =
      switch status {
      case 401, 403: .unauthorized
      case 408: .timedOut
      case 429, 503, 529: .overloaded
      case 500...: .failed
      default: .refused
      }
  }
}
