import { createCodeIndex, createTrie, codeIndexToBytes, codeIndexFromBytes } from "@talkplay/matcher";
const N = Number(process.argv[2] ?? 200000), K = 1024, M = 5;
let s = 12345; const rnd = () => { s = (s + 0x6d2b79f5) | 0; let z = Math.imul(s ^ (s >>> 15), s | 1); z ^= z + Math.imul(z ^ (z >>> 7), z | 61); return ((z ^ (z >>> 14)) >>> 0) / 2 ** 32; };
const cum = new Float64Array(K); let t = 0; for (let k = 0; k < K; k++) { t += 1 / (k + 1); cum[k] = t; } for (let k = 0; k < K; k++) cum[k] /= t;
const perms = Array.from({ length: M }, () => { const p = Uint16Array.from({ length: K }, (_, i) => i); for (let i = K - 1; i > 0; i--) { const j = Math.floor(rnd() * (i + 1)); [p[i], p[j]] = [p[j]!, p[i]!]; } return p; });
const draw = (m: number) => { const u = rnd(); let lo = 0, hi = K - 1; while (lo < hi) { const mid = (lo + hi) >> 1; if (cum[mid]! < u) lo = mid + 1; else hi = mid; } return perms[m]![lo]!; };
const codes = new Uint16Array(N * M); for (let i = 0; i < codes.length; i++) codes[i] = draw(i % M);
const modalities = ["playlist", "semantic", "metadata", "lyrics", "audio"];
globalThis.gc?.(); const m0 = process.memoryUsage();
let t0 = performance.now(); const index = createCodeIndex({ codes, modalities }); const build = performance.now() - t0;
globalThis.gc?.(); const m1 = process.memoryUsage();
console.log("build ms", build.toFixed(0), "bytes/track +", ((m1.heapUsed + m1.arrayBuffers - m0.heapUsed - m0.arrayBuffers) / N).toFixed(1), "and codes 10");
const Q = 20000; const queries = Array.from({ length: Q }, (_, i) => { const c = i % 2 ? [...codes.subarray((i * 7919 % N) * M, (i * 7919 % N) * M + M)] : [0, 1, 2, 3, 4].map(draw); if (i % 4 === 3) { c[i % 5] = draw(i % 5); } return c; });
for (let i = 0; i < 3000; i++) index.lookup(queries[i]!, { limit: 100 });

const best = Array.from({length: 10}, () => Infinity);
for (let r = 0; r < 150; r++) { const b = r % 10; const t0 = performance.now(); for (let i = b * 2000; i < b * 2000 + 2000; i++) index.lookup(queries[i]!, { limit: 100 }); best[b] = Math.min(best[b]!, (performance.now() - t0) / 2); }
console.log("min us", (best.reduce((a, b) => a + b) / 10).toFixed(1));
