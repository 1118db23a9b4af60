import Foundation
import ScrubjayCore
import Testing

@testable import ScrubjayLanguage

/// What ended, was denied, or is counted from the day on which it is said.
@Suite struct DenialTests {
  /// A Sunday, the fifteenth of November.
  private static let time = LocalTime(Timestamp(seconds: 1_794_744_000))

  private static func contents(_ message: String) -> [String] {
    StatementExtractor.statements(in: message, at: time).map(\.content)
  }

  @Test(
    arguments: [
      ("I'm not vegetarian anymore.", "The user is no longer vegetarian"),
      ("I am not a vegetarian any more", "The user is no longer a vegetarian"),
      ("I no longer like Vim", "The user no longer likes Vim"),
      ("I don't smoke anymore", "The user no longer smokes"),
      ("We don't have a dog anymore", "The user no longer has a dog"),
      ("I no longer work at Acme.", "The user no longer works at Acme"),
      ("My sister no longer lives in Porto", "The user's sister no longer lives in Porto"),
      ("I can no longer eat gluten", nil),
      ("I don't drink any more", "The user no longer drinks"), ("Je ne fume plus", "L'utilisateur ne fume plus"),
      ("I've never smoked", "The user has never smoked"), ("I never smoked", "The user never smoked"),
      ("Ya no soy vegetariano", "El usuario ya no es vegetariano"),
      ("Ya no vivo en Madrid", "El usuario ya no vive en Madrid"),
      ("Ich bin nicht mehr Vegetarier", "Der Nutzer ist nicht mehr Vegetarier"),
      ("Je ne suis plus végétarien", "L'utilisateur n'est plus végétarien"),
      ("Je n'habite plus à Lyon", "L'utilisateur n'habite plus à Lyon"), ("我不再吃肉了", "用户不再吃肉了"),
    ] as [(String, String?)])
  func `What is over is told as over`(message: String, content: String?) {
    #expect(Self.contents(message) == (content.map { [$0] } ?? []))
  }

  @Test(
    arguments: [
      ("Not true that I'm allergic to nuts.", "The user is not allergic to nuts"),
      ("It's not true that I have a dog", "The user does not have a dog"),
      ("It is false that I'm vegan.", "The user is not vegan"),
      ("It's no longer true that I live in Porto", "The user no longer lives in Porto"),
      ("Not true that I don't like cheese", nil),
    ] as [(String, String?)])
  func `A denial of all of it denies what it says`(message: String, content: String?) {
    #expect(Self.contents(message) == (content.map { [$0] } ?? []))
  }

  @Test(arguments: [
    ("I quit Acme last week.", "The user quit Acme around 5 November 2026"),
    ("I left Acme two weeks ago", "The user left Acme around 1 November 2026"),
    ("I resigned from Acme last month", "The user resigned from Acme in October 2026"),
    ("I left my job at Google in 2023", "The user left their job at Google in 2023"),
    ("I got laid off in April", "The user got laid off in April 2026"),
    ("My grandfather died in December", "The user's grandfather died in December 2025"),
    ("I stopped eating meat", "The user stopped eating meat"), ("I used to smoke", "The user used to smoke"),
  ])
  func `An end has its date`(message: String, content: String) {
    #expect(Self.contents(message) == [content])
  }

  @Test(arguments: [
    ("I'm 32", "The user is 32 (as of 15 November 2026)"),
    ("My daughter is six years old", "The user's daughter is six years old (as of 15 November 2026)"),
    ("I'm in my thirties", "The user is in their thirties (as of 15 November 2026)"),
    ("I've been vegan for three years", "The user has been vegan for three years (as of 15 November 2026)"),
    ("I'm pregnant", "The user is pregnant (as of 15 November 2026)"),
    ("I'm 180 cm tall", "The user is 180 cm tall"),
    ("I've been vegan since 2019", "The user has been vegan since 2019"),
    ("My birthday is next Friday", "The user's birthday is on 20 November 2026"),
    ("My birthday is tomorrow", "The user's birthday is on 16 November 2026"),
    ("My anniversary is in two weeks", "The user's anniversary is around 29 November 2026"),
    ("Tengo 32 años", "El usuario tiene 32 años (a 15 de noviembre de 2026)"),
    ("Ich wohne seit drei Jahren in Berlin", "Der Nutzer wohnt seit drei Jahren in Berlin (Stand: 15. November 2026)"),
    ("J'ai 32 ans", "L'utilisateur a 32 ans (au 15 novembre 2026)"), ("我今年32岁", "用户今年32岁（截至2026年11月15日）"),
  ])
  func `What is counted keeps the day from which it is`(message: String, content: String) {
    #expect(Self.contents(message) == [content])
  }

  @Test func `A day of the week that may be this one's or the next one's is told by the day of writing`() throws {
    let wednesday = LocalTime(try #require(Timestamp(rfc3339: "2026-11-18T12:00:00Z")))
    #expect(
      StatementExtractor.statements(in: "My birthday is next Friday", at: wednesday).map(\.content) == [
        "The user's birthday is next Friday (as of 18 November 2026)"
      ])
  }

  @Test func `Yesterday is the day before where it is said`() throws {
    let time = try #require(Timestamp(rfc3339: "2026-01-01T00:30:00+13:00"))
    let zone = try #require(TimeZone(secondsFromGMT: 13 * 3_600))
    let statement = try #require(
      StatementExtractor.statements(in: "I quit smoking yesterday", at: LocalTime(time, in: zone)).first)
    #expect(statement.content == "The user quit smoking on 31 December 2025")
    #expect(statement.validFrom?.description == "2025-12-30T11:00:00.000000Z")
  }

  @Test(arguments: [
    "Allergic to nothing, luckily.", "I'm allergic to everything", "I like nothing", "I live at http://example.org/(a.",
    "I work at https://acme.example", "I live in nowhere",
    "Allergic to none", "No soy alérgico a nada", "Vivo en https://example.org",
  ])
  func `Scraps are left`(message: String) {
    #expect(Self.contents(message) == [])
  }

  @Test(arguments: [
    ("我对花生过敏，住在上海。", ["用户对花生过敏", "用户住在上海"]), ("我是老师，有两个孩子。", ["用户是老师", "用户有两个孩子"]),
    ("我喜欢喝茶，不喜欢香菜。", ["用户喜欢喝茶", "用户不喜欢香菜"]), ("你住在上海吗？", []), ("如果我住在上海就好了", []), ("今天我很累", []),
    ("我妈妈的朋友住在北京", []), ("我养了一只猫，叫豆豆，三岁了。", ["用户养了一只猫，叫豆豆"]), ("我有一个妹妹，住在北京。", ["用户有一个妹妹"]),
    ("我喜欢猫，住在北京。", ["用户喜欢猫", "用户住在北京"]), ("我单身，住在北京。", ["用户单身", "用户住在北京"]),
    ("我妈妈叫李华，住在北京。", ["用户的妈妈叫李华", "用户的妈妈住在北京"]),
  ])
  func `Chinese is understood by its clauses`(message: String, contents: [String]) {
    #expect(Self.contents(message) == contents)
  }
}
