/// Words for days relative to today, in the languages that are known here; folded, in lower case.
enum RelativeDays: Equatable {
  case day(Int)
  case week(Int)
  case weekend(Int)
  case month(Int)
  case year(Int)

  /// A unit that days are counted in.
  enum Unit {
    case day, week, month, year

    /// How many days it has, by and large.
    var days: Int {
      switch self {
      case .day: 1
      case .week: 7
      case .month: 30
      case .year: 365
      }
    }
  }

  static let phrases: [(Phrases, RelativeDays)] = [
    (
      Phrases(
        "today | tonight | this morning | heute | hoy | esta noche | aujourd hui | oggi | hoje | vandaag | idag | сегодня | 今天 | 今日"
      ),
      .day(0)
    ),
    (
      Phrases(
        "yesterday | last night | gestern | ayer | anoche | ieri | ontem | gisteren | igar | вчера | 昨天 | 昨晚 | 昨日"
      ),
      .day(-1)
    ),
    (Phrases("day before yesterday | vorgestern | anteayer | avant hier | eergisteren | позавчера | 前天"), .day(-2)),
    (
      Phrases(
        "this week | diese woche | dieser woche | esta semana | cette semaine | questa settimana | deze week | denna vecka | 这周 | 本周 | 这个星期"
      ), .week(0)
    ),
    (
      Phrases(
        """
        last week | past week | previous week | letzte woche | letzter woche | vergangene woche | semana pasada | semaine derniere
        settimana scorsa | semana passada | vorige week | afgelopen week | forra veckan | прошлой неделе | 上周 | 上星期 | 上个星期
        """), .week(-1)
    ),
    (
      Phrases(
        "last weekend | past weekend | letztes wochenende | letzten wochenende | fin de semana pasado | week end dernier | afgelopen weekend | 上周末"
      ), .weekend(-1)
    ),
    (
      Phrases("this month | diesen monat | diesem monat | este mes | ce mois | questo mese | deze maand | 这个月 | 本月"),
      .month(0)
    ),
    (
      Phrases(
        """
        last month | past month | letzten monat | vergangenen monat | mes pasado | mois dernier | mese scorso | mes passado
        vorige maand | forra manaden | прошлом месяце | 上个月 | 上月
        """), .month(-1)
    ),
    (
      Phrases(
        "this year | dieses jahr | diesem jahr | este ano | cette annee | quest anno | dit jaar | i ar | этом году | 今年"
      ),
      .year(0)
    ),
    (
      Phrases(
        """
        last year | letztes jahr | letzten jahr | vergangenes jahr | ano pasado | an dernier | annee derniere | anno scorso
        ano passado | vorig jaar | forra aret | прошлом году | 去年
        """), .year(-1)
    ),
  ]

  /// What is yesterday in French, and "here" in German and Dutch.
  static let hier = Phrases("hier")

  static func unit(_ word: String) -> Unit? { units[word] }

  /// A number in digits or, up to twelve, in words.
  static func count(_ word: String) -> Int? {
    if let number = Int(word), (1...366).contains(number) { return number }
    return counts[word]
  }

  /// A count that is written together with its unit and what says that it is past, as in 我三天前去了.
  static func unspacedCount(_ word: String) -> (count: Int, unit: Unit)? {
    for (ending, unit) in unspacedUnits {
      guard let range = word.firstRange(of: ending) else { continue }
      let before = word[..<range.lowerBound]
      let digits = String(before.reversed().prefix { $0.isASCII && $0.isNumber }.reversed())
      // The longer one first: 十二 is not 二.
      if let count = count(digits) ?? counts[String(before.suffix(2))] ?? counts[String(before.suffix(1))] {
        return (count, unit)
      }
    }
    return nil
  }

  /// What says, after a count, that it is past.
  static let after: Set<String> = ["ago", "geleden", "sedan", "fa", "atras", "назад"]
  /// What says so before it.
  static let before = [["vor"], ["hace"], ["y", "a"], ["ha"]]
  /// What stands before a weekday that is past, and what after it.
  static let last: Set<String> = [
    "last", "past", "letzten", "letzte", "letzter", "vorigen", "vergangenen", "afgelopen", "vorige", "forra",
  ]
  static let lastAfter: Set<String> = [
    "pasado", "pasada", "dernier", "derniere", "scorso", "scorsa", "passado", "passada",
  ]

  private static let units: [String: Unit] = table([
    ("day days tag tagen tage dia dias jour jours giorno giorni dag dagen dagar день дня дней", .day),
    (
      "week weeks woche wochen semana semanas semaine semaines settimana settimane weken vecka veckor неделю недели недель",
      .week
    ),
    (
      "month months monat monate monaten mes meses mois mese mesi maand maanden manad manader месяц месяца месяцев",
      .month
    ),
    ("year years jahr jahre jahren ano anos an ans annee annees anno anni jaar jaren ar год года лет", .year),
  ])

  private static let unspacedUnits: [(String, Unit)] = [
    ("天前", .day), ("周前", .week), ("个星期前", .week), ("个月前", .month), ("年前", .year),
  ]

  private static let counts: [String: Int] = table([
    ("a an one ein eine einem einer un una une uno um uma een en ett 一", 1),
    ("two couple zwei dos deux due dois duas twee tva две два 两 二", 2), ("three drei tres trois tre drie три 三", 3),
    ("four vier cuatro quatre quattro quatro fyra четыре 四", 4), ("five funf cinco cinq cinque vijf fem пять 五", 5),
    ("six sechs seis sei zes sex шесть 六", 6), ("seven sieben siete sept sette sete zeven sju семь 七", 7),
    ("eight acht ocho huit otto oito atta восемь 八", 8), ("nine neun nueve neuf nove negen nio девять 九", 9),
    ("ten zehn diez dix dieci dez tien tio десять 十", 10),
    ("eleven elf once onze undici elva одиннадцать 十一", 11),
    ("twelve zwolf doce douze dodici doze twaalf tolv двенадцать 十二", 12),
  ])

  static let weekdays: [String: Int] = table([
    ("monday montag lundi lunes lunedi maandag mandag", 0), ("tuesday dienstag mardi martes martedi dinsdag tisdag", 1),
    ("wednesday mittwoch mercredi miercoles mercoledi woensdag onsdag", 2),
    ("thursday donnerstag jeudi jueves giovedi donderdag torsdag", 3),
    ("friday freitag vendredi viernes venerdi vrijdag fredag", 4),
    ("saturday samstag samedi sabado sabato zaterdag lordag", 5),
    ("sunday sonntag dimanche domingo domenica zondag sondag", 6),
  ])

  private static func table<Value>(_ rows: [(String, Value)]) -> [String: Value] {
    Dictionary(
      rows.flatMap { words, value in words.split(separator: " ").map { (String($0), value) } },
      uniquingKeysWith: { first, _ in first })
  }
}
