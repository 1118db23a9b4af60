/// Goes through the lines of a document and notes its structure.
struct OutlineReader {
  private let isMarkdown: Bool
  private var outline = Outline()
  /// The rules that look like the borders of front matter, by where they begin.
  private var rules: Set<Int> = []
  /// How many quotes the lines are in.
  private var quotes = 0
  private var isAfterBlank = true
  /// The paragraph's only line so far, which an underline would make a heading.
  private var single: (start: Int, text: Substring)?
  /// The line before, if a line of dashes could make it the head of a table.
  private var previous: (start: Int, content: Substring)?
  private var fence: (open: MarkdownLine.Fence, part: Int)?
  /// The table whose rows are read, by its place among the parts.
  private var table: Int?
  /// The list that is read, and its open items from the outermost on, by their places among the parts.
  private var list: Int?
  private var items: [(part: Int, contentIndent: Int)] = []

  init(isMarkdown: Bool) { self.isMarkdown = isMarkdown }

  /// The structure of a text.
  mutating func outline(of text: String) -> Outline {
    var reader = LineReader(text)
    if isMarkdown { readHead(&reader, text) }
    while let line = reader.next() {
      outline.lines.append(line.start)
      let range = line.start..<reader.offset
      isMarkdown ? read(line.text, range) : readPlain(line.text, line.start)
    }
    // Code, a table or a list that nothing ends goes on to the end.
    closeAll(at: reader.offset)
    return outline
  }

  private mutating func readHead(_ reader: inout LineReader, _ text: String) {
    let begin = reader.offset
    switch FrontMatter.read(&reader, of: text, lines: &outline.lines) {
    case .metadata(let metadata):
      outline.frontMatterTitle = metadata.title
      outline.blocks.append(begin)
    case .borders(let opening, let closing): rules = [opening, closing ?? opening]
    case .text: break
    }
  }

  private mutating func readPlain(_ text: Substring, _ start: Int) {
    let isBlank = text.trimmed.isEmpty
    if !isBlank, isAfterBlank { outline.blocks.append(start) }
    isAfterBlank = isBlank
  }

  // MARK: Lines of markdown

  private mutating func read(_ text: Substring, _ range: Range<Int>) {
    if readInFence(text, range) { return }
    let line = MarkdownLine(text)
    if line.content.isEmpty {
      endTable(at: range.lowerBound)
      endParagraph()
      return
    }
    if line.quotes != quotes {
      closeAll(at: range.lowerBound)
      endParagraph()
      quotes = line.quotes
    }
    if rules.contains(range.lowerBound) {
      readRule(range)
    } else if let open = line.fence {
      begin(line.indent, at: range.lowerBound)
      outline.blocks.append(range.lowerBound)
      fence = (open, outline.parts.count)
      outline.parts.append(Outline.Part(range: range, head: range, isApart: true))
      endParagraph()
    } else if let heading = line.heading {
      closeAll(at: range.lowerBound)
      note(heading, at: range.lowerBound)
      outline.blocks.append(range.lowerBound)
      endParagraph()
    } else if let above = single, let level = line.underline {
      note((level, above.text), at: above.start)
      endParagraph()
    } else if let above = previous, let cells = line.delimiterCells, cells == MarkdownLine.cells(above.content) {
      let head = above.start..<range.upperBound
      table = outline.parts.count
      outline.parts.append(Outline.Part(range: head, head: head, isApart: true))
      endParagraph()
      isAfterBlank = false
    } else if line.isRule {
      readRule(range)
    } else if let marker = line.marker, marker.mayBegin(inList: list != nil, afterBlank: isAfterBlank) {
      readItem(line, marker, range)
    } else if table != nil {
      appendLine(range)
    } else {
      if isAfterBlank {
        begin(line.indent, at: range.lowerBound)
        outline.blocks.append(range.lowerBound)
      }
      single = isAfterBlank ? (range.lowerBound, line.content) : nil
      previous = (range.lowerBound, line.content)
      isAfterBlank = false
    }
  }

  /// Reads a line within fenced code; answers whether it is one.
  private mutating func readInFence(_ text: Substring, _ range: Range<Int>) -> Bool {
    guard let (open, part) = fence else { return false }
    let line = MarkdownLine(text, quotes: quotes)
    guard line.quotes == quotes else {
      endFence(at: range.lowerBound)
      return false
    }
    if let close = line.fence, close.closes(open) {
      outline.parts[part].range = outline.parts[part].range.lowerBound..<range.upperBound
      fence = nil
      isAfterBlank = true
    } else {
      appendLine(range)
    }
    return true
  }

  private mutating func readRule(_ range: Range<Int>) {
    closeAll(at: range.lowerBound)
    outline.blocks.append(range.lowerBound)
    endParagraph()
  }

  private mutating func readItem(_ line: MarkdownLine, _ marker: MarkdownLine.Marker, _ range: Range<Int>) {
    endTable(at: range.lowerBound)
    while let last = items.last, line.indent < last.contentIndent { endItem(last.part, at: range.lowerBound) }
    if list == nil {
      list = outline.parts.count
      outline.parts.append(Outline.Part(range: range, head: range.lowerBound..<range.lowerBound))
    }
    if isAfterBlank || items.isEmpty { outline.blocks.append(range.lowerBound) }
    items.append((outline.parts.count, marker.contentIndent))
    outline.parts.append(Outline.Part(range: range, head: range))
    endParagraph()
    // An item may begin with the head of a table.
    previous = (range.lowerBound, marker.content)
    isAfterBlank = marker.content.isEmpty
  }

  private mutating func note(_ heading: (level: Int, text: Substring), at start: Int) {
    outline.headings.append(
      Outline.Heading(start: start, level: heading.level, text: MarkdownLine.plain(heading.text)))
  }

  private mutating func appendLine(_ range: Range<Int>) {
    outline.parts.append(Outline.Part(range: range, head: range.lowerBound..<range.lowerBound))
  }

  // MARK: Ends

  private mutating func endParagraph() { (isAfterBlank, single, previous) = (true, nil, nil) }

  /// Ends the items, and with the last of them the list, that a block of an indent is not in any more.
  private mutating func begin(_ indent: Int, at place: Int) {
    endTable(at: place)
    while let last = items.last, indent < last.contentIndent { endItem(last.part, at: place) }
    if items.isEmpty { endList(at: place) }
  }

  private mutating func closeAll(at place: Int) {
    endFence(at: place)
    endTable(at: place)
    while let last = items.last { endItem(last.part, at: place) }
    endList(at: place)
  }

  private mutating func endFence(at place: Int) {
    if let fence { end(fence.part, at: place) }
    fence = nil
  }

  private mutating func endTable(at place: Int) {
    if let table { end(table, at: place) }
    table = nil
  }

  private mutating func endItem(_ part: Int, at place: Int) {
    end(part, at: place)
    items.removeLast()
  }

  private mutating func endList(at place: Int) {
    if let list { end(list, at: place) }
    list = nil
  }

  private mutating func end(_ part: Int, at place: Int) {
    outline.parts[part].range = outline.parts[part].range.lowerBound..<place
  }
}
