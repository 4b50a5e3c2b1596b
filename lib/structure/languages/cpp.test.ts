import { describe, expect, it } from 'vitest'
import { c } from './c'
import { cpp } from './cpp'

const read = async (text: string, path = 'queue.hpp') => cpp.outline(path, text)
const shape = async (text: string, path?: string) =>
  (await read(text, path)).symbols.map(
    (s) => `${s.isExported ? '+' : '-'}${s.kind} ${s.parent ? `${s.parent}.` : ''}${s.name}: ${s.signature}`,
  )

describe('symbols', () => {
  it.each<[string, string[]]>([
    [
      'class Queue : public Base {\n  int size_;\n public:\n  Queue(int n);\n  ~Queue();\n  int size() const { return size_; }\n  Queue& operator=(const Queue&) = delete;\n  explicit operator bool() const;\n protected:\n  virtual void grow() = 0;\n};',
      [
        '+class Queue: class Queue : public Base',
        '-property Queue.size_: int size_',
        '+method Queue.Queue: Queue(int n)',
        '+method Queue.~Queue: ~Queue()',
        '+method Queue.size: int size() const',
        '+method Queue.operator=: Queue& operator=(const Queue&) = delete',
        '+method Queue.operator bool: explicit operator bool() const',
        '-method Queue.grow: virtual void grow() = 0',
      ],
    ],
    ['struct A { int x; private: int y; };', ['+struct A: struct A', '+property A.x: int x', '-property A.y: int y']],
    ['Queue::Queue(int n) : size_(n) {}', ['+method Queue.Queue: Queue::Queue(int n)']],
    [
      'template <typename T>\nvoid a::Stack<T>::push(T t) {}',
      ['+method Stack.push: template <typename T> void a::Stack<T>::push(T t)'],
    ],
    [
      'namespace a::b { inline namespace c { int f(); } }',
      ['+namespace a::b: namespace a::b', '+namespace a::b.c: inline namespace c', '+function c.f: int f()'],
    ],
    [
      'template <class T> struct hash<Queue<T>> { };',
      ['+struct hash<Queue<T>>: template <class T> struct hash<Queue<T>>'],
    ],
    ['template <class T> concept Sized = true;', ['+trait Sized: template <class T> concept Sized = true']],
    ['using Names = std::vector<int>;', ['+type Names: using Names = std::vector<int>']],
    ['enum class Colour : int { red };', ['+enum Colour: enum class Colour : int']],
    ['constexpr int limit = 3;', ['+constant limit: constexpr int limit']],
    ['auto size() -> int;', ['+function size: auto size() -> int']],
    [
      'class QUEUE_EXPORT Queue final : public Base { void f(); };',
      ['+class Queue: class Queue final : public Base', '-method Queue.f: void f()'],
    ],
    ['QUEUE_BEGIN_NAMESPACE\nclass A {};\nQUEUE_END_NAMESPACE\n', ['+class A: class A']],
    ['TEST(Queue, Pushes) { int x; }', ['+function TEST(Queue, Pushes): TEST(Queue, Pushes)']],
    ['bool operator==(const A& a, const A& b);', ['+function operator==: bool operator==(const A& a, const A& b)']],
  ])('%j', async (text, expected) => {
    expect(await shape(text)).toEqual(expected)
  })

  it('a source file gives what others can link to', async () => {
    const text =
      'namespace { int hidden; }\nstatic int own() { return 1; }\nconst int limit = 1;\nextern const int shared = 1;\nint open() { return 1; }\nclass Local { public: void f(); };\nvoid Queue::g() {}'
    expect((await shape(text, 'queue.cc')).map((line) => line.split(':')[0])).toEqual([
      '-variable hidden',
      '-function own',
      '-constant limit',
      '+constant shared',
      '+function open',
      '-class Local',
      '-method Local.f',
      '+method Queue.g',
    ])
  })

  it('a comment documents a template as a whole', async () => {
    const { symbols } = await read('/// Pushes it.\n/// For good.\n///\n/// More.\ntemplate <class T>\nvoid push(T t);')
    expect(symbols).toMatchObject([{ doc: 'Pushes it. For good.', startLine: 5, endLine: 6 }])
  })
})

describe('dialects', () => {
  it.each([
    ['a class', 'class A { public: void f(); };', 'class A, method f'],
    ['a template', 'template <class T> void f(T t);', 'function f'],
    ['a namespace', 'namespace a { void f(); }', 'namespace a, function f'],
    ['a qualified name', 'void f(std::string s);', 'function f'],
    [
      'a word of C++ that C may use',
      'struct a { int class, new; };\n/* a::b, template <x> */',
      'struct a, property class, property new',
    ],
  ])('a .h with %s is read as what it is', async (_, text, expected) => {
    const { symbols, parseErrors } = await c.outline('a.h', text)
    expect([symbols.map(({ kind, name }) => `${kind} ${name}`).join(', '), parseErrors]).toEqual([expected, []])
  })

  it.each(['a.cc', 'a.cpp', 'a.hpp', 'a.HPP', 'a.C', 'a.H', 'a.inl', 'a.cu'])('%s is C++', (path) => {
    expect([c.handles(path), cpp.handles(path)]).toEqual([false, true])
  })

  it('raw strings and numbers with separators hide no include', async () => {
    const { imports } = await read('auto a = R"x(\n#include "no.h"\n")x";\nint b = 1\'000\'000;\n#include <vector>\n')
    expect(imports).toMatchObject([{ specifier: '<vector>', line: 5 }])
  })
})
