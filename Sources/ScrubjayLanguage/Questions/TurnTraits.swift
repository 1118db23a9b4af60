/// What the form of a text tells, whatever it is about.
package struct TurnTraits {
  private let text: String

  package init(_ text: String) { self.text = text }

  /// What is looked at of a text, in bytes of UTF-8, at most.
  private static let bytes = 4_096

  /// Whether something is asked in it.
  package var asks: Bool {
    text.utf8.contains(UInt8(ascii: "?"))
      || (!text.utf8.allSatisfy { $0 < 0x80 } && text.unicodeScalars.contains(where: Self.isQuestionMark))
  }

  /// Whether it ends with a question, whatever remark in brackets follows.
  package var endsWithQuestion: Bool {
    var scalars = text.unicodeScalars[...]
    if scalars.last == "]", let bracket = scalars.lastIndex(of: "[") { scalars = scalars[..<bracket] }
    for scalar in scalars.reversed() {
      if Self.isQuestionMark(scalar) { return true }
      // Quotation marks, brackets, emojis and the like may follow.
      if scalar.properties.isAlphabetic || scalar.properties.numericType != nil || Self.endings.contains(scalar) {
        return false
      }
    }
    return false
  }

  /// Whether it names a time: a weekday, a month, "yesterday", "two years ago".
  package var namesTime: Bool { Self.timeWords.occur(in: beginning) }

  /// Whether it holds a number, in digits or in words.
  package var holdsNumber: Bool {
    text.unicodeScalars.contains { $0.properties.numericType == .decimal } || Self.numberWords.occur(in: beginning)
  }

  private var beginning: PhraseText { PhraseText(Folding.truncated(text, toUTF8Bytes: Self.bytes)) }

  private static let endings: Set<Unicode.Scalar> = [".", "!", "…", "。", "！"]

  private static func isQuestionMark(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "?" || scalar == "？" || scalar == "؟"
  }

  private static let timeWords = Phrases(
    """
    yesterday | today | tomorrow | tonight | ago | last | next | week | weeks | weekend | month | months | year | years | day | days
    monday | tuesday | wednesday | thursday | friday | saturday | sunday | recently | morning | evening | night | since | now | soon
    january | february | march | april | may | june | july | august | september | october | november | december | spring | summer
    autumn | fall | winter | birthday | anniversary | date | first | just | currently | afternoon | holidays
    gestern | heute | morgen | vorgestern | letzte | letzten | letztes | nachste | nachsten | woche | wochen | wochenende | monat
    monate | monaten | jahr | jahre | jahren | tag | tage | tagen | montag | dienstag | mittwoch | donnerstag | freitag | samstag
    sonntag | januar | februar | marz | mai | juni | juli | oktober | dezember | fruhling | sommer | herbst | seit | abend | geburtstag
    kurzlich | neulich | ayer | hoy | manana | anoche | pasado | pasada | proximo | proxima | semana | semanas | mes | meses | ano | anos
    dia | dias | lunes | martes | miercoles | jueves | viernes | sabado | domingo | enero | febrero | marzo | abril | mayo | junio | julio
    agosto | septiembre | octubre | noviembre | diciembre | primavera | verano | otono | invierno | desde | cumpleanos | hace
    aujourd hui | demain | dernier | derniere | prochain | prochaine | semaine | semaines | mois | ans | annee | annees | jour
    jours | lundi | mardi | mercredi | jeudi | vendredi | samedi | dimanche | janvier | fevrier | mars | avril | juin | juillet | aout
    septembre | octobre | novembre | decembre | printemps | automne | hiver | depuis | anniversaire | matin | soir
    ieri | oggi | domani | scorso | scorsa | settimana | mese | mesi | anno | anni | giorno | giorni | gennaio | febbraio | aprile | maggio
    giugno | luglio | settembre | ottobre | dicembre | ontem | hoje | amanha | passado | passada | semana | janeiro | fevereiro
    gisteren | vandaag | morgen | vorige | maand | maanden | jaar | igar | idag | imorgon | forra | vecka | veckan | manad | aret
    вчера | сегодня | завтра | неделю | неделе | месяц | месяце | год | году | лет | день | дня | дней | назад | весной | летом | осенью | зимой
    昨天 | 今天 | 明天 | 前天 | 上周 | 下周 | 周末 | 星期 | 周一 | 周二 | 周三 | 周四 | 周五 | 周六 | 周日 | 月 | 年 | 天前 | 生日 | 早上 | 晚上 | 去年 | 今年 | 明年 | 春天
    夏天 | 秋天 | 冬天
    """)

  private static let numberWords = Phrases(
    """
    one | two | three | four | five | six | seven | eight | nine | ten | eleven | twelve | dozen | couple | few | several | once | twice
    both | hundred | thousand | half | zwei | drei | vier | funf | sechs | sieben | acht | neun | zehn | elf | zwolf | dutzend | paar
    einmal | zweimal | hundert | tausend | halb | beide | dos | tres | cuatro | cinco | seis | siete | ocho | nueve | diez | once | doce | docena
    ambos | cien | mil | medio | deux | trois | quatre | cinq | sept | huit | neuf | dix | onze | douze | douzaine | cent | mille | demi
    tre | quattro | cinque | sei | sette | otto | nove | dieci | cento | dois | duas | quatro | sete | oito | dez | twee | drie
    vijf | zes | zeven | negen | tien | tva | fyra | fem | sju | atta | nio
    два | две | три | четыре | пять | шесть | семь | восемь | девять | десять
    一 | 二 | 两 | 三 | 四 | 五 | 六 | 七 | 八 | 九 | 十 | 百 | 千 | 半
    """)
}
