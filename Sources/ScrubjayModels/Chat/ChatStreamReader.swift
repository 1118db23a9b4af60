import ScrubjayCore
import Synchronization

/// Feeds a streamed answer with the bytes that arrive, and tells someone each piece of its text.
final class ChatStreamReader<Answer: VendorAnswer>: Sendable {
  private struct State {
    var parser = EventStreamParser()
    var answer: Answer
    var hasEvents = false
    var isMarkedEnded = false
    var isOver = false
  }

  private let state: Mutex<State>
  private let piece: @Sendable (String) throws -> Void

  /// What the receiver of the pieces threw.
  struct PieceRefused: Error { let reason: any Error }

  /// The data that ends a stream of OpenAI's kind.
  private static var endMark: String { "[DONE]" }

  init(_ answer: Answer, piece: @escaping @Sendable (String) throws -> Void) {
    state = Mutex(State(answer: answer))
    self.piece = piece
  }

  /// Takes the next bytes.
  ///
  /// - Throws: ``ChatFailure``; ``PieceRefused``.
  func take(_ bytes: ArraySlice<UInt8>) throws {
    let (pieces, failure) = try state.withLock { state in
      // A transfer that was cancelled goes on until its thread notices.
      if state.isOver { throw CancellationError() }
      return Self.advance(&state, bytes)
    }
    for text in pieces where !text.isEmpty {
      do { try piece(text) } catch { throw PieceRefused(reason: error) }
    }
    if let failure { throw failure }
  }

  /// The text that the bytes add, and what went wrong after it.
  private static func advance(_ state: inout State, _ bytes: ArraySlice<UInt8>) -> ([String], ChatFailure?) {
    var pieces: [String] = []
    for event in state.parser.consume(bytes) where !event.data.isEmpty {
      state.hasEvents = true
      if event.data == endMark {
        state.isMarkedEnded = true
        continue
      }
      guard let json = try? JSON(fromServer: event.data.utf8), json.members != nil else { return (pieces, .notJSON) }
      do throws(ChatFailure) {
        if let text = try state.answer.take(json) { pieces.append(text) }
      } catch { return (pieces, error) }
    }
    return (pieces, nil)
  }

  /// Lets no more pieces through.
  func end() { state.withLock { $0.isOver = true } }

  /// The whole answer, once no more bytes come.
  ///
  /// - Throws: ``ChatFailure`` for a stream that ends before its end, or that is none.
  func answer() throws(ChatFailure) -> ChatAnswer {
    let (outcome, hasEvents, isMarkedEnded) = state.withLock { ($0.answer.outcome, $0.hasEvents, $0.isMarkedEnded) }
    guard hasEvents else {
      throw ChatFailure(.malformed, "The model's server sent something that is no stream of events.")
    }
    guard outcome.ending != nil || isMarkedEnded else {
      throw ChatFailure(.unreachable, "The model's server broke off in the middle of its answer.")
    }
    return try outcome.answer()
  }
}
