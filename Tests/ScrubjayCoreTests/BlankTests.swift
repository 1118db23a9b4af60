import ScrubjayCore
import Testing

@Suite struct BlankTests {
  @Test(arguments: [
    "", " ", "\t\r\n", "\u{A0}\u{2003}\u{3000}", "\u{200B}", "\u{FEFF}", "\u{200B}\u{200C}\u{200D}\u{2060}", "\u{AD}",
    "\u{202A}\u{202E}\u{2066}", "\u{FE0F}", "\u{E0100}", "\u{180E}\u{180B}", "\u{115F}\u{1160}", "\u{3164}", "\u{FFA0}",
    "\u{2800}", "\u{301}", "\u{20DD}", "\u{34F}", "\u{0}\u{7}\u{1B}", "\u{85}\u{2028}\u{2029}", "\u{E0020}\u{E007F}",
    "\u{FFF9}\u{FFFB}", "\u{FFFF}", "\u{1D173}", "\u{1D159}",
  ])
  func `What shows nothing is blank`(_ text: String) {
    #expect(text.isBlank)
    #expect((text + " \u{200B}" + text).isBlank)
    #expect(!(text + "x").isBlank)
    #expect(!(text + ".").isBlank)
  }

  @Test(arguments: [
    "a", "0", ".", "-", "é", "e\u{301}", "漢", "가", "ᄀ", "👍", "👨\u{200D}👩", "🇵🇹", "️1️⃣", "€", "\u{FFFD}", "⠁", "\u{E000}",
  ])
  func `What shows anything is not`(_ text: String) {
    #expect(!text.isBlank)
    #expect(!"\u{200B}\(text)\u{FEFF}".isBlank)
  }
}
