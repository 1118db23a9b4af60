import ScrubjayCore
import ScrubjayHTTPClient

/// What no message of a failure may show: the key, and what was asked, which a server may say again.
struct Discretion: Sendable {
  let key: String?
  let asked: [String]

  /// How many bytes in a row count as a quotation. A text with fewer is one where it appears as a whole.
  private static let quotationBytes = 16
  /// How many bytes a text has at least that is looked for as a whole; shorter ones appear everywhere by chance.
  private static let leastBytes = 6

  /// What an answer that reports no success means.
  func failure(of response: HTTPClientResponse) -> ChatFailure {
    ChatFailure(
      ChatFailure.Kind(status: response.status),
      sentence("The model's server answers with status \(response.status)", ErrorReport(body: response.body)),
      retryAfter: RetryAfter(response.headers).duration)
  }

  /// What an error means that came in the place of an answer, or of the rest of one.
  func failure(of report: ErrorReport) -> ChatFailure {
    ChatFailure(report.kind, sentence("The model's server reports an error", report))
  }

  private func sentence(_ what: String, _ report: ErrorReport) -> String {
    guard let said = report.message.flatMap(clean) else { return "\(what)." }
    return "\(what): \(said)"
  }

  /// What may be shown of a server's message, in one line; `nil` where it quotes what was asked.
  func clean(_ message: String) -> String? {
    var text = message
    if let key, !key.isEmpty { text = text.replacing(key, with: "…") }
    let scalars = text.unicodeScalars.map { $0.properties.generalCategory.isUnseen ? " " : Character($0) }
    text = String(scalars).split(separator: " ").joined(separator: " ")
    guard !text.isEmpty, !quotes(text) else { return nil }
    return String(text.prefix(RemoteLimits.messageCharacters))
  }

  private func quotes(_ text: String) -> Bool {
    let windows = Set(Self.windows(of: text))
    return asked.contains { asked in
      let trimmed = asked.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      guard trimmed.utf8.count < Self.quotationBytes else {
        return Self.windows(of: trimmed).contains { windows.contains($0) }
      }
      return trimmed.utf8.count >= Self.leastBytes && text.contains(trimmed)
    }
  }

  /// Each run of ``quotationBytes`` bytes, as a number.
  private static func windows(of text: String) -> some Sequence<UInt128> {
    var last: UInt128 = 0
    return text.utf8.enumerated().lazy.compactMap { index, byte in
      last = last << 8 | UInt128(byte)
      return index + 1 >= quotationBytes ? last : nil
    }
  }
}

extension Unicode.GeneralCategory {
  /// Whether it would do something to a terminal or a log rather than be seen.
  fileprivate var isUnseen: Bool {
    switch self {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: true
    default: false
    }
  }
}
