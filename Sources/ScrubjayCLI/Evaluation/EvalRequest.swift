import ScrubjayCore
import ScrubjayEngine

/// What an evaluation was asked to do, with the files that it reads.
struct EvalRequest: Sendable {
  let set: EvaluationSet
  let baseline: Baseline?
  /// Whether to rank again without each feature.
  let ablates: Bool
  let mode: RecallMode
  /// How many hits the measures look at.
  let depth: Int
  /// Into how many tokens the hits are packed, ascending; empty where they are not.
  let budgets: [Int]
  /// Where the report goes as JSON and as a page.
  let json: String?
  let html: String?

  /// How many hits the measures need.
  static let depth = 20
  private static let greatestDepth = 1_000
  /// How many budgets there may be, and how many tokens one may have.
  static let mostBudgets = 8
  static let greatestBudget = 1_000_000

  /// Reads the arguments and files, so that what is wrong with them is said before the long work.
  ///
  /// - Throws: `usage`; what is wrong with a file.
  init(_ arguments: Arguments) throws {
    depth = try Self.depth(arguments)
    budgets = try arguments.last("budget").map(Self.budgets) ?? []
    mode = arguments.last("mode").flatMap(RecallMode.init) ?? .both
    ablates = arguments.isOn("ablation")
    (json, html) = (arguments.last("json"), arguments.last("html"))
    guard json != "-" || html != "-" else {
      throw Failure.usage("--json and --html cannot both go to standard output.")
    }
    let file = try JSONFile.read(arguments.positional(0) ?? "-")
    let format = try arguments.last("format").flatMap(EvaluationFormat.init) ?? EvaluationFormat(shapeOf: file)
    let set = try format.read(file)
    self.set = set
    baseline = try arguments.last("baseline").map { try Baseline(JSONFile.read($0), over: set) }
  }

  private static func budgets(_ text: String) throws -> [Int] {
    let budgets = text.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
    guard budgets.count <= mostBudgets, Set(budgets).count == budgets.count,
      budgets.allSatisfy((1...greatestBudget).contains)
    else {
      throw Failure.usage(
        "--budget should be 1 to \(mostBudgets) different whole numbers from 1 to \(greatestBudget), such as 500,1000,2000."
      )
    }
    return budgets.sorted()
  }

  private static func depth(_ arguments: Arguments) throws -> Int {
    guard let text = arguments.last("limit-k") else { return depth }
    guard let value = Int(text), (depth...greatestDepth).contains(value) else {
      throw Failure.usage("--limit-k should be a whole number from \(depth) to \(greatestDepth).")
    }
    return value
  }
}
