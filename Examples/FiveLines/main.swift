import Scrubjay

let memory = try await Engine.open(CommandLine.arguments.dropFirst().first ?? "memory.sqlite")
let ana = Call(access: .local)
let said = MessageDraft(role: .user, name: "Ana", content: "My sister Inês paints boats in Porto.")
_ = try await memory.messages.store(said, user: "ana", app: "diary", as: ana)
for hit in try await memory.recall(RecallQuery("Who paints?", user: "ana"), as: ana).hits { print(hit.content) }
