import ScrubjayCore

/// Does the jobs of queues: claims them under a lease, keeps the lease while they are worked on, and stores what they
/// come to together with their completion.
struct JobRunner: Sendable {
  let work: Work
  let duties: any Duties
  /// The name of this worker, which no other has.
  let worker: String

  init(work: Work, duties: any Duties, worker: String) {
    self.work = work
    self.duties = duties
    self.worker = worker
  }

  /// How long a job is a worker's; it is extended while the job is worked on.
  static let lease = Duration.seconds(15)
  /// How soon jobs are noticed that another process enqueued, or whose pause is over.
  private static let pollInterval = Duration.seconds(1)
  /// How long finished jobs stay visible.
  fileprivate static let keptFinished = Duration.seconds(7 * 24 * 3_600)
  /// How many finished jobs are removed on the way, when another is finished.
  fileprivate static let prunedAtOnce = 8
  /// Trouble that goes by, whatever the job.
  private static let blameless: Set<ScrubjayError.Code> = [.diskFull, .databaseBusy, .closed]
  /// When it is tried again.
  private static let blamelessPause = Duration.seconds(5)
  /// How much is kept of the reason of a failure, in characters.
  private static let reasonCharacters = 500

  /// Does what is due, now and from then on, until the task is cancelled; what is under way then is given back.
  func run(_ handlers: [any JobHandler], _ report: @escaping @Sendable (JobReport) -> Void) async {
    await withTaskGroup(of: Void.self) { group in
      for handler in handlers {
        for _ in 0..<handler.lanes { group.addTask { await serve(handler, report) } }
      }
      group.addTask {
        while (try? await Task.sleep(for: Self.pollInterval)) != nil { work.wake.signal() }
      }
    }
  }

  private func serve(_ handler: any JobHandler, _ report: @escaping @Sendable (JobReport) -> Void) async {
    let turns = Turns()
    for await _ in work.wake.signals() {
      do {
        while !Task.isCancelled, try await round(handler, turns, report: report) > 0 {}
      } catch {
        report(JobReport(queue: handler.queue, jobs: [], outcome: .interrupted(reason: Self.reason(error))))
      }
    }
  }

  /// Does a batch of each tenant that has something due; answers how many jobs that were.
  func round(
    _ handler: any JobHandler, _ turns: Turns = Turns(), report: @escaping @Sendable (JobReport) -> Void = { _ in }
  ) async throws -> Int {
    var count = 0
    let due = try await duties.tenants(withDue: handler.queue, at: work.clock.now())
    // Where not all have their turn, it goes on with the one after the last.
    let start = due.firstIndex { $0.description > turns.tenant } ?? 0
    for tenant in due[start...] + due[..<start] {
      if Task.isCancelled { break }
      guard try await handler.canWork(in: Self.call(tenant)) else { continue }
      var limit = handler.batch
      if let rate = handler.rate {
        limit = try await duties.admit(limit, to: handler.queue, rate: rate, at: work.clock.now())
        if limit == 0 { break }
      }
      turns.tenant = tenant.description
      let claimed = try await claimAndWork(nil, limit, turns, handler, Self.call(tenant), report)
      if let rate = handler.rate, claimed < limit {
        _ = try await duties.admit(claimed - limit, to: handler.queue, rate: rate, at: work.clock.now())
      }
      count += claimed
    }
    return count
  }

  /// Does these jobs, due or not, as far as no other worker has them.
  func work(on ids: [String], of handler: any JobHandler, as call: Call) async throws {
    _ = try await claimAndWork(ids, handler.batch, Turns(), handler, Self.call(call.tenant)) { _ in }
  }

  private static func call(_ tenant: TenantID) -> Call {
    Call(access: Access(tenant: tenant, principal: "worker", grants: [.admin]))
  }

