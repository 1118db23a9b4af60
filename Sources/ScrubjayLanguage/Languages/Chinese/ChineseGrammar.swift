import ScrubjayCore

/// Chinese, of which a core of statements is known by how a clause begins.
///
/// Clauses stand between commas; one that leaves out whom it is about goes on about the same one.
struct ChineseGrammar: StatementGrammar {
  func statements(in sentence: Substring, by speaker: Speaker, at time: LocalTime) -> [ExtractedStatement] {
    guard sentence.unicodeScalars.contains(where: { ScalarKind($0) == .ideograph }),
      !Self.unsure.contains(where: { sentence.contains($0) })
    else { return [] }
    var statements: [ExtractedStatement] = []
    var speaker = speaker
    var owner: String?
    var isStated = false
    for clause in sentence.split(whereSeparator: { "，,。；;！!、 ".contains($0) || $0.isNewline }) {
      var rest = clause.drop { $0.isWhitespace }
      for lead in Self.leads where rest.hasPrefix(lead) { rest = rest.dropFirst(lead.count) }
      if let found = Self.relative(in: rest) {
        (owner, rest, isStated) = (found.noun, found.rest, true)
      } else if let me = Self.selves.first(where: rest.hasPrefix) {
        (owner, rest, isStated) = (nil, rest.dropFirst(me.count), true)
      } else if !isStated {
        continue
      } else if let last = statements.last, owner == nil, last.category == .relationships,
        Self.nearOnes.contains(where: { last.content.contains($0) })
      {
        // Behind "I have a sister" what leaves out whom it is about may be about her: 我养了一只猫，叫豆豆.
        if let name = Self.name(in: rest), !name.isEmpty, rest.count <= Self.longestName {
          statements[statements.count - 1] = ExtractedStatement(
            content: "\(last.content)，\(rest)", category: last.category, validFrom: last.validFrom, name: nil)
        }
        isStated = false
        continue
      }
      for adverb in Self.adverbs where rest.hasPrefix(adverb) { rest = rest.dropFirst(adverb.count) }
      guard let category = Self.category(of: rest, isOther: owner != nil) else { continue }
      let person = speaker.name ?? "用户"
      let subject = owner.map { "\(person)的\($0)" } ?? person
      let body = rest.replacing("我的", with: "自己的").replacing("我", with: "自己")
      let day = time.day
      let date = Self.isCounted(rest) ? "（截至\(day.year)年\(day.month)月\(day.day)日）" : ""
      let name = owner == nil ? Self.name(in: rest) : nil
      statements.append(
        ExtractedStatement(
          content: subject + body + date, category: owner == nil ? category : .relationships, validFrom: nil, name: name
        ))
      if let name, speaker == .user { speaker = .named(name) }
    }
    return statements
  }

  private static let selves = ["我们家", "我们", "我", "本人", "俺"]
  private static let leads = ["你好", "嗨", "其实", "对了", "顺便说一下", "顺便说", "另外", "而且", "但是", "但", "不过"]
  private static let adverbs = ["也", "很", "非常", "特别", "一直", "真的", "最", "目前", "现在", "已经"]
  private static let unsure = [
    "如果", "要是", "可能", "也许", "大概", "好像", "想要", "希望", "听说", "吗", "？", "?", "你", "您", "假如", "据说", "打算",
    "正在", "刚才", "今天", "明天", "昨天", "这个", "那个", "“", "「", "帮我", "请",
  ]

  /// What stands before a name, the longest first.
  private static let namings = ["的名字是", "的名字叫", "名字叫", "名字是", "名叫", "叫"]

  /// Who is near, behind "my".
  private static let relatives = [
    "妻子", "老婆", "太太", "丈夫", "老公", "先生", "儿子", "女儿", "妈妈", "母亲", "爸爸", "父亲", "姐姐", "妹妹", "哥哥", "弟弟", "奶奶", "爷爷",
    "外婆", "外公", "女朋友", "男朋友", "朋友", "同事", "老板", "室友", "孩子", "狗", "猫",
  ]

