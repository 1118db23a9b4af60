/// The words so common in a language that they say nothing about a text, and much about its language.
///
/// Not among them: words that are also names or months and would be missed (`will`, `may`, `us`). Apostrophes
/// are gone, as in ``Tokenizer``: `dont`, `isnt`.
enum StopWords {
  /// The languages in which a folded word is a stop word.
  static func languages(of word: String) -> LanguageSet {
    languages[word] ?? []
  }

  private static let languages: [String: LanguageSet] = {
    var languages: [String: LanguageSet] = [:]
    for (language, words) in lists {
      for word in words.split(whereSeparator: \.isWhitespace) {
        languages[Folding.folded(String(word)), default: []].insert(LanguageSet(language))
      }
    }
    return languages
  }()

  private static let lists: KeyValuePairs<Language, String> = [
    .en: """
    a about after again all also always am an and another any anyone anything are arent around as at be because
    been before being both but by can cannot cant could couldnt did didnt do does doesnt doing done dont down
    during each either else ever every everyone everything few for from further had hadnt has hasnt have havent
    having he her here hers herself him himself his how however i if im in into is isnt it its itself ive just
    let lot many me might mine more most much must my myself no nor not nothing now of off on once one only or
    other our ours ourselves out over own quite rather really same she should shouldnt so some someone something
    such than that thats the their theirs them themselves then there these they theyre this those though through
    to too under until up upon very was wasnt we were werent what whats when where whether which while who whom
    whose why with without wont would wouldnt yes yet you your youre yours yourself
    """,
    .de: """
    aber alle allem allen aller alles als also am an andere anderen anderer anderes auch auf aus bei beim bin
    bis bist da dabei damit dann daran darauf das dass davon dazu dein deine deinem deinen deiner dem den denn
    der deren des dessen dich die dies diese diesem diesen dieser dieses dir doch dort du durch ein eine einem
    einen einer eines einige er es etwas euch euer eure für gegen gibt hab habe haben hast hat hatte hatten
    hätte hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im immer in ins ist ja jede jedem jeden
    jeder jedes jetzt kann kannst kein keine keinem keinen keiner können könnte man mehr mein meine meinem
    meinen meiner mich mir mit muss musste nach nein nicht nichts noch nun nur ob oder ohne schon sehr sein
    seine seinem seinen seiner seit sich sie sind so solche soll sollte sondern sonst über um und uns unser
    unsere unserem unseren unter vom von vor war waren warst warum was weil welche welchem welchen welcher
    welches wenn wer werde werden wem wen wie wieder wir wird wo wollen worden wurde wurden würde würden zu
    zum zur zwar zwischen
    """,
    .es: """
    a al algo algún alguna algunas alguno algunos ante antes aquel aquella aquello aquí así aún aunque cada casi
    como cómo con contra cual cuál cuáles cuando cuándo cuánto cuántos de del desde donde dónde dos durante e el
    él ella ellas ellos en entonces entre era eran eras eres es esa esas ese eso esos esta está están estaba
    estaban estamos estar estas este esto estos estoy fue fueron fui ha haber había habían han has hasta hay he
    hemos la las le les lo los más me mi mía mío mis mismo mucha muchas mucho muchos muy nada ni no nos nosotros
    nuestra nuestro nunca o os otra otras otro otros para pero poco por porque puede puedo pues que qué quien
    quién quiénes se sea ser será si sí sido siempre sin sobre sois somos son soy su sus también tan tanto te
    tengo ti tiene tienen tienes todo toda todas todos tu tú tus tuvo un una unas uno unos usted ustedes
    vosotros y ya yo
    """,
    .fr: """
    à ai ainsi alors après as au aucun aucune aussi autre autres aux avais avait avant avec avez avoir avons
    ayant bien ça car ce ceci cela celle celles celui ces cet cette ceux chaque chez comme comment dans de
    depuis des deux dont du elle elles en encore entre es est et étaient étais était être eu eux fait faire il
    ils jamais je la là le les leur leurs lui ma mais me même mêmes mes moi moins mon ne ni non nos notre nous
    on ont ou où par parce pas peu peut peux plus pour pourquoi pouvez puis quand que quel quelle quelles quels
    quelque quelques qui quoi sa sans se sera serait ses si sien son sont souvent sous suis sur ta te tes toi
    ton toujours tous tout toute toutes très trop tu un une vers voici voilà vos votre vous y
    """,
    .it: """
    a abbiamo ad ai agli al alla alle allo allora altra altre altri altro anche ancora avere aveva avevo avete
    che chi ci ciò come con contro cosa così cui da dagli dai dal dalla dalle dallo degli dei del della delle
    dello dentro di dopo dove due e è ed era erano eri ero essere fa fare fino fra fu gli ha hai hanno ho i il
    in io la le lei li lo loro lui ma mai me mentre mi mia mie miei mio molta molte molti molto ne negli nei nel
    nella nelle nello nessun nessuno niente noi non nostra nostro o ogni per perché però più poco poi prima può
    puoi qual quale quali qualche quando quanta quante quanti quanto quella quelle quelli quello questa queste
    questi questo qui se sei sempre senza si sia siamo siete sono sopra sotto sta stata stati stato sto su sua
    sue sugli sui sul sulla sulle sullo suo suoi te ti tra tu tua tue tuo tuoi tutta tutte tutti tutto un una
    uno vi voi vostra vostro
    """,
    .pt: """
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
    .nl: """
    aan al alle alles als altijd andere ben bent bij daar dan dat de der deze die dit doch doen door dus een elk
    elke en er ergens gaan geen geweest had hadden hare heb hebben hebt heeft hem het hier hij hoe hun iemand
    iets ik in is ja je jij jou jouw jullie kan kon kunnen maar me meer men met mij mijn moet moeten mocht na
    naar nee niet niets nog nooit nu of om omdat onder ons onze ook op over reeds sinds sommige te tegen toch
    toen tot tussen u uit uw van vaak vanaf veel voor waar waarom wanneer want waren was wat we weer wel welke
    werd werden wie wij wil wordt worden zal ze zei zelf zeer zich zij zijn zo zonder zou zouden
    """,
    .sv: """
    aldrig all alla allt alltid alltså än ändå andra annan annat är att av bara blev bli blir blivit båda de dem
    den denna deras dess dessa det detta dig din dina dit ditt du där därför då efter eftersom eller en er era
    ert ett från för före genom ha hade han hans har hela henne hennes hon honom hur här i icke in ingen inget
    inga innan inte ja jag ju kan kunde kommer man med mellan men mer mest mig min mina mitt mot mycket måste ni
    nog nu någon något några när nej och också om oss på sedan sen sig sin sina sitt själv ska skall skulle som
    så sådan till under upp ut utan vad var vara varför varit varje vars vart vem vi via vid vilka vilken vilket
    vill vår våra vårt åt över
    """,
    .ru: """
    а без более больше будет буду бы был была были было быть в вам вас ваш ваша весь во вот все всего всегда
    всех всю вся вы где да даже для до его ее ей ему если есть еще же за здесь и из или им их к как какая какие
    какой когда кого кому кто ли либо лишь между меня мне много мной может мой моя мои моё мы на над надо нам
    нас наш наша не него нее нет ни них но ну о об один однако он она они оно от очень перед по под после потом
    потому почему при про раз с сам свой своя себе себя со совсем так также такой там тебе тебя тем то тогда
    того тоже той только том тот ту тут ты у уже хотя чего чем через что чтобы чья эта эти это этого этой этом
    этот эту я
    """,
  ]
}
