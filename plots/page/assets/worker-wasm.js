"use strict";
// The worker in which the simulation runs. Its first message holds the module's bytes, as
// they are or packed by gzip; what comes after that the program takes itself.
self.onmessage = async ({ data }) => {
  try {
    const bytes = new Uint8Array(data);
    const packed = bytes[0] === 0x1f && bytes[1] === 0x8b;
    const stream = new Blob([bytes]).stream();
    const module = packed ? stream.pipeThrough(new DecompressionStream("gzip")) : stream;
    const go = new Go();
    const { instance } = await WebAssembly.instantiateStreaming(
      new Response(module, { headers: { "Content-Type": "application/wasm" } }), go.importObject);
    await go.run(instance);
    postMessage({ ended: "the program ended" });
  } catch (trouble) {
    postMessage({ ended: String(trouble && trouble.message || trouble) });
  }
};
