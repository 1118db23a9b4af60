extension EncoderThreads {
  /// What `body` makes of each input, in their order; no more than so many are handed over at once, so that others'
  /// work gets its turn and a cancelled task leaves little behind.
  ///
  /// - Throws: What `body` throws, `closed`, or `CancellationError`.
  func all<Input: Sendable, Output: Sendable>(
    _ inputs: [Input], atOnce count: Int, _ body: @escaping @Sendable (Input, EncoderThread) throws -> Output
  ) async throws -> [Output] {
    try await withThrowingTaskGroup(of: (Int, Output).self) { group in
      var outputs: [Output?] = Array(repeating: nil, count: inputs.count)
      for (index, input) in inputs.enumerated() {
        if index >= count, let (done, output) = try await group.next() { outputs[done] = output }
        try Task.checkCancellation()
        group.addTask { (index, try await self.run { try body(input, $0) }) }
      }
      for try await (done, output) in group { outputs[done] = output }
      return outputs.compactMap(\.self)
    }
  }
}
