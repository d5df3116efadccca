"use strict";
// Asks the simulation that runs within the page, in a worker of its own: no server is there.
(() => {
  const A = (globalThis.Atelier ??= {});
  const waiting = new Map(); // questions by number, with what becomes of them
  let worker = null; // promise of one that is ready
  let last = 0;

  const says = (key, why) => new Error(A.words[key].replace("{why}", why));
  const dropped = () => new DOMException("dropped", "AbortError");

  // script runs a file that lies beside the page, for a page from a disk may fetch nothing.
  const script = (name) => new Promise((done, failed) => {
    const tag = document.createElement("script");
    tag.src = name;
    tag.onload = done;
    tag.onerror = () => failed(new Error(name));
    document.head.append(tag);
  });

  // plain is the bytes of a text in base64.
  const plain = (text) => {
    if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
    const letters = atob(text);
    const bytes = new Uint8Array(letters.length);
    for (let i = 0; i < letters.length; i++) bytes[i] = letters.charCodeAt(i);
    return bytes;
  };

  // module is the bytes of the simulation: fetched, or from a disk as a script.
  const module = async () => {
    if (location.protocol !== "file:") {
      const answer = await fetch("atelier.bin");
      if (!answer.ok) throw new Error("atelier.bin: " + answer.status);
      return answer.arrayBuffer();
    }
    await script("ask-module.js");
    const bytes = plain(A.module);
    delete A.module;
    return bytes.buffer;
  };

  // start is a worker that is ready to be asked.
  const start = async () => {
    if (!globalThis.WebAssembly || !globalThis.DecompressionStream) throw says("site_old");
    const bytes = await module();
    const place = URL.createObjectURL(new Blob([A.worker], { type: "text/javascript" }));
    const made = new Worker(place);
    await new Promise((ready, failed) => {
      made.onerror = (event) => failed(new Error(event.message || "worker"));
      made.onmessage = ({ data }) => data.ready ? ready() : failed(new Error(data.ended));
      made.postMessage(bytes, [bytes]);
    });
    URL.revokeObjectURL(place);
    made.onmessage = ({ data }) => data.ended ? stop(data.ended) : settle(data);
    made.onerror = (event) => stop(event.message);
    return made;
  };

  // ready is the worker, made anew where one could not start or has ended.
  const ready = () => {
    if (!worker) {
      worker = start();
      worker.catch(() => { worker = null; });
    }
    return worker;
  };

  // settle gives an answer to whoever asked.
  const settle = ({ id, answer, error, dropped: back }) => {
    const question = waiting.get(id);
    if (!question) return; // taken back
    waiting.delete(id);
    if (back) question.failed(dropped());
    else if (error !== undefined) question.failed(says("failed", error));
    else question.done(JSON.parse(answer));
  };

  // stop ends all questions of a worker that ended; the next question has a new one.
  const stop = (why) => {
    worker.then((old) => old.terminate());
    worker = null;
    for (const question of waiting.values()) question.failed(says("site_ended", why));
    waiting.clear();
  };

  A.ask = (what, question, { signal } = {}) => new Promise((done, failed) => {
    const id = ++last;
    let own = null; // the worker, once it is asked
    if (signal?.aborted) return failed(dropped());
    signal?.addEventListener("abort", () => {
      if (waiting.delete(id)) own.postMessage({ id, drop: true });
      failed(dropped());
    }, { once: true });
    ready().then((worker) => {
      if (signal?.aborted) return;
      own = worker;
      waiting.set(id, { done, failed });
      own.postMessage({ id, what, question: JSON.stringify(question) });
    }, (trouble) => failed(says("site_start", trouble.message)));
  });

  // The picture that the page came with is there already: the module is fetched behind it,
  // so that the first question need not wait for all of it.
  addEventListener("load", () => ready().catch(() => {}), { once: true });
})();
