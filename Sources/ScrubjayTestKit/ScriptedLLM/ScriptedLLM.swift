import Synchronization

/// A server that speaks as OpenAI and Anthropic do, and answers what a test lays down: well, badly, late, half or never.
///
/// It has sockets of its own, as no server that is good for anything does what a broken one does.
///
///     try await ScriptedLLM.with(.steps(.failing(500), .nonsense)) { llm in
///       let model = OpenAIChatModel(model: "scripted", baseURL: llm.openAIBaseURL, key: nil)
///       …
///       #expect(llm.requests.count == 2)
///     }
public final class ScriptedLLM: Sendable {
  private struct State {
    var script: ScriptedLLM.Script
    var random: SeededRandom
    var requests: [Request] = []
    var isReleased = false
  }

  private let state: Mutex<State>
  private let sockets: SocketServer

  /// Where it listens, such as `http://127.0.0.1:40123`.
  public var address: String { "http://127.0.0.1:\(sockets.port)" }
  /// The base address for clients of OpenAI's protocol: with `/v1`.
  public var openAIBaseURL: String { "\(address)/v1" }
  /// The base address for clients of Anthropic's protocol: without `/v1`.
  public var anthropicBaseURL: String { address }
  /// What was asked so far, in the order in which it came; requests for the list of models too.
  public var requests: [Request] { state.withLock { $0.requests } }

  /// Starts a server on this machine's own address.
  ///
  /// - Throws: ``SocketFailure``.
  public init(_ script: Script = .well, port: Int = 0) throws {
    state = Mutex(State(script: script, random: SeededRandom(seed: script.seed)))
    sockets = try SocketServer(port: port)
    sockets.start { [weak self] connection in self?.serve(connection) }
  }

  /// Runs `body` with a server, which ends with it.
  public static func with<Result>(
    _ script: Script = .well, _ body: (ScriptedLLM) async throws -> Result
  ) async throws -> Result {
    let llm = try ScriptedLLM(script)
    do {
      let result = try await body(llm)
      await llm.stop()
      return result
    } catch {
      await llm.stop()
      throw error
    }
  }

  /// Breaks off what is being answered, and ends.
  public func stop() async { await sockets.stop() }

  /// Adds steps after those that are still to come.
  public func then(_ steps: Behaviour...) { state.withLock { $0.script.steps += steps } }

  /// Lets everything go on that was told to wait for it, now and later.
  public func release() { state.withLock { $0.isReleased = true } }

  // MARK: On a connection's thread

  private func serve(_ connection: SocketConnection) {
    while let message = connection.receive() {
      guard let reply = reply(to: Request(message)) else {
        _ = connection.wait(until: { false })
        return
      }
      let isReleased: @Sendable () -> Bool = { [weak self] in self?.state.withLock { $0.isReleased } ?? true }
      guard ReplyWriter(connection: connection, isReleased: isReleased).write(reply) else { return }
    }
  }

  private func reply(to request: Request) -> Reply? {
    let (behaviour, answer) = state.withLock { state in
      state.requests.append(request)
      return (state.script.next(for: request, &state.random), state.script.answer)
    }
    return Wire(request: request, answer: answer).reply(as: behaviour)
  }
}
