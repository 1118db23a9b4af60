import Testing

@testable import ScrubjayLanguage

/// How facts stand to each other that name the same person in different ways, and different people in the same way.
@Suite struct FactSubjectTests {
  private static let meaning = SameMeaning(Analyser(), names: ["Priya", "王梅"])

  @Test(arguments: [
    ("Lives in Porto", "The user lives in Porto"), ("Priya drives a Toyota", "Drives a Toyota"),
    ("The user's sister Ana lives in Porto", "Sister Ana lives in Porto"),
    ("Priya's sister Ana lives in Porto", "The user's sister Ana lives in Porto"),
    ("The user is 32 (as of 15 November 2026)", "Is 32 (as of 15 January 2027)"),
    ("Priya vive en Madrid", "El usuario vive en Madrid"), ("La usuaria es vegetariana", "Es vegetariana"),
    ("用户住在上海", "王梅住在上海"),
  ])
  func `The same, however the user is named`(one: String, other: String) {
    #expect(Self.meaning.relation(one, other) == .same)
  }

  @Test(arguments: [
    ("Lives in Porto", "Lives in Faro"), ("Is allergic to nuts", "Is not allergic to nuts"),
    ("I live in Porto", "Priya lives in Faro"), ("Is vegetarian", "The user is no longer vegetarian"),
    ("The user likes Vim", "Priya no longer likes Vim"), ("The user smokes", "The user quit smoking in 2023"),
    ("Is 32 (as of 1 May 2026)", "The user is 33 (as of 2 June 2027)"),
    ("The user has a dog", "The user does not have a dog"),
    ("Mother lives in Porto", "The user's mother lives in Faro"),
    ("El usuario es vegetariano", "El usuario ya no es vegetariano"),
    ("El usuario vive en Madrid", "Priya vive en Sevilla"), ("Vive en Madrid", "Ya no vive en Madrid"),
    ("Est végétarien", "Priya n'est plus végétarien"),
    ("Der Nutzer ist Vegetarier", "Der Nutzer ist kein Vegetarier mehr"),
    ("L'utilisateur est végétarien", "L'utilisateur n'est plus végétarien"), ("用户住在上海", "用户住在北京"),
    ("用户吃肉", "用户不再吃肉了"),
  ])
  func `Contradictory, however the user is named`(one: String, other: String) {
    #expect(Self.meaning.relation(one, other) == .contradictory)
    #expect(Self.meaning.relation(other, one) == .contradictory)
  }

  @Test(arguments: [
    ("Her mother lives in Porto.", "His mother lives in Faro."),
    ("My mother lives in Porto.", "Your mother lives in Faro."),
    ("Their mother lives in Porto.", "My mother lives in Faro."), ("His boss is Karen", "Her boss is Tom"),
    ("My sister Ana lives in Porto", "My boss Ana lives in Faro"),
    ("Sister Ana lives in Porto", "Boss Ana lives in Faro"),
    ("Old Tom is allergic to walnuts", "Ana is not allergic to walnuts"),
    ("Old Tom is allergic to walnuts", "The user is not allergic to walnuts"),
    ("El usuario vive en Madrid", "El usuario vive en España"),
    ("Der Nutzer hat einen Hund", "Der Nutzer hat eine Katze"),
  ])
  func `Different people, or no contradiction`(one: String, other: String) {
    #expect(Self.meaning.relation(one, other) == .different)
  }

  @Test(arguments: [
    ("The user quit Acme around 5 November 2026", "The user works at Acme"),
    ("Priya left their job at Acme in October 2026", "Works at Acme as a nurse"),
    ("The user got fired from Acme", "The user works for Acme"),
    ("The user moved out of Porto in 2023", "The user lives in Porto"),
    ("The user got divorced from Ana in 2024", "The user is married to Ana"),
  ])
  func `What tells of an end ends what it is the end of`(end: String, state: String) {
    #expect(Self.meaning.relation(end, state) == .ending)
    #expect(Self.meaning.relation(state, end) == .ended)
  }

  @Test(arguments: [
    ("Likes tea.", Speaker.user, "The user likes tea."), ("Likes tea.", .named("Ana"), "Ana likes tea."),
    ("The user likes tea", .named("Ana"), "Ana likes tea"),
    ("Sister Ana lives in Porto", .user, "The user's sister Ana lives in Porto"),
    ("Old Tom likes tea", .named("Ana"), "Old Tom likes tea"), ("Vive en Madrid", .user, "El usuario vive en Madrid"),
    ("El usuario vive en Madrid", .named("Ana"), "Ana vive en Madrid"),
    ("Le gusta el té", .named("Ana"), "A Ana le gusta el té"),
    ("Wohnt in Köln", .named("Lena"), "Lena wohnt in Köln"), ("用户住在上海", .named("王梅"), "王梅住在上海"),
  ])
  func `What somebody proposed names whoever said it`(fact: String, speaker: Speaker, content: String) {
    #expect(FactSubject.attributed(fact, to: speaker) == content)
  }

  @Test(arguments: [
    ("A deux chats", "L'utilisateur a deux chats"), ("Est végétarien", "L'utilisateur est végétarien"),
    ("Aime le thé vert", "L'utilisateur aime le thé vert"), ("Hat zwei Katzen", "Der Nutzer hat zwei Katzen"),
    ("Mag keinen Kaffee", "Der Nutzer mag keinen Kaffee"), ("Ist Lehrer in Kassel", "Der Nutzer ist Lehrer in Kassel"),
    ("No come carne", "El usuario no come carne"), ("No le gusta el café", "Al usuario no le gusta el café"),
    ("Es alérgico a las nueces", "El usuario es alérgico a las nueces"),
    ("Se llama Marta", "El usuario se llama Marta"), ("Ya no vive en Madrid", "El usuario ya no vive en Madrid"),
    ("N'est plus végétarien", "L'utilisateur n'est plus végétarien"),
    ("Ne fume pas", "L'utilisateur ne fume pas"), ("Raucht nicht mehr", "Der Nutzer raucht nicht mehr"),
  ])
  func `A fact that names nobody is completed in its own language`(fact: String, content: String) {
    #expect(FactSubject.attributed(fact, to: .user) == content)
  }

  @Test(arguments: [
    "A friend of the user lives in Oslo", "A vegetarian since 2020", "A deux chevaux is what the user drives",
    "Hat size is 7", "Hat shopping is what the user does on weekends", "No known allergies", "No meat on Fridays",
    "Est. 1990 is printed on the user's mug", "Es Vedra is where the user was married", "Le Mans is the user's home",
    "Se7en is the user's favourite film", "Ist is a Croatian island that the user visited in 2024",
  ])
  func `English that begins like another language stays as it is`(fact: String) {
    #expect(FactSubject.attributed(fact, to: .user) == fact)
  }
}
