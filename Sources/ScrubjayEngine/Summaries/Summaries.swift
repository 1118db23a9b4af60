public import ScrubjayCore

/// Summing up conversations.
public struct Summaries: Sendable {
  let work: Work
  let handler: SummaryHandler

  /// Enqueues a summary of the session's older messages that no summary covers yet.
  ///
  /// - Throws: `session_not_found`; `missing_grant`.
  public func enqueue(_ session: String, as call: Call) async throws -> Job {
    let job = try await work.write(call) { [work] tx, now in
      let session = try tx.sessions.requireWritable(session, call.access, revision: nil)
      let payload = SummaryHandler.Payload(session, in: call.tenant, isOver: false)
      return try tx.jobs.enqueue(payload.job(id: work.ids.next(at: now), at: now))
    }
    work.wake.signal()
    return job
  }

  /// Returns the summary that would be stored, without storing it; calls to a language model count. `nil` if there is
  /// nothing to summarize.
  ///
  /// - Throws: `session_not_found`; `missing_grant`; `llm_unavailable` where the language model does not answer now.
  public func preview(_ session: String, as call: Call) async throws -> SummaryPreview? {
    _ = try await work.read(call) { tx in try tx.sessions.requireReadable(session, call.access) }
    return try await LanguageModel.answering {
      guard let plan = try await handler.plan(of: session, as: call), let draft = plan.draft else { return nil }
      return SummaryPreview(
        namespace: draft.namespace, content: draft.content ?? "", messages: plan.input.events.count)
    }
  }
}

/// What a summary would say.
public struct SummaryPreview: Sendable, Hashable {
  /// Where it would live.
  public let namespace: Namespace
  /// What it would say.
  public let content: String
  /// How many messages it would cover.
  public let messages: Int
}
