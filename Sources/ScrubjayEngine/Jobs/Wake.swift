import Synchronization

/// Tells those who wait for jobs that there may be some.
final class Wake: Sendable {
  private struct Listeners {
    var next = 0
    var continuations: [Int: AsyncStream<Void>.Continuation] = [:]
  }

  private let listeners = Mutex(Listeners())

  /// Wakes all who wait; who is at work looks again afterwards.
  func signal() {
    for continuation in listeners.withLock({ Array($0.continuations.values) }) { continuation.yield() }
  }

  /// The signals from now on, beginning with one; those that come while nobody looks are one.
  func signals() -> AsyncStream<Void> {
    let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    let number = listeners.withLock { listeners in
      listeners.next += 1
      listeners.continuations[listeners.next] = continuation
      return listeners.next
    }
    continuation.onTermination = { [weak self] _ in
      self?.listeners.withLock { _ = $0.continuations.removeValue(forKey: number) }
    }
    continuation.yield()
    return stream
  }
}
