import Foundation

/// What this program is.
public enum Build {
  /// The version, by semantic versioning.
  public static let version = "0.1.0"

  /// The linker's digest of this very executable (its GNU build id), the first eight bytes in hexadecimal; `unknown`
  /// where there is none.
  public static let identifier: String = {
    // The notes stand near the start of the file.
    guard let file = FileHandle(forReadingAtPath: "/proc/self/exe"), let start = try? file.read(upToCount: 16_384),
      let digest = buildID(inELF: Array(start))
    else { return "unknown" }
    return digest.prefix(8).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }()

  /// The content of the NT_GNU_BUILD_ID note of a 64-bit little-endian ELF file: each note is the lengths of its name
  /// and content and its type, then both, padded to four bytes.
  private static func buildID(inELF file: [UInt8]) -> ArraySlice<UInt8>? {
    func number(_ offset: Int, bytes: Int) -> Int? {
      guard offset >= 0, offset + bytes <= file.count else { return nil }
      return file[offset..<offset + bytes].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
    let noteSegment = 4
    let buildIDNote = 3
    guard file.starts(with: [0x7F, 0x45, 0x4C, 0x46, 2, 1]), let table = number(32, bytes: 4),
      let entryBytes = number(54, bytes: 2), let entries = number(56, bytes: 2)
    else { return nil }
    for entry in (0..<entries).map({ table + $0 * entryBytes }) where number(entry, bytes: 4) == noteSegment {
      guard var offset = number(entry + 8, bytes: 4), let length = number(entry + 32, bytes: 4) else { continue }
      let end = offset + length
      while offset < end {
        guard let nameBytes = number(offset, bytes: 4), let contentBytes = number(offset + 4, bytes: 4),
          let type = number(offset + 8, bytes: 4)
        else { return nil }
        let content = offset + 12 + (nameBytes + 3) / 4 * 4
        guard content + contentBytes <= file.count else { return nil }
        if type == buildIDNote { return file[content..<content + contentBytes] }
        offset = content + (contentBytes + 3) / 4 * 4
      }
    }
    return nil
  }
}
