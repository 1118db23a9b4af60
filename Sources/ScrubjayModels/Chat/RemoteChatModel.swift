public import ScrubjayCore

/// A chat model behind a server, which can be looked for without paying for an answer.
public protocol RemoteChatModel: ChatModel {
  /// Asks the server for something that costs nothing.
  ///
  /// - Throws: ``ScrubjayCore/ChatFailure`` when it does not answer, or does not know the key; `CancellationError`.
  func checkReach() async throws
}
