"use strict";
// Asks the simulation that runs within the page, in workers of its own: no server is there.
(() => {
  const A = (globalThis.Atelier ??= {});
  let last = 0; // number of a question
  let packed = null; // promise of the simulation's bytes

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

  // hired is a worker that is ready to be asked. It takes what is to be done once it has ended.
  const hired = async (gone) => {
    if (!globalThis.WebAssembly || !globalThis.DecompressionStream) throw says("site_old");
    const bytes = (await (packed ??= module())).slice(0); // others are hired with it, too
    const place = URL.createObjectURL(new Blob([A.worker], { type: "text/javascript" }));
    const worker = new Worker(place);
    await new Promise((ready, failed) => {
      worker.onerror = (event) => failed(new Error(event.message || "worker"));
      worker.onmessage = ({ data }) => data.ready ? ready() : failed(new Error(data.ended));
      worker.postMessage(bytes, [bytes]);
    });
    URL.revokeObjectURL(place);

    const waiting = new Map(); // questions by number, with what becomes of them
    const stop = (why) => {
      worker.terminate();
      gone();
      for (const question of waiting.values()) question.failed(says("site_ended", why));
      waiting.clear();
    };
    worker.onerror = (event) => stop(event.message);
    worker.onmessage = ({ data }) => {
      if (data.ended) return stop(data.ended);
      const question = waiting.get(data.id);
      if (!question) return; // taken back
      waiting.delete(data.id);
      if (data.dropped) question.failed(dropped());
      else if (data.error !== undefined) question.failed(says("failed", data.error));
      else question.done(data);
    };
    return {
      ask: (what, question, signal) => new Promise((done, failed) => {
        if (signal?.aborted) return failed(dropped());
        const id = ++last;
        signal?.addEventListener("abort", () => {
          if (waiting.delete(id)) worker.postMessage({ id, drop: true });
          failed(dropped());
        }, { once: true });
        waiting.set(id, { done, failed });
        worker.postMessage({ id, what, question: JSON.stringify(question) });
      }),
      keep: (parcel) => worker.postMessage({ keep: parcel }, [parcel.buffer]),
    };
  };

  // first is the worker that answers, made anew where one could not start or has ended.
  let first = null; // promise of one that is ready
  const ready = () => {
    if (!first) {
      first = hired(() => { first = null; played.clear(); });
      first.then(help, () => { first = packed = null; });
    }
    return first;
  };

  // Others play parts of a picture beside it: one for each further core, and two at most,
  // since each takes memory.
  const others = new Set();
  const most = (navigator.deviceMemory ?? 4) < 2 ? 0 : Math.min(2, (navigator.hardwareConcurrency || 1) - 1);
  let hiring = false;
  const help = async () => {
    if (hiring) return;
    hiring = true;
    try {
      while (others.size < most) {
        let one = null;
        one = await hired(() => others.delete(one));
        others.add(one);
      }
    } catch { /* the first plays all of it */ } finally { hiring = false; }
  };

  // parts has replicates that a picture lacks played side by side, and the first given what
  // the others played. What goes wrong the first meets again when it answers, and says.
  const played = new Map(); // how many replicates the first has, by choice
  const parts = async (worker, { link, runs }, signal) => {
    const from = played.get(link) ?? 0, team = [worker, ...others];
    if (team.length === 1 || !(runs - from > 1)) return;
    const cut = (k) => from + Math.round((runs - from) * k / team.length);
    await Promise.all(team.map(async (one, k) => {
      if (cut(k) === cut(k + 1)) return;
      try {
        const { parcel } = await one.ask(k ? "share" : "play", { link, from: cut(k), to: cut(k + 1) }, signal);
        if (parcel) worker.keep(parcel);
      } catch (trouble) {
        if (signal?.aborted) throw trouble;
      }
    }));
    if (played.size > 500) played.clear();
    played.set(link, runs);
  };

  A.ask = async (what, question, { signal } = {}) => {
    if (signal?.aborted) throw dropped();
    let worker;
    try {
      worker = await ready();
    } catch (trouble) {
      throw says("site_start", trouble.message);
    }
    if (what === "answer") await parts(worker, question, signal);
    return JSON.parse((await worker.ask(what, question, signal)).answer);
  };

  // The picture that the page came with is there already: the module is fetched behind it,
  // so that the first question need not wait for all of it.
  addEventListener("load", () => ready().catch(() => {}), { once: true });
})();
