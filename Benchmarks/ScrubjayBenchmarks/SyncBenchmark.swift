import Foundation
import ScrubjayTestKit

/// The physical limit of a durable write: one append of a page and one fdatasync, on the same disk.
enum SyncBenchmark {
  static func run(count: Int = 300) throws -> Figures {
    let folder = try TemporaryFolder()
    let descriptor = open(folder.file("sync"), O_WRONLY | O_CREAT, 0o600)
    defer { close(descriptor) }
    let page = [UInt8](repeating: 7, count: 4_096)
    return Figures(
      (0..<count).map { _ in
        let start = ContinuousClock.now
        _ = write(descriptor, page, page.count)
        fdatasync(descriptor)
        return ContinuousClock.now - start
      })
  }
}
