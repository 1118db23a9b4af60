import ScrubjayCore

/// Fails unless the condition holds.
func expect(_ condition: Bool, _ message: @autoclosure () -> String) throws(ConformanceFailure) {
  if !condition { throw ConformanceFailure(message()) }
}

/// Fails unless what was found is what should have been.
func expect<Value: Equatable>(_ what: String, _ found: Value, is wanted: Value) throws(ConformanceFailure) {
  if found != wanted { throw ConformanceFailure("\(what): found \(found), should be \(wanted)") }
}

/// Fails unless both texts have the same bytes; Swift's own equality takes two spellings of `é` for one.
func expectBytes(_ what: String, _ found: String?, are wanted: String) throws(ConformanceFailure) {
  guard let found else { throw ConformanceFailure("\(what): found nothing") }
  if !found.utf8.elementsEqual(wanted.utf8) {
    throw ConformanceFailure(
      "\(what): found \(found.debugDescription.prefix(200)) of \(found.utf8.count) bytes, "
        + "should be \(wanted.debugDescription.prefix(200)) of \(wanted.utf8.count)")
  }
}

/// Fails unless there is a value; answers it.
func require<Value>(_ what: String, _ value: Value?) throws(ConformanceFailure) -> Value {
  guard let value else { throw ConformanceFailure("\(what): found nothing") }
  return value
}

/// Fails unless the body throws an error with this code.
func expectError(_ code: ScrubjayError.Code, _ what: String, _ body: () async throws -> Void) async throws {
  do {
    try await body()
  } catch let error as ScrubjayError where error.code == code {
    return
  } catch {
    throw ConformanceFailure("\(what): threw \(error), should throw \(code.name)")
  }
  throw ConformanceFailure("\(what): threw nothing, should throw \(code.name)")
}

/// All elements of a list, page by page; fails for a page that is too long, and for an empty one that is not the last.
func pages<Element>(
  _ what: String, of limit: Int, _ page: (String?) throws -> Page<Element>
) throws -> [[Element]] {
  var pages: [[Element]] = []
  var cursor: String?
  repeat {
    let next = try page(cursor)
    try expect(
      next.elements.count <= limit, "\(what): a page has \(next.elements.count) elements, the limit is \(limit)")
    try expect(!next.elements.isEmpty || next.nextCursor == nil, "\(what): an empty page has a cursor")
    try expect(pages.count < 10_000, "\(what): the pages never end")
    pages.append(next.elements)
    cursor = next.nextCursor
  } while cursor != nil
  return pages
}
