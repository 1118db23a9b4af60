import Foundation
import ScrubjayCore
import ScrubjayFiles
import ScrubjayTestKit
import Testing

/// Files as documents: what is read of a folder, and what is not.
@Suite struct LocalFolderTests {
  private static func folder(_ temporary: TemporaryFolder, _ name: String = "docs", bytes: Int = 1_000) throws
    -> LocalFolder
  {
    try FileManager.default.createDirectory(
      atPath: temporary.file(name), withIntermediateDirectories: true)
    return LocalFolder(temporary.file(name), limits: .init(fileBytes: bytes, pathBytes: 100, depth: 4))
  }

  private static func write(_ content: String, _ path: String, _ folder: LocalFolder) throws {
    let file = "\(folder.path)/\(path)"
    try FileManager.default.createDirectory(
      atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data(content.utf8).write(to: URL(filePath: file))
  }

  @Test func `Markdown and text files are found wherever they are, hidden ones and others are not`() async throws {
    let temporary = try TemporaryFolder()
    let folder = try Self.folder(temporary)
    for path in [
      "a.md", "b.TXT", "sub/deep/ü c.markdown", ".hidden.md", ".git/x.md", "picture.png", "README", "sub/.x/y.md",
    ] {
      try Self.write("hello", path, folder)
    }
    let listing = try await folder.scan(below: "")
    let digest = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"
    #expect(
      listing
        == FolderListing(
          files: ["a.md": .success(digest), "b.TXT": .success(digest), "sub/deep/ü c.markdown": .success(digest)]))
    #expect(try await folder.read("sub/deep/ü c.markdown") == "hello")
    #expect(try await Set(folder.scan(below: "sub").files.keys) == ["sub/deep/ü c.markdown"])
    #expect(try await Set(folder.scan(below: "a.md").files.keys) == ["a.md"])
    #expect(try await folder.scan(below: "none/at/all") == FolderListing())
    #expect(try await folder.scan(below: "..") == FolderListing())
  }

