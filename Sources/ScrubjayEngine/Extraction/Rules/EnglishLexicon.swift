/// The English nouns and adjectives by which lasting statements are known.
enum EnglishLexicon {
  private static func set(_ words: String) -> Set<String> { EnglishWords.set(words) }

  static let family = set(
    """
    sister sisters brother brothers mother father mum mom dad mama papa mommy daddy parents parent wife husband spouse
    partner girlfriend boyfriend fiance fiancee son sons daughter daughters kid kids child children baby grandma
    grandmother grandpa grandfather grandparents granny grandson granddaughter grandchildren uncle aunt cousin cousins
    nephew niece nephews nieces stepmother stepfather stepson stepdaughter sibling siblings twins mother-in-law
    father-in-law sister-in-law brother-in-law in-laws godmother godfather friend friends neighbour neighbor
    neighbours neighbors roommate flatmate roommates ex family girlfriends
    """)
  static let pets = set(
    """
    dog dogs cat cats puppy puppies kitten kittens hamster rabbit rabbits parrot horse horses pony goldfish fish
    turtle tortoise budgie canary guinea-pig ferret snake lizard gecko chickens hens goats sheep donkey bees labrador
    poodle beagle dachshund spaniel terrier retriever corgi husky greyhound pug bulldog collie
    """)
  static let plurals = set("children parents in-laws family kids puppies kittens hens")
  static let colleagues = set(
    "boss manager colleague colleagues coworker coworkers supervisor assistant team-lead co-founder cofounder")

  static let diseases = set(
    """
    diabetes asthma epilepsy arthritis migraine migraines eczema psoriasis hypertension adhd add autism dyslexia
    depression anxiety anemia anaemia celiac coeliac insomnia tinnitus glaucoma lupus fibromyalgia endometriosis pcos
    ibs crohn's parkinson's alzheimer's ms multiple-sclerosis sclerosis scoliosis osteoporosis hypothyroidism
    hyperthyroidism copd cancer gout rosacea vertigo pacemaker ptsd ocd allergy allergies intolerance vitiligo
    hepatitis hiv claustrophobia vertigo arrhythmia thyroid hearing-aid cholesterol disability
    """)
  static let healthStates = set(
    """
    diabetic asthmatic celiac coeliac epileptic autistic dyslexic deaf blind colorblind colour-blind color-blind
    colourblind pregnant anaemic anemic bipolar disabled insulin-dependent hypertensive claustrophobic
    """)
  static let diets = set(
    "vegetarian vegan pescatarian teetotal flexitarian teetotaler teetotaller pescetarian non-drinker")
  static let marital = set("married divorced engaged widowed single separated")
  static let traits = set(
    """
    left-handed right-handed lefthanded ambidextrous introverted extroverted bilingual trilingual short-sighted
    nearsighted shortsighted far-sighted longsighted catholic jewish muslim buddhist hindu christian atheist agnostic
    protestant orthodox gay lesbian bisexual transgender trans nonbinary non-binary queer asexual colour-blind retired
    unemployed self-employed dutch french british irish welsh scottish turkish greek swiss danish swedish finnish
    polish spanish english czech thai
    """)
  /// What somebody or an animal is like.
  static let characters = set(
    """
    strict shy kind tall stubborn generous funny friendly patient smart clever blind deaf calm playful lazy
    aggressive quiet
    """
  )
  static let workStates = set("retired unemployed self-employed")

  static let possessions = set(
    """
    car bike bicycle motorcycle motorbike house flat apartment cottage cabin boat van campervan garden allotment piano
    guitar violin tattoo tattoos licence license passport visa citizenship scooter balcony greenhouse
    """)
  static let careers = set(
    "degree phd doctorate master's masters bachelor's mba job company business startup start-up practice shop bakery")

  static let languages = set(
    """
    english german french spanish portuguese italian dutch swedish danish norwegian finnish polish russian ukrainian
    turkish arabic hebrew hindi urdu mandarin chinese cantonese japanese korean vietnamese thai greek czech hungarian
    romanian catalan welsh irish latin
    """)

