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
    neighbours neighbors roommate flatmate roommates ex family girlfriends boy boys girl girls toddler newborn triplets
    stepdad stepmum stepmom stepkids stepchildren
    """)
  static let pets = set(
    """
    dog dogs cat cats puppy puppies kitten kittens hamster rabbit rabbits parrot horse horses pony goldfish fish
    turtle tortoise budgie canary guinea-pig ferret snake lizard gecko chickens hens goats sheep donkey bees labrador
    poodle beagle dachshund spaniel terrier retriever corgi husky greyhound pug bulldog collie
    """)
  static let plurals = set("children parents in-laws family kids puppies kittens hens")
  static let colleagues = set(
    "landlord landlady therapist boss manager colleague colleagues coworker coworkers supervisor assistant team-lead co-founder cofounder"
  )

  /// Fields that people work in.
  static let fields = set(
    """
    it marketing sales finance hr tech insurance banking education healthcare logistics retail advertising construction
    hospitality law accounting consulting publishing manufacturing engineering academia journalism procurement nursing
    """)
  /// Arts and sports that people do.
  static let practices = set(
    """
    yoga pilates crossfit calligraphy karate judo ballet gymnastics pottery photography improv origami archery parkour
    capoeira embroidery carpentry woodworking ceramics taekwondo aikido kickboxing boxing fencing weightlifting bouldering
    zumba genealogy taxidermy
    """)

  /// Whether a noun names an animal that people keep, or several.
  static func isPet(_ noun: String) -> Bool {
    pets.contains(noun) || noun.hasSuffix("s") && pets.contains(String(noun.dropLast()))
  }

  /// Whether a noun is somebody near: family, friends, animals, people at work.
  static func isNear(_ noun: String) -> Bool {
    family.contains(noun) || isPet(noun) || colleagues.contains(noun)
  }

  static let diseases = set(
    """
    diabetes asthma epilepsy arthritis migraine migraines eczema psoriasis hypertension adhd add autism dyslexia
    depression anxiety anemia anaemia celiac coeliac insomnia tinnitus glaucoma lupus fibromyalgia endometriosis pcos
    ibs crohn's parkinson's alzheimer's ms multiple-sclerosis sclerosis scoliosis osteoporosis hypothyroidism
    hyperthyroidism copd cancer gout rosacea vertigo pacemaker ptsd ocd allergy allergies intolerance vitiligo
    hepatitis hiv claustrophobia vertigo arrhythmia thyroid hearing-aid cholesterol disability disease syndrome
    disorder phobia narcolepsy sciatica neuropathy angina reflux gerd lymphoma leukemia leukaemia dementia hayfever
    colitis palsy fibrosis apnea apnoea parkinsons alzheimers crohns stammer stutter lisp limp astigmatism myopia tremor
    hernia ulcer ulcers seizures palpitations hemophilia haemophilia thalassemia sinusitis gastritis tendonitis tendinitis
    bursitis hashimoto's bronchitis emphysema cataracts hemorrhoids shingles cirrhosis
    """)
  /// Two words that name an illness together.
  static let conditions: Set<String> = phrases(
    """
    hay fever|blood pressure|bad knee|bad knees|bad back|bad hip|bad shoulder|weak ankles|flat feet|heart condition
    skin condition|thyroid condition|medical condition|eye condition|lung condition|heart murmur|hearing aid
    hearing aids|panic attacks|chronic pain|long covid
    """)
  static let medicines = set(
    """
    medication medicine meds insulin pills tablets antidepressants supplements vitamins antihistamines blood-thinners
    thinners beta-blockers metformin levothyroxine omeprazole statins sertraline fluoxetine lithium warfarin adderall
    ritalin prednisone melatonin steroids methotrexate ssris inhaler
    """)
  /// How the names of medicines end, by what they are of.
  private static let endingsOfMedicines = [
    "statin", "statins", "pril", "sartan", "olol", "azole", "oxetine", "cillin", "mycin", "zepam", "zolam", "formin",
    "triptan", "gliptin", "parin", "suppressants", "coagulants", "histamines", "dipine", "lukast", "gabalin", "profen",
    "xaban", "floxacin", "glutide", "apine", "sone", "olone", "thiazide", "barbital", "peridone",
  ]

  static func isMedicine(_ noun: String) -> Bool {
    medicines.contains(noun) || (noun.count >= 7 && endingsOfMedicines.contains(where: noun.hasSuffix))
  }
  static let distances = set(
    "marathons marathon ultramarathons half-marathons ultras 5k 10k triathlons triathlon trails")
  static let treatments = set("dialysis chemo chemotherapy physiotherapy therapy hrt")
  /// What people leave out of what they eat.
  static let foods = set(
    """
    dairy gluten lactose milk eggs egg nuts peanuts sugar caffeine coffee alcohol meat pork beef shellfish seafood fish
    wheat soy cheese bread onions garlic tomatoes mushrooms cilantro coriander spicy carbs chocolate strawberries
    """)
  static let instruments = set(
    """
    piano guitar violin cello drums flute saxophone bass trumpet ukulele clarinet harp accordion banjo viola trombone
    oboe organ mandolin harmonica
    """)
  static let studies = set(
    """
    degree phd doctorate master's masters bachelor's mba apprenticeship residency internship diploma a-levels postdoc
    """)

  private static func phrases(_ text: String) -> Set<String> {
    Set(text.split { $0 == "|" || $0.isNewline }.map(String.init))
  }

  static let healthStates = set(
    """
    diabetic asthmatic celiac coeliac epileptic autistic dyslexic deaf blind colorblind colour-blind color-blind
    colourblind pregnant anaemic anemic bipolar disabled insulin-dependent hypertensive claustrophobic infertile
    lactose-intolerant hypothyroid hyperthyroid
    """)
  /// Two words that say what somebody is like.
  static let twoWordStates: [String: FactCategory] = [
    "colour blind": .health, "color blind": .health, "hard of": .health, "left handed": .other, "right handed": .other,
    "short sighted": .other, "near sighted": .other, "far sighted": .other,
  ]
  static let diets = set(
    "vegetarian vegan pescatarian teetotal flexitarian teetotaler teetotaller pescetarian non-drinker")
  static let marital = set("married divorced engaged widowed single separated")
  static let traits = set(
    """
    left-handed right-handed lefthanded ambidextrous introverted extroverted bilingual trilingual short-sighted
    nearsighted shortsighted far-sighted longsighted catholic jewish muslim buddhist hindu christian atheist agnostic
    protestant orthodox gay lesbian bisexual transgender trans nonbinary non-binary queer asexual colour-blind retired
    unemployed self-employed dutch french british irish welsh scottish turkish greek swiss danish swedish finnish
    polish spanish english czech thai sober
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
    guitar violin tattoo tattoos licence license passport visa citizenship scooter balcony greenhouse motorhome caravan
    condo townhouse bungalow mortgage telescope kiln terrace villa loft duplex
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
    controller operator assistant worker guard surveyor contractor planner specialist welder roofer landscaper hairdresser
    barber sculptor broker realtor recruiter administrator secretary receptionist cleaner caretaker courier dispatcher
    inspector radiographer chiropractor paralegal counsellor counselor pastor rabbi imam interpreter sommelier winemaker
    brewer potter illustrator animator referee umpire trainer instructor foreman principal dean trucker technologist
    fisherman fireman policewoman postman milkman locksmith blacksmith janitor concierge sailor ranger forester logger
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
        carer caregiver caretaker orphan bachelor bachelorette mother father mum mom dad parent grandmother grandfather grandma grandpa widow widower twin aunt uncle family
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
        veteran immigrant refugee expat quaker mormon sikh baptist lutheran methodist
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
        name|surname|last name|first name|full name|nickname|birthday|date of birth|phone|phone number|email|email address
        address|car|bike|laptop|nationality|timezone|time zone|height|weight|shoe size|native language|mother tongue
        first language|second language|third language|pronouns|house|home|flat|apartment|garden|commute|allergy|religion|anniversary|wedding anniversary|star sign|zodiac sign|hometown|home town
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

  /// Attributes by which a person is called.
  static let names: Set<String> = ["name", "full name", "first name", "nickname"]

  /// Attributes that are also things about which one complains.
  static let things = set("phone car bike laptop address title field instrument email")

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
    as at for from nothing none nobody anything anyone everything everyone something someone stuff things whatever
    """
  )
  static let articles = set(
    "a an the some my our one no two three four five six seven eight nine ten several many lots")
}
