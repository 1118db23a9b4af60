/// The words that secrets are named by in English, German, Spanish and French; folded, in lower case.
enum SecretNouns {
  /// What is told under a name.
  enum Content: Sendable {
    /// Any word, also several for a passphrase.
    case password
    case passphrase
    /// Digits.
    case digits
    /// Letters and digits.
    case code
    case oneTimeCode
    case token
    case socialSecurityNumber
    /// Many words.
    case seedPhrase
  }

  /// A name by the words it has, and what is told under it; longer ones are looked for first.
  static func match(_ words: [SecretWord], at index: Int) -> (content: Content, end: Int)? {
    guard let candidates = byFirstWord[stripped(words[index].text)] else { return nil }
    for candidate in candidates {
      let end = index + candidate.words.count
      guard end <= words.count else { continue }
      let isNamed = zip(candidate.words.dropFirst(), words[(index + 1)..<end]).allSatisfy { $0 == stripped($1.text) }
      // A sign in between makes two of it.
      if isNamed, !words[index..<(end - 1)].contains(where: { $0.introduces || $0.endsSentence }) {
        return (candidate.content, end)
      }
    }
    return nil
  }

  private static func stripped(_ word: String) -> String {
    for ending in ["'s", "’s"] where word.hasSuffix(ending) { return String(word.dropLast(2)) }
    return word
  }

  private static let byFirstWord: [String: [(words: [String], content: Content)]] = {
    var byFirstWord: [String: [(words: [String], content: Content)]] = [:]
    for (content, table) in tables {
      for name in table.split(whereSeparator: { $0 == "|" || $0.isNewline }) {
        let words = name.split(separator: " ").map(String.init)
        guard let first = words.first else { continue }
        byFirstWord[first, default: []].append((words, content))
      }
    }
    return byFirstWord.mapValues { $0.sorted { $0.words.count > $1.words.count } }
  }()

  private static let tables: [(Content, String)] = [
    (
      .password,
      """
      password | passwords | passwd | pwd | db_password | passcode | wifi password | wlan-passwort | wifi-passwort
      passwort | kennwort | losungswort | contrasena | contrasenya | mot de passe | mdp | senha | wachtwoord
      """
    ),
    (.passphrase, "passphrase | pass phrase | passwortsatz | frase de paso | phrase secrete"),
    (
      .digits,
      """
      pin | pin code | pin-code | pin number | pincode | cvv | cvc | cvv2 | geheimzahl | code pin | codigo pin
      numero pin | card pin | sim pin
      """
    ),
    (
      .code,
      """
      wifi code | wi-fi code | wifi key | wi-fi key | wlan code | door code | gate code | alarm code | access code
      entry code | security code | unlock code | safe code | lock code | garage code | building code | keypad code
      vault code | voicemail code | phone code | backup code | recovery code | my code | our code | lockbox code
      wlan-code | wlan-schlussel | turcode | zugangscode | alarmcode | sicherheitscode | entsperrcode | tur-code
      codigo de acceso | codigo de seguridad | codigo de la puerta | codigo de la alarma | codigo del wifi | clave
      code wifi | code wi-fi | code du wifi | code d'acces | code d’acces | code d'entree | code de la porte
      code de l'immeuble | code de l'alarme | code de securite | code secret | mon code
      """
    ),
    (
      .oneTimeCode,
      """
      verification code | login code | sign-in code | one-time code | one time code | otp | otp code | sms code
      2fa code | auth code | authentication code | your code | one-time password | one-time passcode
      bestatigungscode | verifizierungscode | sms-code | codigo de verificacion | codigo sms | code de verification
      code sms | code de confirmation
      """
    ),
    (
      .token,
      """
      api key | api-key | apikey | api_key | access key | secret key | secret_key | access token | auth token
      bearer token | client secret | client_secret | access_token | auth_token | token | api token | refresh token
      api-schlussel | clave api | cle api | clave de api
      """
    ),
    (.socialSecurityNumber, "ssn | social security number | social security no | social security | social security #"),
    (
      .seedPhrase,
      """
      seed phrase | seed words | recovery phrase | secret recovery phrase | backup phrase | mnemonic | mnemonic phrase
      wallet seed | wiederherstellungsphrase | frase semilla | frase de recuperacion | phrase de recuperation
      seed-phrase
      """
    ),
  ]
}
