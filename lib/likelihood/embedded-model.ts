import { historyOnes, historyZeros, nextHistory } from './bit-history'
import { squash, stretchTable } from './logistic'
import { createUndoLog } from './undo-log'

const ORDERS = 6
const N = 12
const INPUTS = 2 * N + 5
const tableBits = Number(process.env.TB ?? 20)
const LR0 = Number(process.env.LR0 ?? 0.02)
const LR = Number(process.env.LR ?? 0.003)
const LRD = Number(process.env.LRD ?? 0.0005)
const LIMIT = Number(process.env.LIMIT ?? 255)
const OFF = new Set((process.env.OFF ?? '').split(',').filter(Boolean).map(Number))
const OFFA = new Uint8Array(32)
for (const i of OFF) OFFA[i] = 1
const CONF = Number(process.env.CONF ?? 2)

export type Model = ReturnType<typeof createModel>

export function createModel() {
  // hash table
  const words = new Int32Array(4 << tableBits)
  const table = new Uint8Array(words.buffer)
  const bucketShift = 32 - tableBits
  const tableLog = createUndoLog(words, 4)
  // match
  const matchBits = 18
  const matchTable = new Int32Array(1 << matchBits)
  const matchLog = createUndoLog(matchTable, 1)
  let history = new Uint8Array(1 << 16)

  // dense
  const sm = new Int32Array(N * 256)
  const limitRate = new Int32Array(1024)
  for (let i = 0; i < 1024; i++) limitRate[i] = (65536 / (i + 1.6)) | 0
  for (let i = 0; i < N; i++)
    for (let s = 0; s < 256; s++) {
      const n0 = historyZeros[s]!,
        n1 = historyOnes[s]!
      let p = (n1 + 0.4) / (n0 + n1 + 0.8)
      if (s === 0) p = 0.5
      sm[i * 256 + s] = (Math.floor(p * 4194303) << 10) | 0
    }
  const matchSm = new Int32Array(2 * 64 * 4)
  for (let i = 0; i < matchSm.length; i++) {
    const len = (i >> 3) & 63
    const p = 1 - 1 / (len * 2 + 3)
    matchSm[i] = (Math.floor((i & 1 ? p : 1 - p) * 4194303) << 10) | 0
  }
  const S1 = 256,
    S2 = 7 * 8 * 2,
    S3 = 256 * 8
  const w1 = new Float64Array(S1 * INPUTS).fill(0.25)
  const w2 = new Float64Array(S2 * INPUTS).fill(0.25)
  const w3 = new Float64Array(S3 * INPUTS).fill(0.25)
  const wf = new Float64Array(256 * 3).fill(1 / 3)
  const apmSteps = 33
  const apm1 = new Float64Array(256 * apmSteps),
    apm2 = new Float64Array(16384 * apmSteps),
    apm3 = new Float64Array(16384 * apmSteps)
  for (const a of [apm1, apm2, apm3]) for (let i = 0; i < a.length; i++) a[i] = squash(((i % apmSteps) - 16) * 0.75)
  // scalars
  let pos = 0,
    c4 = 0,
    c8 = 0,
    word = 0,
    word1 = 0,
    word2 = 0,
    lineStart = 0,
    prevLine = 0,
    indent = 0,
    inIndent = 1,
    lineTok = 0,
    firstDone = 0,
    punct = 0
  let mptr = 0,
    mlen = 0,
    mmiss = 0,
    predicted = 0
  let t = 0

  const ctx = new Int32Array(N)
  const base = new Int32Array(N)
  const idx = new Int32Array(N)
  const x = new Float64Array(INPUTS)
  const out = new Float64Array(8)

  function find(h: number): number {
    h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d)
    h = Math.imul(h ^ (h >>> 13), 0x297a2d39)
    h ^= h >>> 16
    const check = h & 0xff
    const b = h >>> bucketShift
    let best = b
    let a = b << 4
    if (table[a] === check) return b
    let priority = table[a + 1]!
    const b1 = b ^ 1
    a = b1 << 4
    if (table[a] === check) return b1
    if (table[a + 1]! < priority) {
      priority = table[a + 1]!
      best = b1
    }
    const b2 = b ^ 2
    a = b2 << 4
    if (table[a] === check) return b2
    if (table[a + 1]! < priority) best = b2
    tableLog.save(best)
    const w = best << 2
    words[w] = 0
    words[w + 1] = 0
    words[w + 2] = 0
    words[w + 3] = 0
    table[best << 4] = check
    return best
  }

  function smUpdate(a: Int32Array, i: number, y: number, limit: number) {
    const v = a[i]!
    const n = v & 1023
    const p = v >>> 10
    const delta = (((((y << 22) - p) >> 3) * limitRate[n]!) / 8192) | 0
    a[i] = ((p + delta) << 10) | (n < limit ? n + 1 : n)
  }

  function byte(c: number): number {
    let nats = 0
    // contexts
    const c1 = c4 & 255
    let k = 0
    const o = (v: number) => {
      ctx[k] = Math.imul(v, 0x9e3779b1) + Math.imul(k + 1, 0x85ebca6b)
      k++
    }
    o(0)
    o(c1)
    o(c4 & 0xffff)
    o(c4 & 0xffffff)
    o(c4)
    o(Math.imul(c4, 0x2f0b4c47) + (c8 & 0xff))
    o(Math.imul(c4, 0x2f0b4c47) + (c8 & 0xffff))
    const col = pos - lineStart
    const above = prevLine + col < lineStart ? history[prevLine + col]! : 10
    o(word ? word : Math.imul(word1, 77) + c1)
    o(Math.imul(word, 0x3d4d51cb) + Math.imul(word1, 0x2545f491) + c1)
    o(Math.imul(above + 256, 0x1000193) + c1 + (inIndent ? 999 : 0) + indent * 3011)
    o(Math.imul(lineTok, 0x1000193) + word * 31 + c1)
    o(Math.imul(punct, 0x2f0b4c47) + word)
    // match
    let expected = 0
    let mctx = 0
    if (mlen > 0 || mmiss > 0) {
      expected = history[mptr]! | 256
      const lb = mlen < 16 ? mlen : mlen < 32 ? 16 + ((mlen - 16) >> 2) : mlen < 512 ? 20 + ((mlen - 32) >> 4) : 50
      mctx = (lb * 4 + Math.min(mmiss, 3)) * 2
    }
    const mb = expected === 0 ? 0 : mlen === 0 ? 1 : mlen < 8 ? 2 : mlen < 16 ? 3 : mlen < 24 ? 4 : mlen < 32 ? 5 : 6
    let c0 = 1
    const lr = Math.max(LR, LR0 / (1 + t * LRD))
    for (let bit = 7; bit >= 0; bit--) {
      const y = (c >> bit) & 1
      if (bit === 7) for (let i = 0; i < N; i++) base[i] = find(ctx[i]!) << 4
      else if (bit === 3) for (let i = 0; i < N; i++) base[i] = find(ctx[i]! + Math.imul(c0, 0x7feb352d)) << 4
      const node = bit > 3 ? c0 : (c0 & ((1 << (3 - bit)) - 1)) | (1 << (3 - bit))
      let hits = 0
      for (let i = 0; i < N; i++) {
        const s = table[base[i]! + node]!
        const j = (i << 8) + s
        idx[i] = j
        if (s === 0 || OFFA[i]) {
          x[2 * i] = 0
          x[2 * i + 1] = 0
        } else {
          const p = sm[j]! >>> 20
          x[2 * i] = stretchTable[p]!
          x[2 * i + 1] = (p - 2047.5) * (CONF / 2048)
          if (i > 1 && i < 7) hits++
        }
      }
      let ebit = -1
      const q = 2 * N
      x[q] = x[q + 1] = x[q + 2] = x[q + 3] = 0
      if (expected !== 0 && (expected | 256) >> (bit + 1) === c0) {
        ebit = (expected >> bit) & 1
        const p = matchSm[mctx + ebit]! >>> 10
        const pf = (p + 0.5) / 4194304
        const st = p > 0x1000 && p < 0x3ff000 ? Math.log(pf / (1 - pf)) : ebit ? 8 : -8
        x[q] = st
        x[q + 1] = (pf - 0.5) * 4
      }
      x[q + 4] = 0.3
      // mix
      const o1 = c0 * INPUTS
      const o2 = (((ebit < 0 ? 0 : mb) * 8 + hits) * 2 + (bit > 3 ? 1 : 0)) * INPUTS
      const o3 = (c1 * 8 + bit) * INPUTS
      let d1 = 0,
        d2 = 0,
        d3 = 0
      for (let i = 0; i < INPUTS; i++) {
        const v = x[i]!
        d1 += w1[o1 + i]! * v
        d2 += w2[o2 + i]! * v
        d3 += w3[o3 + i]! * v
      }
      const p1 = squash(d1),
        p2 = squash(d2),
        p3 = squash(d3)
      if (d1 > 12) d1 = 12
      else if (d1 < -12) d1 = -12
      if (d2 > 12) d2 = 12
      else if (d2 < -12) d2 = -12
      if (d3 > 12) d3 = 12
      else if (d3 < -12) d3 = -12
      const of = (ebit < 0 ? 0 : mb) * 3
      const df = d1 * wf[of]! + d2 * wf[of + 1]! + d3 * wf[of + 2]!
      const pm = squash(df)
      // apm
      const pos1 = (Math.max(-11.999, Math.min(11.999, df)) + 12) / 0.75
      const ai = pos1 | 0,
        fr = pos1 - ai
      const a1 = c0 * apmSteps + ai
      const a2 = (Math.imul(((c4 & 0xff) << 8) | c0, 0x9e3779b1) >>> 18) * apmSteps + ai
      const a3 = (Math.imul(((c4 & 0xffff) << 8) | c0, 0x9e3779b1) >>> 18) * apmSteps + ai
      const q1 = apm1[a1]! * (1 - fr) + apm1[a1 + 1]! * fr
      const q2 = apm2[a2]! * (1 - fr) + apm2[a2 + 1]! * fr
      const q3 = apm3[a3]! * (1 - fr) + apm3[a3 + 1]! * fr
      let p = pm * 0.4 + q1 * 0.1 + q2 * 0.25 + q3 * 0.25
      if (p < 1e-6) p = 1e-6
      else if (p > 1 - 1e-6) p = 1 - 1e-6
      nats -= Math.log(y ? p : 1 - p)
      // update
      const near = fr >= 0.5 ? 1 : 0
      apm1[a1 + near]! += (y - apm1[a1 + near]!) * 0.02
      apm2[a2 + near]! += (y - apm2[a2 + near]!) * 0.02
      apm3[a3 + near]! += (y - apm3[a3 + near]!) * 0.02
      const ef = (y - pm) * 0.002
      wf[of]! += ef * d1
      wf[of + 1]! += ef * d2
      wf[of + 2]! += ef * d3
      const e1 = (y - p1) * lr,
        e2 = (y - p2) * lr,
        e3 = (y - p3) * lr
      for (let i = 0; i < INPUTS; i++) {
        const v = x[i]!
        w1[o1 + i]! += e1 * v
        w2[o2 + i]! += e2 * v
        w3[o3 + i]! += e3 * v
      }
      for (let i = 0; i < N; i++) {
        const j = idx[i]!
        smUpdate(sm, j, y, LIMIT)
        table[base[i]! + node] = nextHistory[((j & 255) << 1) | y]!
      }
      if (ebit >= 0) smUpdate(matchSm, mctx + ebit, y, 1023)
      c0 = (c0 << 1) | y
    }
    // after
    t++
    if (pos === history.length) {
      const l = new Uint8Array(pos * 2)
      l.set(history)
      history = l
    }
    history[pos++] = c
    c8 = (c8 << 8) | (c4 >>> 24)
    c4 = (c4 << 8) | c
    const isWord = (c >= 48 && c <= 57) || (c >= 65 && c <= 90) || (c >= 97 && c <= 122) || c === 95 || c >= 128
    if (isWord) word = Math.imul(word + c + 1, 0x2c1b3c6d) ^ (word >>> 13)
    else {
      if (word !== 0) {
        word2 = word1
        word1 = word
        if (!firstDone) {
          firstDone = 1
          lineTok = word
        }
        word = 0
      }
      if (c !== 32 && c !== 10) punct = Math.imul(punct + c, 0x9e3779b1) & 0x00ffffff
    }
    if (c === 10) {
      prevLine = lineStart
      lineStart = pos
      inIndent = 1
      indent = 0
      lineTok = 0
      firstDone = 0
      punct = 0
    } else if (inIndent) {
      if (c === 32) indent++
      else if (c === 9) indent += 4
      else inIndent = 0
    }
    // match
    if (expected !== 0) {
      if ((expected & 255) === c) {
        mlen++
        mptr++
        if (mlen > 16) mmiss = 0
      } else {
        mlen = 0
        mmiss++
        mptr++
        if (mmiss > 8) {
          mmiss = 0
        }
      }
    }
    const mh = pos >= 6 ? Math.imul(Math.imul(c4, 0x9e3779b1) + (c8 & 0xffff), 0x85ebca6b) >>> (32 - matchBits) : 0
    if (mlen === 0 && pos >= 6) {
      const cand = matchTable[mh]!
      if (cand > 0) {
        let l = 0
        while (l < 40 && cand - l > 0 && history[cand - 1 - l] === history[pos - 1 - l]) l++
        if (l >= 5) {
          mlen = l
          mptr = cand
          mmiss = 0
        }
      }
    }
    if (pos >= 6) {
      matchLog.save(mh)
      matchTable[mh] = pos
    }
    return nats
  }

  return {
    score(bytes: Uint8Array) {
      let n = 0
      for (let i = 0; i < bytes.length; i++) n += byte(bytes[i]!)
      return n
    },
  }
}
