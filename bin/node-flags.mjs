/**
 * How the project's Node.js is started wherever repositories are read. V8's optimizing compiler takes hundreds of
 * megabytes for the lexer of one grammar, and in a batch of small repositories gains nothing; small semi-spaces keep the
 * young generation of each thread from growing with every burst (docs/decisions/012-outlines.md).
 */
export const nodeFlags = ['--liftoff-only', '--max-semi-space-size=8']
