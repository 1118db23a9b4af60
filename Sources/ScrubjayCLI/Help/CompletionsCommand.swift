import ScrubjayCore

/// `scrubjay completions`: scripts that complete command lines, made from the table of commands.
enum CompletionsCommand {
  static let command = Command(
    "completions", "Print a script that completes command lines in bash, zsh or fish",
    positionals: [Positional("SHELL", "bash, zsh or fish.")],
    examples: [
      "source <(scrubjay completions bash)", "scrubjay completions zsh > ~/.zfunc/_scrubjay",
      "scrubjay completions fish > ~/.config/fish/completions/scrubjay.fish",
    ]
  ) { invocation in
    let completions = Completions(commands: Command.table)
    switch invocation.arguments.positional(0) {
    case "bash": try invocation.console.print(completions.bash)
    case "zsh": try invocation.console.print(completions.zsh)
    case "fish": try invocation.console.print(completions.fish)
    default: throw Failure.usage("The shell should be one of bash, zsh, fish.")
    }
    return .ok
  }
}
