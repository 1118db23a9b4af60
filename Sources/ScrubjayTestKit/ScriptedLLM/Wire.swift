import Foundation
import ScrubjayCore

/// Puts what a scripted server does into the form of the protocol that it was asked in.
struct Wire: Sendable {
  let request: ScriptedLLM.Request
  /// The words of a good answer.
  let answer: @Sendable (ScriptedLLM.Request) -> String

  /// A sentence in which nothing can be taken for JSON.
  private static let nonsense =
    "Certainly! Here is everything that you asked for, and a little more: none of it is JSON."
  /// JSON that is never what was asked for.
  private static let wrongShape = #"{"unexpected": [1, {"deep": null}]}"#

  /// What goes out for a request; `nil` for nothing, ever.
  func reply(as behaviour: ScriptedLLM.Behaviour) -> ScriptedLLM.Reply? {
    switch behaviour {
    case .well: good
    case .saying(let text): saying(text)
    case .nonsense: request.endpoint == .embeddings ? .text(Self.nonsense, type: "text/plain") : saying(Self.nonsense)
    case .wrongShape: request.endpoint == .embeddings ? .text(Self.wrongShape) : saying(Self.wrongShape)
    case .late(let duration): inserting(.pause(duration), at: 0, of: good)
    case .held: inserting(.hold, at: request.isStreaming ? 1 : 0, of: good)
    case .half: good.half
    case .malformed: malformed
    case .huge(let bytes): huge(bytes)
    case .rateLimited(let retryAfter):
      failing(429, "The limit of requests is reached.", retryAfter.map { [("Retry-After", $0)] } ?? [])
    case .failing(let status, let message): failing(status, message)
    case .refusing(let member):
      request.body[member] == nil ? good : failing(400, "Unsupported parameter: '\(member)' is not supported here.")
    case .nothing: nil
    case .reply(let reply): reply
    }
  }

  private var good: ScriptedLLM.Reply {
    switch request.endpoint {
    case .chat: saying(answer(request))
    case .embeddings: .text(OpenAIForm(request: request).embeddings.text)
    case .models: .text(#"{"object": "list", "data": [{"id": "scripted", "object": "model"}]}"#)
    case .unknown: failing(404, "There is no such path.")
    }
  }

  private var malformed: ScriptedLLM.Reply {
    guard request.isStreaming else {
      let body = good.body
      return ScriptedLLM.Reply(parts: [.bytes(Array(body.prefix(body.count / 2)))])
    }
    return .events("data: {\"choices\": [{\"delta\"\n\n")
  }

  /// A good answer in these words, as many of them as were asked for.
  private func saying(_ text: String) -> ScriptedLLM.Reply {
    let said = String(text.prefix(request.outputTokens.map { $0 * Tokens.characters } ?? .max))
    return reply(Self.pieces(of: said), isCut: said.utf8.count < text.utf8.count)
  }

  /// A good answer whose text has so many bytes, put in at the end: taking them through JSON would take long.
  private func huge(_ bytes: Int) -> ScriptedLLM.Reply {
    var reply = reply([Self.hugeMark])
    reply.parts = reply.parts.map { part in
      guard case .bytes(let body) = part, let mark = Data(body).range(of: Data(Self.hugeMark.utf8)) else { return part }
      return .bytes(
        body[..<mark.lowerBound] + Array(repeating: UInt8(ascii: "a"), count: bytes) + body[mark.upperBound...])
    }
    return reply
  }

  private func reply(_ pieces: [String], isCut: Bool = false) -> ScriptedLLM.Reply {
    switch request.provider {
    case .openAI: OpenAIForm(request: request).reply(pieces, isCut: isCut)
    case .anthropic: AnthropicForm(request: request).reply(pieces, isCut: isCut)
    }
  }

  private func failing(
    _ status: Int, _ message: String, _ headers: [(name: String, value: String)] = []
  ) -> ScriptedLLM.Reply {
    let body =
      switch request.provider {
      case .openAI: OpenAIForm.error(status, message)
      case .anthropic: AnthropicForm.error(status, message)
      }
    var reply = ScriptedLLM.Reply.text(body.text, status: status)
    reply.headers += headers
    return reply
  }

  private func inserting(
    _ part: ScriptedLLM.Reply.Part, at index: Int, of reply: ScriptedLLM.Reply
  ) -> ScriptedLLM.Reply {
    var reply = reply
    reply.parts.insert(part, at: min(index, reply.parts.count))
    return reply
  }

  /// A text in pieces of about a word, as models say it.
  private static func pieces(of text: String) -> [String] {
    var pieces = [""]
    for character in text {
      if character.isWhitespace || pieces[pieces.count - 1].count >= pieceCharacters { pieces.append("") }
      pieces[pieces.count - 1].append(character)
    }
    return pieces.filter { !$0.isEmpty }
  }

  /// Characters of a piece of an answer, at most.
  private static let pieceCharacters = 16
  /// What stands for the text of an answer that is too large.
  private static let hugeMark = "HUGE"
}
