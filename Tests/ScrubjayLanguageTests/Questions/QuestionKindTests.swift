import Testing

@testable import ScrubjayLanguage

/// What kind of answer a question asks for, by its own words.
@Suite struct QuestionKindTests {
  private static let cases: [(String, QuestionKind)] = [
    ("When did she leave?", .time), ("How long has Ana sailed?", .time), ("Since when does he paint?", .time),
    ("On which day was the concert?", .time), ("Wann zieht sie um?", .time), ("Wie lange lernt er Cello?", .time),
    ("¿Cuándo llegó a Lima?", .time), ("¿En qué mes nació?", .time), ("Quand est-elle partie ?", .time),
    ("Depuis combien de temps peint-elle ?", [.time, .number]), ("Quando è partita?", .time),
    ("Когда она уехала?", .time), ("她什么时候走的？", .time), ("他哪天到", .time),
    ("How many cats does Ana have?", .number), ("How old is the dog?", .number), ("how  MUCH was it", .number),
    ("Wie viele Katzen hat Ana?", .number), ("Wie groß ist das Boot?", .number), ("¿Cuántos gatos tiene?", .number),
    ("Combien de chats a-t-elle ?", .number), ("Сколько у неё кошек?", .number), ("她有几只猫？", .number),
    ("What did you recommend?", .asked), ("Which of your recipes was it?", .asked), ("Was hast du empfohlen?", .asked),
    ("Welches Buch hattest du mir genannt?", .asked), ("¿Cuál es tu consejo?", .asked),
    ("Qu'as-tu recommandé ?", .asked), ("Quel était votre conseil ?", .asked), ("Что ты посоветовал?", .asked),
    ("你推荐了什么？", .asked),
    ("When did you tell me how many eggs it takes?", [.time, .number, .asked]),
    ("Who paints boats?", []), ("Where does her youth group meet?", []), ("whenever, however", []),
    ("Was frisst die Katze?", []), ("¿Dónde vive su hermana?", []), ("Qui a peint le bateau du voisin ?", []),
    ("她喜欢什么？", []), ("", []), ("?!", []),
  ]

  @Test(arguments: cases) func `A question tells what it asks for`(text: String, kind: QuestionKind) {
    #expect(QuestionKind(PhraseText(text)) == kind)
  }
}
