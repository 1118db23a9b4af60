extension LanguageWords {
  static let english = LanguageWords(
    language: .en,
    dates: DateWords(
      months: [
        "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
        "september sep sept", "october oct", "november nov", "december dec",
      ],
      weekdays: ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
      seasons: ["spring", "summer", "autumn fall", "winter"],
      beforeMonth: "in during of since until till by early mid late last this from", fillers: "of the",
      ordinalEndings: "st nd rd th",
      relative: [
        ("today | tonight | this morning", .day(0)), ("yesterday | last night", .day(-1)),
        ("day before yesterday", .day(-2)), ("this week", .week(0)),
        ("last week | past week | previous week", .week(-1)),
        ("last weekend | past weekend", .weekend(-1)), ("this month", .month(0)),
        ("last month | past month", .month(-1)),
        ("this year", .year(0)), ("last year", .year(-1)),
      ],
      units: [("day days", .day), ("week weeks", .week), ("month months", .month), ("year years", .year)],
      counts: [
        "a an one", "two couple", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
      ],
      ago: "ago", last: "last past",
      counted: """
        steps words pages euros dollars pounds hours minutes seconds days weeks months years times km kilometres
        kilometers miles metres meters m kg grams g calories kcal points euro dollar percent
        """),
    bounds: BoundWords(
      after: """
        after | later than | after the end of | following
        """,
      since: """
        since | ever since | starting | starting in | starting from | starting on | beginning | beginning in | beginning on
        as of | on or after | in or after | not before | no earlier than | not earlier than | after the beginning of
        after the start of | since the beginning of | since the start of | since early | since mid | since late
        """,
      before: "before | prior to | earlier than | before the beginning of | before the start of | ahead of",
      until: """
        until | till | til | up to | up until | through | thru | by | no later than | not later than | not after
        on or before | in or before | before the end of | until the end of | by the end of | up to the end of
        """,
      sinceFollowing: "or later | and later | or after | and after | onward | onwards",
      untilFollowing: "or earlier | and earlier | or before | and before",
      from: "from", onwards: "on | onward | onwards | up to now | until now | till now | to now",
      to: "to | until | till | til | through | thru | up to | to the end of | until the end of | through the end of",
      between: "between", and: "and", past: "past last previous",
      pastOne: """
        past | the past | in the last | over the last | during the last | within the last | for the last
        """,
      few: "few several", fillers: "the of year month",
      notBefore: """
        look looks looked looking take takes took taking taken name named naming ask asks asked asking run ran running
        """),
    questions: QuestionWords(
      time: """
        when | since when | until when | how long | what time | what date | which date | what day | which day | what month
        which month | what year | which year
        """,
      number: "how many | how much | how often | how old | how far | how tall | how big | how heavy | what number",
      asked: """
        did you | have you | had you | were you | was it you | you said | you told | you recommended | you suggested
        you mentioned | you gave | you explained | you showed | you advised | you proposed | you described | you wrote
        you provided | you listed | you named | you taught | you promised | of your | your advice
        your recommendation | your recommendations | your suggestion | your suggestions | your answer
        your explanation | your tip | your tips | your idea | your ideas | your proposal | your plan
        """,
      several: """
        how many | both | in common | what are | what were | all | list | kind of | kinds | type of | types | each of
        """,
      asksForPlural: EnglishPlural.isAsked,
      together: "both | together",
      request: """
        can you | could you | would you | will you | do you | can i | could i | should i | should we | would i | do i
        do we | can we | suggest | recommend | help me | show me | how to
        """,
      overview: """
        order in which | in which order | in what order | list in order | summary of | summarize | summarise | recap
        """,
      frame: """
        can you | could you | would you | please | list | walk me through | give me | provide me with | provide
        tell me | remind me of | summarize | summarise | recap | the order in which | order in which | in which order
        in what order | in order | how i brought up | i brought up | i first brought up | i mentioned | i raised
        i discussed | i talked about | different aspects of | different aspects | different ways
        different concepts related to | different concepts | different parts of | summary of | a summary of
        a clear summary of | a comprehensive summary of | a complete summary of | a brief summary of
        a detailed summary of | a short summary of | throughout our conversations | throughout our conversation
        across our conversations | in our conversations | during our conversations | through our conversations
        over our conversations | throughout our discussions | across our discussions | in our discussions | so far
        over time | we ve discussed | we discussed | we ve covered | we covered | we ve talked about | we talked about
        mention only and only | mention only | list only | name only | two items | three items | four items
        five items | six items | seven items | eight items | nine items | ten items
        """,
      openings: """
        who | whom | whose | what | which | when | where | why | how | is | are | was | were | do | does | did | has
        have | had | can | could | will | would | should | may | in which | in what | at which | at what | on which
        on what | for how | for which | for what | since when | until when | to whom | to which | with whom
        from where | of which | tell | list | find | show | give | name | explain | describe | summarize | summarise
        recap | remind | search | compare | please
        """),
    traits: TraitWords(
      time: """
        yesterday | today | tomorrow | tonight | ago | last | next | week | weeks | weekend | month | months | year | years
        day | days | monday | tuesday | wednesday | thursday | friday | saturday | sunday | recently | morning | evening
        night | since | now | soon | january | february | march | april | may | june | july | august | september | october
        november | december | spring | summer | autumn | fall | winter | birthday | anniversary | date | first | just
        currently | afternoon | holidays
        """,
      number: """
        one | two | three | four | five | six | seven | eight | nine | ten | eleven | twelve | dozen | couple | few | several
        once | twice | both | hundred | thousand | half
        """,
      ownPerson: "i | im | ive | me | my | mine | myself | we | us | our | ours",
      standing: """
        always | never | from now on | whenever i | when i ask | every time i | i prefer | i d prefer | i would prefer
        i d rather | i would rather | prefer | preferred | prefers | preference | preferences | please don t
        please do not | please avoid
        """,
      greeting: """
        hey | hi | hello | thanks | thank you | dear | morning | good morning | good night | night | bye | goodbye
        cheers
        """),
    speech: .english,
    facts: FactWords(
      names: [
        "The user's name is ", "The user's full name is ", "The user's first name is ", "The user's nickname is ",
        "The user goes by ", "The user is called ", "The user is named ", "User's name is ", "Name is ", "Goes by ",
        "My name is ",
      ],
      counted: "(as of "),
    grammar: EnglishGrammar(),
    stopWords: """
      a about after again all also always am an and another any anyone anything are arent around as at be because
      been before being both but by can cannot cant could couldnt did didnt do does doesnt doing done dont down
      during each either else ever every everyone everything few for from further had hadnt has hasnt have havent
      having he her here hers herself him himself his how however i if im in into is isnt it its itself ive just
      let lot many me might mine more most much must my myself no nor not nothing now of off on once one only or
      other our ours ourselves out over own quite rather really same she should shouldnt so some someone something
      such than that thats the their theirs them themselves then there these they theyre this those though through
      to too under until up upon very was wasnt we were werent what whats when where whether which while who whom
      whose why with without wont would wouldnt yes yet you your youre yours yourself
      """)
}