  @Test func `What is no text, too large or no file is named with the reason`() async throws {
    let temporary = try TemporaryFolder()
    let folder = try Self.folder(temporary)
    try Self.write("a\0b", "binary.md", folder)
    try Data([0x61, 0xFF, 0xFE]).write(to: URL(filePath: "\(folder.path)/latin.txt"))
    try Self.write(String(repeating: "x", count: 1_001), "large.md", folder)
    try Self.write(String(repeating: "x", count: 1_000), "fits.md", folder)
    try Self.write("x", "bad\nname.md", folder)
    try Self.write("x", String(repeating: "n", count: 120) + ".md", folder)
    #expect(mkfifo("\(folder.path)/pipe.md", 0o600) == 0)
    try FileManager.default.createDirectory(atPath: "\(folder.path)/folder.md", withIntermediateDirectories: false)
    let files = try await folder.scan(below: "").files
    let problems = files.compactMapValues { file in if case .failure(let problem) = file { problem } else { nil } }
    #expect(
      problems == [
        "binary.md": .binary, "latin.txt": .notUTF8, "large.md": .tooLarge, "pipe.md": .special,
        "bad\u{FFFD}name.md": .unusableName, String(repeating: "n", count: 100): .unusableName,
      ])
    #expect(files.count == 7)
    for (path, problem) in [
      ("binary.md", FileProblem.binary), ("large.md", .tooLarge), ("pipe.md", .special), ("none.md", .gone),
    ] {
      await #expect(throws: problem) { try await folder.read(path) }
    }
  }

  @Test func `A file of 50 MB is refused without being held in memory`() async throws {
    let temporary = try TemporaryFolder()
    let folder = try Self.folder(temporary)
    #expect(FileManager.default.createFile(atPath: "\(folder.path)/large.md", contents: nil))
    #expect(truncate("\(folder.path)/large.md", 50_000_000) == 0)
    #expect(try await folder.scan(below: "").files == ["large.md": .failure(.tooLarge)])
  }

  @Test func `Links are not followed: those that stay inside say nothing new, those that leave are named`() async throws
  {
    let temporary = try TemporaryFolder()
    let folder = try Self.folder(temporary)
    try "secret".write(toFile: temporary.file("secret.md"), atomically: true, encoding: .utf8)
    try FileManager.default.createDirectory(atPath: temporary.file("docs-not"), withIntermediateDirectories: false)
    try "secret".write(toFile: temporary.file("docs-not/x.md"), atomically: true, encoding: .utf8)
    try Self.write("inside", "real/a.md", folder)
    let links = [
      ("out.md", temporary.file("secret.md")), ("up.md", "../secret.md"), ("outer", temporary.path),
      ("sibling", "../docs-not"), ("nowhere.md", "/does/not/exist"), ("inner.md", "real/a.md"), ("innerfolder", "real"),
      ("loop", "."), ("tool", "/bin/sh"), ("lost", "/does/not/exist"), ("self.md", "self.md"),
    ]
    for (name, target) in links {
      try FileManager.default.createSymbolicLink(atPath: "\(folder.path)/\(name)", withDestinationPath: target)
    }
    let listing = try await folder.scan(below: "")
    let leaving = ["out.md", "up.md", "outer", "sibling", "nowhere.md", "self.md"]
    for path in leaving { #expect(listing.files[path] == .failure(.leavesFolder), "\(path)") }
    #expect(listing.files.count == leaving.count + 1)
    #expect(listing.unknownFolders.isEmpty)
    for path in ["out.md", "up.md", "outer/secret.md", "sibling/x.md", "innerfolder/a.md", "../secret.md"] {
      await #expect(throws: FileProblem.self, "\(path)") { try await folder.read(path) }
    }
  }

  @Test func `A folder that is gone, or is a link now, is unusable and not empty`() async throws {
    let temporary = try TemporaryFolder()
    let folder = try Self.folder(temporary)
    try Self.write("x", "a.md", folder)
    try await folder.check()
    try FileManager.default.moveItem(atPath: folder.path, toPath: temporary.file("elsewhere"))
    func code() async -> ScrubjayError.Code? {
      do { _ = try await folder.scan(below: "") } catch { return (error as? ScrubjayError)?.code }
      return nil
    }
    #expect(await code() == .folderUnusable)
    try FileManager.default.createSymbolicLink(
      atPath: folder.path, withDestinationPath: temporary.file("elsewhere"))
    #expect(await code() == .folderUnusable)
    // One that is a link from the beginning is the folder that it leads to.
    let linked = LocalFolder(folder.path, limits: .init(fileBytes: 9, pathBytes: 99))
    #expect(linked.path == temporary.file("elsewhere"))
    #expect(try await linked.scan(below: "").files.count == 1)
  }

  @Test func `Folders in folders without end are left at some depth, and what is below stays unknown`() async throws {
    let temporary = try TemporaryFolder()
    let folder = try Self.folder(temporary)
    try Self.write("x", "1/2/3/4/5/a.md", folder)
    try Self.write("x", "1/2/3/4/b.md", folder)
    let listing = try await folder.scan(below: "")
    #expect(Set(listing.files.keys) == ["1/2/3/4/b.md"])
    #expect(listing.unknownFolders == ["1/2/3/4/5"])
  }

  @Test func `What changes is seen, even where its size and time of modification are as before`() async throws {
    let temporary = try TemporaryFolder()
    let folder = try Self.folder(temporary)
    try Self.write("one", "a.md", folder)
    let first = try await folder.scan(below: "").files
    let date = Date(timeIntervalSince1970: 1_000_000_000)
    let file = "\(folder.path)/a.md"
    try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: file)
    #expect(try await folder.scan(below: "").files == first)
    let handle = try #require(FileHandle(forWritingAtPath: file))
    try handle.write(contentsOf: Data("two".utf8))
    try handle.close()
    try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: file)
    #expect(try await folder.scan(below: "").files != first)
  }
}
