/// The parts of a report's page that are the same in all.
enum ReportAssets {
  /// The style: light or dark as the reader has it, one column on a phone.
  static let style = """
    :root { --back: #fbfbf9; --card: #fff; --text: #1d1d1b; --soft: #63635e; --line: #dcdcd6;
      --good: #19703a; --bad: #a8321f; --same: #245a9c; --other: #b8590b; --band: #e6edf6; }
    @media (prefers-color-scheme: dark) {
      :root { --back: #161614; --card: #20201d; --text: #ebebe6; --soft: #a3a39b; --line: #3a3a35;
        --good: #6fcf8f; --bad: #f08d78; --same: #8fb8ee; --other: #f0a35e; --band: #24303f; }
    }
    * { box-sizing: border-box; }
    body { margin: 0; background: var(--back); color: var(--text);
      font: 16px/1.5 system-ui, sans-serif; }
    main { max-width: 1080px; margin: 0 auto; padding: 1rem; }
    h1 { font-size: 1.6rem; line-height: 1.2; margin: .5rem 0 1rem; overflow-wrap: anywhere; }
    h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
    h3 { font-size: 1rem; margin: 1rem 0 .4rem; }
    code, pre { font-family: ui-monospace, monospace; font-size: .875em; }
    pre { background: var(--card); border: 1px solid var(--line); border-radius: 6px;
      padding: .6rem .8rem; white-space: pre-wrap; overflow-wrap: anywhere; }
    .small, .notes { color: var(--soft); font-size: .875rem; }
    .notes { padding-left: 1.2rem; }
    .verdict { background: var(--card); border: 1px solid var(--line); border-left-width: 6px;
      border-radius: 6px; padding: .8rem 1rem; font-size: 1.1rem; }
    .verdict b { text-transform: uppercase; font-size: .8rem; letter-spacing: .06em;
      display: block; }
    .verdict.better { border-left-color: var(--good); }
    .verdict.worse { border-left-color: var(--bad); }
    .verdict.equivalent { border-left-color: var(--same); }
    .better b, .mark.better, .delta.better { color: var(--good); }
    .worse b, .mark.worse, .delta.worse { color: var(--bad); }
    .equivalent b, .mark.equivalent { color: var(--same); }
    .mark.inconclusive { color: var(--soft); }
    .strip { display: grid; grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr));
      gap: .6rem 1.5rem; border-top: 1px solid var(--line); border-bottom: 1px solid var(--line);
      padding: .7rem 0; margin: 1rem 0; font-size: .875rem; }
    .strip div { min-width: 0; overflow-wrap: anywhere; }
    dt { color: var(--soft); }
    dd { margin: 0; }
    .scroll { overflow-x: auto; }
    table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
    th, td { padding: .25rem .6rem; text-align: right; white-space: nowrap;
      border-bottom: 1px solid var(--line); font-weight: normal; }
    thead th { color: var(--soft); font-size: .875rem; vertical-align: bottom; }
    th[scope=row] { text-align: left; }
    .led tbody tr:first-child > * { font-weight: 600; }
    thead th:first-child { text-align: left; }
    a { color: var(--same); }
    .forest { width: 240px; height: 26px; display: block; margin: 0 auto; }
    .zero { stroke: var(--soft); stroke-width: 1; fill: none; }
    .forest .band { fill: var(--band); }
    .forest .edge { stroke: var(--same); stroke-width: 1; stroke-dasharray: 2 2; }
    .forest .ci { stroke: var(--soft); stroke-width: 2; }
    .forest .dot { fill: var(--soft); }
    .forest.better .ci { stroke: var(--good); } .forest.better .dot { fill: var(--good); }
    .forest.worse .ci { stroke: var(--bad); } .forest.worse .dot { fill: var(--bad); }
    .forest.equivalent .ci { stroke: var(--same); } .forest.equivalent .dot { fill: var(--same); }
    .forest.score .ci { stroke: var(--same); } .forest.score .dot { fill: var(--same); }
    .forest .mark { stroke: var(--soft); stroke-width: 1; }
    .forest text { fill: var(--soft); font-size: 12px; }
    .charts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(20rem, 100%), 1fr));
      gap: .8rem; }
    figure { margin: 0; min-width: 0; background: var(--card); border: 1px solid var(--line);
      border-radius: 6px; padding: .4rem .6rem; }
    figcaption { font-size: .8125rem; overflow-wrap: anywhere; display: flex; flex-wrap: wrap;
      justify-content: space-between; gap: 0 .6rem; }
    figcaption span { color: var(--soft); font-variant-numeric: tabular-nums; }
    .curves { display: block; width: 100%; max-width: 28rem; height: auto; }
    .curves text { fill: var(--soft); font-size: 12px; }
    .curve { fill: none; stroke-linejoin: round; }
    .curve.a { stroke: var(--same); stroke-width: 2.5; }
    .curve.b { stroke: var(--other); stroke-width: 1.2; }
    .key { white-space: nowrap; margin-left: .8em; }
    .key::before { content: ""; display: inline-block; width: 1.2em; height: 3px;
      margin-right: .4em; vertical-align: middle; background: var(--same); }
    .key.b::before { background: var(--other); }
    .filter select { font: inherit; color: inherit; background: var(--card);
      border: 1px solid var(--soft); border-radius: 6px; padding: .2rem .4rem; }
    .filter label { margin-right: 1rem; } .filter output { color: var(--soft); }
    .filter[hidden] { display: none; }
    .filter input { vertical-align: middle; width: 16rem; max-width: 100%; }
    .stage { margin: .5rem 0; } .stage[hidden] { display: none; }
    .stage img { display: block; width: 100%; min-width: 40rem; height: auto; margin-top: .3rem; }
    .drawn { overflow-x: auto; margin-bottom: .8rem; } .drawn svg { display: block; }
    summary { cursor: pointer; }
    .gallery { display: grid; grid-template-columns: repeat(auto-fill, minmax(19rem, 1fr));
      gap: .8rem; margin-top: .8rem; }
    .gap { grid-column: 1 / -1; color: var(--soft); text-align: center; }
    article { content-visibility: auto; contain-intrinsic-size: auto 21rem; min-width: 0;
      background: var(--card); border: 1px solid var(--line); border-radius: 6px;
      padding: .6rem .8rem .8rem; }
    article[hidden] { display: none; }
    article header { display: flex; flex-wrap: wrap; gap: .2rem .6rem; align-items: baseline; }
    article h3 { font: 600 .875rem ui-monospace, monospace; margin: 0; overflow-wrap: anywhere; }
    .tag, .badge { font-size: .75rem; color: var(--soft); }
    .badge { border: 1px solid var(--line); border-radius: 9px; padding: 0 .5em; }
    .delta { margin-left: auto; font-variant-numeric: tabular-nums; }
    .side p { margin: .5rem 0 .3rem; font-size: .875rem; display: flex; gap: .8rem;
      align-items: baseline; justify-content: space-between; }
    .side p span { min-width: 0; overflow-wrap: anywhere; }
    .mean { color: var(--soft); font-variant-numeric: tabular-nums; flex: none; }
    .reasons { margin: .3rem 0 0; padding-left: 1rem; color: var(--soft); font-size: .8125rem; }
    .seeds { display: flex; flex-wrap: wrap; gap: 4px; }
    .seeds button { padding: 0; border: 0; background: none; cursor: zoom-in; line-height: 0; }
    .sign, .seeds .right, .seeds .wrong { --sign: "\\2717"; --look: var(--bad); --round: 3px; }
    .sign.right, .seeds .right { --sign: "\\2713"; --look: var(--good); --round: 50%; }
    .sign::after, .seeds .right::after, .seeds .wrong::after { content: var(--sign);
      color: var(--card); background: var(--look); border-radius: var(--round);
      font: 600 .75rem/1.125rem system-ui, sans-serif; width: 1.125rem; height: 1.125rem;
      display: inline-block; text-align: center; }
    .seeds .right::after, .seeds .wrong::after { display: block; margin: 3px auto 0; }
    .seeds button:focus-visible { outline: 2px solid var(--same); outline-offset: 2px; }
    .seeds img { width: 64px; height: 64px; image-rendering: pixelated;
      outline: 1px solid var(--line); }
    dialog { max-width: min(36rem, calc(100vw - 1rem)); border: 1px solid var(--line);
      border-radius: 8px; background: var(--card); color: var(--text); padding: 1rem; }
    dialog::backdrop { background: rgb(0 0 0 / .6); }
    dialog img { width: min(100%, 24rem); image-rendering: pixelated; display: block;
      margin: 0 auto .6rem; }
    dialog dl { font-size: .875rem; margin: 0 0 .8rem; overflow-wrap: anywhere; }
    dialog dd { margin: 0 0 .3rem; }
    dialog button { font: inherit; padding: .2rem .8rem; }
    @media (max-width: 640px) {
      main { padding: .6rem; }
      .gallery { grid-template-columns: minmax(0, 1fr); }
      table, thead, tbody { display: block; }
      tr { display: flex; flex-wrap: wrap; gap: 0 1rem; padding: .4rem 0;
        border-bottom: 1px solid var(--line); }
      th, td { border: 0; padding: 0; text-align: left; }
      tbody th { flex: 1 1 100%; font-weight: 600; }
      thead th:not(.plot) { display: none; }
      td[data-label]::before { content: attr(data-label) " "; color: var(--soft); }
      .plot { flex: 1 1 100%; order: 1; }
      .forest { width: 100%; height: auto; } .forest text { font-size: 9px; }
    }
    @media print { .filter, dialog { display: none; } .stage[hidden] { display: block; } article { break-inside: avoid; } }
    """

