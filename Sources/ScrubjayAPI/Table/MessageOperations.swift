import ScrubjayCore
import ScrubjayEngine

/// Messages: within a session, across sessions, and the window.
enum MessageOperations {
  private static let role = Field<Role>.required("role", .oneOf, "The role.")
  private static let content = Field<String>.required("content", .text(Limits.contentBytes), "The text of the message.")
  private static let fields = [
    Fields.id.any, role.any, Fields.name.any, content.any, Fields.channel.any, Fields.metadata.any,
    Fields.occurredAt.any,
  ]
  private static let messages = Field<[MessageDraft]>.required(
    "messages",
    .list(of: .object(fields) { input throws(ScrubjayError) in draft(input) }, 1...Limits.eventsPerRequest),
    "The messages, in order.")

  private static func draft(_ input: Input) -> MessageDraft {
    MessageDraft(
      id: input[Fields.id], role: input[role], name: input[Fields.name], content: input[content],
      channel: input[Fields.channel], metadata: input[Fields.metadata], occurredAt: input[Fields.occurredAt]?.time,
      utcOffset: input[Fields.occurredAt]?.utcOffset)
  }

  private static let user = Field<String>.required("user", .text(Limits.nameBytes), "The user.")
  private static let app = Field<String>.required("app", .text(Limits.nameBytes), "The app (agent).")
  private static let ofUser = Field<String>.required("user", .text(Limits.nameBytes), in: .query, "The user.")
  private static let ofApp = Field<String>.required("app", .text(Limits.nameBytes), in: .query, "The app (agent).")

  private static let byUser = Fields.filter("user", .text(Limits.nameBytes), "Messages of this user's sessions.")
  private static let byApp = Fields.filter("app", .text(Limits.nameBytes), "Messages of sessions with this app.")
  private static let byRole = Fields.filter("role", .oneOf as Kind<Role>, "Messages of this role.")
  private static let byChannel = Fields.filter("channel", .text(Limits.nameBytes), "Messages of this channel.")
  /// A filter by yes or no, which may be left out.
  private enum Choice: String, CaseIterable {
    case yes = "true"
    case no = "false"
  }

  private static let byProcessed = Fields.filter(
    "processed", .oneOf as Kind<Choice>, "Whether extraction has processed them, or need not.")
  private static let ids = Field<[String]>.required(
    "ids", .list(of: .text(Limits.nameBytes), 1...Limits.eventsPerRequest), "The messages' ids.")
  private static let pageLimit = Fields.limit(Messages.defaultLimit)
  private static let newestLimit = Fields.newestLimit(Messages.defaultLimit)
  private static let windowLimit = Fields.newestLimit(Messages.defaultWindow)

  static let all: [Operation] = [
    .one(
      "messages append", .post, "/v1/sessions/{id}/messages", status: 201,
      "Append messages to a session, atomically",
      "They can be found as soon as the response arrives. An id that exists is 409 'event_exists'.",
      takes: [Fields.session.any, messages.any, Fields.wait.any], revision: true, gives: .messages
    ) { context, input in
      try await context.engine.messages.append(
        input[messages], to: input[Fields.session], revision: context.revision, wait: input[Fields.wait],
        as: context.call)
    },
    .page(
      "messages show", "/v1/sessions/{id}/messages", "List a session's newest messages, in chronological order",
      "The cursor goes further back.",
      takes: [
        Fields.session.any, newestLimit.any, Fields.since.any, Fields.until.any, byRole.any, Fields.cursor.any,
      ], gives: .listedMessage
    ) { context, input in
      try await context.engine.messages.list(
        session: input[Fields.session], role: input[byRole], since: input[Fields.since], until: input[Fields.until],
        cursor: input[Fields.cursor], limit: input[newestLimit], as: context.call)
    },
    .one(
      "messages store", .post, "/v1/messages", status: 201, "Store a message by user and app, without naming a session",
      "It joins that pair's open session, or opens one.",
      takes: [user.any, app.any] + fields + [Fields.wait.any], gives: .messages
    ) { context, input in
      try await context.engine.messages.store(
        draft(input), user: input[user], app: input[app], wait: input[Fields.wait], as: context.call)
    },
    .page(
      "messages list", "/v1/messages", "List the newest messages across sessions, in chronological order",
      "Without 'user' it needs the grant 'admin'. The cursor goes further back.",
      takes: [
        byUser.any, byApp.any, byProcessed.any, Fields.since.any, Fields.until.any, byRole.any, byChannel.any,
        pageLimit.any, Fields.cursor.any,
      ], gives: .listedMessage
    ) { context, input in
      try await context.engine.messages.list(
        MessageFilter(
          user: input[byUser], app: input[byApp], role: input[byRole], channel: input[byChannel],
          since: input[Fields.since], until: input[Fields.until], isProcessed: input[byProcessed].map { $0 == .yes }),
        cursor: input[Fields.cursor], limit: input[pageLimit], as: context.call)
    },
    .one(
      "messages processed", .post, "/v1/messages/processed", "Mark messages as processed",
      """
      Extraction skips them. Needs write on the users' memories. An id that is not a message's is 404 'event_not_found', and \
      then no message is marked.
      """, takes: [ids.any], gives: .marked
    ) { context, input in
      MarkedMessages(count: try await context.engine.extractions.skip(input[ids], as: context.call))
    },
    .page(
      "window get", "/v1/window", "Show the verbatim window of an app and a user, oldest message first",
      "Across their sessions, in the order in which messages were stored.",
      takes: [ofApp.any, ofUser.any, windowLimit.any], gives: .message
    ) { context, input in
      Page(
        elements: try await context.engine.messages.window(
          app: input[ofApp], user: input[ofUser], last: input[windowLimit], as: context.call))
    },
  ]
}
