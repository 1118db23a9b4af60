/// How the report's page looks: in light and dark, narrow and wide.
enum PageStyle {
  static let css = """
    :root { color-scheme: light dark; --line: #8884; --soft: #8882; --accent: #2b6cb0; --mark: #1a202c;
      --c0: #1f6fb2; --c1: #c2410c; --c2: #15803d; --c3: #7e22ce; --c4: #be185d; --c5: #0e7490; --c6: #a16207; --c7: #4d5563; }
    @media (prefers-color-scheme: dark) { :root { --accent: #7ab8f5; --mark: #f7fafc;
      --c0: #60a5fa; --c1: #fb923c; --c2: #4ade80; --c3: #c084fc; --c4: #f472b6; --c5: #22d3ee; --c6: #fbbf24; --c7: #cbd5e1; } }
    * { box-sizing: border-box; }
    body { font: 15px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 66rem; padding: 1.5rem 1rem 4rem; }
    h1 { margin: 0 0 .5rem; line-height: 1.2; } h2 { margin: 2.6rem 0 .2rem; } h3 { font-size: 1rem; margin: 1.2rem 0 .3rem; }
    .about { margin: 0 0 1rem; opacity: .75; max-width: 50rem; }
    .cards { display: grid; grid-template-columns: repeat(2, 1fr); gap: .6rem; padding: 0; margin: 1.4rem 0 0; }
    @media (min-width: 32rem) { .cards { grid-template-columns: repeat(4, 1fr); } }
    @media (min-width: 64rem) { .cards { grid-template-columns: repeat(8, 1fr); } }
    .cards li { list-style: none; border: 1px solid var(--line); border-radius: .5rem; padding: .6rem .8rem; }
    .cards b { display: block; font-size: 1.6rem; line-height: 1.25; }
    small, .where { opacity: .75; }
    .scroll { overflow-x: auto; }
    table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
    th, td { text-align: right; padding: .25rem .55rem; border-top: 1px solid var(--line); white-space: nowrap; }
    thead th { border: 0; font-weight: 600; }
    th:first-child, td:first-child { text-align: left; padding-left: 0; }
    td:last-child, th:last-child { padding-right: 0; }
    .bars { padding: 0; margin: 0; font-variant-numeric: tabular-nums; }
    .bars li { display: grid; grid-template: "name share count" "bar bar bar" / 1fr auto 2.4rem; gap: .2rem .8rem;
      align-items: center; border-top: 1px solid var(--line); padding: .35rem 0; }
    @media (min-width: 44rem) { .bars li { grid-template: "name bar share count" / 11rem 1fr 10rem 2.4rem; } }
    .bars svg { grid-area: bar; display: block; width: 100%; height: 14px; border-radius: 3px; }
    .name { grid-area: name; overflow-wrap: anywhere; } .share { grid-area: share; text-align: right; }
    .count { grid-area: count; text-align: right; }
    .room { fill: var(--soft); } .filled { fill: var(--accent); opacity: .55; } .interval { fill: var(--mark); }
    figure { margin: 0; max-width: 34rem; }
    figure > svg { display: block; width: 100%; height: auto; }
    svg text { font-size: 12px; fill: currentColor; opacity: .85; }
    .grid { stroke: var(--line); }
    .line { stroke: var(--c); fill: none; stroke-width: 2; } .line circle { fill: var(--c); stroke: none; }
    .dashed { stroke-dasharray: 6 4; }
    \((0..<8).map { ".c\($0) { --c: var(--c\($0)); }" }.joined(separator: " "))
    .legend { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; padding: 0; margin: .2rem 0 0; }
    .legend li { list-style: none; display: flex; align-items: center; gap: .4rem; }
    .key { width: 28px; height: 10px; flex: none; }
    .worst { padding: 0; margin: 0; }
    .worst > li { list-style: none; border-top: 1px solid var(--line); padding: .7rem 0; overflow-wrap: anywhere; }
    .worst ul { margin: .3rem 0 0; padding-left: 1.1rem; }
    .worst p { margin: 0; }
    """
}