  private static func relative(in clause: Substring) -> (noun: String, rest: Substring)? {
    guard let me = ["我的", "我"].first(where: clause.hasPrefix) else { return nil }
    let rest = clause.dropFirst(me.count)
    guard let noun = relatives.first(where: rest.hasPrefix) else { return nil }
    let behind = rest.dropFirst(noun.count)
    // 我妈妈的朋友 is somebody else.
    return behind.isEmpty || behind.hasPrefix("的") || behind.hasPrefix("和") ? nil : (noun, behind)
  }

  private static let jobs = [
    "老师", "教师", "医生", "护士", "工程师", "程序员", "学生", "大学生", "研究生", "律师", "厨师", "会计", "设计师", "记者", "司机", "警察", "作家",
    "画家", "经理", "教授", "演员", "翻译", "销售", "军人", "消防员", "建筑师", "摄影师",
  ]
  private static let illnesses = ["糖尿病", "高血压", "哮喘", "偏头痛", "癫痫", "过敏", "抑郁症", "关节炎", "心脏病", "贫血"]
  private static let nearOnes = [
    "孩子", "儿子", "女儿", "哥哥", "姐姐", "弟弟", "妹妹", "狗", "猫", "兄弟", "姐妹",
  ]

  /// What a clause behind its subject is about; `nil` where it is nothing that is known to last.
  private static func category(of rest: Substring, isOther: Bool) -> FactCategory? {
    func begins(_ words: [String]) -> Bool { words.contains { rest.hasPrefix($0) && rest.count > $0.count } }
    func holds(_ words: [String]) -> Bool { words.contains { rest.contains($0) } }
    func isWhole(_ words: [String]) -> Bool { words.contains { rest == $0 || rest == $0 + "了" } }
    if rest.hasPrefix("对"), rest.hasSuffix("过敏"), rest.count > 3 { return .health }
    if begins(namings) { return rest.count <= longestName ? .other : nil }
    if begins(["住在", "家住", "来自", "搬到", "搬到了", "出生在", "出生于", "老家在"]) { return .other }
    if rest.hasPrefix("在"), holds(["工作", "上班", "任职", "上学", "读书"]) || holds(jobs) { return .work }
    if begins(["是", "当", "做", "不是", "不再是"]) {
      if holds(jobs) { return .work }
      return holds(["素食者", "素食主义者", "左撇子", "独生子", "独生女", "单亲"]) && rest.count < 12 ? .other : nil
    }
    if begins(["今年", "已经"]), rest.hasSuffix("岁") || rest.hasSuffix("岁了") { return .other }
    if rest.hasSuffix("岁") || rest.hasSuffix("岁了"), rest.count <= 5 { return .other }
    if begins(["不吃", "不喝", "从不吃", "从不喝", "只吃", "只喝", "不再吃", "不再喝"]) { return .preferences }
    if begins(["喜欢", "不喜欢", "讨厌", "爱吃", "爱喝", "爱看", "爱听", "爱玩", "不爱吃", "不爱喝", "喜爱", "热爱", "不再喜欢"]) {
      return holds(["这样", "那样", "的说法", "的回答"]) ? nil : .preferences
    }
    if isWhole(["吃素", "吃全素"]) { return .preferences }
    if isWhole(["不抽烟", "不吸烟", "从不抽烟", "抽烟", "戒烟", "不再抽烟", "怀孕"]) { return .health }
    if begins(["会说", "会讲", "会弹", "会拉", "会唱", "不会游泳", "不会开车"]) { return .other }
    if begins(["有", "患有", "得了", "养了", "养"]) {
      if holds(illnesses) { return .health }
      return holds(nearOnes) ? .relationships : nil
    }
    return isWhole(["结婚", "已婚", "离婚", "单身", "未婚", "订婚"]) ? .relationships : nil
  }

  private static let longestName = 8

  private static func name(in rest: Substring) -> String? {
    namings.first(where: rest.hasPrefix).map { String(rest.dropFirst($0.count)) }
  }

  /// An age, or a number of years until now.
  private static func isCounted(_ rest: Substring) -> Bool {
    rest.hasSuffix("岁") || rest.hasSuffix("岁了") || rest.hasSuffix("年了") || rest == "怀孕" || rest == "怀孕了"
  }
}
