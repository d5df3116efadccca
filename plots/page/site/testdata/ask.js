"use strict";
// Runs the page's worker outside of a browser: node ask.js SITE reads questions from its
// input, a line each ({"what", "question", "drop"}), and prints what the worker answers.
const fs = require("fs");
const path = require("path");
const readline = require("readline");

const site = process.argv[2];
globalThis.self = globalThis;
require(path.resolve(site, "ask-worker.js"));
new Function(globalThis.Atelier.worker)();
globalThis.postMessage = (message) => {
  console.log(JSON.stringify(message));
  if (message.ended) process.exit(1);
  if (message.ready) readline.createInterface({ input: process.stdin }).on("line", ask).on("close", () => { closed = true; leave(); });
  if (message.id) { waiting--; leave(); }
};

let last = 0, waiting = 0, closed = false;
const leave = () => {
  if (closed && waiting === 0) process.stdout.write("", () => process.exit(0)); // nothing that was printed is lost
};
function ask(line) {
  const { what, question, drop } = JSON.parse(line);
  const id = ++last;
  waiting++;
  globalThis.onmessage({ data: { id, what, question: JSON.stringify(question) } });
  if (drop !== undefined) setTimeout(() => globalThis.onmessage({ data: { id, drop: true } }), drop);
}

const packed = fs.readFileSync(path.join(site, "atelier.bin"));
globalThis.onmessage({ data: packed.buffer.slice(packed.byteOffset, packed.byteOffset + packed.length) });
