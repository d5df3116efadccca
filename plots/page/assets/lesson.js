"use strict";
// Lessons: a part of the page that asks the desk for one step after another, lets people bet
// and shows what came of it. What is bet stands in the link; what is written stays on the page.
(() => {
  const A = (globalThis.Atelier ??= {});
  const root = document.getElementById("lesson");
  if (!root) return;
  const word = (key, fill = {}) => Object.entries(fill).reduce((text, [k, v]) => text.replaceAll("{" + k + "}", v), A.words?.["lesson_" + key] ?? key);
  const home = { parent: root.parentElement, next: root.nextSibling };
  const now = { id: "", step: 0, bets: {}, written: {}, stop: null, told: null, list: [] };

  // made is an element with its properties and children.
  function made(name, props = {}, ...children) {
    const e = document.createElement(name);
    for (const [key, value] of Object.entries(props)) {
      if (key === "on") for (const [event, listener] of Object.entries(value)) e.addEventListener(event, listener);
      else if (key === "html") e.innerHTML = value; // of the desk, which lets no tags of a lesson through
      else if (key in e && key !== "list") e[key] = value;
      else e.setAttribute(key, value);
    }
    e.append(...children.filter((c) => c !== null && c !== undefined));
    return e;
  }
  const button = (text, click, props = {}) => made("button", { type: "button", textContent: text, on: { click }, ...props });

  // ---- The link -----------------------------------------------------------------------

  const spelled = () => Object.entries(now.bets).map(([name, value]) => name + ":" + value).join("~");
  function note() {
    A.see("lesson", now.id ? now.id + "/" + now.step : "");
    A.see("bet", now.id ? spelled() : "");
  }
  function read() {
    const [id, step] = (A.seen("lesson") ?? "").split("/");
    now.id = id;
    now.step = Math.max(0, Math.trunc(Number(step)) || 0);
    now.bets = Object.fromEntries((A.seen("bet") ?? "").split("~").filter((s) => s.includes(":")).map((s) => [s.slice(0, s.indexOf(":")), s.slice(s.indexOf(":") + 1)]));
  }

  // ---- Steps --------------------------------------------------------------------------

  async function ask(what, question) {
    now.stop?.abort();
    const stop = (now.stop = new AbortController());
    root.setAttribute("aria-busy", "true");
    working(true);
    try {
      return await A.ask(what, question, { signal: stop.signal });
    } catch (e) {
      if (e.name !== "AbortError") trouble(e.message);
      return null;
    } finally {
      if (now.stop === stop) {
        root.removeAttribute("aria-busy");
        working(false);
      }
    }
  }
  function working(on) {
    const line = root.querySelector(".lesson-working");
    if (line) line.textContent = on ? word("working") : "";
  }
  function trouble(message) {
    root.querySelector(".lesson-trouble")?.remove();
    root.append(made("p", { className: "lesson-trouble", role: "alert", textContent: message }));
  }

  // list shows which lessons there are, at the head of the pictures.
  async function list(focus) {
    now.id = "";
    if (now.list.length === 0) now.list = (await ask("lessons", {})) ?? [];
    atHead();
    root.className = "lesson-open";
    const head = made("h2", { tabIndex: -1, textContent: word("lessons") });
    root.replaceChildren(head,
      made("p", { textContent: word("lead") }),
      made("ul", { className: "lesson-list" }, ...now.list.map((l) => made("li", {},
        button(l.title + (l.assumed ? "\u2020" : ""), () => go(l.id, 0)), made("span", { textContent: " " + word("minutes", { n: l.minutes }) })))),
      made("p", { className: "lesson-move" }, button(word("close"), close)),
      made("p", { className: "lesson-working", role: "status" }));
    if (focus) head.focus();
  }
  function atHead() {
    if (root !== home.parent?.firstElementChild) home.parent?.prepend(root);
  }
  function close() {
    root.replaceChildren();
    root.className = "";
    home.parent?.insertBefore(root, home.next);
    door?.focus();
  }

  async function go(id, step, quiet) {
    if (now.id !== id) {
      now.bets = quiet ? now.bets : {};
      now.written = {};
    }
    now.id = id;
    now.step = step;
    const told = await ask("lesson", { id, step, bet: spelled() });
    if (!told) return;
    now.told = told;
    note();
    show(told, quiet);
  }

  function show(told, quiet) {
    atHead();
    root.className = "lesson-open";
    const head = made("h3", { className: "lesson-step", tabIndex: -1, textContent: word("step", { n: told.step + 1, of: told.steps.length, name: numbered(told.steps, told.step) }) });
    const body = made("div", { className: "lesson-body", html: told.html });
    const bets = told.bets ?? [], step = told.steps[told.step];
    const parts = step === "Bet" ? [betting(bets[0])] : bets.map(revealed);
    root.replaceChildren(
      made("h2", { textContent: told.title + (told.assumed ? "\u2020" : "") }),
      made("ol", { className: "lesson-steps", "aria-label": word("steps") }, ...told.steps.map((name, k) => made("li", {},
        button(numbered(told.steps, k), () => go(told.id, k), k === told.step ? { "aria-current": "step" } : {})))),
      head, body, ...parts, ...(step === "Say why" ? saying(told) : []),
      made("p", { className: "lesson-move" },
        told.step > 0 ? button(word("back"), () => go(told.id, told.step - 1)) : null,
        step === "Bet" ? null : told.step + 1 < told.steps.length ? button(word("next"), () => go(told.id, told.step + 1), { className: "lesson-next" }) : null,
        button(word("print"), print), button(word("leave"), leave)),
      made("p", { className: "lesson-working", role: "status" }));
    for (const choice of root.querySelectorAll(".lesson-choice")) choice.addEventListener("click", () => choose(choice));
    if (quiet) return;
    head.focus();
    A.say?.(head.textContent);
  }
  // numbered is the name of a step, with its number where there are several of the name.
  const numbered = (steps, k) => {
    const alike = steps.filter((name) => name === steps[k]).length;
    return stepName(steps[k]) + (alike > 1 ? " " + (steps.slice(0, k + 1).filter((name) => name === steps[k]).length) : "");
  };
  const stepName = (name) => word("step_" + name.toLowerCase().split(" ")[0]);

  // choose plays a future of the lesson on the page.
  function choose(choice) {
    const f = now.told.choices.find((c) => c.name === choice.dataset.future);
    if (!f) return;
    A.see("show", now.told.watch.join(","));
    A.choose(f.link, { why: choice.textContent });
  }

  async function leave() {
    await list(true);
    note();
  }

  function print() {
    document.documentElement.classList.add("lesson-printing");
    globalThis.print();
    document.documentElement.classList.remove("lesson-printing");
  }

  // saying is where people write in their own words.
  const saying = (told) => told.say.map((text, k) => made("label", { className: "lesson-say" }, text,
    made("textarea", { rows: 3, value: now.written[k] ?? "", on: { input: (e) => (now.written[k] = e.target.value) } })));

  // ---- Bets ---------------------------------------------------------------------------

  // betting is the form of a bet: native inputs, and a picture on which a pointer draws.
  function betting(bet) {
    const kind = { draw, place, choose: options, order, sort }[bet.type](bet, now.bets[bet.name]);
    const send = () => {
      const value = kind.value();
      if (value === null) {
        trouble(word("incomplete"));
        return;
      }
      now.bets[bet.name] = value;
      go(now.id, now.step + 1);
    };
    return made("form", { className: "lesson-bet", on: { submit: (e) => (e.preventDefault(), send()) } }, kind.form,
      made("p", {}, made("button", { type: "submit", className: "lesson-next", textContent: word("bet") }),
        button(word("skip"), () => {
          delete now.bets[bet.name];
          go(now.id, now.step + 1);
        })));
  }

  function options(bet, given) {
    const form = made("fieldset", {}, made("legend", { textContent: word("choose") }),
      ...bet.options.map((o) => made("label", {}, made("input", { type: "radio", name: bet.name, value: o.id, checked: o.id === given }), " " + o.words)));
    return { form, value: () => form.querySelector("input:checked")?.value ?? null };
  }

  function sort(bet, given) {
    const old = given?.split(",") ?? [];
    const selects = bet.options.map((o, k) => {
      const select = made("select", {}, made("option", { value: "", textContent: word("nothing_yet") }), ...bet.bins.map((b) => made("option", { value: b.id, textContent: b.words })));
      if (old[k]) select.value = old[k];
      return select;
    });
    const form = made("fieldset", {}, made("legend", { textContent: word("sort") }),
      ...bet.options.map((o, k) => made("label", {}, o.words + " ", selects[k])));
    return { form, value: () => (selects.every((s) => s.value) ? selects.map((s) => s.value).join(",") : null) };
  }

  function order(bet, given) {
    const ids = given?.split(",") ?? bet.options.map((o) => o.id);
    const words = Object.fromEntries(bet.options.map((o) => [o.id, o.words]));
    const form = made("fieldset", {});
    const list = made("ol", {});
    const write = (focus) => {
      list.replaceChildren(...ids.map((id, k) => made("li", {}, words[id] + " ",
        button("\u2191", () => swap(k, k - 1), { ariaLabel: word("up", { name: words[id] }), disabled: k === 0 }),
        button("\u2193", () => swap(k, k + 1), { ariaLabel: word("down", { name: words[id] }), disabled: k === ids.length - 1 }))));
      if (focus === undefined) return;
      const item = list.children[focus];
      item.querySelector("button:enabled")?.focus();
      A.say?.(word("now_at", { name: words[ids[focus]], n: focus + 1 }));
    };
    const swap = (a, b) => {
      [ids[a], ids[b]] = [ids[b], ids[a]];
      write(b);
    };
    write();
    form.append(made("legend", { textContent: word("order") }), list);
    return { form, value: () => ids.join(",") };
  }

  // ---- Pictures -----------------------------------------------------------------------

  const space = "http://www.w3.org/2000/svg";
  function shape(name, attributes, text) {
    const e = document.createElementNS(space, name);
    for (const [key, value] of Object.entries(attributes)) e.setAttribute(key, value);
    if (text !== undefined) e.textContent = text;
    return e;
  }
  const frame = { w: 560, h: 280, left: 44, right: 22, top: 28, bottom: 40 };

  // picture is an empty picture with two axes of numbers.
  function picture(label, x, y) {
    const svg = shape("svg", { viewBox: `0 0 ${frame.w} ${frame.h}`, role: "img", "aria-label": label, class: "lesson-picture" });
    const at = {
      x: (v) => frame.left + ((v - x.low) / (x.high - x.low)) * (frame.w - frame.left - frame.right),
      y: (v) => frame.h - frame.bottom - ((v - y.low) / (y.high - y.low)) * (frame.h - frame.top - frame.bottom),
    };
    for (const tick of ticks(y)) svg.append(shape("line", { class: "grid" + (tick === 0 ? " zero" : ""), x1: frame.left, x2: frame.w - frame.right, y1: at.y(tick), y2: at.y(tick) }),
      shape("text", { x: frame.left - 6, y: at.y(tick) + 4, "text-anchor": "end" }, String(tick).replace("-", "\u2212")));
    for (const tick of x.ticks ?? ticks(x)) svg.append(shape("text", { x: at.x(tick), y: frame.h - frame.bottom + 16, "text-anchor": "middle" }, String(tick).replace("-", "\u2212")));
    if (x.label) svg.append(shape("text", { x: (frame.left + frame.w - frame.right) / 2, y: frame.h - 4, "text-anchor": "middle" }, x.label));
    if (y.label) svg.append(shape("text", { x: frame.left, y: 13 }, y.label));
    // where is what a pointer points at.
    const where = (e) => {
      const box = svg.getBoundingClientRect();
      const px = ((e.clientX - box.left) / box.width) * frame.w, py = ((e.clientY - box.top) / box.height) * frame.h;
      const back = (p, low, high, from, to) => Math.min(high, Math.max(low, low + ((p - from) / (to - from)) * (high - low)));
      return { x: back(px, x.low, x.high, frame.left, frame.w - frame.right), y: back(py, y.low, y.high, frame.h - frame.bottom, frame.top) };
    };
    return { svg, at, where };
  }
  function ticks({ low, high }) {
    const step = high - low > 40 ? 20 : high - low > 15 ? 5 : high - low > 4 ? 2 : 1;
    const list = [];
    for (let v = Math.ceil(low / step) * step; v <= high; v += step) list.push(v);
    return list;
  }
  // dragging calls back where a pointer is as long as it is down.
  function dragging(svg, where, start, move) {
    let held = null;
    svg.addEventListener("pointerdown", (e) => {
      held = start(where(e));
      svg.setPointerCapture(e.pointerId);
      move(held, where(e));
      e.preventDefault();
    });
    svg.addEventListener("pointermove", (e) => held !== null && move(held, where(e)));
    for (const end of ["pointerup", "pointercancel"]) svg.addEventListener(end, () => (held = null));
  }
  const path = (points) => points.map(([x, y], k) => (k ? "L" : "M") + x.toFixed(1) + " " + y.toFixed(1)).join("");

  const firstYear = 2021;
  function curves(bet, label) {
    const last = bet.years.at(-1), given = bet.outcome.given ?? [];
    const xs = { low: firstYear, high: last, ticks: bet.years.filter((y) => (last - y) % 4 === 0), label: "" };
    const p = picture(label, xs, { ...bet.axes[0], low: 0, high: 100 });
    given.forEach((v, k) => p.svg.append(shape("circle", { class: "given", cx: p.at.x(firstYear + k), cy: p.at.y(v), r: 4 })));
    return p;
  }
  function draw(bet, old) {
    const p = curves(bet, word("draw_picture")), line = shape("path", { class: "mine" });
    p.svg.append(line);
    const rest = Math.round(bet.outcome.given?.at(-1) ?? 0), was = old?.split(",").map(Number) ?? [];
    let touched = was.length === bet.years.length;
    const boxes = bet.years.map((year, k) => made("input", { type: "number", min: 0, max: 100, step: 1, required: true, value: was[k] ?? rest, on: { input: () => ((touched = true), write()) } }));
    const write = () => line.setAttribute("d", path(boxes.map((b, k) => [p.at.x(bet.years[k]), p.at.y(Math.min(100, Math.max(0, Number(b.value))))])));
    const put = (point) => {
      const k = Math.min(bet.years.length - 1, Math.max(0, Math.round(point.x) - bet.years[0]));
      boxes[k].value = Math.round(point.y);
      return k;
    };
    dragging(p.svg, p.where, () => ({ last: null }), (held, point) => {
      touched = true;
      const k = put(point);
      if (held.last !== null) for (let j = Math.min(k, held.last) + 1; j < Math.max(k, held.last); j++) boxes[j].value = boxes[k].value;
      held.last = k;
      write();
    });
    write();
    return {
      form: made("fieldset", {}, made("legend", { textContent: word("draw") }), p.svg,
        made("div", { className: "lesson-years" }, ...boxes.map((b, k) => made("label", {}, String(bet.years[k]), b)))),
      value: () => (touched && boxes.every((b) => b.value !== "" && b.checkValidity()) ? boxes.map((b) => Number(b.value)).join(",") : null),
    };
  }

  function place(bet, old) {
    const [x, y] = bet.axes, p = picture(word("place_picture"), x, y);
    const was = old?.split(",").map((s) => s.split("/").map(Number)) ?? [];
    let touched = was.length === bet.options.length;
    const points = bet.options.map((o, k) => {
      const start = was[k] ?? [Math.round(x.low + ((k + 1) * (x.high - x.low)) / (bet.options.length + 1)), 0]; // apart, or one would hide another
      const dot = shape("g", { class: "mine" });
      const slider = (axis, value, name) => made("input", { type: "range", min: axis.low, max: axis.high, step: 1, value, ariaLabel: word("place_slider", { name: o.words, axis: axis.label }), name, on: { input: () => ((touched = true), write()) } });
      dot.append(shape("circle", { r: 7 }), shape("text", { y: -11, "text-anchor": "middle" }, o.words));
      p.svg.append(dot);
      return { o, dot, x: slider(x, start[0]), y: slider(y, start[1]), said: made("output") };
    });
    const write = () => points.forEach((q) => {
      q.dot.setAttribute("transform", `translate(${p.at.x(Number(q.x.value))} ${p.at.y(Number(q.y.value))})`);
      q.said.textContent = `${q.x.value} / ${q.y.value}`.replaceAll("-", "\u2212");
    });
    dragging(p.svg, p.where, (at) => points.reduce((best, q) => (far(q, at) < far(best, at) ? q : best)), (q, at) => {
      touched = true;
      q.x.value = at.x;
      q.y.value = at.y;
      write();
    });
    const far = (q, at) => Math.hypot(p.at.x(Number(q.x.value)) - p.at.x(at.x), p.at.y(Number(q.y.value)) - p.at.y(at.y));
    write();
    return {
      form: made("fieldset", {}, made("legend", { textContent: word("place") }), p.svg,
        ...points.map((q) => made("div", { className: "lesson-point", role: "group", ariaLabel: q.o.words }, made("span", { textContent: q.o.words }),
          made("label", {}, x.label, q.x), made("label", {}, y.label, q.y), q.said))),
      value: () => (touched ? points.map((q) => q.x.value + "/" + q.y.value).join(",") : null),
    };
  }

  // revealed is a bet beside the run, in one picture where it has one, and in words.
  function revealed(bet) {
    const o = bet.outcome, mine = now.bets[bet.name];
    const parts = [];
    if (bet.type === "draw") parts.push(drawn(bet, mine));
    if (bet.type === "place") parts.push(placed(bet, mine));
    if (o.bars?.length) parts.push(bars(o.bars));
    return made("div", { className: "lesson-revealed" }, ...parts,
      made("p", { className: "lesson-gap", textContent: [o.gap || (mine ? "" : word("no_bet")), o.right].filter(Boolean).join(" ") }),
      made("div", { html: bet.html ?? "" }));
  }
  function drawn(bet, mine) {
    const p = curves(bet, word("reveal_picture"));
    const line = (values, kind) => p.svg.append(shape("path", { class: kind, d: path(values.map((v, k) => [p.at.x(bet.years[k]), p.at.y(v)])) }));
    line(bet.outcome.curve, "run");
    const own = mine?.split(",").map(Number);
    if (own?.length === bet.years.length) line(own, "mine");
    p.svg.append(shape("text", { class: "run", x: frame.w - frame.right, y: p.at.y(bet.outcome.curve.at(-1)) - 8, "text-anchor": "end" }, word("the_run")));
    if (own?.length === bet.years.length) p.svg.append(shape("text", { class: "mine", x: frame.w - frame.right, y: p.at.y(own.at(-1)) - 8, "text-anchor": "end" }, word("your_bet")));
    return p.svg;
  }
  function placed(bet, mine) {
    const [x, y] = bet.axes, p = picture(word("reveal_picture"), x, y);
    for (const g of bet.outcome.others ?? []) {
      const dot = shape("circle", { class: "other", cx: p.at.x(g.x), cy: p.at.y(g.y), r: 4 });
      dot.append(shape("title", {}, `${g.title}: ${Math.round(g.x)} / ${Math.round(g.y)}`));
      p.svg.append(dot);
    }
    const own = mine?.split(",").map((s) => s.split("/").map(Number));
    if (own?.[0]) p.svg.append(shape("text", { class: "mine", x: p.at.x(own[0][0]), y: p.at.y(own[0][1]) + 20, "text-anchor": "middle" }, word("your_bet")));
    bet.options.forEach((o, k) => {
      const [rx, ry] = bet.outcome.places[k], end = [p.at.x(rx), p.at.y(ry)];
      if (own?.[k]) {
        const from = [p.at.x(own[k][0]), p.at.y(own[k][1])];
        p.svg.append(shape("line", { class: "gap", x1: from[0], y1: from[1], x2: end[0], y2: end[1] }), shape("circle", { class: "mine", cx: from[0], cy: from[1], r: 6 }));
      }
      p.svg.append(shape("circle", { class: "run", cx: end[0], cy: end[1], r: 6 }), shape("text", { class: "run", x: end[0], y: end[1] + (k % 2 ? 18 : -10), "text-anchor": "middle" }, o.words));
    });
    return p.svg;
  }
  function bars(values) {
    const p = picture(word("bars_picture"), { low: 0, high: 100, label: word("bars_across") }, { low: 0, high: Math.max(1, Math.ceil(Math.max(...values) * 1.15)), label: word("bars_up") });
    const wide = 100 / values.length;
    values.forEach((v, k) => {
      const bar = shape("rect", { class: "run", x: p.at.x(k * wide) + 2, y: p.at.y(v), width: p.at.x(wide) - p.at.x(0) - 4, height: Math.max(0, p.at.y(0) - p.at.y(v)) });
      bar.append(shape("title", {}, v.toFixed(0) + "%"));
      p.svg.append(bar);
    });
    return p.svg;
  }

  // ---- The beginning ------------------------------------------------------------------

  const door = document.querySelector('nav a[href="#lesson"]');
  async function begin() {
    door?.addEventListener("click", () => root.childElementCount === 0 && list(true));
    read();
    if (!now.id) return;
    const { id, step } = now;
    await list();
    now.id = id;
    if (now.list.some((l) => l.id === id)) await go(id, step, true);
    else if (now.list.length > 0) trouble(word("unknown", { id }));
  }
  begin();
})();
