/// Something in a text that gives access or money to whoever reads it.
package struct Secret: Sendable, Hashable {
  package enum Kind: String, Sendable, CaseIterable {
    /// A key or token of a service.
    case apiKey = "api key"
    case privateKey = "private key"
    case cardNumber = "card number"
    /// An international bank account number.
    case iban = "bank account"
    /// A password, a passphrase, a PIN, the code of a door: whatever is named as one.
    case password = "password"
    case oneTimeCode = "one-time code"
    /// A social security number of the United States.
    case socialSecurityNumber = "social security number"
    /// The words that a wallet is restored with.
    case seedPhrase = "seed phrase"
  }

  package let kind: Kind
  /// Where it stands in the text.
  package let range: Range<String.Index>
}