  /// Where a picture that was clicked is shown.
  static let dialog = """
    <dialog id="view" aria-label="A picture and what is known of it"><img alt=""><dl></dl>
    <form method="dialog"><button>Close</button></form></dialog>
    """

  /// What chooses among the cards, the view of one picture, and the way through the sheets.
  static let script = """
    const [tag, which, count] = ["tag", "which", "count"].map((id) => document.getElementById(id));
    const choose = () => {
      let seen = 0;
      for (const card of document.querySelectorAll("article")) {
        card.hidden = Boolean(tag?.value) && card.dataset.tag !== tag.value
          || Boolean(which?.value) && !("short" in card.dataset);
        if (!card.hidden) seen += 1;
      }
      count.textContent = `${seen} of ${count.dataset.total}`;
    };
    if (count) {
      for (const select of [tag, which]) select?.addEventListener("change", choose);
      choose();
    }
    const view = document.getElementById("view");
    document.querySelector(".gallery")?.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      const image = button.querySelector("img");
      const [shown, facts] = view.children;
      shown.src = image.src;
      shown.alt = button.getAttribute("aria-label");
      facts.replaceChildren();
      const { command, words, side, prompt, model } = button.closest(".side").dataset;
      const { seed, score, pixels } = button.dataset;
      const known = { side, prompt, seed, score, model, pixels, command: `${command} ${seed} ${words}` };
      for (const [key, value] of Object.entries(known)) {
        if (value === undefined) continue;
        facts.append(Object.assign(document.createElement("dt"), { textContent: key }));
        const code = key === "command" ? "code" : "span";
        const text = Object.assign(document.createElement(code), { textContent: value });
        const detail = document.createElement("dd");
        detail.append(text);
        facts.append(detail);
      }
      view.showModal();
    });
    view.addEventListener("click", (event) => { if (event.target === view) view.close(); });
    const stage = document.getElementById("stage");
    const show = () => document.querySelectorAll(".stage").forEach((sheet, index) => {
      sheet.hidden = index !== Number(stage.value);
      if (!sheet.hidden) stage.ariaValueText = sheet.querySelector("figcaption").textContent;
    });
    if (stage) {
      stage.parentElement.hidden = false;
      stage.addEventListener("input", show);
      show();
    }
    """
}
