import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readStructure } from '@/lib/structure/read-structure'
import { ruby } from './ruby'

const read = async (text: string) => ruby.outline('queue.rb', text)
const shape = async (text: string) =>
  (await read(text)).symbols.map(
    (s) =>
      `${s.isExported ? '+' : '-'}${s.kind} ${s.parent ? `${s.parent}.` : ''}${s.name} ${s.startLine}-${s.endLine}: ${s.signature}`,
  )

describe('symbols', () => {
  it.each<[string, string[]]>([
    ['module A::B\n  class C < D\n  end\nend', ['+namespace A::B 1-4: module A::B', '+class A::B.C 2-3: class C < D']],
    ['def push(a, b = 1, *c, &d)\n  a\nend', ['+function push 1-3: def push(a, b = 1, *c, &d)']],
    ['def size = 1', ['+function size 1-1: def size']],
    [
      'class Q\n  def self.make; end\n  class << self\n    def two; end\n    private\n    def three; end\n  end\n  def ==(o); end\n  def size=(n); end\nend',
      [
        '+class Q 1-10: class Q',
        '+method Q.make 2-2: def self.make',
        '+method Q.two 4-4: def two',
        '-method Q.three 6-6: def three',
        '+method Q.== 8-8: def ==(o)',
        '+method Q.size= 9-9: def size=(n)',
      ],
    ],
    [
      'class Q\n  attr_reader :a, "b"\n  private attr_accessor :c\n  mattr_accessor :d\nend',
      [
        '+class Q 1-5: class Q',
        '+property Q.a 2-2: attr_reader :a',
        '+property Q.b 2-2: attr_reader :b',
        '-property Q.c 3-3: attr_accessor :c',
        '+property Q.d 4-4: mattr_accessor :d',
      ],
    ],
    [
      'class Q\n  LIMIT = 1\n  KEY = 2\n  private_constant :KEY\n  NAMES ||= {}\nend',
      [
        '+class Q 1-6: class Q',
        '+constant Q.LIMIT 2-2: LIMIT = 1',
        '-constant Q.KEY 3-3: KEY = 2',
        '+constant Q.NAMES 5-5: NAMES ||= {}',
      ],
    ],
    [
      'Point = Struct.new(:x) do\n  def far?; end\nend\nOops = Class.new(StandardError)',
      [
        '+class Point 1-3: Point = Struct.new(:x)',
        '+method Point.far? 2-2: def far?',
        '+class Oops 4-4: Oops = Class.new(StandardError)',
      ],
    ],
    [
      'class Q\n  def a; end\n  def b; end\n  private def c; end\n  def d; end\n  private\n  def e; end\n  def self.f; end\n  public\n  def g; end\n  protected :b\n  private(*%i[x])\nend',
      [
        '+class Q 1-13: class Q',
        '+method Q.a 2-2: def a',
        '-method Q.b 3-3: def b',
        '-method Q.c 4-4: def c',
        '+method Q.d 5-5: def d',
        '-method Q.e 7-7: def e',
        '+method Q.f 8-8: def self.f',
        '+method Q.g 10-10: def g',
      ],
    ],
    [
      'module Q\n  included do\n    def a; end\n  end\n  alias b a\n  alias_method :c, :a\n  define_method(:d) { |x| x }\nend',
      [
        '+namespace Q 1-8: module Q',
        '+method Q.a 3-3: def a',
        '+method Q.b 5-5: alias b a',
        '+method Q.c 6-6: alias_method :c, :a',
        '+method Q.d 7-7: define_method(:d)',
      ],
    ],
    ['if X\n  def a; end\nelse\n  def a; end\nend', ['+function a 2-2: def a', '+function a 4-4: def a']],
  ])('%j', async (text, expected) => {
    expect(await shape(text)).toEqual(expected)
  })

  it('takes comments above as documentation, without words to tools', async () => {
    const { doc, symbols } = await read(
      '# frozen_string_literal: true\n\n# Queues of jobs.\n#\n# More.\n\nrequire "a"\n\n##\n# Pushes it.\n# @param x\n# rubocop:disable All\ndef push(x); end\n\n# :nodoc:\ndef pop; end\n\nmodule A\n  # First in it.\n  class B; end\nend\n',
    )
    expect(doc).toBe('Queues of jobs.')
    expect(symbols.map((symbol) => symbol.doc)).toEqual(['Pushes it.', null, null, 'First in it.'])
  })

  it('names the constants that it uses and does not declare, those of code only', async () => {
    const { references } = await read(
      '# Comment::Only\nmodule A\n  class B < ::C::D\n    X = E.new("F #{G}")\n    raise H::I, X unless B\n  end\nend',
    )
    expect(references).toEqual(['C::D', 'E', 'G', 'H::I'])
  })
})

