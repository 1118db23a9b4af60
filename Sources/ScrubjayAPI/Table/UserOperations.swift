import ScrubjayCore
import ScrubjayEngine

/// Users as a whole.
enum UserOperations {
  private static let user = Field<String>.required("user", .text(Limits.nameBytes), in: .path, "The user.")

  static let all: [Operation] = [
    .one(
      "users erase", .delete, "/v1/users/{user}", "Remove all that there is of a user for good",
      """
      Needs the grant 'admin'. Sessions and messages go, memories in all their versions wherever they were made from \
      these or copied from them, state, tasks, jobs, answers kept for retries, and what the audit says of all that. \
      Where it is cut short, asking again removes the rest. Backups and exports are not touched.
      """, takes: [user.any], gives: .erasureReceipt
    ) { context, input in try await context.engine.users.erase(input[user], as: context.call) },
    .lines(
      "users export", "/v1/users/{user}/export", "Export all that there is of a user, as JSON lines",
      """
      Needs read on the user; sessions are those of the apps that the key may read. It is what there was at one moment, \
      with ids, times and every version of the memories; 'records import' takes it.
      """, takes: [user.any]
    ) { context, input, emit in try await ArchiveRecord.write(.user(input[user]), context, emit) },
  ]
}
