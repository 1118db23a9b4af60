import ScrubjayCore
import ScrubjayTestKit
import Testing

@testable import ScrubjayModels

/// The scripted server does what it is told, so that tests can rely on it.
@Suite struct ScriptedLLMTests {
  /// What each of so many requests comes to, in a word.
  private func course(_ script: ScriptedLLM.Script, _ count: Int) async throws -> [String] {
    try await ScriptedLLM.with(script) { llm in
      let model = Vendor.openAI.model(at: llm)
      var course: [String] = []
      for _ in 0..<count {
        do { course.append(try await model.complete(.question, piece: nil).text) } catch let failure as ChatFailure {
          course.append(failure.kind.rawValue)
        }
      }
      return course
    }
  }

  @Test func `Steps come first, then the standard`() async throws {
    let script = ScriptedLLM.Script(
      steps: [.failing(500), .saying("once"), .rateLimited(), .nonsense, .wrongShape], answer: { _ in "well" })
    let course = try await course(script, 7)
    #expect(course[0...2] == ["failed", "once", "overloaded"])
    #expect((try? JSON(parsing: course[3])) == nil)
    #expect(try JSON(parsing: course[4])["unexpected"] != nil)
    #expect(course[5...] == ["well", "well"])
  }

  @Test func `Faults follow from their seed`() async throws {
    let once = try await course(.mixed(seed: 7, oneFaultIn: 3, answer: { _ in "well" }), 60)
    let again = try await course(.mixed(seed: 7, oneFaultIn: 3, answer: { _ in "well" }), 60)
    let other = try await course(.mixed(seed: 8, oneFaultIn: 3, answer: { _ in "well" }), 60)
    #expect(once == again)
    #expect(once != other)
    #expect((5...40).contains(once.count { $0 != "well" }))
  }

  @Test func `Steps can be added, and what was asked is seen`() async throws {
    try await ScriptedLLM.with { llm in
      let model = Vendor.anthropic.model(at: llm)
      _ = try await model.complete(.shaped, piece: nil)
      llm.then(.failing(529))
      let failure = try await chatFailure { try await model.complete(.question, piece: nil) }
      #expect(failure?.kind == .overloaded)
      let first = try #require(llm.requests.first)
      #expect(first.provider == .anthropic && first.endpoint == .chat && first.shapeName == "facts")
      #expect(first.instructions == "Be brief." && first.lastUserMessage.hasPrefix("Where does"))
    }
  }

  @Test func `What is late comes`() async throws {
    #expect(try await course(.always(.late(.milliseconds(20))), 1)[0].hasPrefix("You said: Where"))
  }

  @Test func `A request with a shape is answered by JSON that fits`() async throws {
    let schema: JSON = [
      "type": "object",
      "properties": [
        "kind": ["type": "string", "enum": ["fact", "wish"]], "score": ["type": "number", "minimum": 1],
        "tags": ["type": "array", "items": ["type": "string"]],
        "two": ["type": "array", "minItems": 2, "items": ["$ref": "#/$defs/flag"]],
        "either": ["anyOf": [["type": "null"], ["type": "string"]]], "optional": ["type": "string"],
      ],
      "required": ["kind", "score", "tags", "two", "either"], "$defs": ["flag": ["type": "boolean"]],
    ]
    let wanted: JSON = ["kind": "fact", "score": 1, "tags": [], "two": [false, false], "either": .null]
    try await ScriptedLLM.with { llm in
      for vendor in Vendor.allCases {
        var request = ChatRequest.question
        request.shape = ChatShape(name: "any", schema: JSONText(schema))
        let answer = try await vendor.model(at: llm).complete(request, piece: nil)
        #expect(try JSON(parsing: answer.text) == wanted)
      }
    }
  }
}