  private func claimAndWork(
    _ ids: [String]?, _ limit: Int, _ turns: Turns, _ handler: any JobHandler, _ call: Call,
    _ report: @escaping @Sendable (JobReport) -> Void
  ) async throws -> Int {
    let turn = turns.last[call.tenant]
    let jobs = try await work.storage.write(call) { [worker, clock = work.clock] tx in
      let now = clock.now()
      return try tx.jobs.claim(
        JobClaim(
          queue: handler.queue, ids: ids, worker: worker, now: now, until: now.advanced(by: Self.lease), limit: limit,
          turn: turn))
    }
    guard let last = jobs.last else { return 0 }
    turns.last[call.tenant] = last.subject ?? ""
    await keepingLease(of: jobs, call) {
      // What a worker left again and again, it or its process did not survive.
      let (abandoned, others) = jobs.divided { $0.attempts > handler.policy.attempts }
      for job in abandoned { await fail(job, handler, call, Abandoned(), report) }
      // What was begun before may be what went wrong, and is not to take others with it.
      let (again, fresh) = others.divided { $0.attempts > 1 }
      if !fresh.isEmpty { await attempt(fresh, handler, call, report) }
      for job in again { await attempt([job], handler, call, report) }
    }
    return jobs.count
  }

  private func attempt(
    _ jobs: [Job], _ handler: any JobHandler, _ call: Call, _ report: @escaping @Sendable (JobReport) -> Void
  ) async {
    let start = ContinuousClock.now
    do {
      let result = try await handler.work(on: jobs, as: call)
      try await settle(jobs, handler, call, result)
      let seconds = (ContinuousClock.now - start) / .seconds(1)
      report(JobReport(queue: handler.queue, jobs: jobs.map(\.id), outcome: .completed(seconds: seconds)))
    } catch is CancellationError {
      for job in jobs {
        await settle(job, call) { job, _ in
          job.giveBack()
          return nil
        }
      }
    } catch  where jobs.count > 1 {
      // One of them may be to blame, and the others not.
      for job in jobs { await attempt([job], handler, call, report) }
    } catch {
      await fail(jobs[0], handler, call, error, report)
    }
  }

  /// Extends the jobs' leases for as long as `body` runs.
  private func keepingLease(
    of jobs: [Job], _ call: Call, _ body: () async -> Void
  ) async {
    let extend: @Sendable () async -> Void = { [work, worker] in
      // Where it fails, the next time may be early enough.
      _ = try? await work.storage.write(call) { tx in
        try tx.jobs.extend(jobs.map(\.id), of: worker, until: work.clock.now().advanced(by: Self.lease))
      }
    }
    await LeaseExecutor.shared.every(Self.lease / 3, extend, during: body)
  }

  /// Stores what came of jobs.
  private func settle(_ jobs: [Job], _ handler: any JobHandler, _ call: Call, _ result: JobResult) async throws {
    let followUp = try await work.storage.write(call) { [worker, clock = work.clock] tx in
      let now = clock.now()
      for job in jobs {
        var job = job
        let isMine: Bool
        if let pause = result.pause {
          job.giveBack()
          job.runAt = now.advanced(by: pause)
          isMine = try tx.jobs.settle(job, heldBy: worker)
        } else if handler.keepsCompleted {
          isMine = try tx.jobs.settle(job.finished(.completed, at: now), heldBy: worker)
        } else {
          isMine = try tx.jobs.remove(job.id, heldBy: worker)
        }
        if !isMine { throw LeaseLost() }
      }
      if handler.keepsCompleted { try tx.jobs.prune(at: now) }
      return try result.effect(tx, now)
    }
    // What it enqueued in its turn is due now.
    work.wake.signal()
    await followUp?()
  }

