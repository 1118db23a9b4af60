import ScrubjayAPI
import ScrubjayCore

/// Who carries out operations: an engine in this process, or a server.
protocol Backend: Sendable {
  /// Carries out an operation.
  ///
  /// - Parameter arguments: The values of the operation's fields by name.
  /// - Throws: The error that the operation answers, the same whoever carries it out.
  func perform(_ operation: Operation, _ arguments: [JSON.Member], _ terms: CallTerms) async throws -> JSON
  /// Carries out an operation that answers lines, and gives them to `write` as they come, some bytes at a time.
  func stream(
    _ operation: Operation, _ arguments: [JSON.Member], to write: @escaping @Sendable (ArraySlice<UInt8>) throws -> Void
  ) async throws
  /// Sees to it that what is stored can be found by its meaning, as far as that is this program's to do; a server does
  /// it by itself, and is waited for.
  ///
  /// - Parameter progress: Told how many jobs are done, and of how many.
  func finishEmbedding(progress: @escaping @Sendable (_ done: Int, _ total: Int) throws -> Void) async throws
  /// Whether embedding is left to this program, since nobody else is there to do it.
  var embedsItself: Bool { get }
  /// How many operations may usefully be carried out at once.
  var concurrency: Int { get }
  /// Finishes what was begun.
  func close() async
}

/// What goes with a call beside its arguments.
struct CallTerms: Sendable {
  /// The actor to record in the audit.
  var actor: String?
  /// The task that the call belongs to.
  var task: String?
  /// What makes a retry give the first answer again.
  var idempotencyKey: String?
  /// The revision or version that a write expects.
  var revision: Int?
}

extension Backend {
  /// Carries out the operation of this name.
  func perform(_ name: String, _ arguments: [JSON.Member], _ terms: CallTerms = CallTerms()) async throws -> JSON {
    guard let operation = Operation.named(name) else {
      throw ScrubjayError(.internalError, "There is no operation '\(name)'.")
    }
    return try await perform(operation, arguments, terms)
  }

  /// Sees to it that what is stored can be found by its meaning, and shows how far it is; Ctrl-C ends it, and what is
  /// left is done another time.
  func finishEmbedding(_ console: Console) async throws {
    let bar = Progress("Embedding", unit: "jobs", console)
    defer { bar.finish() }
    try await finishEmbedding { done, total in
      bar.update(done, fraction: total == 0 ? nil : Double(done) / Double(total))
      if Interrupt.isRequested { throw CancellationError() }
    }
  }

  /// Hands each element of a list to `body`, page by page.
  func forEach(
    _ name: String, _ arguments: [JSON.Member], _ body: (JSON) async throws -> Void
  ) async throws {
    var cursor: JSON?
    repeat {
      let place = cursor.map { [JSON.Member("cursor", $0)] } ?? []
      let page = try await perform(name, arguments + [JSON.Member("limit", .integer(Self.pageSize))] + place)
      for element in page["data"]?.arrayValue ?? [] { try await body(element) }
      cursor = page["next_cursor"].flatMap { $0 == .null ? nil : $0 }
    } while cursor != nil
  }

  /// How many elements are asked for at once.
  private static var pageSize: Int { 500 }
}
