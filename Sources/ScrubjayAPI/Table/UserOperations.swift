import ScrubjayCore
import ScrubjayEngine

/// Users as a whole.
enum UserOperations {
  private static let user = Field<String>.required("user", .text(Limits.nameBytes), in: .path, "The user.")

  private static let timeZone = Field<Change<String>>.change(
    "time_zone", .text(Limits.nameBytes), "The user's time zone, \(Fields.timeZoneAbout).")

  static let all: [Operation] = [
    .one(
      "users get", .get, "/v1/users/{user}", "Show what is set for a user",
      "Needs read on the user. A user for whom nothing was set has no time zone.", takes: [user.any],
      gives: .userProfile
    ) { context, input in try await context.engine.users.get(input[user], as: context.call) },
    .one(
      "users update", .put, "/v1/users/{user}", "Set a user's time zone",
      """
      Needs write on the user; there need be no session yet. It counts for what is said from now on, and for questions, \
      where neither the time itself has an offset nor the call or the session a time zone.
      """, takes: [user.any, timeZone.any], gives: .userProfile
    ) { context, input in
      try await context.engine.users.update(input[user], timeZone: input[timeZone], as: context.call)
    },
    .one(
      "users erase", .delete, "/v1/users/{user}", "Remove everything stored about a user for good",
      """
      Needs the grant 'admin'. Sessions and messages go, memories in all their versions wherever they were made from \
      these or copied from them, state, tasks, jobs, answers kept for retries, and what the audit says of all that. \
      Where it is cut short, asking again removes the rest. Backups and exports are not touched.
      """, takes: [user.any], gives: .erasureReceipt
    ) { context, input in try await context.engine.users.erase(input[user], as: context.call) },
    .lines(
      "users export", "/v1/users/{user}/export", "Export everything stored about a user, as JSON lines",
      """
      Needs read on the user; sessions are those of the apps that the key may read. It is what there was at one moment, \
      with ids, times and every version of the memories; 'records import' takes it.
      """, takes: [user.any]
    ) { context, input, emit in try await ArchiveRecord.write(.user(input[user]), context, emit) },
  ]
}
