import ScrubjayCore

extension StorageRule {
  static let jobs: [StorageRule] = [
    StorageRule("jobs", "A job reads back as it was enqueued") { ground in
      let job = Job.sample("j", uniqueKey: "k")
      let answer = try await ground.write { tx in try tx.jobs.enqueue(job) }
      try expect("what enqueue answers", answer, is: job)
      try expect("the job", try await ground.read { try $0.jobs.find("j") }, is: job)
      try expect("a job that is not there", try await ground.read { try $0.jobs.find("none") }, is: nil)
    },

    StorageRule("jobs", "Of two unfinished jobs of a queue only one has a unique key; the answer is the one there") {
      ground in
      for state in [JobState.waiting, .running] {
        let queue = "q-\(state.rawValue)"
        try await ground.write { tx in
          let first = try tx.jobs.enqueue(.sample("\(queue) 1", queue: queue, uniqueKey: "k", state: state))
          let second = try tx.jobs.enqueue(.sample("\(queue) 2", queue: queue, uniqueKey: "k"))
          try expect("the second job", second, is: first)
          try expect("what is unfinished", try tx.jobs.unfinished(of: queue, uniqueKey: "k"), is: first)
          try expect("by another key", try tx.jobs.unfinished(of: queue, uniqueKey: "l"), is: nil)
          try expect("whether it was stored", try tx.jobs.find("\(queue) 2"), is: nil)
        }
      }
    },

    StorageRule("jobs", "Other queues, other keys, no key and finished jobs do not stand in a job's way") { ground in
      let jobs: [Job] = [
        .sample("1", queue: "a", uniqueKey: "k"), .sample("2", queue: "b", uniqueKey: "k"),
        .sample("3", queue: "a", uniqueKey: "K"), .sample("4", queue: "a"), .sample("5", queue: "a"),
        .sample("6", queue: "c", uniqueKey: "k", state: .completed),
        .sample("7", queue: "c", uniqueKey: "k", state: .discarded), .sample("8", queue: "c", uniqueKey: "k"),
      ]
      try await ground.write { tx in
        for job in jobs.dropLast() { try expect("what enqueue answers", try tx.jobs.enqueue(job), is: job) }
        try expect("what is unfinished", try tx.jobs.unfinished(of: "c", uniqueKey: "k"), is: nil)
        try expect("what enqueue answers", try tx.jobs.enqueue(jobs[7]), is: jobs[7])
      }
      let found = try await ground.read { try $0.jobs.list(queue: nil, state: nil, after: nil, limit: 99).elements }
      try expect("all jobs", found, is: jobs)
    },

    StorageRule("jobs", "Jobs are listed the oldest first, by queue and state, up to the limit") { ground in
      let states = JobState.allCases
      try await ground.write { tx in
        for number in 0..<12 {
          _ = try tx.jobs.enqueue(.sample("\(number)", queue: number < 8 ? "a" : "b", state: states[number % 4]))
        }
      }
      let cases: [(String?, JobState?, Int, [Int])] = [
        (nil, nil, 99, Array(0..<12)), ("a", nil, 99, Array(0..<8)), ("a", nil, 3, [0, 1, 2]),
        (nil, .waiting, 99, [0, 4, 8]), ("b", .discarded, 99, [11]), ("c", nil, 99, []),
      ]
      for (queue, state, limit, wanted) in cases {
        let found = try await ground.read {
          try $0.jobs.list(queue: queue, state: state, after: nil, limit: limit).elements.map(\.id)
        }
        try expect("\(queue ?? "any queue"), \(state?.rawValue ?? "any state")", found, is: wanted.map(String.init))
      }
    },

    StorageRule("jobs", "A job that is enqueued twice by its id is there once") { ground in
      let job = Job.sample("j")
      try await ground.write { tx in
        _ = try tx.jobs.enqueue(job)
        try expect("what enqueue answers", try tx.jobs.enqueue(.sample("j", at: 7)), is: job)
      }
      try expect(
        "the jobs", try await ground.read { try $0.jobs.list(queue: nil, state: nil, after: nil, limit: 9).elements },
        is: [job])
    },

    StorageRule("jobs", "A worker is given what is due, the most pressing first, and nobody else is") { ground in
      try await ground.write { tx in
        for (id, priority, seconds) in [("late", 2, 3), ("soon", 2, 1), ("pressing", 9, 4), ("future", 9, 50)] {
          _ = try tx.jobs.enqueue(.sample(id, priority: priority, at: seconds))
        }
        _ = try tx.jobs.enqueue(.sample("elsewhere", queue: "other"))
        _ = try tx.jobs.enqueue(.sample("done", state: .completed))
      }
      let first = try await ground.claim(by: "a", at: 10, limit: 2)
      try expect("the first two", first.map(\.id), is: ["pressing", "soon"])
      try expect("their state", first.map(\.state), is: [.running, .running])
      try expect("their attempts", first.map(\.attempts), is: [2, 2])
      try expect("their lease", first[0].lease, is: Job.Lease(worker: "a", until: .at(70)))
      try expect("as it is stored", try await ground.read { try $0.jobs.find("pressing") }, is: first[0])
      try expect("the next", try await ground.claim(by: "b", at: 10).map(\.id), is: ["late"])
      try expect("what is left", try await ground.claim(by: "c", at: 10), is: [])
      try expect("later", try await ground.claim(by: "c", at: 55).map(\.id), is: ["future"])
    },

    StorageRule("jobs", "A worker can claim jobs by their ids, due or not, unless another has them") { ground in
      try await ground.write { tx in
        for id in ["1", "2", "3"] { _ = try tx.jobs.enqueue(.sample(id, at: 50)) }
      }
      try expect("one", try await ground.claim(["2", "none"], by: "a", at: 0).map(\.id), is: ["2"])
      try expect("both", try await ground.claim(["1", "2"], by: "b", at: 0).map(\.id), is: ["1"])
      try expect("none", try await ground.claim([], by: "b", at: 0), is: [])
    },

    StorageRule("jobs", "A job whose lease is over is claimed again, and no longer the first worker's") { ground in
      try await ground.write { tx in _ = try tx.jobs.enqueue(.sample("j")) }
      let mine = try await ground.claim(by: "a", at: 10)
      try expect("before the lease is over", try await ground.claim(by: "b", at: 69), is: [])
      try await ground.write { tx in try tx.jobs.extend(["j"], of: "a", until: .at(90)) }
      try expect("while it was extended", try await ground.claim(by: "b", at: 80), is: [])
      let theirs = try await ground.claim(by: "b", at: 90)
      try expect("once it is over", theirs.map(\.id), is: ["j"])
      try expect("the attempts", theirs.map(\.attempts), is: [3])
      try await ground.write { tx in
        try tx.jobs.extend(["j"], of: "a", until: .at(900))
        var done = mine[0]
        (done.state, done.lease, done.finishedAt) = (.completed, nil, .at(91))
        try expect("whether the first may settle it", try tx.jobs.settle(done, heldBy: "a"), is: false)
        try expect("whether the first may remove it", try tx.jobs.remove("j", heldBy: "a"), is: false)
        try expect("whether nobody may", try tx.jobs.settle(done, heldBy: nil), is: false)
        try expect("the job", try tx.jobs.find("j"), is: theirs[0])
        try expect("whether the second may", try tx.jobs.settle(done, heldBy: "b"), is: true)
        try expect("the job", try tx.jobs.find("j")?.state, is: .completed)
      }
    },

    StorageRule("jobs", "A worker says how far it has come with a job that it has, and nobody else does") { ground in
      try await ground.write { tx in _ = try tx.jobs.enqueue(.sample("j")) }
      _ = try await ground.claim(by: "a", at: 10)
      try await ground.write { tx in
        try tx.jobs.report(Job.Progress(done: 3, total: 10), of: "j", heldBy: "a")
        try tx.jobs.report(Job.Progress(done: 9, total: 10), of: "j", heldBy: "b")
      }
      let job = try require("the job", try await ground.read { try $0.jobs.find("j") })
      try expect("the progress", job.progress, is: Job.Progress(done: 3, total: 10))
      try await ground.write { tx in
        var done = job
        (done.state, done.lease, done.finishedAt) = (.completed, nil, .at(20))
        _ = try tx.jobs.settle(done, heldBy: "a")
        try expect("the progress at the end", try tx.jobs.find("j")?.progress, is: Job.Progress(done: 3, total: 10))
        var told = Job.sample("told")
        told.progress = Job.Progress(done: 0, total: 0)
        _ = try tx.jobs.enqueue(told)
        try expect("a job with progress", try tx.jobs.find("told"), is: told)
      }
    },

    StorageRule("jobs", "What became of a job is kept: for later, given up, or gone") { ground in
      try await ground.write { tx in for id in ["1", "2", "3"] { _ = try tx.jobs.enqueue(.sample(id)) } }
      let jobs = try await ground.claim(by: "a", at: 10)
      var (retried, discarded) = (jobs[0], jobs[1])
      (retried.state, retried.lease, retried.runAt, retried.failure) = (.waiting, nil, .at(40), "no")
      (discarded.state, discarded.lease, discarded.finishedAt, discarded.failure) = (.discarded, nil, .at(20), "é'")
      try await ground.write { [retried, discarded] tx in
        try expect("settling one", try tx.jobs.settle(retried, heldBy: "a"), is: true)
        try expect("settling another", try tx.jobs.settle(discarded, heldBy: "a"), is: true)
        try expect("removing the third", try tx.jobs.remove("3", heldBy: "a"), is: true)
      }
      let found = try await ground.read { try $0.jobs.list(queue: nil, state: nil, after: nil, limit: 9).elements }
      try expect("the jobs", found, is: [retried, discarded])
      try expect("too early", try await ground.claim(by: "b", at: 39), is: [])
      try expect("in time", try await ground.claim(by: "b", at: 40).map(\.id), is: ["1"])
      // One that was given up can be taken up again.
      var revived = discarded
      (revived.state, revived.finishedAt, revived.attempts) = (.waiting, nil, 0)
      try await ground.write { [revived] tx in
        try expect("reviving", try tx.jobs.settle(revived, heldBy: nil), is: true)
      }
      try expect("the revived one", try await ground.claim(by: "b", at: 40).map(\.id), is: ["2"])
    },

    StorageRule("jobs", "Pruning takes finished jobs that are older, so many at once") { ground in
      try await ground.write { tx in
        for second in [3, 1, 2, 4] {
          _ = try tx.jobs.enqueue(.sample("\(second)", state: second == 2 ? .discarded : .completed, at: second))
        }
        _ = try tx.jobs.enqueue(.sample("w")); _ = try tx.jobs.enqueue(.sample("r", state: .running))
      }
      for (limit, wanted) in [(2, ["3", "4", "w", "r"]), (2, ["4", "w", "r"]), (2, ["4", "w", "r"])] {
        try await ground.write { tx in try tx.jobs.prune(before: .at(13), limit: limit) }
        let left = try await ground.read { try $0.jobs.list(queue: nil, state: nil, after: nil, limit: 9).elements }
        try expect("what is left", left.map(\.id), is: wanted)
      }
    },

    StorageRule("jobs", "Each subject has its turn, however much another has to do, the most pressing first") {
      ground in
      try await ground.write { tx in
        for number in 0..<5 { _ = try tx.jobs.enqueue(.sample("a\(number)", subject: "user:a", priority: 2)) }
        for id in ["b0", "b1"] { _ = try tx.jobs.enqueue(.sample(id, subject: "user:b", priority: 2)) }
        _ = try tx.jobs.enqueue(.sample("n0", priority: 2))
        _ = try tx.jobs.enqueue(.sample("c-later", subject: "user:c", priority: 2, at: 60))
        _ = try tx.jobs.enqueue(.sample("a-pressing", subject: "user:a", priority: 3))
      }
      let first = try await ground.claim(by: "w", at: 10, limit: 4)
      try expect("the first", first.map(\.id), is: ["a-pressing", "n0", "a0", "b0"])
      let second = try await ground.claim(by: "w", at: 10, limit: 3, turn: "user:a")
      try expect("the next, after one's turn", second.map(\.id), is: ["b1", "a1", "a2"])
      try expect("the rest", try await ground.claim(by: "w", at: 10, turn: "user:b").map(\.id), is: ["a3", "a4"])
      try expect("nothing", try await ground.claim(by: "w", at: 10, turn: "user:b"), is: [])
    },

    StorageRule("jobs", "Nothing of a queue that is paused is a duty until it is resumed") { ground in
      let (queue, neighbour) = ("queue-\(ground.tenant)", try await ground.neighbour())
      for place in [ground, neighbour] {
        try await place.write { tx in _ = try tx.jobs.enqueue(.sample("1", queue: queue)) }
      }
      let pause = PausedQueue(queue: queue, since: .at(1), actor: "é")
      try await ground.write { tx in
        try tx.jobs.pause(pause)
        try tx.jobs.pause(PausedQueue(queue: queue, since: .at(2), actor: "other"))
        try expect("what is paused", try tx.jobs.paused(), is: [pause])
        let claim = JobClaim(queue: queue, ids: ["1"], worker: "w", now: .at(9), until: .at(60), limit: 1)
        try expect("what is claimed by its id", try tx.jobs.claim(claim), is: [])
      }
      try expect("what a neighbour has paused", try await neighbour.read { try $0.jobs.paused() }, is: [])
      try expect(
        "the tenants", try await ground.storage.tenants(withDue: queue, at: .at(9)), is: [neighbour.tenant])
      try await ground.write { tx in
        try expect("whether it was paused", try tx.jobs.resume(queue), is: true)
        try expect("whether it was paused still", try tx.jobs.resume(queue), is: false)
        try expect("what is paused", try tx.jobs.paused(), is: [])
      }
      let tenants = try await ground.storage.tenants(withDue: queue, at: .at(9))
      try expect("the tenants afterwards", Set(tenants), is: [ground.tenant, neighbour.tenant])
    },

    StorageRule("jobs", "So many jobs of a queue are begun in a time, and no more") { ground in
      let (storage, queue) = (ground.storage, "queue-\(ground.tenant)")
      let rate = JobRate(count: 5, interval: .seconds(60))
      for (wanted, second, admitted) in [(3, 0, 3), (3, 30, 2), (1, 59, 0), (9, 60, 5), (1, 90, 0), (1, 500, 1)] {
        let found = try await storage.admit(wanted, to: queue, rate: rate, at: .at(second))
        try expect("how many are admitted after \(second) seconds", found, is: admitted)
      }
      try expect("what is given back", try await storage.admit(-9, to: queue, rate: rate, at: .at(501)), is: -1)
      try expect("what is free then", try await storage.admit(9, to: queue, rate: rate, at: .at(502)), is: 5)
      try expect("another queue", try await storage.admit(2, to: queue + "2", rate: rate, at: .at(501)), is: 2)
    },

    StorageRule("jobs", "Duties say which tenants have something to do, and how much there is") { ground in
      let (queue, neighbour) = ("queue-\(ground.tenant)", try await ground.neighbour())
      func due(at seconds: Int) async throws -> [TenantID] {
        try await ground.storage.tenants(withDue: queue, at: .at(seconds))
      }
      try await ground.write { tx in _ = try tx.jobs.enqueue(.sample("1", queue: queue)) }
      try await neighbour.write { tx in
        _ = try tx.jobs.enqueue(.sample("1", queue: queue, at: 10))
        _ = try tx.jobs.enqueue(.sample("2", queue: queue, state: .completed))
      }
      try expect("before anything is due", try await due(at: 4), is: [])
      try expect("when one is", try await due(at: 5), is: [ground.tenant])
      try expect("when both are", Set(try await due(at: 15)), is: [ground.tenant, neighbour.tenant])
      _ = try await ground.claim(nil, queue, by: "a", at: 15)
      try expect("when one is claimed", try await due(at: 15), is: [neighbour.tenant])
      try expect("when its lease is over", Set(try await due(at: 75)), is: [ground.tenant, neighbour.tenant])
      let backlog = try await ground.storage.backlog().filter { $0.queue == queue }
      try expect(
        "the backlog", Set(backlog),
        is: [
          Backlog(queue: queue, state: .running, count: 1), Backlog(queue: queue, state: .waiting, count: 1),
          Backlog(queue: queue, state: .completed, count: 1),
        ])
    },
  ]
}

extension Ground {
  /// Claims jobs at a time, for a minute.
  fileprivate func claim(
    _ ids: [String]? = nil, _ queue: String = "embed", by worker: String, at seconds: Int, limit: Int = 9,
    turn: String? = nil
  ) async throws -> [Job] {
    try await write { tx in
      try tx.jobs.claim(
        JobClaim(
          queue: queue, ids: ids, worker: worker, now: .at(seconds), until: .at(seconds + 60), limit: limit,
          turn: turn))
    }
  }
}
