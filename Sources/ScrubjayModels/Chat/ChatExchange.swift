import ScrubjayCore
import ScrubjayHTTPClient

/// One question to a model's server, and what comes back: whole or streamed.
struct ChatExchange: Sendable {
  let server: RemoteServer
  let path: String
  let body: JSON

  /// What the server did.
  enum Result: Sendable {
    case answer(ChatAnswer)
    /// It reports that it did not; ``ChatFailure`` follows from it.
    case refusal(HTTPClientResponse)
  }

  /// Asks, and reads what comes into `answer`.
  ///
  /// - Parameter piece: Told each piece of the text of a streamed answer; without it the answer is asked for as a whole.
  /// - Throws: ``ChatFailure``; what `piece` throws; `CancellationError`.
  func ask<Answer: VendorAnswer>(
    _ answer: Answer, piece: (@Sendable (String) throws -> Void)?
  ) async throws -> Result {
    guard let piece else { return try await whole(answer) }
    let reader = ChatStreamReader(answer, piece: piece)
    defer { reader.end() }
    do {
      let response = try await server.post(path, body) { try reader.take($0) }
      guard response.isSuccess else { return .refusal(response) }
      return .answer(try reader.answer())
    } catch let refused as ChatStreamReader<Answer>.PieceRefused {
      throw refused.reason
    }
  }

  private func whole(_ answer: some VendorAnswer) async throws -> Result {
    let response = try await server.post(path, body)
    guard response.isSuccess else { return .refusal(response) }
    guard let json = try? JSON(fromServer: response.body), json.members != nil else { throw ChatFailure.notJSON }
    var answer = answer
    try answer.read(json)
    return .answer(try answer.outcome.answer())
  }
}
