import Foundation
import ScrubjayAPI
import ScrubjayCore

/// The program from its arguments to its exit code.
enum Program {
  /// Does what the process's arguments and environment say.
  static func main() async -> ExitCode {
    // A reader that goes away is seen by the write that fails, not by a signal that ends the process half-way.
    signal(SIGPIPE, SIG_IGN)
    let environment = ProcessInfo.processInfo.environment
    let words = CommandLine.arguments.dropFirst().map { String($0) }
    do {
      try checkEncoding()
      return try await run(words, environment)
    } catch is BrokenPipe {
      return .ok
    } catch {
      let settings = Settings.forErrors(words, environment)
      let failure = Failure(caught: error)
      failure.report(to: Console(settings, environment))
      return failure.exitCode
    }
  }

  private static func run(_ words: [String], _ environment: [String: String]) async throws -> ExitCode {
    let line = try CommandLineParser(commands: Command.table).parse(words)
    var settings = Settings(flags: line.settings, environment: environment, defaultFile: line.usesDefaultFile)
    if line.request.needsSettings { settings = try settings.checked() }
    let console = Console(settings, environment)
    switch line.request {
    case .version:
      try console.print("scrubjay \(Build.version) (build \(Build.identifier))")
      return .ok
    case .help(let topic):
      try console.print(try Help(console.output).text(topic))
      return .ok
    case .run(let command, let arguments):
      let invocation = Invocation(
        command: command, arguments: arguments, settings: settings, console: console, words: words)
      do { return try await command.run(invocation) } catch let error as ScrubjayError {
        throw Failure(error, hint: Hint.of(error, in: invocation))
      }
    }
  }

  /// Refuses arguments that are not UTF-8, which Swift would otherwise mend without a word.
  private static func checkEncoding() throws {
    for index in 1..<max(1, Int(CommandLine.argc)) {
      guard let argument = CommandLine.unsafeArgv[index] else { continue }
      let bytes = UnsafeBufferPointer(start: argument, count: strlen(argument)).map { UInt8(bitPattern: $0) }
      if String(validating: bytes, as: UTF8.self) == nil {
        throw ScrubjayError(.usage, "Argument \(index) is not UTF-8.")
      }
    }
  }
}