  private static let occupations = set(
    """
    nurse chef cook pilot student vet judge coach freelancer founder ceo cto cfo intern monk priest surgeon barista
    clerk farmer mechanic architect dentist plumber electrician journalist lawyer attorney accountant pharmacist
    librarian midwife paramedic firefighter policeman soldier officer analyst consultant economist musician dancer
    athlete model postdoc professor lecturer tutor butcher florist tailor au-pair homemaker housewife veterinarian
    geologist tech technician trainee apprentice nanny dev programmer engineer designer developer teacher translator
    doctor writer editor researcher scientist physiotherapist therapist psychologist carpenter baker painter
    photographer waiter waitress bartender driver manager director producer actor actress singer
    """)
  private static let otherRoles = set(
    """
    user beginner stranger newcomer customer loser winner outsider believer number newbie member subscriber caller
    killer helper stickler sucker follower bother matter idiot participant recipient candidate client patient mess
    fool monster
    """)
  private static let occupationEndings = ["ist", "eer", "grapher", "ician", "ologist", "wright", "smith", "keeper"]

  /// Whether a noun says what somebody works as.
  static func isOccupation(_ noun: String) -> Bool {
    occupations.contains(noun) || (!otherRoles.contains(noun) && occupationEndings.contains { noun.hasSuffix($0) })
  }

  /// What somebody is beside their work, and what it is about.
  static let roles: [String: FactCategory] = {
    var roles: [String: FactCategory] = [:]
    for (category, words) in [
      (
        FactCategory.relationships,
        """
        mother father mum mom dad parent grandmother grandfather grandma grandpa widow widower twin aunt uncle
        stepmother stepfather godmother godfather
        """
      ),
      (.preferences, "fan lover vegetarian vegan pescatarian meat-eater teetotaler"),
      (
        .interests,
        """
        gamer runner cyclist reader gardener collector hiker climber swimmer birdwatcher enthusiast cellist pianist
        guitarist violinist drummer skier surfer sailor chess-player
        """
      ),
      (.health, "diabetic asthmatic smoker non-smoker nonsmoker insomniac celiac coeliac"),
      (
        .other,
        """
        owl person introvert extrovert lefty citizen native christian catholic muslim hindu buddhist jew atheist
        veteran immigrant refugee expat
        """
      ),
    ] {
      for word in words.split(whereSeparator: \.isWhitespace) { roles[String(word)] = category }
    }
    return roles
  }()

  /// Things that one has one of, and what they are about.
  static let attributes: [String: FactCategory] = {
    var attributes: [String: FactCategory] = [:]
    for (category, names) in [
      (
        FactCategory.other,
        """
        name|surname|last name|first name|nickname|birthday|date of birth|phone|phone number|email|email address
        address|car|bike|laptop|nationality|timezone|time zone|height|weight|shoe size|native language|mother tongue
        first language|pronouns|religion|anniversary|wedding anniversary|star sign|zodiac sign|hometown|home town
        neighbourhood|neighborhood|clothing size|age
        """
      ), (.work, "job|profession|occupation|degree|major|field|employer|company|job title|title"),
      (.interests, "hobby|hobbies|passion|main hobby|main hobbies|instrument"),
      (.health, "blood type|doctor|gp|dentist|blood group"),
      (.preferences, "diet|comfort food|guilty pleasure"),
    ] {
      for name in names.split(whereSeparator: { $0 == "|" || $0.isNewline }) { attributes[String(name)] = category }
    }
    return attributes
  }()

  /// What in a conversation is pointed at, rather than something in the world.
  static let conversational = set(
    """
    idea ideas answer answers option options suggestion suggestions version versions plan approach wording tone
    response reply one ones way first second third last other latter former result results code design format style
    part summary example draft list explanation feature look sound title sentence paragraph new point question thing
    chat chats conversation conversations talks
    """)
  /// Words with which no object begins that can be told to others.
  static let pointing = set(
    """
    it this that these those them him her what how when where why who whether to the there here no not about with so
    as at for from
    """
  )
  static let articles = set(
    "a an the some my our one no two three four five six seven eight nine ten several many lots")
}
