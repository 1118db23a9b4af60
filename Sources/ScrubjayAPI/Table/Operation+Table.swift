extension Operation {
  /// Everything that can be asked, in the order in which it is documented.
  public static let table: [Operation] =
    SessionOperations.all + EventOperations.all + MessageOperations.all + ExtractionOperations.all + StateOperations.all
    + MemoryOperations.all
    + ConsolidationOperations.all + DocumentOperations.all + RecallOperations.all + TaskOperations.all
    + JobOperations.all + UserOperations.all
    + RecordOperations.all + AdminOperations.all

  /// Returns the operation with this name.
  public static func named(_ name: String) -> Operation? { table.first { $0.name == name } }
}
