import ScrubjayCore
import Testing

@testable import ScrubjayEngine

@Suite struct SyncPlanTests {
  private static func stored(_ path: String, _ sha256: String?, hasFailed: Bool = false) -> SyncPlan.Stored {
    SyncPlan.Stored(id: "id of \(path)", path: path, sha256: sha256, hasFailed: hasFailed)
  }

  private static func files(_ contents: [String: String]) -> FolderListing {
    FolderListing(files: contents.mapValues { .success($0) })
  }

  @Test func `What is new is added, what has changed is changed, what is gone is removed, the rest is left`() {
    let plan = SyncPlan(
      Self.files(["new": "1", "changed": "2", "same": "3"]),
      [Self.stored("changed", "x"), Self.stored("same", "3"), Self.stored("gone", "4")])
    #expect(
      plan.steps == [.change(path: "changed"), .add(path: "new"), .remove(path: "gone", id: "id of gone")])
    #expect(plan.unchanged == 1)
  }

  @Test func `A file of the same content under another path was renamed, each only once`() {
    let plan = SyncPlan(
      Self.files(["b": "1", "c": "1", "d": "2"]), [Self.stored("a", "1"), Self.stored("z", "9")])
    #expect(
      plan.steps == [
        .rename(path: "b", from: "a"), .add(path: "c"), .add(path: "d"), .remove(path: "z", id: "id of z"),
      ])
    // A copy leaves the first where it is.
    #expect(SyncPlan(Self.files(["a": "1", "b": "1"]), [Self.stored("a", "1")]).steps == [.add(path: "b")])
  }

  @Test func `A file that cannot be read keeps its document, and so does all in a folder that cannot`() {
    var listing = Self.files(["ok": "1"])
    listing.files["bad"] = .failure(.binary)
    listing.files["vanished"] = .failure(.gone)
    listing.unknownFolders = ["private"]
    let plan = SyncPlan(
      listing,
      [
        Self.stored("ok", "1"), Self.stored("bad", "2"), Self.stored("private/a", "3"), Self.stored("privateer", "4"),
        Self.stored("vanished", "5"),
      ])
    #expect(
      plan.steps == [
        .report(path: "bad", .binary), .report(path: "private", .unreadable),
        .remove(path: "privateer", id: "id of privateer"), .remove(path: "vanished", id: "id of vanished"),
      ])
  }

  @Test func `What failed is tried again though it has not changed, and what never was stored is new`() {
    let plan = SyncPlan(
      Self.files(["a": "1", "b": "2"]),
      [Self.stored("a", "1", hasFailed: true), Self.stored("b", nil, hasFailed: true)])
    #expect(plan.steps == [.change(path: "a"), .add(path: "b")])
  }

  @Test func `Looking at a part leaves the rest alone`() {
    let stored = [
      Self.stored("sub/a", "1"), Self.stored("sub", "0"), Self.stored("subway", "2"), Self.stored("b", "3"),
    ]
    #expect(
      SyncPlan(FolderListing(), stored, below: "sub").steps == [
        .remove(path: "sub", id: "id of sub"), .remove(path: "sub/a", id: "id of sub/a"),
      ])
  }

  @Test func `Every problem is told in a sentence`() {
    for problem in FileProblem.allCases {
      #expect(problem.message.hasPrefix("It ") || problem.message.hasPrefix("Its "))
    }
  }
}
