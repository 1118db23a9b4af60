import ScrubjayCore
import ScrubjayEngine

/// All that is stored, line by line.
enum RecordOperations {
  private static let records = Field<[ArchiveItem]>.required(
    "records", .list(of: ArchiveRecord.kind, 1...Archive.itemsPerImport),
    "Lines of an export, in their order, without the first and the last.")

  static let all: [Operation] = [
    .lines(
      "records export", "/v1/export", "Export all that the tenant has, as JSON lines",
      """
      Needs the grant 'admin'. It is what there was at one moment, with ids, times and every version. The first line says \
      what it is, the last how many there are between them.
      """, takes: []
    ) { context, _, emit in try await ArchiveRecord.write(.tenant, context, emit) },
    .one(
      "records import", .post, "/v1/import", status: 201, "Bring in lines of an export, as they are",
      """
      Needs the grant 'admin'. All or none of them; what is there already, by its id and version, is left as it is.
      """, takes: [records.any], gives: .importCount
    ) { context, input in try await context.engine.archive.import(input[records], as: context.call) },
  ]
}
