/// The page at `/docs`: it reads `/openapi.json` and shows it, with nothing from elsewhere.
enum DocumentationPage {
  static let html = #"""
    <!doctype html>
    <html lang="en">
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Scrubjay API</title>
    <style>
      :root { color-scheme: light dark; --line: #8884; --soft: #8882; --accent: #2b6cb0; }
      @media (prefers-color-scheme: dark) { :root { --accent: #7ab8f5; } }
      body { font: 15px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 62rem; padding: 1.5rem; }
      h1 { margin: 0; } h2 { margin: 2.2rem 0 .6rem; text-transform: capitalize; }
      nav { display: flex; flex-wrap: wrap; gap: .3rem 1rem; margin: 1rem 0; }
      a { color: var(--accent); }
      details { border: 1px solid var(--line); border-radius: .5rem; margin: .4rem 0; }
      summary { cursor: pointer; padding: .5rem .8rem; display: flex; gap: .8rem; align-items: baseline; flex-wrap: wrap; }
      details > div { padding: 0 .8rem .8rem; }
      code, pre { font: 13px/1.45 ui-monospace, monospace; }
      pre { background: var(--soft); border-radius: .4rem; padding: .6rem; overflow: auto; margin: .3rem 0; }
      .method { font: 600 12px ui-monospace, monospace; min-width: 4.2rem; color: var(--accent); }
      .what { opacity: .8; }
      table { border-collapse: collapse; width: 100%; }
      th, td { text-align: left; vertical-align: top; padding: .25rem .6rem .25rem 0; border-top: 1px solid var(--line); }
      th { border: 0; font-weight: 600; }
      .required::after { content: " *"; color: #c53030; }
    </style>
    <h1>Scrubjay <small id="version"></small></h1>
    <p id="about"></p>
    <p><a href="/openapi.json">openapi.json</a> · <a href="/healthz">health</a></p>
    <nav id="nav"></nav>
    <main id="main">Loading …</main>
    <noscript><p>This page needs JavaScript; the document itself is at <a href="/openapi.json">/openapi.json</a>.</p></noscript>
    <script>
    const make = (tag, text, attributes = {}) => {
      const element = document.createElement(tag)
      if (text !== undefined) element.textContent = text
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
      return element
    }
    const type = schema => {
      if (!schema) return "any"
      if (schema.$ref) return schema.$ref.split("/").pop()
      if (schema.anyOf) return schema.anyOf.map(type).join(" or ")
      if (schema.enum) return schema.enum.filter(value => value !== null).join(" | ")
      const name = [].concat(schema.type ?? "any").join(" or ")
      return schema.items ? `${name} of ${type(schema.items)}` : schema.format ? `${name} (${schema.format})` : name
    }
    const limits = schema => ["minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems", "default"]
      .filter(name => schema?.[name] !== undefined).map(name => `${name} ${JSON.stringify(schema[name])}`).join(", ")
    const rows = fields => {
      const table = make("table")
      const head = make("tr")
      for (const title of ["Name", "In", "Type", "What"]) head.append(make("th", title))
      table.append(head)
      for (const field of fields) {
        const row = make("tr")
        const name = make("td")
        name.append(make("code", field.name, field.required ? { class: "required" } : {}))
        const what = [field.description, limits(field.schema)].filter(Boolean).join(" — ")
        row.append(name, make("td", field.in), make("td", type(field.schema)), make("td", what))
        table.append(row)
      }
      return table
    }
    const members = (schema, place, prefix = "") => Object.entries(schema.properties ?? {}).flatMap(([name, property]) => [
      { name: prefix + name, in: place, schema: property, description: property.description,
        required: (schema.required ?? []).includes(name) },
      ...(property.items?.properties ? members(property.items, place, `${prefix}${name}[].`) : []),
      ...(property.properties ? members(property, place, `${prefix}${name}.`) : []),
    ])
    const show = ({ path, method, operation, schemas }) => {
      const details = make("details", undefined, { id: operation.operationId })
      const summary = make("summary")
      summary.append(make("span", method.toUpperCase(), { class: "method" }), make("code", path),
        make("span", operation.summary, { class: "what" }))
      const body = make("div")
      if (operation.description) body.append(make("p", operation.description))
      const request = operation.requestBody?.content["application/json"].schema
      const fields = [...(operation.parameters ?? []), ...(request ? members(request, "body") : [])]
      if (fields.length) body.append(make("h4", "Takes"), rows(fields))
      for (const [status, response] of Object.entries(operation.responses)) {
        const schema = Object.values(response.content ?? {})[0]?.schema
        if (status === "default") continue
        body.append(make("h4", `Answers ${status}`))
        if (!schema) { body.append(make("p", "Nothing.")); continue }
        const item = schema.properties?.data?.items ?? schema
        const resolved = item.$ref ? schemas[item.$ref.split("/").pop()] : item
        body.append(make("p", item === schema ? type(schema) : `data: a list of ${type(item)}; next_cursor`))
        body.append(rows(members({ ...resolved, required: [] }, "answer")))
      }
      details.append(summary, body)
      return details
    }
    fetch("/openapi.json").then(response => response.json()).then(api => {
      document.getElementById("version").textContent = api.info.version
      document.getElementById("about").textContent = api.info.description
      const main = document.getElementById("main")
      main.textContent = ""
      for (const tag of api.tags) {
        document.getElementById("nav").append(make("a", tag.name, { href: `#${tag.name}` }))
        main.append(make("h2", tag.name, { id: tag.name }))
        for (const [path, methods] of Object.entries(api.paths))
          for (const [method, operation] of Object.entries(methods))
            if (operation.tags[0] === tag.name)
              main.append(show({ path, method, operation, schemas: api.components.schemas }))
      }
    }).catch(error => { document.getElementById("main").textContent = `The document cannot be read: ${error}` })
    </script>
    </html>
    """#
}
