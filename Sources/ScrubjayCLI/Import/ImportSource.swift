import ScrubjayCore

/// Where records to import come from, one after the other.
protocol ImportSource: AnyObject {
  /// The next record; `nil` at the end.
  ///
  /// - Throws: ``UnreadableRecord`` for one that is wrong.
  func next() throws -> ImportRecord?
  /// The share of the whole that has been read, from 0 to 1, where it is known.
  var fraction: Double? { get }
}

/// A record that cannot be read, and where it stands.
struct UnreadableRecord: Error {
  let place: String
  let error: ScrubjayError
}

/// Records of the JSON lines format: one JSON object a line, empty lines left out.
final class JSONLinesSource: ImportSource {
  private let lines: LineReader
  /// The first line of an export, when it begins with one.
  private(set) var header: JSON?
  /// The first line of anything else, which comes next.
  private var held: JSON?
  /// How many bytes the line has that was read last.
  private(set) var lineBytes = 0

  /// The records of a file.
  ///
  /// - Throws: ``UnreadableRecord`` when its first line is wrong.
  init(_ lines: LineReader) throws {
    self.lines = lines
    let first = try readLine()
    if let first, ArchiveImport.begins(with: first) { header = first } else { held = first }
  }

  /// The number of the line that was read last, from 1, and where that is.
  var number: Int { lines.number }
  var place: String { "line \(lines.number)" }

  func next() throws -> ImportRecord? {
    guard let line = try nextLine() else { return nil }
    do throws(ScrubjayError) { return try ImportRecord(line, place: place) } catch {
      throw UnreadableRecord(place: place, error: error)
    }
  }

  /// The next line that is not empty; `nil` at the end.
  func nextLine() throws -> JSON? {
    defer { held = nil }
    return try held ?? readLine()
  }

  private func readLine() throws -> JSON? {
    while let line = try lines.next() {
      if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { continue }
      lineBytes = line.count
      do throws(ScrubjayError) { return try JSON(parsing: line) } catch {
        throw UnreadableRecord(place: place, error: error)
      }
    }
    return nil
  }

  var fraction: Double? { lines.fraction }
}
