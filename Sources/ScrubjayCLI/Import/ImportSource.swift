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

  init(_ lines: LineReader) { self.lines = lines }

  func next() throws -> ImportRecord? {
    while let line = try lines.next() {
      if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { continue }
      let place = "line \(lines.number)"
      do throws(ScrubjayError) { return try ImportRecord(JSON(parsing: line), place: place) } catch {
        throw UnreadableRecord(place: place, error: error)
      }
    }
    return nil
  }

  var fraction: Double? { lines.fraction }
}
