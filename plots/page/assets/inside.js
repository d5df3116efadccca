// Look inside: people of one play of the choice, month by month, as dots that keep their
// place as long as they keep their job. The program tells who is where (plots/page/inside.go);
// here it is laid out, drawn and read out.
(() => {
"use strict";
const A = globalThis.Atelier = globalThis.Atelier || {};
const root = document.getElementById("inside");
if (!root || !A.ask) return;

// ---- words

const word = (key, of = {}) => (A.words["inside_" + key] ?? key).replace(/\{(\w+)\}/g, (_, k) => of[k]);
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
const number = (n) => n.toLocaleString("en");
const monthOf = (m) => new Date(Date.UTC(2021, m, 1)).toLocaleDateString("en", {month: "long", year: "numeric", timeZone: "UTC"});
const make = (tag, of = {}, ...inner) => {
  const e = document.createElement(tag);
  for (const [k, v] of Object.entries(of)) {
    if (k in e && k !== "list") e[k] = v; else e.setAttribute(k, v);
  }
  e.append(...inner);
  return e;
};

// ---- what was filmed

const PLACE = 0, WHO = 1, COLUMNS = 7; // bytes of a month, as inside_crowd.go has them
const AWAY = 0, FREE = 1, IDLE = 2, ELSEWHERE = 3, FIRM = 4;
const NOWHERE = -1, IN_HOUSE = -2, BY_AI = -3;
const measures = {trust: 2, attitude: 3, fear: 4, use: 5, skill: 6};

// unpack undoes what pack did: runs of zeros, months upon months, arms upon the first.
function unpack(text, persons, months, first) {
  const raw = atob(text), size = persons * months, out = new Uint8Array(COLUMNS * size);
  for (let i = 0, at = 0; i < raw.length; i++, at++) {
    const x = raw.charCodeAt(i);
    if (x) out[at] = x; else at += raw.charCodeAt(++i) - 0;
  }
  for (let row = 0; row < out.length; row += months) {
    for (let m = 1; m < months; m++) out[row + m] += out[row + m - 1];
  }
  if (first) for (let i = 0; i < out.length; i++) out[i] += first[i];
  return out;
}

// unroll turns changes into the state of each month.
function unroll(list, width, n, months, start, take) {
  const by = [], now = Array.from({length: n}, () => start);
  let at = 0, when = list.length ? list[0] : Infinity;
  for (let m = 0; m < months; m++) {
    while (when <= m) {
      take(now, list.slice(at + 1, at + width), m);
      at += width;
      when = at < list.length ? when + list[at] : Infinity;
    }
    by.push(now.slice());
  }
  return by;
}

// seat gives everybody who is in view a region and a place in it, kept as long as they stay
// there, and each region its size.
function seat(view, film, regions) {
  const {months, persons} = view, n = persons.length;
  film.seat = new Int16Array(n * months).fill(-1);
  const taken = new Map(), holds = new Array(n);
  for (let m = 0; m < months; m++) {
    const next = [];
    for (let p = 0; p < n; p++) {
      const region = regionOf(view, film, p, m);
      if (holds[p] && holds[p].region !== region) {
        taken.get(holds[p].region)[holds[p].seat] = false;
        holds[p] = null;
      }
      if (region && !holds[p]) next.push([p, region]);
      else if (region) film.seat[p * months + m] = holds[p].seat;
    }
    for (const [p, region] of next) {
      if (!taken.has(region)) taken.set(region, []);
      const seats = taken.get(region);
      let at = seats.indexOf(false);
      if (at < 0) at = seats.length;
      seats[at] = true;
      holds[p] = {region, seat: at};
      film.seat[p * months + m] = at;
      regions.set(region, Math.max(regions.get(region) || 0, at + 1));
    }
  }
}

const value = (view, film, column, p, m) => film.bytes[(column * view.persons.length + p) * view.months + m];
const occupation = (view, film, p, m) => value(view, film, WHO, p, m) & 31;

// regionOf is where somebody stands: a firm, a market, the others who freelance, those
// without work; "" out of view.
function regionOf(view, film, p, m) {
  const place = value(view, film, PLACE, p, m);
  switch (place) {
  case AWAY: case ELSEWHERE: return "";
  case IDLE: return "idle";
  case FREE: {
    const o = occupation(view, film, p, m);
    return view.markets.includes(o) ? "market" + o : "free";
  }
  }
  return "firm" + (place - FIRM);
}

// read makes of an answer what is drawn.
function read(answer) {
  const view = {...answer}, n = view.persons.length;
  view.regions = new Map();
  view.films.forEach((film, k) => {
    film.bytes = unpack(film.tracks, n, view.months, k ? view.films[0].bytes : null);
    film.tracks = "";
    film.where = unroll(film.orders, 3, view.clients.length, view.months, NOWHERE, (now, [c, to]) => { now[c] = to; });
    film.stage = unroll(film.adoption, 4, view.firms.length, view.months, 0, (now, [f, stage]) => { now[f] = stage; });
    seat(view, film, view.regions);
  });
  return view;
}

// parts tells whether a life is another in the two futures this month, as far as is in view.
function parts(view, p, m) {
  const [a, b] = view.films, at = (film) => [regionOf(view, film, p, m), value(view, film, measures.use, p, m) > 0];
  const [x, y] = [at(a), at(b)];
  return x[0] !== y[0] || x[1] !== y[1];
}

// nameOf is somebody in words.
function nameOf(view, film, p, m) {
  const text = [capital(view.occupations[occupation(view, film, p, m)].one)];
  const place = value(view, film, PLACE, p, m);
  if (place === FREE) text.push(word("freelance"));
  else if (place === IDLE) text.push(word("idle"));
  else text.push(word("employed_at", view.firms[place - FIRM]));
  const use = value(view, film, measures.use, p, m);
  text.push(use ? word("uses") : word("uses_not"));
  if (value(view, film, measures.fear, p, m) >= 128) text.push(word("afraid"));
  if (show.colour !== "state" && show.colour !== "use") {
    text.push(word("of_hundred", {what: word(show.colour).toLowerCase(), n: Math.round(value(view, film, measures[show.colour], p, m) / 2.55)}));
  }
  if (value(view, film, WHO, p, m) & 128) text.push(word("lost_work"));
  if (parts(view, p, m)) text.push(word("parts"));
  return text.join(", ");
}

// ---- how it is laid out

const PITCH = 14, DOT = 4.6, SQUARE = 10, LINE = 15;

// layout gives regions and clients their places on a sheet of some width.
function layout(view, width) {
  const sheet = {width, regions: new Map(), clients: [], titles: []};
  const wide = width >= 400, gap = 22;
  const left = wide ? Math.round(width * 0.5) - gap / 2 : width;
  const firmsEnd = layFirms(view, sheet, left);
  const from = wide ? left + gap : 0;
  let y = layMarkets(view, sheet, from, width - from, wide ? 0 : firmsEnd + 12) + 6;
  for (const key of ["free", "idle"]) {
    const n = view.regions.get(key) || 0;
    if (!n) continue;
    const cols = Math.floor((width - from - 8) / PITCH);
    sheet.titles.push({x: from, y: y + 12, text: word("region_" + key), most: width - from});
    sheet.regions.set(key, {x: from + 4, y: y + LINE + 4, cols});
    y += LINE + Math.ceil(n / cols) * PITCH + 14;
  }
  sheet.height = Math.max(firmsEnd, y);
  return sheet;
}

function layFirms(view, sheet, width) {
  sheet.titles.push({x: 0, y: 12, text: word("region_firms"), strong: true});
  const order = view.firms.map((_, k) => k).sort((a, b) => (view.regions.get("firm" + b) || 0) - (view.regions.get("firm" + a) || 0) || a - b);
  let x = 0, y = 22, tall = 0;
  for (const k of order) {
    const n = view.regions.get("firm" + k) || 1;
    const cols = Math.max(2, Math.min(Math.ceil(Math.sqrt(n * 1.6)), Math.floor((width - 10) / PITCH)));
    const w = Math.max(44, cols * PITCH + 10), h = Math.ceil(n / cols) * PITCH + 10;
    if (x + w > width && x > 0) { x = 0; y += tall + 7; tall = 0; }
    sheet.regions.set("firm" + k, {x: x + 5, y: y + LINE + 5, cols, box: {x, y: y + LINE, w, h}, label: view.firms[k].size.replace("-", "–")});
    x += w + 7;
    tall = Math.max(tall, h + LINE);
  }
  return y + tall + 4;
}

function layMarkets(view, sheet, x, width, y) {
  sheet.titles.push({x, y: y + 12, text: word("region_markets"), strong: true});
  sheet.titles.push({x: x + width, y: y + 12, text: word("region_clients"), align: "right", strong: true});
  y += 22;
  for (const o of view.markets) {
    const n = view.regions.get("market" + o) || 1, mine = [];
    view.clients.forEach((c, k) => { if (c.occupation === o) mine.push(k); });
    const cols = block(n, 1.6, Math.floor(width * 0.4 / PITCH)), columns = block(mine.length, 1, Math.floor(width * 0.26 / SQUARE));
    sheet.titles.push({x, y: y + 12, text: view.occupations[o].title, most: width});
    sheet.regions.set("market" + o, {x: x + 4, y: y + LINE + 4, cols});
    const edge = x + width - columns * SQUARE;
    mine.forEach((k, i) => { sheet.clients[k] = {x: edge + (i % columns + 0.5) * SQUARE, y: y + LINE + 4 + (Math.floor(i / columns) + 0.5) * SQUARE}; });
    y += LINE + Math.max(Math.ceil(n / cols) * PITCH, Math.ceil(mine.length / columns) * SQUARE) + 12;
  }
  return y;
}

// block is how many columns a block of n has that is so much wider than tall.
const block = (n, wider, most) => Math.max(1, Math.min(most, Math.max(4, Math.ceil(Math.sqrt(n * wider)))));

// spot is the middle of a seat.
function spot(sheet, region, seat) {
  const r = sheet.regions.get(region);
  return {x: r.x + (seat % r.cols + 0.5) * PITCH, y: r.y + (Math.floor(seat / r.cols) + 0.5) * PITCH};
}

// ---- what is shown

const show = {month: 0, colour: "use", future: "choice", person: 0, markets: "", playing: false};
let view = null, panels = [], controls = null, aborter = null, storyAborter = null, colours = null, timer = 0, frame = 0, cursor = 0;
const still = matchMedia("(prefers-reduced-motion: reduce)");
const dark = matchMedia("(prefers-color-scheme: dark)");
const speeds = {slow: 700, usual: 300, fast: 110};

// A link holds month, colour, future, markets and person.
function remember() {
  A.see?.("inside", [show.month, show.colour, show.future, show.person, show.markets].join(","));
}

function recall() {
  const text = A.seen?.("inside");
  if (!text) return false;
  const [month, colour, future, person, markets] = String(text).split(",");
  show.month = Math.max(0, Number.parseInt(month, 10) || 0);
  if (colour === "state" || measures[colour]) show.colour = colour;
  if (["choice", "reference", "both"].includes(future)) show.future = future;
  show.person = Math.max(0, Number.parseInt(person, 10) || 0);
  show.markets = /^[a-z_]*$/.test(markets || "") ? markets || "" : "";
  return true;
}

// ---- drawing

function readColours() {
  const of = getComputedStyle(root), list = {};
  for (const name of ["ink", "muted", "grid", "paper", "employed", "freelance", "idle", "ai", "line", "gone", "ring"]) list[name] = of.getPropertyValue("--inside-" + name).trim();
  for (const name of Object.keys(measures)) {
    list[name] = ["low", "high"].map((end) => rgb(of.getPropertyValue(`--inside-${name}-${end}`).trim()));
  }
  return list;
}

const rgb = (hex) => [1, 3, 5].map((i) => Number.parseInt(hex.slice(i, i + 2), 16));

// fillOf is the colour of a dot; null for a hollow one.
function fillOf(film, p, m) {
  const place = value(view, film, PLACE, p, m);
  if (show.colour === "state") return place === FREE ? colours.freelance : place === IDLE ? null : colours.employed;
  const x = value(view, film, measures[show.colour], p, m);
  if (show.colour === "use" && !x) return null;
  const [low, high] = colours[show.colour], share = x / 255;
  return `rgb(${low.map((c, i) => Math.round(c + (high[i] - c) * share)).join(" ")})`;
}

// A panel draws one film.
class Panel {
  constructor(film, title) {
    this.film = film;
    this.canvas = make("canvas", {"aria-hidden": "true"});
    this.list = make("ul", {className: "inside-people", role: "listbox", tabIndex: 0, "aria-label": word("people_label", {future: title})});
    this.box = make("div", {className: "inside-panel"}, make("h3", {textContent: title}), make("div", {className: "inside-sheet"}, this.canvas, this.list));
    this.dots = new Map();
    this.threads = new Map();
    this.list.addEventListener("keydown", (e) => this.key(e));
    this.list.addEventListener("focus", () => { if (!show.playing) this.name(); paint(); });
    this.list.addEventListener("blur", () => paint());
    this.canvas.addEventListener("pointermove", (e) => this.hover(e));
    this.canvas.addEventListener("pointerleave", () => { controls.readout.textContent = ""; });
    this.canvas.addEventListener("click", (e) => { const p = this.under(e); if (p >= 0) { this.at = p; open(p); } });
    this.at = -1;
  }

  size() {
    const width = Math.max(280, Math.floor(this.box.clientWidth));
    if (this.sheet && this.sheet.width === width) return;
    this.zoom = width >= 760 ? 1.3 : width >= 560 ? 1.15 : 1;
    this.sheet = {...layout(view, Math.floor(width / this.zoom)), width};
    const height = Math.ceil(this.sheet.height * this.zoom), fine = Math.min(2, globalThis.devicePixelRatio || 1);
    this.canvas.width = width * fine;
    this.canvas.height = height * fine;
    this.canvas.style.width = width + "px";
    this.canvas.style.height = height + "px";
    this.scale = fine * this.zoom;
    this.dots.clear();
    this.aim(true);
  }

  // aim says where everybody is to be this month, and at once where nothing is to move.
  aim(atOnce) {
    const {months, persons} = view, m = show.month;
    for (let p = 0; p < persons.length; p++) {
      const region = regionOf(view, this.film, p, m);
      let dot = this.dots.get(p);
      if (!region) {
        if (dot) Object.assign(dot, {ty: dot.here ? dot.ty + 16 : dot.ty, here: false});
        if (atOnce) this.dots.delete(p);
        continue;
      }
      const to = spot(this.sheet, region, this.film.seat[p * months + m]);
      if (!dot) this.dots.set(p, dot = {x: to.x, y: to.y - 12, alpha: 0});
      Object.assign(dot, {tx: to.x, ty: to.y, here: true, place: value(view, this.film, PLACE, p, m), fill: fillOf(this.film, p, m), apart: m >= view.start && parts(view, p, m)});
      if (atOnce) Object.assign(dot, {x: to.x, y: to.y, alpha: 1});
    }
    const where = this.film.where[m];
    where.forEach((to, c) => {
      const thread = this.threads.get(c);
      if (thread && thread.to === to) return;
      if (thread && thread.to >= 0 && !atOnce) this.threads.set("gone" + c, {client: c, to: thread.to, alpha: 1, gone: true});
      this.threads.set(c, {client: c, to, alpha: atOnce ? 0 : 1, gone: false});
    });
  }

  // move goes a part of the way, and tells whether there is more to go.
  move(part) {
    let more = false;
    for (const [p, dot] of this.dots) {
      dot.x += (dot.tx - dot.x) * part;
      dot.y += (dot.ty - dot.y) * part;
      dot.alpha += ((dot.here ? 1 : 0) - dot.alpha) * part;
      const far = Math.abs(dot.tx - dot.x) + Math.abs(dot.ty - dot.y) > 0.3 || Math.abs((dot.here ? 1 : 0) - dot.alpha) > 0.02;
      if (!far && !dot.here) this.dots.delete(p);
      more = more || far;
    }
    for (const [k, thread] of this.threads) {
      thread.alpha *= 1 - part / 3;
      if (thread.alpha > 0.03) more = true;
      else if (thread.gone) this.threads.delete(k);
    }
    return more;
  }

  draw() {
    const g = this.canvas.getContext("2d");
    g.setTransform(this.scale, 0, 0, this.scale, 0, 0);
    g.clearRect(0, 0, this.sheet.width, this.sheet.height);
    this.drawSheet(g);
    this.drawThreads(g);
    for (const [p, dot] of this.dots) this.drawDot(g, p, dot);
  }

  drawSheet(g) {
    g.textBaseline = "alphabetic";
    for (const t of this.sheet.titles) {
      g.font = (t.strong ? "bold " : "") + "12px " + FONT;
      g.fillStyle = t.strong ? colours.ink : colours.muted;
      g.textAlign = t.align || "left";
      g.fillText(t.text, t.x, t.y, t.most);
    }
    g.textAlign = "left";
    g.font = "11px " + FONT;
    for (const [key, r] of this.sheet.regions) {
      if (!r.box) continue;
      const stage = this.film.stage[show.month][Number(key.slice(4))];
      g.fillStyle = colours.muted;
      g.fillText(r.label, r.box.x + 1, r.box.y - 4);
      g.strokeStyle = stage ? colours.muted : colours.grid;
      g.lineWidth = stage === 2 ? 2 : 1;
      g.setLineDash(stage === 1 ? [4, 3] : []);
      g.strokeRect(r.box.x + 1, r.box.y + 1, r.box.w - 2, r.box.h - 2);
      g.setLineDash([]);
    }
  }

  drawThreads(g) {
    for (const thread of this.threads.values()) {
      const c = this.sheet.clients[thread.client], dot = this.dots.get(thread.to);
      if (dot && c) {
        g.strokeStyle = thread.gone ? colours.gone : colours.line;
        g.globalAlpha = thread.gone ? thread.alpha : Math.min(1, 0.45 + thread.alpha) * dot.alpha;
        g.lineWidth = thread.gone || thread.alpha > 0.3 ? 1.75 : 1;
        g.setLineDash(thread.gone ? [3, 3] : []);
        g.beginPath();
        g.moveTo(c.x, c.y);
        g.bezierCurveTo(c.x - 30, c.y, dot.x + 30, dot.y, dot.x, dot.y);
        g.stroke();
      }
    }
    g.setLineDash([]);
    g.globalAlpha = 1;
    this.film.where[show.month].forEach((to, k) => {
      const c = this.sheet.clients[k];
      if (!c) return;
      g.strokeStyle = g.fillStyle = to === BY_AI ? colours.ai : to >= 0 || to < BY_AI ? colours.ink : colours.muted;
      g.lineWidth = 1;
      if (to === NOWHERE) g.strokeRect(c.x - 1, c.y - 1, 2, 2);
      else if (to === IN_HOUSE) g.strokeRect(c.x - 2.5, c.y - 2.5, 5, 5);
      else if (to === BY_AI) { // a triangle
        g.beginPath(); g.moveTo(c.x, c.y - 4); g.lineTo(c.x + 4, c.y + 3.5); g.lineTo(c.x - 4, c.y + 3.5); g.fill();
      } else g.fillRect(c.x - 2.5, c.y - 2.5, 5, 5);
    });
  }

  drawDot(g, p, dot) {
    g.globalAlpha = Math.max(0, Math.min(1, dot.alpha));
    shape(g, dot.place, dot.x, dot.y, DOT);
    g.fillStyle = dot.fill || colours.paper;
    g.fill();
    g.strokeStyle = dot.fill ? colours.ink : colours.muted;
    g.lineWidth = dot.fill ? 0.6 : 1.25;
    g.stroke();
    if (dot.apart) {
      g.strokeStyle = colours.ring;
      g.lineWidth = 1.5;
      g.beginPath(); g.arc(dot.x, dot.y, DOT + 2.1, 0, 7); g.stroke();
    }
    const chosen = view.persons[p] === show.person, pointed = p === this.at && document.activeElement === this.list;
    if (chosen || pointed) {
      g.strokeStyle = colours.ink;
      g.lineWidth = chosen ? 2.5 : 1.5;
      g.setLineDash(chosen ? [] : [3, 2]);
      g.beginPath(); g.arc(dot.x, dot.y, DOT + 5, 0, 7); g.stroke();
      g.setLineDash([]);
    }
    g.globalAlpha = 1;
  }

  // under is who stands under a pointer, -1 for nobody.
  under(e) {
    const box = this.canvas.getBoundingClientRect(), x = (e.clientX - box.left) / this.zoom, y = (e.clientY - box.top) / this.zoom;
    let best = -1, near = 11;
    for (const [p, dot] of this.dots) {
      const far = Math.hypot(dot.x - x, dot.y - y);
      if (dot.here && far < near) [best, near] = [p, far];
    }
    return best;
  }

  hover(e) {
    const p = this.under(e);
    this.canvas.classList.toggle("inside-hit", p >= 0);
    controls.readout.textContent = p >= 0 ? nameOf(view, this.film, p, show.month) : "";
  }

  // name fills the list of those who are here, as a reader of the screen hears it.
  name() {
    const here = [...this.dots].filter(([, d]) => d.here).sort(([, a], [, b]) => Math.min(b.place, FIRM) - Math.min(a.place, FIRM) || a.ty - b.ty || a.tx - b.tx);
    if (!here.some(([p]) => p === this.at)) this.at = here.length ? here[0][0] : -1;
    this.list.replaceChildren(...here.map(([p]) => make("li", {id: `${this.id()}-${p}`, role: "option", "aria-selected": String(p === this.at), textContent: nameOf(view, this.film, p, show.month)})));
    this.point(this.at);
  }

  id() { return this.film === view.films[0] ? "inside-a" : "inside-b"; }

  point(p) {
    document.getElementById(`${this.id()}-${this.at}`)?.setAttribute("aria-selected", "false");
    this.at = p;
    const option = document.getElementById(`${this.id()}-${p}`);
    option?.setAttribute("aria-selected", "true");
    if (option) this.list.setAttribute("aria-activedescendant", option.id);
    controls.readout.textContent = option ? option.textContent : "";
  }

  key(e) {
    const way = {ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1]}[e.key];
    if (way) this.step(way);
    else if (e.key === "Home" || e.key === "End") this.point(Number((e.key === "Home" ? this.list.firstChild : this.list.lastChild)?.id.split("-").pop() ?? -1));
    else if ((e.key === "Enter" || e.key === " ") && this.at >= 0) open(this.at);
    else return;
    e.preventDefault();
    paint();
  }

  // step points at the neighbour who is nearest in a direction.
  step([dx, dy]) {
    const from = this.dots.get(this.at);
    if (!from) return this.name();
    let best = -1, near = Infinity;
    for (const [p, d] of this.dots) {
      const x = d.tx - from.tx, y = d.ty - from.ty, along = x * dx + y * dy, aside = Math.abs(x * dy) + Math.abs(y * dx);
      const far = along + 2.5 * aside;
      if (p !== this.at && d.here && along > 1 && far < near) [best, near] = [p, far];
    }
    if (best >= 0) this.point(best);
  }
}

const FONT = '"Liberation Sans", Arial, Helvetica, sans-serif';

// shape is the outline of who is employed, freelances or has no work.
function shape(g, place, x, y, r) {
  g.beginPath();
  if (place === FREE) { g.moveTo(x, y - r * 1.2); g.lineTo(x + r * 1.2, y); g.lineTo(x, y + r * 1.2); g.lineTo(x - r * 1.2, y); g.closePath(); }
  else if (place === IDLE) g.rect(x - r * 0.9, y - r * 0.9, r * 1.8, r * 1.8);
  else g.arc(x, y, r, 0, 7);
}

// ---- time

let last = 0;

function paint() {
  for (const panel of panels) panel.draw();
}

// animate moves dots until they are there.
function animate() {
  if (frame) return;
  last = performance.now();
  const turn = (now) => {
    frame = 0;
    const passed = Math.min(100, now - last), pace = Math.min(160, speeds[controls.speed.value] / 2);
    last = now;
    let more = false;
    for (const panel of panels) {
      if (panel.move(1 - Math.exp(-passed / pace))) more = true;
      panel.draw();
    }
    if (more) frame = requestAnimationFrame(turn);
  };
  frame = requestAnimationFrame(turn);
}

function go(month, {spoken = true} = {}) {
  const before = show.month;
  show.month = Math.max(0, Math.min(view.months - 1, month));
  const atOnce = still.matches || Math.abs(show.month - before) > 3;
  for (const panel of panels) panel.aim(atOnce);
  if (atOnce) for (const panel of panels) { panel.move(1); panel.threads.forEach((t) => { t.alpha = 0; }); }
  if (atOnce) paint(); else animate();
  tell();
  if (spoken) {
    remember();
    for (const panel of panels) if (document.activeElement === panel.list) panel.name();
  }
}

function tell() {
  const m = show.month, text = monthOf(m);
  controls.month.value = m;
  controls.month.setAttribute("aria-valuetext", text);
  controls.when.textContent = text + (view.start < 0 ? "" : m < view.start ? ", " + word("before") : ", " + word("after"));
  const now = counts(m);
  controls.rows.forEach((cells, row) => cells.forEach((cell, i) => { cell.textContent = now[row][i]; }));
}

// counts are the rows of the table: what is in view, and the whole world, in both futures.
function counts(m) {
  const rows = [[], [], [], [], []];
  for (const film of view.films) {
    const n = [0, 0, 0, 0, 0];
    for (let p = 0; p < view.persons.length; p++) {
      const place = value(view, film, PLACE, p, m);
      if (place === AWAY || place === ELSEWHERE) continue;
      n[0]++;
      n[place === FREE ? 2 : place === IDLE ? 3 : 1]++;
      if (value(view, film, measures.use, p, m)) n[4]++;
    }
    n.forEach((x, row) => rows[row].push(row ? share(x, n[0]) : number(x)));
  }
  for (const film of view.films) film.world[m].forEach((x, row) => rows[row].push(row ? share(x, film.world[m][0]) : number(x)));
  return rows;
}

const share = (x, all) => number(x) + (all ? ` (${Math.round(100 * x / all)}%)` : "");

function play() {
  if (show.playing || still.matches) return pause();
  if (show.month >= view.months - 1) go(0);
  show.playing = true;
  controls.play.textContent = word("pause");
  const turn = () => {
    if (!show.playing) return;
    if (show.month >= view.months - 1) return pause();
    go(show.month + 1, {spoken: false});
    timer = setTimeout(turn, speeds[controls.speed.value]);
  };
  timer = setTimeout(turn, speeds[controls.speed.value]);
}

function pause() {
  clearTimeout(timer);
  const was = show.playing;
  show.playing = false;
  if (controls) controls.play.textContent = word("play");
  if (!was) return;
  remember();
  A.say?.(controls.when.textContent);
}

// ---- a life

function open(p) {
  pause();
  show.person = view.persons[p];
  remember();
  paint();
  tellLife();
}

async function tellLife() {
  storyAborter?.abort();
  storyAborter = new AbortController();
  const {signal} = storyAborter, back = document.activeElement;
  const story = controls.story, p = view.persons.indexOf(show.person);
  const film = view.films.at(-1), m = show.month;
  const seen = p >= 0 && [film, view.films[0]].find((f) => regionOf(view, f, p, m));
  const name = word("story", {who: capital(tradeOf(p)), id: show.person});
  const title = make("h3", {tabIndex: -1, textContent: name});
  const close = make("button", {type: "button", textContent: word("close")});
  const text = make("div", {className: "inside-told"}, make("p", {textContent: word("telling")}));
  const shut = () => {
    storyAborter?.abort();
    story.hidden = true;
    story.replaceChildren();
    show.person = 0;
    remember();
    paint();
    (back && root.contains(back) && !story.contains(back) ? back : panels[0].list).focus({preventScroll: true});
  };
  close.addEventListener("click", shut);
  story.onkeydown = (e) => { if (e.key === "Escape") { e.preventDefault(); e.stopPropagation(); shut(); } };
  story.replaceChildren(make("div", {className: "inside-head"}, title, close), make("p", {textContent: seen ? nameOf(view, seen, p, m) + "." : ""}), p >= 0 ? strips(p) : "", text);
  story.hidden = false;
  const spot = panels.at(-1).dots.get(p), box = panels.at(-1).canvas.getBoundingClientRect();
  story.classList.toggle("inside-left", Boolean(spot) && box.left + spot.tx * panels.at(-1).zoom > innerWidth / 2);
  title.focus({preventScroll: true});
  try {
    const life = await A.ask("life", {link: view.link, person: show.person}, {signal});
    if (!signal.aborted) text.replaceChildren(...sentences(life));
    if (!signal.aborted) A.say?.(word("told", {n: life.events.length}));
  } catch (e) {
    if (e.name !== "AbortError") text.replaceChildren(make("p", {textContent: e.message}));
  }
}

// tradeOf is what somebody does now, or did when they came into view.
function tradeOf(p) {
  if (p < 0) return word("creative");
  for (const m of [show.month, ...Array(view.months).keys()]) {
    const film = view.films.findLast((f) => regionOf(view, f, p, m));
    if (film) return view.occupations[occupation(view, film, p, m)].one;
  }
  return word("creative");
}

// sentences are the events of a life.
function sentences(life) {
  const list = make("ol");
  for (const e of life.events) {
    const item = make("li", {}, make("strong", {textContent: e.when + ". "}), e.text);
    if (e.sides?.length) {
      const sides = make("dl");
      for (const side of e.sides) sides.append(make("dt", {textContent: side.title}), make("dd", {textContent: side.text}));
      item.append(sides);
    }
    list.append(item);
  }
  return [make("p", {textContent: word("life_note", {n: number(Math.round(life.weight))})}), list];
}

// strips are a life in two bars, one for each future: where somebody is, month by month.
function strips(p) {
  const ns = "http://www.w3.org/2000/svg", svg = document.createElementNS(ns, "svg"), h = 14;
  svg.setAttribute("viewBox", `0 0 ${view.months} ${2 * h + 4}`);
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("class", "inside-strips");
  svg.setAttribute("aria-hidden", "true");
  view.films.forEach((film, k) => {
    for (let m = 0, from = 0; m < view.months; m++) {
      const kind = kindOf(film, p, m);
      if (m + 1 < view.months && kindOf(film, p, m + 1) === kind) continue;
      const bar = document.createElementNS(ns, "rect");
      for (const [name, x] of [["x", from], ["y", k * (h + 4)], ["width", m + 1 - from], ["height", h], ["class", "inside-strip-" + kind]]) bar.setAttribute(name, x);
      svg.append(bar);
      from = m + 1;
    }
  });
  const labels = make("p", {className: "inside-strip-labels"}, ...view.films.map((f) => make("span", {textContent: f.title})));
  return make("div", {}, make("div", {className: "inside-lives"}, labels, svg), make("p", {className: "inside-strip-key", textContent: word("strip_key")}));
}

function kindOf(film, p, m) {
  const place = value(view, film, PLACE, p, m);
  return ["away", "freelance", "idle", "elsewhere"][place] ?? "employed";
}

// ---- the section

function option(name, key, chosen) {
  return make("option", {value: name, textContent: key, selected: name === chosen});
}

function field(label, control) {
  return make("label", {className: "inside-field"}, make("span", {textContent: label}), control);
}

function build() {
  const c = controls = {};
  c.play = make("button", {type: "button", textContent: word("play"), hidden: still.matches, onclick: play});
  c.back = make("button", {type: "button", textContent: word("step_back"), onclick: () => { pause(); go(show.month - 1); A.say?.(c.when.textContent); }});
  c.next = make("button", {type: "button", textContent: word("step_next"), onclick: () => { pause(); go(show.month + 1); A.say?.(c.when.textContent); }});
  c.month = make("input", {type: "range", min: 0, max: view.months - 1, step: 1, value: show.month, "aria-label": word("month"), oninput: () => { pause(); go(Number(c.month.value)); }});
  c.when = make("output", {className: "inside-when"});
  c.mark = make("span", {className: "inside-mark", hidden: view.start < 0, textContent: view.start < 0 ? "" : word("starts", {month: monthOf(view.start)})});
  c.speed = make("select", {}, ...Object.keys(speeds).map((s) => option(s, word("speed_" + s), "usual")));
  c.colour = make("select", {onchange: () => { show.colour = c.colour.value; legend(); for (const p of panels) p.aim(false); paint(); remember(); }},
    ...["use", "fear", "trust", "attitude", "skill", "state"].map((k) => option(k, word(k), show.colour)));
  c.future = make("select", {onchange: () => { show.future = c.future.value; spread(); remember(); }},
    option("choice", view.films[1].title, show.future), option("reference", view.films[0].title, show.future), option("both", word("both"), show.future));
  c.markets = make("select", {onchange: () => { show.markets = c.markets.value; remember(); load(); }},
    option("", word("markets_usual"), show.markets), ...view.occupations.map((o) => option(o.name, o.title, show.markets)));
  c.apart = make("select", {onchange: () => { const p = view.persons.indexOf(Number(c.apart.value)); const m = Number(c.apart.selectedOptions[0].dataset.month); c.apart.value = ""; if (p >= 0) { pause(); go(m); open(p); } }});
  c.legend = make("div", {className: "inside-legend"});
  c.readout = make("p", {className: "inside-readout", "aria-hidden": "true"});
  c.stage = make("div", {className: "inside-stage"});
  c.story = make("aside", {className: "inside-story", hidden: true, tabIndex: -1, "aria-label": word("story_label")});
  c.rows = [];
  const track = make("div", {className: "inside-track"}, c.month, c.mark);
  root.replaceChildren(make("h2", {textContent: word("title")}), ...about(),
    make("div", {className: "inside-bar"}, field(word("colour"), c.colour), field(word("future"), c.future), field(word("markets"), c.markets), field(word("apart"), c.apart)),
    make("div", {className: "inside-time"}, c.play, c.back, c.next, still.matches ? "" : field(word("speed"), c.speed), c.when), track,
    c.legend, c.stage, c.readout, c.story, table(c));
  c.mark.style.left = 100 * view.start / (view.months - 1) + "%";
  c.mark.classList.toggle("inside-late", view.start > view.months / 2);
  root.onkeydown = (e) => { if (e.key === "Escape" && !c.story.hidden) c.story.onkeydown(e); };
  lives();
  legend();
  spread();
}

// about says what is shown, and what the lines are.
function about() {
  const of = {n: number(view.in_view), all: number(view.people), weight: number(Math.round(view.weight)), firms: view.firms.length, clients: view.clients.length, of: view.replicates,
    markets: new Intl.ListFormat("en").format(view.markets.map((o) => view.occupations[o].title.toLowerCase()))};
  return [make("p", {textContent: word("about", of)}), make("details", {className: "inside-more"}, make("summary", {textContent: word("about_more")}),
    make("p", {textContent: word("about_who", of)}), make("p", {textContent: word(view.whole ? "about_lines" : "about_lines_some", of)}))];
}

function table(c) {
  const head = make("tr", {}, make("td"), ...["in_view", "in_world"].flatMap((k) => view.films.map((f) => make("th", {scope: "col", textContent: word(k, {future: f.title})}))));
  const body = make("tbody");
  for (const key of ["count_people", "count_employed", "count_freelance", "count_idle", "count_use"]) {
    const cells = [0, 1, 2, 3].map(() => make("td"));
    c.rows.push(cells);
    body.append(make("tr", {}, make("th", {scope: "row", textContent: word(key)}), ...cells));
  }
  return make("div", {className: "inside-scroll", tabIndex: 0, role: "region", "aria-label": word("counts")}, make("table", {className: "inside-counts"}, make("caption", {textContent: word("counts")}), make("thead", {}, head), body));
}

// lives lists those whose life is another in the two futures, the ones who part longest first.
function lives() {
  const list = [];
  for (let p = 0; p < view.persons.length; p++) {
    let apart = 0, first = -1;
    for (let m = Math.max(0, view.start); m < view.months; m++) {
      if (!view.films.every((f) => value(view, f, PLACE, p, m) !== AWAY)) continue;
      if (parts(view, p, m)) { apart++; if (first < 0) first = m; }
    }
    if (apart > 2) list.push({p, apart, first});
  }
  list.sort((a, b) => b.apart - a.apart || a.p - b.p);
  controls.apart.replaceChildren(option("", word(list.length ? "apart_choose" : "apart_none", {n: number(list.length)}), ""),
    ...list.slice(0, 30).map(({p, first}) => {
      const film = view.films.find((f) => regionOf(view, f, p, first)) || view.films[0];
      const one = option(String(view.persons[p]), word("apart_one", {who: capital(view.occupations[occupation(view, film, p, first)].one), month: monthOf(first)}), "");
      one.dataset.month = first;
      return one;
    }));
  controls.apart.disabled = list.length === 0;
}

function legend() {
  const item = (kind, key) => make("span", {className: "inside-key inside-key-" + kind, textContent: word("key_" + key)});
  const scale = show.colour === "state" ? [] : [make("span", {className: "inside-scale"}, make("span", {textContent: word("low_" + show.colour)}), make("span", {className: "inside-ramp inside-ramp-" + show.colour}), make("span", {textContent: word("high_" + show.colour)}))];
  controls.legend.className = "inside-legend inside-by-" + (show.colour === "state" ? "state" : "scale");
  controls.legend.replaceChildren(...scale, item("employed", "employed"), item("freelance", "freelance"), item("idle", "idle"), item("apart", "apart"),
    item("pilot", "pilot"), item("integrated", "integrated"), item("orders", "orders"), item("ai", "ai"), item("house", "house"), item("none", "none"));
}

// spread puts the films on the stage that are to be seen.
function spread() {
  const both = show.future === "both", list = both ? [0, 1] : [show.future === "reference" ? 0 : 1];
  panels = list.map((k) => new Panel(view.films[k], view.films[k].title));
  controls.stage.classList.toggle("inside-twice", both);
  controls.stage.replaceChildren(...panels.map((p) => p.box));
  for (const panel of panels) panel.size();
  paint();
  tell();
}

// load asks for the people of the choice that is on the page.
async function load() {
  pause();
  aborter?.abort();
  aborter = new AbortController();
  const {signal} = aborter;
  root.classList.add("inside-waits");
  root.setAttribute("aria-busy", "true");
  try {
    const question = {link: A.link?.() ?? "", people: 0, markets: show.markets ? [show.markets] : null};
    const answer = await A.ask("inside", question, {signal});
    if (signal.aborted) return;
    colours = readColours();
    view = read(answer);
    show.month = Math.min(show.month, view.months - 1);
    build();
    if (show.person) tellLife();
  } catch (e) {
    if (e.name !== "AbortError") trouble(e.message);
  } finally {
    if (!signal.aborted) { root.classList.remove("inside-waits"); root.removeAttribute("aria-busy"); }
  }
}

function trouble(why) {
  root.querySelector(".inside-trouble")?.remove();
  root.append(make("p", {className: "inside-trouble", role: "alert", textContent: word("failed", {why})}));
}

// begin offers to look; nothing is played before somebody does.
function begin() {
  const button = make("button", {type: "button", textContent: word("open"), onclick: async () => {
    button.disabled = true;
    button.textContent = word("loading");
    if (!recall()) { show.month = 0; show.future = root.clientWidth >= 900 ? "both" : "choice"; }
    await load();
    if (view) { root.querySelector("h2").tabIndex = -1; root.querySelector("h2").focus(); remember(); return; }
    button.disabled = false;
    button.textContent = word("open");
  }});
  root.replaceChildren(make("h2", {textContent: word("title")}), make("p", {textContent: word("lead")}), button);
}

begin();
if (recall()) load();
A.onAnswer?.((answer) => {
  if (!view || !answer || answer.link === view.link || answer.runs < answer.of) return;
  load();
});
dark.addEventListener("change", () => { if (!view) return; colours = readColours(); for (const p of panels) p.aim(true); paint(); });
still.addEventListener("change", () => { if (view) { pause(); build(); } });
new ResizeObserver(() => { for (const p of panels) p.size(); paint(); }).observe(root);
})();
