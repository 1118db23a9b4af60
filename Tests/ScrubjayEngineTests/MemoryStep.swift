import ScrubjayCore
import ScrubjayEngine
import ScrubjayTestKit

/// One operation on memories, or the passing of time.
enum MemoryStep: Sendable {
  case wait(Duration)
  case sweep
  case add([MemoryDraft])
  case update(String, MemoryPatch, version: Int?)
  case delete(String, version: Int?)
  case restore(String, version: Int?)
  case rollback(String, to: Int, version: Int?)
  case publish(String, to: Namespace, key: String?, version: Int?)
  case redact(String, Int, version: Int?)
  case purge(String, version: Int?)
  case get(String, version: Int?, asOf: Timestamp?, validAt: Timestamp?)
  case find(Namespace, key: String)
  case list(MemoryFilter, MemoryOrder, limit: Int, includesInvalid: Bool)
  case history(String, asOf: Timestamp?, limit: Int)
  case resolve(String, MemorySessions.Member)
  case diff(String, from: Int, to: Int?)

  /// What came of a step.
  enum Outcome: Equatable {
    case nothing
    case count(Int)
    case memories([Memory])
    case fields([String])
    case refused(ScrubjayError.Code)
  }
}

/// The sessions that see memories, and where.
enum MemorySessions {
  /// A session of a user and an app, and of a project or none.
  struct Member: Sendable {
    let id: String
    let user: String
    let app: String
    let project: String?

    /// Where it looks, the nearest first.
    var namespaces: [Namespace] {
      [Namespace(.temp, id), Namespace(.session, id), Namespace(.user, user), Namespace(.app, app)]
        + (project.map { [Namespace(.project, $0)] } ?? []) + [Namespace(.org, "default")]
    }
  }

  static let all = [
    Member(id: "s1", user: "al", app: "planner", project: "roof"),
    Member(id: "s2", user: "alice", app: "planner", project: nil),
  ]
}

// How the engine takes a step.
extension MemoryStep {
  /// - Returns: What came of it, without the sequences of memories, which are the engine's own.
  func taken(in world: World, actor: String) async throws -> Outcome {
    let memories = world.engine.memories
    let call = Call(access: .local, actor: actor)
    func shown(_ found: [Memory]) -> Outcome {
      .memories(
        found.map { memory in
          var memory = memory
          memory.sequence = 0
          return memory
        })
    }
    do {
      switch self {
      case .wait(let duration):
        world.clock.advance(by: duration)
        return .nothing
      case .sweep: return .count(try await world.engine.sweepExpired())
      case .add(let drafts):
        // Several are stored by another door of the engine than one is.
        return drafts.count == 1
          ? shown([try await memories.add(drafts[0], as: call)]) : shown(try await memories.add(drafts, as: call))
      case .update(let id, let patch, let version):
        return shown([try await memories.update(id, patch, version: version, as: call)])
      case .delete(let id, let version):
        try await memories.delete(id, version: version, as: call)
        return .nothing
      case .restore(let id, let version): return shown([try await memories.restore(id, version: version, as: call)])
      case .rollback(let id, let target, let version):
        return shown([try await memories.rollback(id, to: target, version: version, as: call)])
      case .publish(let id, let namespace, let key, let version):
        return shown([try await memories.publish(id, to: namespace, key: key, version: version, as: call)])
      case .redact(let id, let target, let version):
        return shown([try await memories.redact(id, target, version: version, as: call)])
      case .purge(let id, let version):
        _ = try await memories.purge(id, version: version, as: call)
        return .nothing
      case .get(let id, let version, let asOf, let validAt):
        return shown([try await memories.get(id, version: version, asOf: asOf, validAt: validAt, as: call)])
      case .find(let namespace, let key): return shown([try await memories.get(namespace, key: key, as: call)])
      case .list(let filter, let order, let limit, let includesInvalid):
        return shown(
          try await all {
            try await memories.list(
              filter, order: order, cursor: $0, limit: limit, includesInvalid: includesInvalid, as: call)
          })
      case .history(let id, let asOf, let limit):
        return shown(
          try await all { try await memories.history(of: id, asOf: asOf, cursor: $0, limit: limit, as: call) })
      case .resolve(let key, let session):
        let resolution = try await memories.resolve(key, session: session.id, as: call)
        return shown([resolution.memory] + resolution.hidden)
      case .diff(let id, let first, let target):
        return .fields(try await memories.diff(of: id, from: first, to: target, as: call).changes.map(\.field))
      }
    } catch let error as ScrubjayError {
      return .refused(error.code)
    }
  }
}

/// All elements of a list, page after page.
func all<Element>(_ page: (String?) async throws -> Page<Element>) async throws -> [Element] {
  var found: [Element] = []
  var cursor: String?
  repeat {
    let page = try await page(cursor)
    found += page.elements
    cursor = page.nextCursor
  } while cursor != nil
  return found
}

// How the model takes a step.
extension MemoryModel {
  /// - Parameter answer: What the engine said, from which the ids of new entries are taken.
  mutating func take(_ step: MemoryStep, actor: String, at now: Timestamp, after answer: MemoryStep.Outcome)
    -> MemoryStep.Outcome
  {
    var ids: [String] = []
    if case .memories(let memories) = answer { ids = memories.map(\.id) }
    do throws(Refusal) {
      switch step {
      case .wait: return .nothing
      case .sweep: return .count(sweep(at: now))
      case .add(let drafts): return .memories(try add(drafts, ids: ids, actor: actor, at: now))
      case .update(let id, let patch, let version):
        return .memories([try update(id, patch, version: version, actor: actor, at: now)])
      case .delete(let id, let version):
        try delete(id, version: version, at: now)
        return .nothing
      case .restore(let id, let version):
        return .memories([try restore(id, version: version, actor: actor, at: now)])
      case .rollback(let id, let target, let version):
        return .memories([try rollback(id, to: target, version: version, actor: actor, at: now)])
      case .publish(let id, let namespace, let key, let version):
        return .memories([
          try publish(id, to: namespace, key: key, version: version, newID: ids.first, actor: actor, at: now)
        ])
      case .redact(let id, let target, let version):
        return .memories([try redact(id, target, version: version, at: now)])
      case .purge(let id, let version):
        try purge(id, version: version)
        return .nothing
      case .get(let id, let version, let asOf, let validAt):
        return .memories([try get(id, version: version, asOf: asOf, validAt: validAt, at: now)])
      case .find(let namespace, let key): return .memories([try get(namespace, key: key, at: now)])
      case .list(let filter, let order, _, let includesInvalid):
        return .memories(list(filter, order, includesInvalid: includesInvalid, at: now))
      case .history(let id, let asOf, _): return .memories(try history(of: id, asOf: asOf))
      case .resolve(let key, let session): return .memories(try resolve(key, in: session.namespaces, at: now))
      case .diff(let id, let first, let target): return .fields(try diff(of: id, from: first, to: target))
      }
    } catch {
      return .refused(error.code)
    }
  }
}
