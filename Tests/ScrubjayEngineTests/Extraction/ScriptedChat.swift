import ScrubjayCore
import ScrubjayEngine
import Synchronization

/// A language model that answers what the test says; over HTTP there is one of its own.
final class ScriptedChat: ChatModel {
  let name = "script:1"
  private let state = Mutex(State())

  private struct State {
    var steps: [@Sendable (ChatRequest) throws -> String] = []
    var last: (@Sendable (ChatRequest) throws -> String)?
    var requests: [ChatRequest] = []
  }

  /// What it was asked, in order.
  var requests: [ChatRequest] { state.withLock { $0.requests } }

  /// Answers the next question so, and those after it by what is said later; the last answer stays.
  func then(_ step: @escaping @Sendable (ChatRequest) throws -> String) { state.withLock { $0.steps.append(step) } }

  /// Answers the next question with these facts, each with the number of the message that states it.
  func facts(_ facts: (content: String, message: Int)...) {
    let list = facts.map { fact -> JSON in
      [
        "content": .string(fact.content), "category": "other", "valid_from": .null,
        "evidence": [.integer(fact.message)],
        "operation": "add", "target": .null,
      ]
    }
    let answer = JSON.object([.init("facts", .array(list))]).text
    then { _ in answer }
  }

  func complete(_ request: ChatRequest, piece: (@Sendable (String) throws -> Void)?) async throws -> ChatAnswer {
    let step = state.withLock { state in
      state.requests.append(request)
      if !state.steps.isEmpty { state.last = state.steps.removeFirst() }
      return state.last
    }
    guard let step else { throw ChatFailure(.refused, "The test says nothing.") }
    return ChatAnswer(text: try step(request), usage: ChatUsage(inputTokens: 100, outputTokens: 10))
  }
}
