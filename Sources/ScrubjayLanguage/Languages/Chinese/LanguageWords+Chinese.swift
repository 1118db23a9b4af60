extension LanguageWords {
  static let chinese = LanguageWords(
    language: nil,
    dates: DateWords(
      months: [
        "1月 01月 一月", "2月 02月 二月", "3月 03月 三月", "4月 04月 四月", "5月 05月 五月", "6月 06月 六月", "7月 07月 七月",
        "8月 08月 八月", "9月 09月 九月", "10月 十月", "11月 十一月", "12月 十二月",
      ],
      weekdays: [
        "周一 星期一 礼拜一", "周二 星期二 礼拜二", "周三 星期三 礼拜三", "周四 星期四 礼拜四", "周五 星期五 礼拜五",
        "周六 星期六 礼拜六", "周日 星期日 星期天 礼拜天",
      ],
      seasons: ["春天", "夏天", "秋天", "冬天"],
      relative: [
        ("今天", .day(0)), ("昨天 | 昨晚", .day(-1)), ("前天", .day(-2)), ("这周 | 本周 | 这个星期", .week(0)),
        ("上周 | 上星期 | 上个星期", .week(-1)), ("上周末", .weekend(-1)), ("这个月 | 本月", .month(0)),
        ("上个月 | 上月", .month(-1)), ("今年", .year(0)), ("去年", .year(-1)),
      ],
      units: [("天 日", .day), ("周 个星期 星期 个礼拜", .week), ("个月", .month), ("年", .year)],
      counts: ["一", "两 二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"],
      ago: "前 以前 之前", counted: "步 块 元 公里 米 次 字 页 小时 分钟"),
    bounds: BoundWords(
      since: "自从 | 自 | 从", until: "直到 | 截至 | 截止 | 到",
      afterFollowing: "以后 | 之后 | 后", sinceFollowing: "以来 | 起 | 开始 | 至今", beforeFollowing: "以前 | 之前 | 前",
      untilFollowing: "为止", from: "从 | 自", to: "到 | 至 | 直到", between: "", and: "和 | 与 | 跟", betweenFollowing: "之间 | 间",
      past: "过去 最近 近 过去的 最近的", few: "几", fillers: "的 底 初"),
    questions: QuestionWords(
      time: "什么时候 | 何时 | 哪天 | 哪一天 | 几号 | 几月 | 哪年 | 哪一年 | 多久",
      number: "多少 | 几个 | 几次 | 几岁 | 几只 | 几本 | 几天 | 多大 | 多长 | 多重",
      asked: """
        你推荐 | 你建议 | 你说 | 你告诉 | 你提到 | 你提过 | 你讲 | 你给 | 你解释 | 你教 | 你写 | 你列 | 您推荐 | 您建议 | 您说 | 您告诉 | 您提到 | 你的建议 | 你的推荐
        你的回答 | 你的意见 | 您的建议
        """,
      several: "有几 | 几个 | 哪些 | 所有",
      together: "都 | 一起",
      request: "你能 | 您能 | 能不能 | 能否 | 可以帮 | 帮我 | 我该 | 我应该 | 怎么做 | 有什么建议 | 给我推荐",
      openings: "谁 | 什么 | 啥 | 哪 | 怎么 | 怎样 | 如何 | 为什么 | 多少 | 几 | 多大 | 多久 | 多长 | 多高 | 吗 | 呢 | 是否 | 请问 | 告诉我"),
    traits: TraitWords(
      time: """
        昨天 | 今天 | 明天 | 前天 | 上周 | 下周 | 周末 | 星期 | 周一 | 周二 | 周三 | 周四 | 周五 | 周六 | 周日 | 月 | 年 | 天前
        生日 | 早上 | 晚上 | 去年 | 今年 | 明年 | 春天 | 夏天 | 秋天 | 冬天
        """,
      number: "一 | 二 | 两 | 三 | 四 | 五 | 六 | 七 | 八 | 九 | 十 | 百 | 千 | 半",
      ownPerson: "我 | 咱",
      standing: "总是 | 永远 | 从不 | 以后都 | 从现在起 | 从现在开始 | 每次 | 不要 | 务必 | 我更喜欢 | 我偏好 | 我宁愿"),
    speech: .chinese,
    facts: FactWords(
      names: ["用户叫", "用户名叫", "用户的名字是", "用户的名字叫"],
      counted: "（截至",
      comparison: ComparisonWords(
        locale: "zh", users: "用户", negations: "不 | 没", idle: "再 | 了", single: "住在 | 叫")),
    grammar: ChineseGrammar(),
    stopWords: """
      的 是 了 吗 呢 呀 啊 吧 嘛 哦 在 和 与 及 这 那 个 有 我 你 他 她 它 其 哪 什 么 多 几 到 就 都 也 还 之 一 被 把 给 很 会 要 能
      """)
}
