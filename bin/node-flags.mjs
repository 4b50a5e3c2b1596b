/**
 * How the project's Node.js is started wherever repositories are read. V8's optimizing compiler takes hundreds of
 * megabytes for the lexer of one grammar, and in a batch of small repositories gains nothing; small semi-spaces keep the
 * young generation of each thread from growing with every burst (docs/decisions/012-outlines.md). What outlives it in
 * one import is garbage in the next: V8, which allows itself gigabytes, would let it pile up to three times of what is alive.
 * Where almost all of it lies outside of V8's heap, which does not see it, threads ask for a collection themselves.
 */
export const nodeFlags = ['--liftoff-only', '--max-semi-space-size=8', '--heap-growing-percent=50', '--expose-gc']

/**
 * For the C library of Linux, which otherwise keeps ever larger buffers in its heaps, one for each thread, where what was
 * freed between two that live is never given back: large buffers have pages of their own, and heaps are few. From what
 * size on is a balance: new pages are blank, and to blank them for every buffer of a hundred kilobytes took releases a
 * fifth of their time, and no import less memory. So it is with what is given back: without the second setting the end of a
 * heap would be given back with every buffer, and be asked for again with the next.
 */
export const memorySettings = {
  MALLOC_MMAP_THRESHOLD_: String(4 << 20),
  MALLOC_TRIM_THRESHOLD_: String(16 << 20),
  MALLOC_ARENA_MAX: '4',
}
