package import ScrubjayCore

/// Whether two statements cannot both hold, and why.
///
/// Only what is sure to be of the same is compared: the same subject, the same predicate, the same circumstances, at the
/// same time. What adds to the other or makes it more exact contradicts nothing.
package struct Contradiction {
  private let lexicon: StatementLexicon

  /// Compares by the words of a lexicon.
  package init(lexicon: StatementLexicon) { self.lexicon = lexicon }

  /// What is contradictory in two statements; `nil` where nothing is.
  ///
  /// - Parameter isNear: Whether both are known to mean nearly the same, so that another verb does not matter.
  package func reason(_ one: Statement, _ other: Statement, isNear: Bool = false) -> ConflictReason? {
    guard hasSameSubject(one, other), one.isPast == other.isPast || (one.isChange || other.isChange) else { return nil }
    guard one.predicate == other.predicate else {
      return isNear && !one.isNegative && !other.isNegative ? quantities(one, other, isNear: true) : nil
    }
    if one.isNegative != other.isNegative {
      return one.isNegative ? denial(one, of: other) : denial(other, of: one)
    }
    guard !one.isNegative, !(one.isChange && other.isChange) else { return nil }
    guard one.occasions == other.occasions else { return nil }
    return quantities(one, other, isNear: false) ?? exclusion(one, other) ?? singular(one, other)
  }

  private func hasSameSubject(_ one: Statement, _ other: Statement) -> Bool {
    if one.subject == other.subject { return true }
    guard one.isNamed, other.isNamed else { return false }
    return one.subject.isSubset(of: other.subject) || other.subject.isSubset(of: one.subject)
  }

  /// What is denied as a whole is denied in each of its parts, not the other way round.
  private func denial(_ negative: Statement, of positive: Statement) -> ConflictReason? {
    guard negative.object.isSubset(of: positive.object), negative.occasions.isSubset(of: positive.occasions),
      !negative.object.isEmpty || !["be", "have"].contains(negative.predicate),
      negative.isOver || negative.quantities.allSatisfy(positive.quantities.contains),
      negative.places.isSubset(of: positive.places)
    else { return nil }
    return negative.predicate.hasPrefix("@") || negative.predicate.hasPrefix("is ") ? .opposite : .negation
  }

  private func quantities(_ one: Statement, _ other: Statement, isNear: Bool) -> ConflictReason? {
    guard !one.quantities.isEmpty, !other.quantities.isEmpty,
      isNear
        ? !lexicon.scheduling.contains(one.predicate) && !lexicon.scheduling.contains(other.predicate)
        : one.object.isSubset(of: other.object) || other.object.isSubset(of: one.object),
      !one.isPast || lexicon.lasting.contains(one.predicate)
    else { return nil }
    var slots: Set<String> = []
    for quantity in one.quantities {
      let others = other.quantities.filter { $0.slot == quantity.slot }
      if !others.isEmpty, others.allSatisfy(quantity.contradicts) { slots.insert(quantity.slot) }
    }
    guard slots.count == 1, let slot = slots.first, !isNear || (slot != "time" && slot != "day" && slot != "number of ")
    else { return nil }
    return slot == "day" || slot == "time" ? .date : .number
  }

  private func exclusion(_ one: Statement, _ other: Statement) -> ConflictReason? {
    let (mine, theirs) = (one.object.subtracting(other.object), other.object.subtracting(one.object))
    guard ["be", "@prefer", "use"].contains(one.predicate), mine.count == 1, theirs.count == 1, let word = mine.first,
      let rival = theirs.first, let set = lexicon.exclusive[word], lexicon.exclusive[rival] == set
    else { return nil }
    return .opposite
  }

  private func singular(_ one: Statement, _ other: Statement) -> ConflictReason? {
    guard !one.object.isEmpty, !other.object.isEmpty else { return nil }
    if one.predicate == "@prefer" {
      if !one.object.isDisjoint(with: other.rejected) || !other.object.isDisjoint(with: one.rejected) { return .value }
    }
    guard !one.object.isSubset(of: other.object), !other.object.isSubset(of: one.object) else { return nil }
    switch one.predicate {
    case let predicate where lexicon.singular.contains(predicate):
      if predicate == "@live" || predicate == "@born" {
        let areLands = [one, other].map { StatementLexicon.lands.contains($0.objectText) }
        if areLands[0] != areLands[1] { return nil }
      }
      return isDescription(one, other) && predicate != "@occupation" ? nil : .value
    case "@prefer":
      return one.head == other.head || (!one.places.isEmpty && one.places == other.places) ? .value : nil
    case "be":
      return hasOneValue(one, other) ? .value : nil
    default: return nil
    }
  }

  /// Whether one of two objects is described rather than named: somebody who works at a hospital may well work at
  /// Saint Mary's.
  private func isDescription(_ one: Statement, _ other: Statement) -> Bool {
    let openings = [one.opening, other.opening].map(lexicon.determiners.contains)
    return openings.contains(true) && !(one.opening == "the" && other.opening == "the")
  }

  /// Whether what a subject is has one value, which both name.
  private func hasOneValue(_ one: Statement, _ other: Statement) -> Bool {
    let isUnique = one.subject.contains(where: lexicon.unique.contains)
    let isRole = one.subject.contains(where: lexicon.roles.contains)
    guard isUnique || isRole || one.subject.contains(where: lexicon.attributes.contains) else { return false }
    // "My boss is strict" does not say who the boss is, and "is on holiday" or "is shared" no value either.
    if isRole, !one.isProper || !other.isProper { return false }
    return one.isProper == other.isProper
      && [one, other].allSatisfy { statement in
        !lexicon.prepositions.contains(statement.opening) && !lexicon.indefinite.contains(statement.opening)
          && !statement.objectText.hasSuffix("ed") && !statement.objectText.hasSuffix("ing")
      }
  }
}
