import Foundation
import ScrubjayTestKit

/// Turns of conversations that nobody had: English words, most turns short and a few long, the same each time.
struct SyntheticChat {
  private var random: SeededRandom

  private static let words =
    """
    the I you to and a it that of in is for on we have with do was be my this me can but not are at what so just if \
    like about your think would know get there when they out one up more good time day see how going really work need \
    want make from could will as tomorrow week yesterday morning meeting project budget flight hotel Berlin Lisbon \
    dinner coffee tea allergic vegetarian birthday sister brother doctor appointment Thursday train ticket invoice \
    customer deadline server database password vector memory agent summary remember prefer favourite colour garden \
    bicycle repair insurance apartment contract landlord recipe spicy peanut restaurant reservation umbrella holiday \
    passport expires renewal marathon training knee physiotherapist quarterly presentation colleague unbelievable
    """.split(separator: " ").map(String.init)

  init(seed: UInt64) { random = SeededRandom(seed: seed) }

  /// A turn of 4 to 250 words, half of them within 25.
  mutating func turn() -> String {
    let place = Double.random(in: 0..<1, using: &random)
    let count = Int(4 * pow(62.5, pow(place, 1.2)))
    var sentences: [String] = []
    var left = count
    while left > 0 {
      let length = min(left, Int.random(in: 4...14, using: &random))
      sentences.append((0..<length).map { _ in random.pick(Self.words) }.joined(separator: " "))
      left -= length
    }
    return sentences.joined(separator: random.oneIn(3) ? "? " : ", ") + "."
  }
}
