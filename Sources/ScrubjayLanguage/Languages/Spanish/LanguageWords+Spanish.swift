extension LanguageWords {
  static let spanish = LanguageWords(
    language: .es,
    dates: DateWords(
      months: [
        "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre setiembre", "octubre",
        "noviembre", "diciembre",
      ],
      weekdays: ["lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo"],
      seasons: ["primavera", "verano", "otono", "invierno"],
      beforeMonth: "en de desde hasta", fillers: "de del", ordinalEndings: "o",
      relative: [
        ("hoy | esta noche", .day(0)), ("ayer | anoche", .day(-1)), ("anteayer", .day(-2)), ("esta semana", .week(0)),
        ("semana pasada", .week(-1)), ("fin de semana pasado", .weekend(-1)), ("este mes", .month(0)),
        ("mes pasado", .month(-1)), ("este ano", .year(0)), ("ano pasado", .year(-1)),
      ],
      units: [("dia dias", .day), ("semana semanas", .week), ("mes meses", .month), ("ano anos", .year)],
      counts: [
        "un una uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce",
      ],
      ago: "atras", agoBefore: "hace", lastAfter: "pasado pasada",
      counted: """
        pasos palabras paginas euros dolares pesos horas minutos segundos dias semanas meses anos veces metros
        kilometros kilos gramos calorias puntos
        """),
    bounds: BoundWords(
      after: "despues de | despues del | tras | posterior a | mas tarde de | despues de finales de",
      since: """
        desde | a partir de | a partir del | desde hace | desde principios de | desde comienzos de | desde finales de
        no antes de | no antes del
        """,
      before: "antes de | antes del | anterior a | previo a",
      until: """
        hasta | hasta el | hasta finales de | hasta fines de | antes del fin de | a mas tardar en | a mas tardar el
        no despues de | no despues del
        """,
      sinceFollowing: "o despues | y despues | o mas tarde | en adelante", untilFollowing: "o antes | y antes",
      from: "de | desde | del", onwards: "en adelante", to: "a | al | hasta | hasta el", between: "entre",
      and: "y | y el",
      past: "ultimos ultimas pasados pasadas", pastOne: "ultima | ultimo", fillers: "el la los ano mes de del"),
    questions: QuestionWords(
      time: "cuando | cuanto tiempo | que dia | que mes | que ano | que fecha | a que hora",
      number: "cuanto | cuantos | cuanta | cuantas",
      asked: """
        dijiste | recomendaste | sugeriste | mencionaste | aconsejaste | explicaste | propusiste | contaste | diste
        hablaste | ensenaste | has dicho | has recomendado | has sugerido | has mencionado | has explicado | me has
        habias | tu consejo | tus consejos | tu recomendacion | tus recomendaciones | tu sugerencia | tus sugerencias
        tu respuesta | tu explicacion | tu idea | tus ideas | dijo usted | recomendo usted | usted dijo
        """,
      several: "cuantos | cuantas | ambos | ambas | en comun | cuales | todos | todas | tipos de",
      together: "ambos | ambas | juntos | juntas",
      request: """
        puedes | podrias | puede usted | podria usted | deberia | debo | puedo | podemos | recomiendas | recomienda
        sugieres | sugiere | ayudame | muestrame | como hago
        """,
      overview: "en que orden | el orden en | resumen de | resume | resumir",
      frame: """
        puedes | podrias | por favor | en que orden | el orden en que | el orden en el que | en orden | un resumen de
        resumen de | resume | dame | en nuestras conversaciones | durante nuestras conversaciones
        a lo largo de nuestras conversaciones | hasta ahora | con el tiempo | diferentes aspectos de | mencione
        """,
      openings: """
        quien | quienes | que | cual | cuales | cuando | donde | por que | como | cuanto | cuanta | cuantos | cuantas
        a que | en que | de que | con que | con quien | a quien | de quien | desde cuando | hasta cuando | es cierto
        dime | muestra | muestrame | explica | explicame | lista | nombra | resume | busca | recuerdame | puedes
        podrias
        """),
    traits: TraitWords(
      time: """
        ayer | hoy | manana | anoche | pasado | pasada | proximo | proxima | semana | semanas | mes | meses | ano | anos
        dia | dias | lunes | martes | miercoles | jueves | viernes | sabado | domingo | enero | febrero | marzo | abril
        mayo | junio | julio | agosto | septiembre | octubre | noviembre | diciembre | primavera | verano | otono | invierno
        desde | cumpleanos | hace
        """,
      number: """
        dos | tres | cuatro | cinco | seis | siete | ocho | nueve | diez | once | doce | docena | ambos | cien | mil | medio
        """,
      ownPerson: """
        yo | me | mi | mis | mio | nos | nuestro | nuestra | nuestros | nuestras | soy | estoy | tengo | fui | estuve
        tuve | voy | quiero | hemos
        """,
      standing: """
        siempre | nunca | a partir de ahora | de ahora en adelante | cada vez que | cuando pregunte | prefiero
        preferiria | por favor no
        """,
      greeting: "hola | gracias | buenos dias | buenas tardes | buenas noches | buenas | adios | querido | querida"),
    speech: .spanish,
    facts: FactWords(
      names: [
        "El usuario se llama ", "La usuaria se llama ", "El nombre del usuario es ", "El nombre de la usuaria es ",
      ],
      counted: "(a ",
      comparison: ComparisonWords(locale: "es", negations: "no", idle: "ya | un | una", single: "vive en | se llama")),
    openings: .spanish,
    stopWords: """
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
    letters: ["ñ", "Ñ", "¿", "¡"])
}
