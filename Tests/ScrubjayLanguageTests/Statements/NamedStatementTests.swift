import ScrubjayCore
import Testing

@testable import ScrubjayLanguage

/// Whom a fact names, in the language of the message.
@Suite struct NamedStatementTests {
  /// A Sunday.
  private static let time = LocalTime(Timestamp(seconds: 1_794_744_000))

  private static func contents(_ message: String, by speaker: Speaker = .user) -> [String] {
    StatementExtractor.statements(in: message, by: speaker, at: time).map(\.content)
  }

  @Test(arguments: [
    ("I drive a 2015 Toyota Corolla", "The user drives a 2015 Toyota Corolla"),
    ("My sister Ana lives in Porto.", "The user's sister Ana lives in Porto"),
    ("My favourite colour is blue", "The user's favourite colour is blue"),
    ("Strawberries give me hives.", "Strawberries give the user hives"),
    ("Ibuprofen upsets my stomach", "Ibuprofen upsets the user's stomach"),
    ("My pronouns are they/them", "The user's pronouns are they/them"),
    ("Vivo en Madrid con mi hermana", "El usuario vive en Madrid con su hermana"),
    ("Soy alérgica a las nueces", "La usuaria es alérgica a las nueces"),
    ("Mi hermana Ana vive en Sevilla", "La hermana del usuario, Ana, vive en Sevilla"),
    ("Me gusta el café", "Al usuario le gusta el café"),
    ("Ich wohne mit meiner Schwester in Berlin", "Der Nutzer wohnt mit seiner Schwester in Berlin"),
    ("Ich bin Vegetarierin", "Die Nutzerin ist Vegetarierin"),
    ("Meine Schwester Ana wohnt in Köln", "Die Schwester des Nutzers, Ana, wohnt in Köln"),
    ("Meine Lieblingsfarbe ist blau", "Des Nutzers Lieblingsfarbe ist blau"),
    ("Je suis allergique aux noix", "L'utilisateur est allergique aux noix"),
    ("J'habite à Nice avec mon frère", "L'utilisateur habite à Nice avec son frère"),
    ("Ma sœur Anne habite à Lyon", "La sœur de l'utilisateur, Anne, habite à Lyon"),
    ("我有一只猫", "用户有一只猫"), ("我妈妈住在北京", "用户的妈妈住在北京"),
  ])
  func `Where no name is known it is the user's`(message: String, content: String) {
    #expect(Self.contents(message) == [content])
  }

  @Test(arguments: [
    ("I'm allergic to walnuts", "Old Tom", "Old Tom is allergic to walnuts"),
    ("My wife and I live in Leeds", "James", "James lives in Leeds"),
    ("My dog's name is Rex", "James", "James's dog's name is Rex"),
    ("Me encanta el queso", "Ana", "A Ana le encanta el queso"),
    ("Mi madre vive en Lugo", "Ana", "La madre de Ana vive en Lugo"),
    ("Ich mag keinen Kaffee", "Jonas", "Jonas mag keinen Kaffee"), ("Je joue du piano", "Anne", "Anne joue du piano"),
    ("Mon frère habite à Metz", "Anne", "Le frère d'Anne habite à Metz"), ("我不吃肉", "王梅", "王梅不吃肉"),
  ])
  func `Whoever speaks with a name is named`(message: String, name: String, content: String) {
    #expect(Self.contents(message, by: .named(name)) == [content])
  }

  @Test(arguments: [
    ("My name is Priya. I drive a Toyota.", ["The user's name is Priya", "Priya drives a Toyota"]),
    ("My name is Wang Mei and my son is Wang Lei", ["The user's name is Wang Mei", "Wang Mei's son is Wang Lei"]),
    ("Call me Alex. I have two cats.", ["The user goes by Alex", "Alex has two cats"]),
    ("My name's Tariq by the way, and I live in Hull", ["The user's name is Tariq", "Tariq lives in Hull"]),
    ("Me llamo Ana y vivo en Madrid", ["El usuario se llama Ana", "Ana vive en Madrid"]),
    ("Ich heiße Lena und ich wohne in Köln", ["Der Nutzer heißt Lena", "Lena wohnt in Köln"]),
    ("Je m'appelle Léa. J'ai deux chats.", ["L'utilisateur s'appelle Léa", "Léa a deux chats"]),
    ("我叫王梅，住在上海。", ["用户叫王梅", "王梅住在上海"]),
  ])
  func `Once a name is told, what follows has it`(message: String, contents: [String]) {
    #expect(Self.contents(message) == contents)
  }

  @Test func `Who is known by a name need not be told it again`() {
    #expect(Self.contents("My name is Priya. I have a cat.", by: .named("Priya")) == ["Priya has a cat"])
  }

  @Test(arguments: [
    "Call me Monday.", "Call me Friday, please", "Call me Later.", "Call me May", "call me maybe", "Call me Tomorrow",
    "Call me Dr. Smith",
  ])
  func `What can be a day is no name`(message: String) {
    #expect(Self.contents(message) == [])
  }

  @Test(arguments: [
    ("The user's name is Priya", "Priya"), ("The user goes by Al", "Al"), ("Name is Rosa.", "Rosa"),
    ("El usuario se llama Ana", "Ana"), ("Der Nutzer heißt Lena", "Lena"), ("用户叫王梅", "王梅"),
    ("The user's name is not a secret", nil), ("The user's dog's name is Rex", nil), ("Priya lives in Porto", nil),
  ])
  func `A name is read from facts`(fact: String, name: String?) {
    #expect(UserName.stated(in: fact) == name)
  }
}
