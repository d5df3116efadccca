"use strict";
// How the page asks where a server plays: Atelier.ask(what, question, {signal}) is a promise
// of the answer. It fails with an Error whose message is a sentence for people, or with an
// AbortError where nobody wants the answer any more. While a question waits behind others,
// Atelier.onQueue(place) tells of it.
(() => {
  const A = (globalThis.Atelier ??= {});
  const tries = 4; // of a question that a full line turned away

  A.ask = async (what, question, { signal } = {}) => {
    for (let left = tries - 1; ; left--) {
      const reply = await post(what, question, signal);
      if (reply.status !== 429 || left === 0) return answer(reply);
      await after(1000 * (Number(reply.headers.get("Retry-After")) || 1), signal);
    }
  };

  async function post(what, question, signal) {
    try {
      return await fetch("do/" + what, {
        method: "POST",
        headers: { "Content-Type": "application/json", Accept: "application/x-ndjson, application/json" },
        body: JSON.stringify(question),
        signal,
      });
    } catch (e) {
      throw e.name === "AbortError" ? e : new Error(A.words.gone);
    }
  }

  // answer is what a reply says at last; lines before it tell a place.
  async function answer(reply) {
    let rest = "";
    try {
      const reader = reply.body.pipeThrough(new TextDecoderStream()).getReader();
      const lines = reply.headers.get("Content-Type")?.startsWith("application/x-ndjson");
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        rest += value;
        for (let end; lines && (end = rest.indexOf("\n")) >= 0; rest = rest.slice(end + 1)) {
          const line = JSON.parse(rest.slice(0, end));
          if (line.place === undefined) return said(line);
          A.onQueue?.(line.place);
        }
      }
      if (reply.ok && !lines) return JSON.parse(rest);
    } catch (e) {
      throw e.name === "AbortError" || e.told ? e : new Error(A.words.gone);
    }
    throw refusal(sentence(rest));
  }

  function said(line) {
    if (line.error !== undefined) throw refusal(line.error);
    return line.answer;
  }

  // refusal is an error that says why something cannot be played.
  const refusal = (why) => Object.assign(new Error(A.words.failed.replace("{why}", why)), { told: true });

  // sentence is what a refusal says: the error of a body in JSON, or the body.
  function sentence(text) {
    try {
      return JSON.parse(text).error;
    } catch {
      return text.trim();
    }
  }

  const after = (milliseconds, signal) => new Promise((go, stop) => {
    const given = () => (clearTimeout(timer), stop(signal.reason));
    const timer = setTimeout(() => (signal?.removeEventListener("abort", given), go()), milliseconds);
    signal?.addEventListener("abort", given, { once: true });
  });
})();
