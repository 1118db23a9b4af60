import Foundation
import ScrubjayCore
import ScrubjayTestKit
import Testing

/// What the guides tell to type is typed.
struct GuideTests {
  @Test func theCommandsOfTheGuideToVersionsRunInOrder() async throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let guide = try String(contentsOf: root.appending(path: "Documentation/Versioning.md"), encoding: .utf8)
    let blocks = guide.matches(of: /```sh\n(?s:(.*?))```/).map(\.output.1)
    let lines = blocks.joined().replacing("\\\n", with: " ").split(separator: "\n")
    #expect(lines.count > 20)
    let program = try Installation()
    let file = program.file("transcript")
    _ = FileManager.default.createFile(atPath: file, contents: nil)
    let script = ["scrubjay() { \"$0\" \"$@\"; }", "set -euo pipefail"] + lines.map(Self.checked)
    let shell = program.shell(script.joined(separator: "\n"))
    shell.output = .handle(try FileHandle(forWritingTo: URL(filePath: file)))
    shell.errors = shell.output
    let status = try await shell.run()
    let transcript = try program.content(of: "transcript")
    #expect(status == 0, "\(transcript)")
    #expect(transcript.contains(#""from":"Ana lives in Porto.","to":"Ana lives in Lisbon.""#))
    #expect(transcript.contains("The audit is intact"))
  }

  /// A command as the script runs it: one that is to be refused has to be, with this code.
  private static func checked(_ line: Substring) -> String {
    guard let refused = line.wholeMatch(of: /(.*?) +# refused: (\w+)/)?.output else {
      return "echo \("'$ \(line.replacing("'", with: #"'\''"#))'")\n\(line)"
    }
    return """
      if answer=$(\(refused.1) 2>&1); then echo "not refused: $answer"; exit 1; fi
      case $answer in *'[\(refused.2)]'*) ;; *) echo "not \(refused.2): $answer"; exit 1 ;; esac
      """
  }
}
