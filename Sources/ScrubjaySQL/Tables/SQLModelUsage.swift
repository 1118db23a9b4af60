import ScrubjayCore

/// What language models were asked, as rows.
struct SQLModelUsage: ModelUsageWriter {
  let connection: any SQLConnection
  let tenant: TenantID

  func usage(on day: Int) throws -> [ModelUsage] {
    try connection.query(
      """
      SELECT operation, model, calls, failures, input_tokens, output_tokens FROM model_usage
      WHERE tenant = $1 AND day = $2 ORDER BY operation, model
      """, [.text(tenant.description), .integer(day)]
    ) { row in
      var row = RowReader(row)
      return ModelUsage(
        operation: row.text(), model: row.text(), calls: row.int(), failures: row.int(), inputTokens: row.int(),
        outputTokens: row.int())
    }
  }

  func add(_ usage: ModelUsage, on day: Int) throws {
    let values: [SQLValue] = [
      .text(tenant.description), .integer(day), .text(usage.operation), .text(usage.model), .integer(usage.calls),
      .integer(usage.failures), .integer(usage.inputTokens), .integer(usage.outputTokens),
    ]
    // No upsert: SQLite checks its row before it finds that there is one already, and less than nothing is refused.
    let updated = try connection.execute(
      """
      UPDATE model_usage SET calls = calls + $5, failures = failures + $6, input_tokens = input_tokens + $7,
        output_tokens = output_tokens + $8
      WHERE tenant = $1 AND day = $2 AND operation = $3 AND model = $4
      """, values)
    guard updated == 0 else { return }
    try connection.execute("INSERT INTO model_usage VALUES ($1, $2, $3, $4, $5, $6, $7, $8)", values)
  }
}
