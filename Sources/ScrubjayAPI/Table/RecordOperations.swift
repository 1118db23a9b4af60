import ScrubjayCore
import ScrubjayEngine

/// All that is stored, line by line.
enum RecordOperations {
  private static let records = Field<[ArchiveItem]>.required(
    "records", .list(of: ArchiveRecord.kind, 1...Archive.itemsPerImport),
    "The lines of an export, in order, without the first and the last.")

  static let all: [Operation] = [
    .lines(
      "records export", "/v1/export", "Export all data of the tenant, as JSON lines",
      """
      Needs the grant 'admin'. A consistent snapshot with ids, times and every version. The first line describes the \
      export, the last contains the number of records between them.
      """, takes: []
    ) { context, _, emit in try await ArchiveRecord.write(.tenant, context, emit) },
    .one(
      "records import", .post, "/v1/import", status: 201, "Import records of an export, unchanged",
      """
      Needs the grant 'admin'. Atomic; existing records, identified by id and version, are left unchanged.
      """, takes: [records.any], gives: .importCount
    ) { context, input in try await context.engine.archive.import(input[records], as: context.call) },
  ]
}
