import ScrubjaySQL
import Synchronization

/// Copies of owners' codes in memory, up to a number of bytes; those that were used last stay.
///
/// Only what is committed gets in: a copy is loaded and brought up to date from connections that cannot write. One that
/// writes may begin from a copy, which no commit can have overtaken while it has the database's lock, and takes its own
/// changes with it for as long as a query lasts.
///
/// A copy never moves back. A unit of work that began before the last change is answered from the newer copy: what is
/// not there for it is left out where the stored vectors are compared, as they always are.
final class VectorCache: Sendable {
  /// Where an owner's copy is, locked while it is loaded or changed: whoever needs it meanwhile waits, for reading the
  /// same rows beside it would take as long and twice the memory.
  private final class Place: Sendable {
    let copy = Mutex<VectorCopy?>(nil)
  }

  private struct Slot {
    let place: Place
    var bytes = 0
    var lastUse: UInt64
  }

  private struct Contents {
    var slots: [VectorSetKey: Slot] = [:]
    var bytes = 0
    var uses: UInt64 = 0
  }

  /// How many bytes are kept at most.
  private let limit: Int
  private let contents = Mutex(Contents())

  /// An empty cache.
  init(limit: Int) { self.limit = limit }

  /// How many bytes are kept.
  var bytes: Int { contents.withLock { $0.bytes } }

  /// The copy of an owner that has what a unit of work sees; `nil` when it is too large to be kept, or when there is
  /// none and the unit of work may write.
  func copy(_ rows: VectorRows, at state: VectorState, dimension: Int) throws -> VectorCopy? {
    guard state.codes * (dimension + MemoryLayout<Float>.size + MemoryLayout<Int64>.size) <= limit else {
      if rows.connection.isReadOnly { drop(rows.key) }
      return nil
    }
    guard rows.connection.isReadOnly else {
      guard var copy = kept(rows.key), copy.schema == state.schema, copy.change <= state.change else { return nil }
      _ = try Self.bring(&copy, to: state, rows)
      return copy
    }
    let place = place(of: rows.key)
    let (copy, hasChanged) = try place.copy.withLock { kept in
      var copy = kept ?? VectorCopy(schema: state.schema)
      // The one reference to its blocks, so that they are changed where they are unless someone scans them.
      kept = nil
      defer { kept = copy }
      if copy.schema != state.schema { copy = VectorCopy(schema: state.schema) }
      let hasChanged = try Self.bring(&copy, to: state, rows)
      return (copy, hasChanged)
    }
    if hasChanged { account(rows.key, place, copy.bytes) }
    return copy
  }

  /// Forgets an owner.
  func drop(_ key: VectorSetKey) {
    contents.withLock { contents in
      if let slot = contents.slots.removeValue(forKey: key) { contents.bytes -= slot.bytes }
    }
  }

  /// Reads what a copy lacks; answers whether there was anything.
  private static func bring(_ copy: inout VectorCopy, to state: VectorState, _ rows: VectorRows) throws -> Bool {
    if copy.change >= state.change { return false }
    // Without the removals between, what is gone cannot be told from what stayed.
    if copy.change < state.forgotten { copy = VectorCopy(schema: state.schema) }
    let changes = try rows.changes(after: copy.change, expecting: copy.change == 0 ? state.codes : 0)
    copy.apply(changes, upTo: state.change)
    return true
  }

  private func kept(_ key: VectorSetKey) -> VectorCopy? {
    let place = contents.withLock { $0.slots[key]?.place }
    return place?.copy.withLock { $0 }
  }

  private func place(of key: VectorSetKey) -> Place {
    contents.withLock { contents in
      contents.uses += 1
      let place = contents.slots[key]?.place ?? Place()
      contents.slots[key, default: Slot(place: place, lastUse: 0)].lastUse = contents.uses
      return place
    }
  }

  /// Notes what a copy takes, and makes room; one that was dropped meanwhile takes nothing any more.
  private func account(_ key: VectorSetKey, _ place: Place, _ bytes: Int) {
    contents.withLock { contents in
      guard var slot = contents.slots[key], slot.place === place else { return }
      contents.bytes += bytes - slot.bytes
      slot.bytes = bytes
      contents.slots[key] = slot
      guard contents.bytes > limit else { return }
      // An eighth more than must, so that not each of many small owners that come sorts all that are there.
      for (key, slot) in contents.slots.sorted(by: { $0.value.lastUse < $1.value.lastUse }) {
        if contents.bytes <= limit - limit / 8 { break }
        contents.slots[key] = nil
        contents.bytes -= slot.bytes
      }
    }
  }
}
