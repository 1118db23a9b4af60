extension ScriptedLLM {
  /// What a scripted server does: its steps one after the other, and after them what it always does.
  public struct Script: Sendable {
    /// What it does next, a request each.
    public var steps: [Behaviour]
    /// What it does when no step is left.
    public var standard: Behaviour
    /// Faults that it commits now and then when no step is left, in the place of ``standard``.
    public var faults: [Behaviour]
    /// One request in so many meets a fault.
    public var oneFaultIn: Int
    /// What the choice of faults follows from: the same seed makes the same faults in the same order of requests.
    public var seed: UInt64
    /// What it does when it is asked for the list of models, which uses up no step.
    public var models = Behaviour.well
    /// The text that it says when it answers well; JSON for a request that has a shape.
    public var answer: @Sendable (Request) -> String

    /// A script.
    public init(
      steps: [Behaviour] = [], standard: Behaviour = .well, faults: [Behaviour] = [], oneFaultIn: Int = 10,
      seed: UInt64 = 1, answer: @escaping @Sendable (Request) -> String = { $0.plainAnswer }
    ) {
      self.steps = steps
      self.standard = standard
      self.faults = faults
      self.oneFaultIn = oneFaultIn
      self.seed = seed
      self.answer = answer
    }

    /// Answers every request well.
    public static let well = Script()

    /// Answers every request well, in the words of `answer`.
    public static func well(_ answer: @escaping @Sendable (Request) -> String) -> Script { Script(answer: answer) }

    /// Always does the same.
    public static func always(_ behaviour: Behaviour) -> Script { Script(standard: behaviour) }

    /// Does these things, and answers well after them.
    public static func steps(_ steps: Behaviour...) -> Script { Script(steps: steps) }

    /// Answers well but for one request in so many, which meets one of ``Behaviour/usualFaults``.
    public static func mixed(
      seed: UInt64, oneFaultIn: Int = 10, answer: @escaping @Sendable (Request) -> String = { $0.plainAnswer }
    ) -> Script {
      Script(faults: Behaviour.usualFaults, oneFaultIn: oneFaultIn, seed: seed, answer: answer)
    }

    /// What it does with a request, which uses up a step.
    mutating func next(for request: Request, _ random: inout SeededRandom) -> Behaviour {
      if request.endpoint == .models { return models }
      if !steps.isEmpty { return steps.removeFirst() }
      if !faults.isEmpty, random.oneIn(oneFaultIn) { return random.pick(faults) }
      return standard
    }
  }

  /// What a scripted server does with one request.
  public enum Behaviour: Sendable {
    /// Answers in the words of the script.
    case well
    /// Answers in these words.
    case saying(String)
    /// Answers in words that are no JSON, whatever was asked for.
    case nonsense
    /// Answers with JSON that has nothing to do with what was asked for.
    case wrongShape
    /// Answers well, after a time.
    case late(Duration)
    /// Answers well, after ``ScriptedLLM/release()``; of a stream, the first piece comes before.
    case held
    /// Breaks the connection off in the middle of a good answer.
    case half
    /// Sends half of the JSON that would be a good answer, as if it were all of it.
    case malformed
    /// Sends a good answer that has so many bytes of text.
    case huge(Int)
    /// Reports that the limit is reached, with this as `Retry-After`.
    case rateLimited(retryAfter: String? = nil)
    /// Reports this status in the vendor's form.
    case failing(Int, String = "It was told to fail.")
    /// Refuses a request that has this member with status 400, and answers others well.
    case refusing(String)
    /// Never answers: waits until the client gives up or the server ends.
    case nothing
    /// Sends exactly this.
    case reply(Reply)

    /// One of each fault that a server of good will shows now and then.
    public static let usualFaults: [Behaviour] = [
      .nonsense, .wrongShape, .malformed, .half, .rateLimited(retryAfter: "0"), .failing(500), .failing(503),
    ]
  }
}
