extension LanguageWords {
  static let japanese = LanguageWords(
    language: nil,
    dates: DateWords(
      months: (1...12).map { "\($0)月" },
      weekdays: ["月曜日 月曜", "火曜日 火曜", "水曜日 水曜", "木曜日 木曜", "金曜日 金曜", "土曜日 土曜", "日曜日 日曜"],
      relative: [
        ("今日", .day(0)), ("昨日", .day(-1)), ("一昨日 | おととい", .day(-2)), ("今週", .week(0)), ("先週", .week(-1)),
        ("今月", .month(0)), ("先月", .month(-1)), ("去年 | 昨年", .year(-1)),
      ],
      units: [("日 日間", .day), ("週間 週", .week), ("か月 ヶ月 カ月 か月間 ヶ月間 カ月間", .month), ("年 年間", .year)],
      counts: ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"],
      ago: "前", counted: "歩 円 回 時間 分"),
    bounds: BoundWords(
      afterFollowing: "以後 | より後 | の後 | 後 | のあと", sinceFollowing: "以降 | 以来 | から",
      beforeFollowing: "以前 | より前 | の前 | 前", untilFollowing: "まで", to: "から", and: "と", betweenFollowing: "の間",
      past: "過去 直近 この ここ 最近 最近の 過去の", few: "数", fillers: ""),
    questions: QuestionWords(
      time: "いつ", number: "いくつ",
      asked: "あなたが | あなたの | 教えてくれた | 勧めてくれた | 言ってくれた",
      request: "てください | てくれますか | てもらえますか | すればいい | べきですか | おすすめは",
      openings: "誰 | 何 | どこ | いつ | なぜ | どう | どの | どれ | いくつ | いくら | ですか | ますか | ましたか"),
    traits: TraitWords(
      time: "", number: "",
      ownPerson: "私 | 僕 | 俺 | わたし",
      standing: "いつも | 必ず | 今後は | これからは"))
}