  private func fail(
    _ job: Job, _ handler: any JobHandler, _ call: Call, _ error: any Error,
    _ report: @escaping @Sendable (JobReport) -> Void
  ) async {
    // The other worker has it now, and says what becomes of it.
    if error is LeaseLost { return }
    let reason = Self.reason(error)
    // Where nothing can be stored, or something that is needed is not there, no job is to blame.
    let wait =
      (error as? Postponement)?.pause
      ?? (error as? ScrubjayError).flatMap { Self.blameless.contains($0.code) ? Self.blamelessPause : nil }
    let isBlameless = wait != nil
    let pause = wait ?? handler.policy.pause(after: job.attempts, spread: .random(in: 0..<1))
    let before = job
    let change: @Sendable (inout Job) -> Void = { [clock = work.clock] job in
      if let pause {
        if isBlameless { job.attempts -= 1 }
        (job.state, job.lease, job.failure) = (.waiting, nil, reason)
        job.runAt = clock.now().advanced(by: pause)
      } else {
        job = job.finished(.discarded, at: clock.now())
        job.failure = reason
      }
    }
    let settled = await settle(job, call) { [clock = work.clock] job, tx in
      change(&job)
      return try handler.failed(before, reason, isLast: pause == nil, tx, at: clock.now())
    }
    // What cannot be noted of it does not keep it from being given up.
    if !settled.isOver {
      await settle(job, call) { job, _ in
        change(&job)
        return nil
      }
    }
    await settled.followUp?()
    let outcome = pause == nil ? JobReport.Outcome.discarded(reason: reason) : .failed(reason: reason)
    report(JobReport(queue: job.queue, jobs: [job.id], outcome: outcome))
  }

  /// Stores what became of a job, where it is still this worker's; where that fails too, its lease runs out.
  ///
  /// - Returns: Whether there is nothing left to store, and what is to be done now.
  @discardableResult
  private func settle(
    _ job: Job, _ call: Call, _ change: @escaping @Sendable (inout Job, any WriteTransaction) throws -> FollowUp?
  ) async -> (isOver: Bool, followUp: FollowUp?) {
    do {
      let followUp = try await work.storage.write(call) { [worker, clock = work.clock] tx in
        var job = job
        let followUp = try change(&job, tx)
        // Where another worker has it by now, that one says what becomes of it.
        guard try tx.jobs.settle(job, heldBy: worker) else { throw LeaseLost() }
        if job.finishedAt != nil { try tx.jobs.prune(at: clock.now()) }
        return followUp
      }
      return (true, followUp)
    } catch {
      return (error is LeaseLost, nil)
    }
  }

  private static func reason(_ error: any Error) -> String {
    let message = (error as? Postponement)?.reason ?? (error as? ScrubjayError)?.message ?? "\(error)"
    return String(message.prefix(reasonCharacters))
  }

  /// Whose turn it was last in each tenant, for one lane, which goes on from there.
  final class Turns {
    var last: [TenantID: String] = [:]
    /// The tenant whose turn it was last.
    var tenant = ""
  }

  /// Another worker took the job over.
  private struct LeaseLost: Error {}

  private struct Abandoned: Error, CustomStringConvertible {
    var description: String { "Every worker that began it was gone before it was done." }
  }
}

extension Job {
  /// The job at its end.
  fileprivate func finished(_ state: JobState, at time: Timestamp) -> Job {
    var job = self
    (job.state, job.finishedAt, job.lease) = (state, time, nil)
    return job
  }

  /// Makes it wait again as if it had not been begun.
  fileprivate mutating func giveBack() {
    (state, lease) = (.waiting, nil)
    attempts -= 1
  }
}

extension JobWriter {
  /// Removes some of the jobs that were finished long ago.
  fileprivate func prune(at now: Timestamp) throws {
    try prune(before: now.advanced(by: .zero - JobRunner.keptFinished), limit: JobRunner.prunedAtOnce)
  }
}

extension Array {
  /// The elements that are so, and the others.
  fileprivate func divided(_ isSo: (Element) -> Bool) -> (Self, Self) { (filter(isSo), filter { !isSo($0) }) }
}
