"use strict";
// The page: it turns what is chosen into the query of a link, asks for the picture of it, and
// draws what comes. What may be chosen stands in the page as the template wrote it, and all
// texts are those of words.json. Other scripts are parts of the page: they use what the global
// object Atelier offers, at the end of this file.
(() => {
  const A = (globalThis.Atelier ??= {});
  const $ = (id) => document.getElementById(id);
  const all = (what, within = document) => [...within.querySelectorAll(what)];
  const words = (A.words = JSON.parse($("words").textContent));
  const word = (key, fill = {}) => Object.entries(fill).reduce((text, [k, v]) => text.replaceAll("{" + k + "}", v), words[key]);

  // ---- Links ------------------------------------------------------------------------

  // Keys of a link that say how something is shown, and no choice.
  const shownKeys = ["before", "view", "show", "inside", "lesson", "bet", "model"];
  const pairsOf = (query) => [...new URLSearchParams(query)];
  const readable = (text) => encodeURIComponent(text).replace(/%(3D|2C|3A|2F)/g, decodeURIComponent);
  const queryOf = (pairs) => pairs.map(([key, value]) => readable(key) + "=" + readable(value)).join("&");
  // A page from a disk has no query of its own in every browser; there it stands behind #.
  const given = () => (location.hash.startsWith("#?") ? location.hash.slice(2) : location.search.slice(1));

  const now = {
    link: "", // the choice
    before: "", // that of the picture before, "" for none
    seen: {}, // how something is shown
    answer: JSON.parse($("first").textContent),
    place: history.state?.place ?? 0, // in the history of choices
    last: history.state?.place ?? 0, // the last of that history
  };

  function read(query) {
    const pairs = pairsOf(query);
    now.link = queryOf(pairs.filter(([key]) => !shownKeys.includes(key)));
    now.seen = Object.fromEntries(pairs.filter(([key]) => shownKeys.includes(key) && key !== "before"));
    now.before = pairs.find(([key]) => key === "before")?.[1] ?? "";
  }

  // address is the link to the page as it is shown.
  function address() {
    const shown = { before: now.before, ...now.seen, model: now.answer.model };
    const rest = queryOf(Object.entries(shown).filter(([, value]) => value));
    return "?" + [now.link, rest].filter(Boolean).join("&");
  }

  let noting = 0; // a timer
  // note keeps the address in the place of the one that stands there, or as a new step.
  function note(step) {
    clearTimeout(noting);
    if (step) now.last = ++now.place;
    const keep = (url) => history[step ? "pushState" : "replaceState"]({ place: now.place }, "", url);
    try {
      keep(address());
    } catch {
      keep("#" + address());
    }
    $("undo").disabled = now.place === 0;
    $("redo").disabled = now.place >= now.last;
    $("replay").disabled = !now.before;
  }

  // ---- The choice -------------------------------------------------------------------

  const settingOf = (flag) => pairsOf(now.link).find(([key]) => key === flag)?.[1];

  // set is the link in which one option has another value; its usual one is left out.
  function set(flag, value, usual) {
    const rest = pairsOf(now.link).filter(([key]) => key !== flag);
    return queryOf(value === usual ? rest : [...rest, [flag, value]]);
  }

  // A policy in a link is name=dose,start=2027-01,...; more than one entry may name it, and
  // the slider is that of the first.
  function parsed(text) {
    const [head, ...rest] = text.split(",");
    const [name, dose] = head.split("=");
    return { name, dose: dose === undefined ? null : Number(dose), rest };
  }
  const policies = () => pairsOf(now.link).filter(([key]) => key === "policy").map(([, text]) => parsed(text));
  const spelled = (p) => p.name + "=" + p.dose + p.rest.map((setting) => "," + setting).join("");

  // put is the link with a policy changed, added, or left out at a dose of 0.
  function put(policy) {
    let found = false;
    const pairs = pairsOf(now.link).flatMap(([key, text]) => {
      if (key !== "policy" || found || parsed(text).name !== policy.name) return [[key, text]];
      found = true;
      return policy.dose > 0 ? [[key, spelled(policy)]] : [];
    });
    if (!found && policy.dose > 0) pairs.push(["policy", spelled(policy)]);
    return queryOf(pairs);
  }

  // withPolicies is the link with these policies and no others.
  const withPolicies = (texts) => queryOf([...pairsOf(now.link).filter(([key]) => key !== "policy"), ...texts.map((text) => ["policy", text])]);

  // ---- Asking -----------------------------------------------------------------------

  // The first runs are a picture at once; the rest is played when the hand rests.
  const quick = 2, pause = 250;
  const asking = { going: null, next: 0, resting: true, held: false, timer: 0, number: 0 };

  // want asks for the picture of the choice with so many runs: at most one question is on its
  // way, the newest choice wins, and one that only makes a picture finer is given up for it.
  function want(runs) {
    asking.next = runs;
    if (!asking.going) return send();
    if (asking.going.runs > quick) asking.going.stop.abort();
  }

  async function send() {
    const runs = asking.next, stop = new AbortController(), number = ++asking.number;
    const question = { link: now.link, before: now.before, runs, ...view() };
    asking.next = 0;
    asking.going = { runs, stop };
    progress();
    try {
      const answer = await A.ask("answer", question, { signal: stop.signal });
      if (number === asking.number) arrived(question, answer);
    } catch (e) {
      if (e.name !== "AbortError") failed(e);
    }
    asking.going = null;
    if (asking.next) send();
    else progress();
  }

  const narrow = () => ($("figures").querySelector(".drawing")?.clientWidth ?? innerWidth) < 560; // as the style has it
  const view = () => ({ show: now.seen.show ? now.seen.show.split(",") : null, difference: now.seen.view === "difference", narrow: narrow() });

  function arrived(question, answer) {
    $("trouble").hidden = true;
    now.answer = answer;
    const current = question.link === now.link;
    if (current) { // as the model spells it, which may be shorter, or longer
      now.link = answer.link;
      now.before = answer.before;
    }
    draw(answer);
    if (current && asking.resting) rested();
    for (const part of parts) part(answer);
  }

  // finer plays more of what is shown, or says what moved when there is no more.
  function finer() {
    const { runs, of, live } = now.answer;
    if (runs < of) want(Math.min(of, 4 * Math.max(runs, quick))); // while others wait the first picture is of one run
    else if (live) say(live);
    progress();
  }

  function failed(error) {
    $("trouble").querySelector("p").textContent = error.message;
    $("trouble").hidden = false;
    progress();
  }

  function progress() {
    const { runs, of } = now.answer;
    $("figures").ariaBusy = Boolean(asking.going || asking.next);
    $("progress").textContent = runs < of || asking.next ? word("progress", { runs, of }) : "";
  }

  A.onQueue = (place) => {
    if (place) $("progress").textContent = word("queue", { place });
    else progress();
  };

  // ---- Changing the choice ----------------------------------------------------------

  // move is a change while a hand is on a control: the picture follows at once, and the
  // choice as it stood before the hand took hold stays as a ghost.
  function move(link) {
    if (link === now.link) return;
    if (asking.resting) {
      now.before = now.link;
      asking.resting = false;
    }
    now.link = link;
    sync();
    want(quick);
    clearTimeout(asking.timer);
    asking.timer = setTimeout(settle, pause);
  }

  // settle is when the hand rests, or lets go of a slider: a step of the history.
  function settle() {
    clearTimeout(asking.timer);
    if (asking.resting || asking.held) return;
    asking.resting = true;
    if (now.link !== now.before) note(true);
    if (!asking.going && now.link === now.answer.link) rested(); // the picture came while the hand was moving
  }

  function rested() {
    note(false);
    sync();
    finer();
  }

  function choose(link, { why } = {}) {
    move(link);
    settle();
    if (why) say(why);
  }

  // see keeps how something is shown. Browsers refuse an address that changes all the time, so
  // one that a part plays month by month is noted when it rests.
  function see(key, value) {
    if (value) now.seen[key] = value;
    else delete now.seen[key];
    clearTimeout(noting);
    noting = setTimeout(() => note(false), pause);
  }

  // show is another way to show the same choice.
  function show(key, value) {
    see(key, value);
    want(now.answer.runs);
  }

  addEventListener("popstate", (e) => {
    now.place = e.state?.place ?? 0;
    clearTimeout(asking.timer);
    asking.resting = true;
    read(given());
    sync();
    note(false);
    want(quick);
  });

  // ---- Controls ---------------------------------------------------------------------

  const handles = all(".policy").map((item) => ({
    item, name: item.dataset.policy, factor: Number(item.dataset.factor), rest: null,
    slider: item.querySelector(".slider"), box: item.querySelector(".box"), start: item.querySelector(".start"),
    said: item.querySelector(".said"), cost: item.querySelector(".cost"),
  }));
  const tidy = (x) => Number(x.toPrecision(12));
  const spell = (item, dose) => item.dataset.text.replaceAll("{%}", tidy(100 * dose) + "%").replaceAll("{}", dose.toLocaleString(document.documentElement.lang));

  function syncPolicies() {
    const list = policies(), priced = new Map(now.answer.policies?.map((p) => [p.name, p]));
    for (const h of handles) {
      const p = list.find((p) => p.name === h.name), told = priced.get(h.name);
      if (p) h.rest = p.rest;
      const dose = p ? p.dose ?? Number(h.item.dataset.dose) : 0, shown = tidy(dose * h.factor);
      h.item.classList.toggle("on", dose > 0);
      if (Number(h.slider.value) !== shown) h.slider.value = shown;
      if (h.box.value === "" || Number(h.box.value) !== shown) h.box.value = shown;
      h.said.textContent = dose > 0 ? spell(h.item, dose) : word("off", { dose: h.item.dataset.usual });
      h.slider.setAttribute("aria-valuetext", h.said.textContent);
      h.cost.textContent = (dose > 0 && told?.cost) || "";
      const start = p?.rest.find((s) => s.startsWith("start="));
      if (start) h.start.value = start.slice(6, 10);
    }
    for (const group of all("#policies .group")) {
      const on = all(".policy.on", group).length;
      group.querySelector(".count").textContent = on ? inForce(on) : "";
    }
    $("in-force").textContent = inForce(list.length);
    $("payers").replaceChildren(...(now.answer.payers ?? []).map((paid) => made("li", word("paid", paid))));
    for (const button of all(".package")) button.setAttribute("aria-pressed", isBundle(button, list));
  }
  const inForce = (n) => (n === 0 ? words.policies_none : n === 1 ? words.policies_one : word("policies_many", { n }));
  const bundleOf = (button) => button.dataset.policies.split(" ").filter(Boolean);
  const isBundle = (button, list) => String(bundleOf(button).sort()) === String(list.map(spelled).sort());

  // sync makes the controls show the choice.
  function sync() {
    const world = settingOf("world");
    for (const radio of all("#worlds input")) radio.checked = world ? radio.value === world : "usual" in radio.dataset;
    const chosen = $("worlds").querySelector("input:checked");
    for (const text of all("#world-text span")) text.hidden = text.dataset.world !== chosen?.value;
    for (const dial of all("[data-flag]")) if (dial !== document.activeElement) dial.value = settingOf(dial.dataset.flag) ?? dial.dataset.usual;
    const seed = $("dial-seed");
    $("dice").textContent = word("dice_now", { seed: seed.value });
    $("dice-same").disabled = seed.value === seed.dataset.usual;
    syncPolicies();
    $("difference").checked = now.seen.view === "difference";
    const show = now.seen.show?.split(",");
    for (const box of all("#measures input")) box.checked = show ? show.includes(box.value) : "usual" in box.dataset;
    const n = policies().length;
    document.title = word("document_title", { world: chosen?.parentElement.textContent.trim() ?? "", policies: n === 0 ? words.document_none : n === 1 ? words.document_one : word("document_many", { n }) });
  }

  function listenToPolicy(h) {
    const dose = (shown) => {
      const x = tidy(Math.min(Math.max(0, shown), Number(h.slider.max)) / h.factor);
      const starts = Number(h.start.value) === Number(h.item.dataset.start.slice(0, 4)) ? [] : ["start=" + h.start.value + "-01"];
      move(put({ name: h.name, dose: x, rest: h.rest ?? starts }));
    };
    h.slider.addEventListener("input", () => dose(Number(h.slider.value)));
    h.slider.addEventListener("pointerdown", () => (asking.held = true));
    for (const end of ["pointerup", "pointercancel"]) h.slider.addEventListener(end, () => {
      asking.held = false;
      settle(); // keys let go after a pause, so that several presses are one change
    });
    h.slider.addEventListener("keydown", (e) => { // ten steps everywhere; browsers differ
      const way = { PageUp: 10, PageDown: -10 }[e.key];
      if (!way) return;
      e.preventDefault();
      h.slider.value = Number(h.slider.value) + way * Number(h.slider.step);
      dose(Number(h.slider.value));
    });
    h.box.addEventListener("input", () => h.box.value !== "" && dose(Number(h.box.value)));
    h.box.addEventListener("change", () => {
      settle();
      syncPolicies();
    });
    h.start.addEventListener("change", () => {
      if (!h.start.checkValidity() || !h.start.value) return;
      h.rest = [...(h.rest ?? []).filter((s) => !s.startsWith("start=")), "start=" + h.start.value + "-01"];
      const p = policies().find((p) => p.name === h.name);
      if (p) choose(put({ ...p, rest: h.rest }));
    });
  }

  function listen() {
    handles.forEach(listenToPolicy);
    for (const radio of all("#worlds input")) radio.addEventListener("change", () => choose(set("world", radio.value, $("worlds").querySelector("[data-usual]").value)));
    for (const button of all(".package")) button.addEventListener("click", () => choose(withPolicies(isBundle(button, policies()) ? [] : bundleOf(button))));
    for (const dial of all("[data-flag]")) dial.addEventListener("change", () => dial.reportValidity() && dial.value && choose(set(dial.dataset.flag, dial.value, dial.dataset.usual)));
    const seed = $("dial-seed"), roll = (value) => choose(set("seed", String(value), seed.dataset.usual));
    $("dice-new").addEventListener("click", () => roll(Number(seed.value) + 1));
    $("dice-same").addEventListener("click", () => roll(seed.dataset.usual));
    $("undo").addEventListener("click", () => history.back());
    $("redo").addEventListener("click", () => history.forward());
    $("reset").addEventListener("click", () => choose(""));
    $("replay").addEventListener("click", replay);
    $("difference").addEventListener("change", () => show("view", $("difference").checked ? "difference" : ""));
    for (const box of all("#measures input")) box.addEventListener("change", measures);
    $("retry").addEventListener("click", () => want(quick));
    $("notes-close").addEventListener("click", () => ($("notes").hidden = true));
    $("copy-link").addEventListener("click", () => copy($("link"), new URL(location.href).href));
    for (const button of all("[data-copy]")) button.addEventListener("click", () => copy($(button.dataset.copy), $(button.dataset.copy).textContent));
    for (const skip of all(".skip, nav a")) skip.addEventListener("click", (e) => {
      e.preventDefault(); // the address is the choice's
      const part = document.querySelector(skip.hash);
      part.scrollIntoView();
      part.focus({ preventScroll: true });
    });
  }

  function measures() {
    const boxes = all("#measures input"), on = boxes.filter((box) => box.checked);
    if (on.length === 0) return void (this.checked = true); // there is always a picture
    const usual = boxes.every((box) => box.checked === "usual" in box.dataset);
    show("show", usual ? "" : on.map((box) => box.value).join(","));
  }

  // ---- Pictures ---------------------------------------------------------------------

  const mould = $("mould").content.firstElementChild;

  function draw(answer) {
    const stage = $("figures"), drawings = new Map(all("figure", stage).map((f) => [f.dataset.id, f]));
    const wanted = answer.figures.map((drawn) => {
      const figure = drawings.get(drawn.id) ?? newFigure(drawn);
      const drawing = document.createElement("div");
      drawing.innerHTML = drawn.svg;
      figure.querySelector(".drawing").replaceChildren(drawing);
      fill(figure, drawn);
      return figure;
    });
    if (String(wanted.map((f) => f.dataset.id)) !== String([...drawings.keys()])) stage.replaceChildren(...wanted);
    $("nothing").textContent = answer.nothing;
    $("nothing").hidden = !answer.nothing;
    $("command").textContent = answer.command;
    $("yaml").textContent = answer.yaml;
    $("model").textContent = word("model", { model: answer.model, version: answer.version });
    notes(answer);
  }

  // fill puts the words of a figure in their places.
  function fill(figure, drawn) {
    figure.drawn = drawn;
    figure.querySelector("figcaption").textContent = drawn.caption;
    figure.querySelector(".foot").textContent = drawn.footer;
    readOut(figure);
    if (figure.querySelector(".numbers").open) table(figure);
  }

  function newFigure({ id, title }) {
    const figure = mould.cloneNode(true);
    figure.dataset.id = id;
    figure.ariaLabel = title;
    figure.querySelector("h3").textContent = title;
    figure.querySelector(".month").ariaLabel = word("read_month", { title });
    figure.querySelector(".scroll").ariaLabel = title;
    for (const button of all("[data-format]", figure)) button.ariaLabel = word("download", { title, format: button.textContent });
    listenToFigure(figure);
    return figure;
  }

  function notes(answer) {
    const list = [...(answer.notes ?? [])], theirs = now.seen.model;
    if (theirs && theirs !== answer.model) list.push(word("model_other", { theirs, ours: answer.model }));
    now.seen.model = "";
    if (list.length === 0) return;
    $("notes").querySelector("ul").replaceChildren(...list.map((text) => made("li", text)));
    $("notes").hidden = false;
  }

  function made(name, text) {
    const element = document.createElement(name);
    element.textContent = text;
    return element;
  }

  // table fills the table of a figure: as it comes with the picture, or every month in words.
  function table(figure) {
    const { title, lines, table: short } = figure.drawn, every = figure.querySelector(".every");
    every.parentElement.hidden = !lines?.length;
    const whole = every.checked && lines?.length > 0;
    const head = whole ? [words.month, ...lines.map((line) => line.title)] : short.head;
    const rows = whole ? lines[0].said.map((_, month) => [monthText(month), ...lines.map((line) => line.said[month])]) : short.rows;
    const cell = (name, text, scope) => Object.assign(made(name, text), scope && { scope });
    const row = (cells) => {
      const tr = document.createElement("tr");
      tr.append(...cells);
      return tr;
    };
    figure.querySelector("caption").textContent = word(whole ? "table_all_caption" : "table_caption", { title });
    figure.querySelector("thead").replaceChildren(row((head ?? []).map((text) => cell("th", text, "col"))));
    figure.querySelector("tbody").replaceChildren(...(rows ?? []).map(([first, ...rest]) => row([cell("th", first, "row"), ...rest.map((text) => cell("td", text))])));
  }

  const monthText = (month) => new Date(Date.UTC(document.body.dataset.year, month)).toLocaleDateString(document.documentElement.lang, { month: "long", year: "numeric", timeZone: "UTC" });

  // ---- Reading a month --------------------------------------------------------------

  let month = null; // the one that is read out, null for the last

  function readAt(at) {
    month = at;
    for (const figure of all("#figures figure")) readOut(figure);
  }

  // readOut says a month in the place of the caption, and always to whoever listens.
  function readOut(figure) {
    const lines = figure.drawn.lines ?? [], range = figure.querySelector(".month"), last = (lines[0]?.said.length ?? 0) - 1;
    figure.querySelector(".reader").hidden = last < 0;
    figure.classList.toggle("reading", last >= 0 && month !== null);
    if (last < 0) return;
    const at = Math.min(month ?? last, last), head = monthText(at);
    const said = lines.map((line) => line.title + ": " + line.said[at].replace(head + ": ", ""));
    range.max = last;
    range.value = at;
    range.setAttribute("aria-valuetext", head + ". " + said.join(". "));
    const list = said.map((text) => made("span", text));
    list.forEach((text, k) => (text.dataset.role = lines[k].role));
    figure.querySelector(".readout").replaceChildren(made("b", head), ...list);
    under(figure);
    cross(figure, month === null ? null : at);
  }

  // under puts the handle that reads months below the months of the picture.
  function under(figure) {
    const svg = all(".drawing svg", figure).find((svg) => svg.getClientRects().length), field = svg?.querySelector(".field");
    if (!field) return;
    const per = (key) => (100 * Number(field.getAttribute(key))) / svg.viewBox.baseVal.width, thumb = "0.75rem", { style } = figure.querySelector(".month");
    style.marginLeft = `calc(${per("x")}% - ${thumb} / 2)`;
    style.width = `calc(${per("width")}% + ${thumb})`;
  }

  // cross draws the line of a month over a picture.
  function cross(figure, at) {
    for (const svg of all(".drawing svg", figure)) {
      svg.querySelector(".cross")?.remove();
      const field = svg.querySelector(".field");
      if (at === null || !field) continue;
      const x = Number(field.getAttribute("x")) + ((at - field.dataset.from) / field.dataset.months) * Number(field.getAttribute("width"));
      const top = Number(field.getAttribute("y")), line = document.createElementNS(svg.namespaceURI, "line");
      for (const [key, value] of Object.entries({ class: "cross", x1: x, x2: x, y1: top, y2: top + Number(field.getAttribute("height")) })) line.setAttribute(key, value);
      svg.append(line);
    }
  }

  function point(figure, e) {
    const svg = e.target.closest("svg"), field = svg?.querySelector(".field");
    if (!field) return;
    const x = new DOMPoint(e.clientX, e.clientY).matrixTransform(svg.getScreenCTM().inverse()).x;
    const share = (x - Number(field.getAttribute("x"))) / Number(field.getAttribute("width"));
    if (share >= 0 && share <= 1) readAt(Math.round(Number(field.dataset.from) + share * field.dataset.months));
  }

  function listenToFigure(figure) {
    figure.drawn ??= { lines: [] };
    const range = figure.querySelector(".month");
    range.addEventListener("input", () => readAt(Number(range.value)));
    figure.querySelector(".drawing").addEventListener("pointermove", (e) => point(figure, e));
    figure.querySelector(".drawing").addEventListener("pointerdown", (e) => point(figure, e));
    figure.querySelector(".numbers").addEventListener("toggle", (e) => e.target.open && table(figure));
    figure.querySelector(".every").addEventListener("change", () => table(figure));
    for (const button of all("[data-format]", figure)) button.addEventListener("click", () => save(figure, button.dataset.format));
  }

  addEventListener("keydown", (e) => {
    if (e.key !== "Escape") return;
    if (month !== null) return readAt(null);
    const open = document.activeElement?.closest("details[open]") ?? document.querySelector(".menu[open]");
    if (!open) return;
    open.open = false;
    open.querySelector("summary").focus();
  });

  // ---- Files, links, replay ---------------------------------------------------------

  async function save(figure, format) {
    try {
      const file = await A.ask("file", { link: now.link, before: now.before, id: figure.dataset.id, format, runs: now.answer.runs, difference: now.seen.view === "difference", narrow: narrow() });
      const bytes = Uint8Array.from(atob(file.base64), (c) => c.charCodeAt(0));
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([bytes], { type: file.type }));
      link.download = file.name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000); // it may still be read
      say(word("saved", { name: file.name }));
    } catch (e) {
      failed(e);
    }
  }

  // copy copies a text, by the element that shows it where the browser has no other way.
  async function copy(shown, text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      if (shown.matches("input")) {
        shown.hidden = false;
        shown.value = text;
        shown.select();
      } else {
        getSelection().selectAllChildren(shown);
      }
      if (!document.execCommand("copy")) return; // it is selected, and to be copied by hand
    }
    say(words.copied);
  }

  // replay lets the picture before turn into the present one, twice.
  async function replay() {
    if (!now.before) return;
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return say(now.answer.live || words.replaying);
    try {
      const was = await A.ask("answer", { link: now.before, before: "", runs: now.answer.runs, ...view() });
      await Promise.all(was.figures.map((drawn) => turn(document.querySelector(`#figures [data-id="${drawn.id}"] .drawing`), drawn.svg)));
      say(now.answer.live || words.replaying);
    } catch (e) {
      failed(e);
    }
  }

  async function turn(drawing, svg) {
    const old = document.createElement("div");
    old.className = "old";
    old.innerHTML = svg;
    drawing.append(old);
    const frames = [{ opacity: 1 }, { opacity: 1, offset: 0.35 }, { opacity: 0, offset: 0.75 }, { opacity: 0 }];
    await old.animate(frames, { duration: 1600, iterations: 2 }).finished;
    old.remove();
  }

  function say(sentence) {
    $("live").textContent = sentence;
  }

  // ---- What parts of the page use ---------------------------------------------------

  const parts = [];
  Object.assign(A, {
    link: () => now.link, // the choice as a query
    choose, // a new choice: (link, {why}) asks, draws, and is a step of the history
    answer: () => now.answer,
    onAnswer: (part) => void parts.push(part), // called with every answer
    seen: (key) => now.seen[key] ?? "",
    see, // (key, value) keeps in the link how something is shown
    say, // a sentence that is read aloud
  });

  function begin() {
    const { link } = document.body.dataset, fresh = !given() || given() === link; // the picture in the page is the one to show
    if (fresh) {
      read(link);
      now.link = now.answer.link;
      now.before = now.answer.before;
    } else {
      read(given());
    }
    for (const drawn of now.answer.figures) {
      const figure = document.querySelector(`#figures [data-id="${drawn.id}"]`);
      figure.drawn = drawn;
      listenToFigure(figure);
      readOut(figure);
    }
    notes(now.answer);
    listen();
    sync();
    for (const group of all("#policies .group")) group.open = group.querySelector(".policy.on") !== null; // nothing in force is out of sight
    note(false);
    $("model").textContent = word("model", now.answer);
    document.documentElement.classList.add("ready");
    if (!fresh) want(quick);
    else finer();
    let was = narrow();
    new ResizeObserver(() => {
      if (narrow() === was) return;
      was = narrow();
      want(now.answer.runs);
    }).observe(document.documentElement);
  }
  begin();
})();
