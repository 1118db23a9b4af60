/// What can follow what on a command line, written for shells.
struct Completions {
  let commands: [Command]

  private var firstWords: [(word: String, about: String)] {
    let nouns = Command.nouns.filter { noun in commands.contains { $0.noun == noun.name } }
    let rest = Set(commands.compactMap(\.noun)).subtracting(nouns.map(\.name)).sorted().map { (word: $0, about: "") }
    let single = commands.filter { $0.noun == nil }.map { (word: $0.name, about: $0.summary) }
    return single + nouns.map { (word: $0.name, about: $0.about) } + rest + [(word: "help", about: "Explain a command")]
  }

  private var nouns: [String] { Array(Set(commands.compactMap(\.noun))).sorted() }

  private func verbs(_ noun: String) -> [Command] { commands.filter { $0.noun == noun } }

  /// The flags of a command, its own before settings of the same name.
  private func flags(_ command: Command) -> [Flag] {
    let own = command.flags
    return own + command.settingFlags.filter { setting in !own.contains { $0.name == setting.name } }.map(\.flag)
      + [Flag("help", .none, "Show help on this command.")]
  }

  private func choices(_ flag: Flag) -> [String]? {
    if case .oneOf(let words) = flag.value { words } else { nil }
  }

  var bash: String {
    let valueCases = commands.flatMap { command in
      flags(command).compactMap { flag in
        choices(flag).map { "    '\(command.name) --\(flag.name)') words='\($0.joined(separator: " "))' ;;" }
      }
    }
    // The same name may take a value in one command and none in others; then the word after it is not skipped.
    let named = Dictionary(grouping: commands.flatMap(flags), by: \.name)
    let takingValue = named.filter { $1.allSatisfy { $0.value != .none } }.keys.sorted()
    let wordCases =
      nouns.map { noun in "    '\(noun)') words='\(verbs(noun).map(\.verb).joined(separator: " "))' ;;" }
      + commands.map { command in
        "    '\(command.name)') words='\(flags(command).map { "--\($0.name)" }.joined(separator: " "))' ;;"
      }
    return """
      # Completes scrubjay in bash: source <(scrubjay completions bash)
      _scrubjay() {
        local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} path='' word words='' index
        for ((index = 1; index < COMP_CWORD; index++)); do
          word=${COMP_WORDS[index]}
          case $word in
          \(takingValue.map { "--\($0)" }.joined(separator: "|"))) ((index++)) ;;
          -*) ;;
          *)
            case $path in
            '') path=$word ;;
            \(nouns.map { "'\($0)'" }.joined(separator: "|"))) path="$path $word" ;;
            esac ;;
          esac
        done
        case "$path $previous" in
      \(valueCases.joined(separator: "\n"))
        \(takingValue.map { "*' --\($0)'" }.joined(separator: "|")))
          COMPREPLY=($(compgen -f -- "$current"))
          return ;;
        esac
        if [[ -z $words ]]; then
          case $path in
          '') words='\(firstWords.map(\.word).joined(separator: " ")) --help --version' ;;
          help) words='\(firstWords.map(\.word).joined(separator: " "))' ;;
      \(wordCases.joined(separator: "\n"))
          esac
        fi
        COMPREPLY=($(compgen -W "$words" -- "$current"))
        [[ ${#COMPREPLY[@]} -eq 0 && $current != -* ]] && COMPREPLY=($(compgen -f -- "$current"))
      }
      complete -F _scrubjay scrubjay
      """
  }

  var zsh: String {
    let nounCases = nouns.map { noun in
      """
          \(noun))
            if (( CURRENT == 3 )); then
              local -a verbs=(\(verbs(noun).map { "'\(described($0.verb, $0.summary))'" }.joined(separator: " ")))
              _describe 'verb' verbs
              return
            fi
            command="$words[2] $words[3]" ;;
      """
    }
    let commandCases = commands.map { command in
      "    '\(command.name)') _arguments -S \(flags(command).map(zshFlag).joined(separator: " ")) '*:argument:_files' ;;"
    }
    return """
      #compdef scrubjay
      # Completes scrubjay in zsh: scrubjay completions zsh > a folder of fpath/_scrubjay
      _scrubjay() {
        if (( CURRENT == 2 )); then
          local -a first=(\(firstWords.map { "'\(described($0.word, $0.about))'" }.joined(separator: " ")))
          _describe 'command' first
          return
        fi
        local command="$words[2]"
        case $words[2] in
      \(nounCases.joined(separator: "\n"))
        esac
        case $command in
      \(commandCases.joined(separator: "\n"))
        esac
      }
      if [[ $funcstack[1] == _scrubjay ]]; then _scrubjay "$@"; else compdef _scrubjay scrubjay; fi
      """
  }

  private func described(_ word: String, _ about: String) -> String {
    "\(word.replacing(":", with: "\\:")):\(unquoted(about))"
  }

  private func zshFlag(_ flag: Flag) -> String {
    let about = unquoted(flag.about).replacing("[", with: "(").replacing("]", with: ")").replacing(":", with: ";")
    let repeats = flag.isRepeatable ? "*" : ""
    let value =
      switch flag.value {
      case .none: ""
      case .text(let word): ":\(word):_files"
      case .oneOf(let words): ":value:(\(words.joined(separator: " ")))"
      }
    return "'\(repeats)--\(flag.name)[\(about)]\(value)'"
  }

  var fish: String {
    var lines = ["# Completes scrubjay in fish.", "complete -c scrubjay -f"]
    lines += firstWords.map { word, about in
      "complete -c scrubjay -n __fish_use_subcommand -a \(word) -d '\(unquoted(about))'"
    }
    for noun in nouns {
      let known = verbs(noun).map(\.verb).joined(separator: " ")
      lines += verbs(noun).map { command in
        "complete -c scrubjay -n '__fish_seen_subcommand_from \(noun); and not __fish_seen_subcommand_from \(known)'"
          + " -a \(command.verb) -d '\(unquoted(command.summary))'"
      }
    }
    for command in commands {
      let condition = command.name.split(separator: " ").map { "__fish_seen_subcommand_from \($0)" }
        .joined(separator: "; and ")
      lines += flags(command).map { flag in
        let value =
          switch flag.value {
          case .none: ""
          case .text: " -r -F"
          case .oneOf(let words): " -x -a '\(words.joined(separator: " "))'"
          }
        return "complete -c scrubjay -n '\(condition)' -l \(flag.name)\(value) -d '\(unquoted(flag.about))'"
      }
    }
    return lines.joined(separator: "\n")
  }

  /// Text that can stand between a shell's single quotes.
  private func unquoted(_ text: String) -> String { text.replacing("'", with: "’").replacing("\n", with: " ") }
}
