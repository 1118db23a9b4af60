import Testing

@testable import ScrubjayLanguage

/// What kind of answer a question asks for, by its own words.
@Suite struct QuestionKindTests {
  private static let cases: [(String, QuestionKind)] = [
    ("When did she leave?", .time), ("How long has Ana sailed?", .time), ("Since when does he paint?", .time),
    ("On which day was the concert?", .time), ("Wann zieht sie um?", .time), ("Wie lange lernt er Cello?", .time),
    ("¿Cuándo llegó a Lima?", .time), ("¿En qué mes nació?", .time), ("Quand est-elle partie ?", .time),
    ("Depuis combien de temps peint-elle ?", [.time, .number, .several]), ("Quando è partita?", .time),
    ("Когда она уехала?", .time), ("她什么时候走的？", .time), ("他哪天到", .time),
    ("How many cats does Ana have?", [.number, .several]), ("How old is the dog?", .number),
    ("how  MUCH was it", .number),
    ("Wie viele Katzen hat Ana?", [.number, .several]), ("Wie groß ist das Boot?", .number),
    ("¿Cuántos gatos tiene?", [.number, .several]),
    ("Combien de chats a-t-elle ?", [.number, .several]), ("Сколько у неё кошек?", [.number, .several]),
    ("她有几只猫？", [.number, .several]),
    ("What did you recommend?", .asked), ("Which of your recipes was it?", [.several, .asked]),
    ("Was hast du empfohlen?", .asked),
    ("Welches Buch hattest du mir genannt?", .asked), ("¿Cuál es tu consejo?", .asked),
    ("Qu'as-tu recommandé ?", .asked), ("Quel était votre conseil ?", .asked), ("Что ты посоветовал?", .asked),
    ("你推荐了什么？", .asked),
    ("When did you tell me how many eggs it takes?", [.time, .number, .several, .asked]),
    ("Who paints boats?", []), ("Where does her youth group meet?", []), ("whenever, however", []),
    ("Was frisst die Katze?", []), ("¿Dónde vive su hermana?", []), ("Qui a peint le bateau du voisin ?", []),
    ("她喜欢什么？", []), ("", []), ("?!", []),
  ]

  @Test(arguments: cases) func `A question tells what it asks for`(text: String, kind: QuestionKind) {
    #expect(QuestionKind(text) == kind)
  }

  // MARK: You

  @Test(arguments: [
    "Can you list my boats?", "Could you show me the boats?", "What would you suggest for the boat?",
    "How should I paint the boat?", "Kannst du mir das Boot zeigen?", "¿Puedes ayudarme con el barco?",
    "Peux-tu m'aider avec le bateau ?", "Можешь помочь мне с лодкой?", "你能帮我看看这条船吗？",
  ])
  func `What is to be done now is not asked of what was said before`(text: String) {
    #expect(!QuestionKind(text).contains(.asked))
    #expect(QuestionKind(text).contains(.request))
  }

  @Test(arguments: [
    "What did you recommend for the boat?", "Which of your ideas was it?", "How did you suggest painting it?",
    "Was hast du mir empfohlen?", "¿Qué me recomendaste?", "Qu'est-ce que tu m'as conseillé ?",
    "Che cosa mi hai detto?",
    "Что ты мне посоветовала?", "你告诉我的是哪一家？",
  ])
  func `What was said before is not to be done now`(text: String) {
    #expect(QuestionKind(text).contains(.asked))
    #expect(!QuestionKind(text).contains(.request))
  }

  // MARK: Several

  @Test(arguments: [
    "What sports does Ana play?", "Which of her brothers sail?", "What kinds of boats are there?",
    "What are her hobbies?",
    "Which old wooden boats has he painted?", "How many times did they meet?", "What do both like?",
    "Welche Arten von Booten gibt es?", "Was sind ihre Hobbys?", "¿Cuáles son sus barcos?", "Quels bateaux a-t-elle ?",
    "Quali barche ha?", "Quais são os barcos?", "Vilka båtar har hon?", "Какие лодки у неё есть?", "她有哪些船？",
    "有几个人会开船？",
  ])
  func `Several things are asked for`(text: String) { #expect(QuestionKind(text).contains(.several)) }

  @Test(arguments: [
    "What is the bus like?", "What does Ana's brother do?", "Which glass is it?", "What was the class about?",
    "What does she like about boats?", "Who sails boats?", "Wie heißt sein Kind?", "Que fais-tu ?", "她住在哪里？",
  ])
  func `One thing is asked for`(text: String) { #expect(!QuestionKind(text).contains(.several)) }

  // MARK: Overviews

  @Test(arguments: [
    "Can you list the order in which I brought up my boats?", "Give me a summary of the work on the boat",
    "Summarize what we said", "In welcher Reihenfolge kam das?", "¿Me das un resumen de lo que dije?",
    "Fais-moi un résumé du voyage",
  ])
  func `An overview is of several things, and no request`(text: String) {
    #expect(QuestionKind(text).isSuperset(of: [.overview, .several]))
    #expect(!QuestionKind(text).contains(.request))
  }

  // MARK: Statements

  @Test(arguments: [
    "I ended up volunteering, and now I'm overwhelmed.", "My head hurts again", "We are moving to Bergen!",
    "The boat is leaking again.", "\"It's no use,\" she said.", "Ich habe wieder Kopfschmerzen",
    "Ich kann nicht schlafen.",
    "Tengo mucho trabajo.", "Je suis fatigué.", "Я устал.", "我今天很累。", "今日は疲れた。",
  ])
  func `A statement asks nothing`(text: String) { #expect(QuestionKind(text).contains(.statement)) }

  @Test(arguments: [
    "What did I say", "the boat", "boat budget deadline", "Tell me about the boat.", "Is it leaking.",
    "Show me my boats.", "I wonder, is it leaking?", "Wo ist das Boot", "Sag mir, wo das Boot ist.",
    "dime dónde está el barco.",
    "她喜欢什么", "告诉我船在哪里。", "", "...",
  ])
  func `A question, a request and mere words are no statements`(text: String) {
    #expect(!QuestionKind(text).contains(.statement))
  }
}
