import { isStandardHeader } from '@/lib/structure/languages/c/standard-headers'
import { isStandardModule } from '@/lib/structure/languages/python/standard-library'

const node = new Set(
  `assert async_hooks buffer child_process cluster console crypto dgram dns domain events fs http http2 https inspector
  module net os path perf_hooks process punycode querystring readline repl stream string_decoder timers tls tty url util v8
  vm worker_threads zlib`.split(/\s+/),
)

const ruby = new Set(
  `abbrev base64 benchmark bigdecimal bundler cgi coverage csv date delegate digest drb English erb etc fcntl fiddle fileutils
  find forwardable getoptlong io ipaddr irb json logger matrix minitest monitor mutex_m net observer open3 openssl open-uri
  optparse ostruct pathname pp prettyprint prime pstore psych pty racc rbconfig rdoc readline reline resolv rexml ripper
  rubygems securerandom set shellwords singleton socket stringio strscan syslog tempfile time timeout tmpdir tsort un uri weakref
  yaml zlib`.split(/\s+/),
)

const firstOf = (name: string) => name.split('/')[0] ?? name
const isOfNode = (name: string) => name.startsWith('node:') || node.has(firstOf(name))

/** By the ending of the file that imports: whether a module comes with the language. */
const languages: [RegExp, (name: string) => boolean][] = [
  [/\.pyi?$/, isStandardModule],
  [/\.(?:[cm]?[jt]sx?|vue|svelte|astro)$/, isOfNode],
  [/\.go$/, (name) => !firstOf(name).includes('.')],
  [/\.(?:c|h|cc|cpp|cxx|hpp|hh|m|mm)$/, isStandardHeader],
  [/\.(?:rb|rake|ru|gemspec)$/, (name) => ruby.has(firstOf(name))],
  [/\.(?:java|kts?|scala|sbt|groovy)$/, (name) => /^(?:javax?|kotlin|scala)(?:\.|$)/.test(name)],
  [/\.(?:cs|fs|vb)$/, (name) => /^System(?:\.|$)/.test(name)],
  [/\.php$/, (name) => name === 'php' || name.startsWith('ext-')],
  [/\.swift$/, (name) => /^(?:Swift|Foundation\w*|Dispatch|XCTest|Testing|Darwin|Glibc|Musl|os)$/.test(name)],
  [/\.rs$/, (name) => /^(?:std|core|alloc)$/.test(name)],
]

/** Whether what a file imports from outside comes with its language, or with the system, and is no package. */
export function isStandard({ from, name }: { from: string; name: string }): boolean {
  return languages.find(([ending]) => ending.test(from))?.[1](name) ?? false
}
