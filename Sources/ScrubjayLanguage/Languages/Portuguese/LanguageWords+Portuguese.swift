extension LanguageWords {
  static let portuguese = LanguageWords(
    language: .pt,
    dates: DateWords(
      months: [
        "janeiro", "fevereiro", "marco", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro", "novembro",
        "dezembro",
      ],
      weekdays: ["", "", "", "", "", "sabado", "domingo"], seasons: ["primavera", "verao", "outono", "inverno"],
      beforeMonth: "em de desde", fillers: "de", ordinalEndings: "o",
      relative: [
        ("hoje", .day(0)), ("ontem", .day(-1)), ("anteontem", .day(-2)), ("esta semana", .week(0)),
        ("semana passada", .week(-1)), ("este mes", .month(0)), ("mes passado", .month(-1)), ("este ano", .year(0)),
        ("ano passado", .year(-1)),
      ],
      units: [("dia dias", .day), ("semana semanas", .week), ("mes meses", .month), ("ano anos", .year)],
      counts: [
        "um uma", "dois duas", "tres", "quatro", "cinco", "seis", "sete", "oito", "nove", "dez", "onze", "doze",
      ],
      ago: "atras", agoBefore: "ha", lastAfter: "passado passada",
      counted: """
        passos palavras paginas euros dolares reais horas minutos segundos dias semanas meses anos vezes metros
        quilometros quilos gramas calorias pontos
        """),
    bounds: BoundWords(
      after: "depois de | depois do | depois da | apos | posterior a | apos o fim de",
      since: """
        desde | a partir de | a partir do | a partir da | desde o inicio de | desde o fim de | nao antes de | desde ha
        """,
      before: "antes de | antes do | antes da | anterior a",
      until: """
        ate | ate o | ate ao | ate a | ate o fim de | ate ao fim de | antes do fim de | nao depois de | o mais tardar em
        """,
      sinceFollowing: "ou depois | e depois | em diante | para ca", untilFollowing: "ou antes | e antes",
      from: "de | desde | do", onwards: "em diante | para ca", to: "a | ao | ate | ate ao | ate o", between: "entre",
      and: "e | e o", past: "ultimos ultimas passados passadas", pastOne: "ultima | ultimo",
      fillers: "o a os ano mes de do da dia"),
    questions: QuestionWords(
      time: "quando | quanto tempo | em que dia | em que ano | em que mes | que horas",
      number: "quanto | quanta | quantos | quantas",
      asked: """
        voce disse | voce recomendou | voce sugeriu | voce mencionou | voce explicou | voce me | disseste
        recomendaste | sugeriste | teu conselho | seu conselho | tua sugestao | sua sugestao | sua recomendacao
        tua resposta | sua resposta
        """,
      several: "quantos | quantas | ambos | ambas | em comum | quais | todos | todas",
      together: "ambos | ambas | juntos | juntas",
      request: """
        voce pode | pode me | poderia | devo | deveria | posso | recomenda | sugere | me ajude | ajuda me | me mostre
        como faco
        """,
      openings: """
        quem | que | qual | quais | quando | onde | por que | porque | como | quanto | quanta | quantos | quantas
        em que | de que | com quem | desde quando | diga | diz | mostre | explique | liste | lembra
        """),
    traits: TraitWords(
      time: """
        ontem | hoje | amanha | passado | passada | semana | dia | dias | mes | meses | ano | anos | janeiro | fevereiro
        abril | agosto
        """,
      number: "dois | duas | tres | quatro | cinco | seis | sete | oito | nove | dez | mil",
      ownPerson: """
        eu | mim | meu | minha | meus | minhas | nosso | nossa | nossos | nossas | sou | estou | tenho | temos
        """,
      standing: "a partir de agora | de agora em diante | toda vez que | prefiro | preferiria",
      greeting: "oi | ola | obrigado | obrigada | bom dia | boa tarde | boa noite | querido | querida"),
    stopWords: """
      a ainda algo alguém algum alguma algumas alguns ao aos aquela aquele aquilo as às assim até cada com como
      contra da das de dela delas dele deles depois desde dessa desse desta deste do dos duas e é ela elas ele
      eles em então entre era eram essa essas esse esses esta está estão estar estas estava estavam este estes
      estive estou eu foi foram fui há isso isto já la lá lhe lhes lo mais mas me mesmo meu meus minha minhas
      muita muitas muito muitos na nada não nas nem nenhum nenhuma no nos nós nossa nosso num numa nunca o onde os
      ou outra outras outro outros para pela pelas pelo pelos pode por porque porquê posso pouco pra quais qual
      qualquer quando quantas quanto quantos que quê quem se sem sempre ser será seu seus si sido só sobre somos
      sou sua suas também tão te tem têm temos tenho ter teu tinha toda todas todo todos tu tua tudo um uma umas
      uns você vocês
      """,
    letters: ["ã", "õ", "ç"])
}
