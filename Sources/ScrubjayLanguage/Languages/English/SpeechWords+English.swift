extension SpeechWords {
  static let english = SpeechWords(
    fictions: """
      role play | roleplay | role playing | roleplaying | let s pretend | let us pretend | pretend i | pretend that
      pretend you | pretend we | pretend to be | imagine i | imagine that i | imagine you | imagine we
      imagine that we | in character | play a game | play the game | play pretend | let s play 20 questions
      twenty questions | two truths | truth or dare | d d campaign | our d d | my d d | in our campaign
      in my campaign | dungeon master | dungeons and dragons | game master | text adventure | never have i ever
      would you rather | make believe | my character is | my character s | i ll be playing | i ll play
      i play the role | i m playing the role | you play the | you ll play | play along | suppose i | suppose that i
      suppose we | let s say i | let s say that i | let s assume i | let s assume that i | assume i | assume that i
      say i m | hypothetically | for the sake of argument | in an alternate universe | in a parallel universe
      once upon a time | write as if | answer as if | fan fiction | fanfic
      """,
    stories: "story tale novel scene screenplay chapter fable sketch lyrics song poem monologue",
    wishes: """
      i m writing a | i am writing a | i m working on a | help me write | help me with a | tell me a | write me a
      write a | continue the
      """,
    voices: """
      bio | profile | email | e mail | mail | letter | message | text | post | tweet | statement | speech | essay
      reply | review | caption | resume | cv | blurb | intro | introduction | application | ad | note | toast | vows
      testimonial | dialogue | conversation | that says | which says | saying | as me | in first person
      in the first person | translate | proofread | rewrite | rephrase | correct | paraphrase
      """,
    ends: """
      end of role play | end of roleplay | end role play | end roleplay | end of the game | end the game
      stop the game | stop role playing | stop roleplaying | stop playing | stop pretending | done playing
      done role playing | game over | out of character | ooc | back to reality | back to real life | in real life
      irl | real talk | seriously now | all jokes aside | jokes aside | joking aside | kidding aside
      enough role play | enough roleplay | enough of that | enough of the | enough playing | end scene | the end
      that was fun | end of story | for real now | in reality | real me | the real me | break character
      breaking character | not in character | no longer in character
      """,
    turns: """
      thanks | thank you | thx | perfect | looks good | looks great | that works | by the way | btw | anyway
      another question | different topic | new topic | on another note | about me | for context | fyi | moving on
      next question
      """,
    politeness: "please can could you would hey hi ok so now help me just then and also to",
    selves: "i im ive my me",
    textTasks: """
      translate summarize summarise rewrite rephrase proofread paraphrase correct edit shorten write draft compose say
      repeat classify
      """,
    tasks: """
      fix improve generate continue complete pretend imagine suppose roleplay act assume analyze analyse extract
      resume
      """,
    returns: """
      by the way | btw | anyway | about me | for context | fyi | on another note | unrelated | side note | as for me
      unquote | end quote | end of quote
      """,
    reporting: """
      said | says | wrote | writes | written | told | texted | emailed | mailed | asked | asks | replied | replies
      posted | tweeted | answered | quote | quotes | quoted | lyrics | goes | reads | text | message | email | letter
      review
      """,
    ironies: "yeah right | oh sure | oh great | just kidding",
    questions: """
      can you | could you | would you | will you | do you | did you | are you | have you | should i | shall i | can i
      could i | may i | what | what s | whats | which | how | how s | where | when | why | who | is there | are there
      is it | is that | does | any | would | got any | suggestions | ideas | recommendations | tips | right | correct
      ok | okay | isn t it
      """,
    beforeQuestions: "so and but",
    memories: """
      memory | memories | relevant context | context from | past conversations | previous conversations
      conversation history | chat history | known facts | user facts | facts about the user | facts about user
      what i know about you | what you know about me | what we know about | user profile | user information
      user info | user preferences | retrieved | you know about | you remember | told you before | you recall
      known about me | recalled | remembered | transcript | excerpt | log | logs | quote | search results
      system prompt | knowledge base | you remembered | you told me | background knowledge | about the user
      about user
      """,
    own: "me | my | i | i m | i ve | myself | mine | our | we",
    roles: """
      user assistant human ai bot system agent customer support interviewer interviewee chatgpt claude
      """,
    forwarding: """
      ---------- forwarded | -----original message | begin forwarded message | forwarded message | fwd:
      ________________________________ | on behalf of | --- original message | ----- original message
      """,
    introductions: "on",
    writing: "wrote",
    heads: "from sent")
}
