public import Foundation

/// A program that a test runs.
///
/// Not Foundation's `Process`: on Linux its `run()` crashed now and then, in a copy of memory, while many files were
/// open, as they are in tests that run side by side. Set up before it starts and not changed after, hence unchecked.
public final class ChildProcess: @unchecked Sendable {
  /// Where a stream of the program leads.
  public enum Stream {
    /// Nowhere.
    case null
    /// To a file or terminal.
    case handle(FileHandle)
    /// To the other end of a pipe.
    case pipe(Pipe)
  }

  /// The program's standard input.
  public var input = Stream.null
  /// The program's standard output.
  public var output = Stream.null
  /// The program's standard error.
  public var errors = Stream.null
  /// The number that the system gave it; 0 before it starts.
  public private(set) var identifier: pid_t = 0

  private let executable: String
  private let arguments: [String]
  private let environment: [String: String]
  private let folder: String?

  /// A program that could not be started.
  public struct NotStarted: Error, CustomStringConvertible {
    /// What the system said, and of which program.
    public let description: String
  }

  /// A program with its arguments; it has the test's own environment and folder unless others are given.
  public init(
    _ executable: String, _ arguments: [String],
    environment: [String: String] = ProcessInfo.processInfo.environment, in folder: String? = nil
  ) {
    self.executable = executable
    self.arguments = arguments
    self.environment = environment
    self.folder = folder
  }

  /// Starts the program.
  ///
  /// - Throws: ``NotStarted``.
  public func start() throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (number, stream) in [input, output, errors].enumerated() {
      let target = Int32(number)
      switch stream {
      case .null: posix_spawn_file_actions_addopen(&actions, target, "/dev/null", O_RDWR, 0)
      case .handle(let handle): posix_spawn_file_actions_adddup2(&actions, handle.fileDescriptor, target)
      case .pipe(let pipe):
        let end = number == 0 ? pipe.fileHandleForReading : pipe.fileHandleForWriting
        posix_spawn_file_actions_adddup2(&actions, end.fileDescriptor, target)
      }
    }
    _ = Self.addCloseFrom?(&actions, 3)
    if let folder { _ = Self.addChangeFolder?(&actions, folder) }

    // Signals mean to it what they mean to any program, whatever the test ignores.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var all = sigset_t()
    sigfillset(&all)
    posix_spawnattr_setsigdefault(&attributes, &all)
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))

    let words = ([executable] + arguments).map { strdup($0) } + [nil]
    let variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in words + variables { free(text) } }
    let failure = posix_spawn(&identifier, executable, &actions, &attributes, words, variables)
    // The program has its own ends of the pipes; as long as these are open nobody sees it end.
    if case .pipe(let pipe) = input { try? pipe.fileHandleForReading.close() }
    for case .pipe(let pipe) in [output, errors] { try? pipe.fileHandleForWriting.close() }
    guard failure == 0 else {
      throw NotStarted(description: "\(executable) was not started: \(String(cString: strerror(failure)))")
    }
  }

  private typealias AddCloseFrom = @convention(c) (UnsafeMutableRawPointer, Int32) -> Int32
  private typealias AddChangeFolder = @convention(c) (UnsafeMutableRawPointer, UnsafePointer<CChar>) -> Int32

  /// Two functions of glibc 2.34 that its headers show only to programs that ask for GNU's own.
  private static let addCloseFrom = dlsym(nil, "posix_spawn_file_actions_addclosefrom_np")
    .map { unsafeBitCast($0, to: AddCloseFrom.self) }
  private static let addChangeFolder = dlsym(nil, "posix_spawn_file_actions_addchdir_np")
    .map { unsafeBitCast($0, to: AddChangeFolder.self) }

  /// Sends the program a signal.
  public func send(_ signal: Int32) { kill(identifier, signal) }

  /// Waits, once, for the program's end; answers its exit code, or 128 and the signal that ended it.
  public func end() async -> Int32 {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread { [identifier] in
        var status: Int32 = 0
        while waitpid(identifier, &status, 0) < 0, errno == EINTR {}
        let signal = status & 0x7F
        continuation.resume(returning: signal == 0 ? status >> 8 & 0xFF : 128 + signal)
      }
    }
  }

  /// Runs the program to its end; answers as ``end()`` does.
  ///
  /// - Throws: ``NotStarted``.
  public func run() async throws -> Int32 {
    try start()
    return await end()
  }
}
