import { describe, expect, test } from 'vitest'
import { signatureFacts, styleOf } from './signature'

const read = (path: string, signature: string, name: string) => {
  const { takes, gives, bases } = signatureFacts(signature, name, styleOf(path))
  return { takes, gives, bases }
}

describe('signatures', () => {
  test('have parameters after their types in the family of C', () => {
    expect(read('a.c', 'int co_poll(stCo_t *ctx, struct pollfd fds[], nfds_t nfds, int)', 'co_poll')).toEqual({
      takes: ['ctx', 'fds', 'nfds'],
      gives: 'an integer',
      bases: [],
    })
    expect(read('a.h', 'void run(void (*done)(int code), const Slice& key, const Cache&)', 'run').takes).toEqual([
      'done',
      'key',
    ])
    expect(read('A.java', 'public static JsonElement parse(JsonReader reader) throws IOException', 'parse')).toEqual({
      takes: ['reader'],
      gives: 'a `JsonElement`',
      bases: [],
    })
    expect(read('A.cs', 'internal static bool Try(object? value, CommandFlags flags = None)', 'Try')).toEqual({
      takes: ['value', 'flags'],
      gives: 'a boolean',
      bases: [],
    })
    expect(
      read('a.php', 'public function handle(?Request $request = null, array ...$rest): Response', 'handle'),
    ).toEqual({ takes: ['$request', '$rest'], gives: 'a `Response`', bases: [] })
  })

  test('have them before their types elsewhere', () => {
    expect(read('a.go', 'func (c *Command) Find(args []string) (*Command, error)', 'Find')).toEqual({
      takes: ['args'],
      gives: 'a `Command` or an error',
      bases: [],
    })
    expect(read('a.rs', "pub fn open<'a>(&self, path: &'a Path, mut depth: usize) -> Option<Match>", 'open')).toEqual({
      takes: ['path', 'depth'],
      gives: 'a `Match` or nothing',
      bases: [],
    })
    expect(
      read('a.swift', 'func respond(to request: Request, _ next: Responder) -> Response', 'respond').takes,
    ).toEqual(['request', 'next'])
    expect(read('a.rb', 'def call(env, *rest, key: nil, &block)', 'call').takes).toEqual([
      'env',
      'rest',
      'key',
      'block',
    ])
  })

  test('say what a type builds on, as its language has it', () => {
    expect(read('a.kt', 'class Queue<T>(val size: Int) : Base<T>(size), Closeable', 'Queue').bases).toEqual([
      'Base',
      'Closeable',
    ])
    expect(read('a.swift', 'public struct Route: Codable, Sendable', 'Route').bases).toEqual(['Codable', 'Sendable'])
    expect(read('a.cs', 'public sealed class Reader : BaseReader, IReader<int>', 'Reader').bases).toEqual([
      'BaseReader',
      'IReader',
    ])
    expect(read('a.h', 'class Env : public Base, private Other', 'Env').bases).toEqual(['Base', 'Other'])
    expect(read('a.rb', 'class Queue < Rack::Base', 'Queue').bases).toEqual(['Rack::Base'])
    expect(read('a.scala', 'class Parser[C](x: Int) extends Base[C] with Setup', 'Parser').bases).toEqual([
      'Base',
      'Setup',
    ])
  })
})