describe('requires', () => {
  it.each<[string, string[]]>([
    ["require 'a/b'", ['require a/b']],
    ['require_relative "x"\nrequire_relative("../y.rb")', ['require ./x', 'require ../y.rb']],
    ["load 'tasks/a.rake'", ['require tasks/a.rake']],
    ["module A\n  autoload :B, 'a/b'\nend\nA.autoload(:C, 'c')", ['dynamic-import a/b B', 'dynamic-import c C']],
    ["require File.expand_path('../../lib/a', __FILE__)", ['require ../lib/a']],
    ['require File.expand_path(\'a\', __dir__)\nrequire "#{__dir__}/b"', ['require ./a', 'require ./b']],
    ["require File.join(File.dirname(__FILE__), '..', 'a')", ['require ../a']],
    ["def f\n  Kernel.require 'a' if x\nend", ['require a']],
    ["require name\nrequire \"a/#{name}\"\n# require 'b'\n'require \"c\"'\nx.load\nf(require: 'd')", []],
  ])('%j', async (text, expected) => {
    const { imports } = await read(text)
    expect(imports.map(({ kind, specifier, names }) => `${kind} ${specifier} ${names}`.trim())).toEqual(expected)
  })
})

describe('resolution', () => {
  /** Where the text of `from` leads, in a repository of the given files (`path` or `path: text`). */
  async function resolve(paths: string[], from: string, text: string): Promise<string[]> {
    const files = paths.map((entry) => {
      const [path = ''] = entry.split(': ')
      return { path, text: entry.slice(path.length + 2), isTest: false }
    })
    const structure = await readStructure([...files, { path: from, text, isTest: false }])
    const ours = structure.dependencies.filter((each) => each.from === from)
    return [
      ...ours.map(({ kind, to, names, line }) =>
        `${kind} ${to} ${names}${kind === 'package' ? ` ${line}` : ''}`.trim(),
      ),
      ...structure.external.filter((each) => each.from === from).map(({ name }) => `external ${name}`),
      ...structure.unresolved.map(({ specifier }) => `unresolved ${specifier}`),
    ]
  }

  it.each<[string, string[], string, string, string[]]>([
    ['beside the file', ['lib/a/b.rb'], 'lib/a/c.rb', "require_relative 'b'", ['require lib/a/b.rb']],
    ['above the file', ['lib/a.rb'], 'test/a_test.rb', "require_relative '../lib/a'", ['require lib/a.rb']],
    ['to lib', ['lib/a/b.rb'], 'bin/x.rb', "require 'a/b'", ['require lib/a/b.rb']],
    [
      'to test and spec',
      ['test/helper.rb', 'spec/spec_helper.rb'],
      'test/a/b.rb',
      "require 'helper'; require 'spec_helper'",
      ['require test/helper.rb', 'require spec/spec_helper.rb'],
    ],
    [
      'to the require paths of the gem',
      ['q.gemspec: s.require_paths = %w[src]', 'src/q.rb'],
      'x.rb',
      "require 'q'",
      ['require src/q.rb'],
    ],
    [
      'to its own gem first',
      ['a/a.gemspec', 'b/b.gemspec', 'a/lib/v.rb', 'b/lib/v.rb'],
      'b/lib/b.rb',
      "require 'v'",
      ['require b/lib/v.rb'],
    ],
    [
      'to another gem of the repository',
      ['a/a.gemspec', 'b/b.gemspec', 'a/lib/a.rb'],
      'b/lib/b.rb',
      "require 'a'",
      ['require a/lib/a.rb'],
    ],
    ['to an autoloaded file', ['lib/a/b.rb'], 'lib/a.rb', "autoload :B, 'a/b'", ['dynamic-import lib/a/b.rb B']],
    [
      'to the source of a native extension',
      ['lib/q/v.rb', 'ext/q_ext/q_ext.c'],
      'lib/q.rb',
      "require 'q/q_ext'",
      ['require ext/q_ext/q_ext.c'],
    ],
    ['to what runs from the top', ['config/a.rb'], 'bin/x.rb', "require './config/a'", ['require config/a.rb']],
    [
      'outside, by the gem that is a dependency',
      ['Gemfile: gem \'rack-test\'\ngem "activesupport"', 'lib/rack/a.rb'],
      'lib/x.rb',
      "require 'rack/test'; require 'active_support/all'",
      ['external rack-test', 'external activesupport'],
    ],
    [
      'outside, to the standard library',
      [],
      'lib/x.rb',
      "require 'net/http'; require 'set'",
      ['external net/http', 'external set'],
    ],
    [
      'nowhere when it should be here',
      ['lib/q/v.rb'],
      'lib/q.rb',
      "require 'q/w'; require_relative 'z'",
      ['unresolved q/w', 'unresolved ./z'],
    ],
  ])('leads %s', async (_, paths, from, text, expected) => {
    expect(await resolve(paths, from, text)).toEqual(expected)
  })

  const rails = [
    'config/application.rb: config.autoload_lib(ignore: %w[tasks])',
    'app/models/user.rb',
    'app/models/admin/user.rb',
    'app/models/admin/report.rb',
    'app/models/concerns/tagged.rb',
    'app/models/http_client.rb',
    'lib/mailer/smtp.rb',
  ]

  it.each<[string, string, string, string[]]>([
    [
      'by its name',
      'app/controllers/users_controller.rb',
      'x\nUser.find(1)\nUser.all',
      ['package app/models/user.rb User 2'],
    ],
    [
      'by its qualified name',
      'spec/x_spec.rb',
      'Admin::User::LIMIT',
      ['package app/models/admin/user.rb Admin::User::LIMIT 1'],
    ],
    [
      'in the namespace of the file',
      'app/models/admin/group.rb',
      'module Admin\n class Group\n  User\n end\nend',
      ['package app/models/admin/user.rb User 3'],
    ],
    [
      'at the top when it says so',
      'app/models/admin/group.rb',
      'class Admin::Group; ::Tagged; end',
      ['package app/models/concerns/tagged.rb Tagged 1'],
    ],
    ['whatever its inflection', 'app/models/x.rb', 'HTTPClient', ['package app/models/http_client.rb HTTPClient 1']],
    ['in lib where it is configured', 'app/models/x.rb', 'Mailer::SMTP', ['package lib/mailer/smtp.rb Mailer::SMTP 1']],
    ['not where it declares the name itself', 'app/models/x.rb', 'class User; end\nUser', []],
    ['not from a comment or a string', 'app/models/x.rb', '# User\n"User"', []],
  ])('in Rails, finds a constant %s', async (_, from, text, expected) => {
    expect(await resolve(rails, from, text)).toEqual(expected)
  })

  it('finds the constants of a gem that Zeitwerk loads, and of no other', async () => {
    const gem = ['lib/q.rb: loader = Zeitwerk::Loader.for_gem', 'lib/q/job.rb']
    expect(await resolve(gem, 'lib/q/worker.rb', 'module Q\n  class Worker\n    Job\n  end\nend')).toEqual([
      'package lib/q/job.rb Job 3',
    ])
    expect(await resolve(['lib/q.rb', 'lib/q/job.rb'], 'lib/q/worker.rb', 'Q::Job')).toEqual([])
  })
})

describe('what does not parse', () => {
  it('is a gap with its lines, and the rest is read', async () => {
    const { symbols, parseErrors } = await read('def a; end\nx = = 1\ndef b; end\n')
    expect(symbols.map(({ name }) => name)).toEqual(['a', 'b'])
    expect(parseErrors).toMatchObject([{ startLine: 2, endLine: 2 }])
  })

  it('never throws on fragments put together at random', async () => {
    const fragments =
      'class |module |def |A|::|b|end\n|\n|private|private |:b|require |"|\'|#{|}|(|)|=|Struct.new|do\n|attr_reader |self.|<<~X\n|X\n|#|🎉|/|%w[|]|,|=begin\n|autoload '.split(
        '|',
      )
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...fragments), { maxLength: 40 }), async (parts) => {
        const text = parts.join('')
        const lines = text.split('\n').length
        const { symbols, imports, parseErrors } = await read(text)
        for (const { startLine, endLine } of [...symbols, ...parseErrors])
          expect(1 <= startLine && startLine <= endLine && endLine <= lines).toBe(true)
        for (const { line } of imports) expect(1 <= line && line <= lines).toBe(true)
      }),
      { numRuns: 150 },
    )
  })
})
