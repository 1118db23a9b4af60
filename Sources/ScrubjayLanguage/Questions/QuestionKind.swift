/// What kind of answer a question asks for, as far as its own words tell.
package struct QuestionKind: OptionSet, Sendable {
  package let rawValue: Int

  /// A time: "when", "since when", "on which day".
  package static let time = QuestionKind(rawValue: 1 << 0)
  /// A number: "how many", "how much".
  package static let number = QuestionKind(rawValue: 1 << 1)
  /// What the one who is asked said or did: "you", "your".
  package static let asked = QuestionKind(rawValue: 1 << 2)

  package init(rawValue: Int) { self.rawValue = rawValue }

  package init(_ text: PhraseText) {
    var kind: QuestionKind = []
    if Self.timePhrases.occur(in: text) { kind.insert(.time) }
    if Self.numberPhrases.occur(in: text) { kind.insert(.number) }
    if Self.askedPhrases.occur(in: text) { kind.insert(.asked) }
    self = kind
  }

  private static let timePhrases = Phrases(
    """
    when | since when | until when | how long | what time | what date | which date | what day | which day | what month | which month
    what year | which year | wann | seit wann | bis wann | wie lange | an welchem tag | in welchem monat | in welchem jahr
    um wie viel uhr | cuando | cuanto tiempo | que dia | que mes | que ano | que fecha | a que hora | quand | depuis combien
    combien de temps | quel jour | quel mois | quelle annee | quelle date | a quelle heure | quando | quanto tempo | che giorno
    che mese | che anno | em que dia | wanneer | hoe lang | welke dag | welk jaar | nar | hur lange | vilken dag | vilket ar
    когда | как долго | в каком году | какого числа | 什么时候 | 何时 | 哪天 | 哪一天 | 几号 | 几月 | 哪年 | 哪一年 | 多久 | いつ
    """)

  private static let numberPhrases = Phrases(
    """
    how many | how much | how often | how old | how far | how tall | how big | how heavy | what number | wie viel | wie viele
    wie oft | wie alt | wie weit | wie gross | wie schwer | wieviel | wieviele | cuanto | cuantos | cuanta | cuantas | combien
    quel age | quanti | quante | quanto | quanta | quantos | quantas | hoeveel | hoe vaak | hoe oud | hur manga | hur mycket
    hur ofta | hur gammal | сколько | 多少 | 几个 | 几次 | 几岁 | 几只 | 几本 | 几天 | 多大 | 多长 | 多重 | いくつ
    """)

  /// The German "du" only where a verb or another word of its language is beside it: in French it is "of the".
  private static let askedPhrases = Phrases(
    """
    you | your | yours | hast du | hattest du | bist du | warst du | wirst du | wurdest du | kannst du | konntest du | sollst du
    weisst du | wusstest du | meinst du | meintest du | sagst du | sagtest du | nanntest du | schlagst du | schlugst du
    empfiehlst du | empfahlst du | was du | wie du | wo du | wen du | dass du | das du | den du | die du | der du | du mir
    du mich | du uns | dich | dir | dein | deine | deinem | deinen | deiner | deines | ihnen | te | ti | tu | tus | usted
    toi | ton | tes | vous | votre | vos | tuo | tua | tuoi | tue | voce | teu | jij | jou | jouw | uw | dig | din | ditt
    dina | ты | тебя | тебе | твой | твоя | твои | вы | вас | вам | ваш | ваша | 你 | 您 | あなた
    """)
}
