import { existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript-5'
import { parse as parseYaml } from 'yaml'
import type { Dependency } from '@/lib/structure/graph'
import type { Edge, Oracle } from './oracle'

/** The edges of the last work tree, and where in it TypeScript could not know, as `file:line`. */
const judged = { edges: new Map<string, Edge>(), unknown: new Set<string>() }

/**
 * TypeScript's parser and module resolver, each file with the options of the project that holds it, found as the
 * language server does: the nearest tsconfig.json or jsconfig.json that includes the file, itself or by a reference.
 * JavaScript resolves to what runs, not to declarations, as when an editor goes to the source of a definition.
 *
 * Where Node's rules for modules find nothing, those of bundlers are asked.
 *
 * Nothing is installed or built in the work tree. Packages of its workspaces are seen as if they were linked. What
 * TypeScript cannot find without more is not judged: a package of a workspace whose manifest points to what a build
 * would write, or a path into a folder that one would write; a specifier with a query or a loader of a bundler; a name
 * in a repository of Deno, whose import maps it does not read; a name that is no path where the project extends or
 * refers to files that are generated or installed, or leaves the importing file out.
 */
export const oracle: Oracle = {
  language: 'javascript',
  tool: `TypeScript ${ts.version}`,
  edges: async (folder, paths) => edgesOf(path.resolve(folder), paths),
  isCompared: ({ from, to, line }: Dependency) =>
    judged.edges.has(`${from} ${to}`) || !judged.unknown.has(`${from}:${line}`),
}

function edgesOf(root: string, paths: readonly string[]): Edge[] {
  const edges = new Map<string, Edge>()
  const unknown = new Set<string>()
  const known = new Set(paths)
  const packages = workspacePackages(root)
  const host = hostOf(root, packages)
  const projectOf = projectFinder(root)
  for (const from of paths) {
    const file = path.join(root, from)
    const project = projectOf(file)
    for (const imported of importsIn(file)) {
      const found = resolve(imported, file, project, host)
      if (isUnknown(imported, found, file, project, packages)) unknown.add(`${from}:${imported.line}`)
      else if (found !== undefined) {
        const to = path.relative(root, found)
        if (to !== from && known.has(to)) edges.set(`${from} ${to}`, { from, to })
      }
    }
  }
  Object.assign(judged, { edges, unknown })
  return [...edges.values()]
}

function isUnknown(
  { specifier, kind }: Found,
  found: string | undefined,
  file: string,
  project: Project,
  packages: ReadonlyMap<string, string>,
): boolean {
  if (kind === 'reference') return false
  const isPath = /^\.{0,2}(?:\/|$)/.test(specifier)
  if (!isPath && !project.isComplete) return true
  if (found !== undefined) return false
  if (/[?!]/.test(specifier)) return true
  return isPath ? !existsSync(path.dirname(path.resolve(file, '..', specifier))) : packages.has(packageName(specifier))
}

/** `isComplete` unless names could lead elsewhere by options that are not to be had. */
type Project = { options: ts.CompilerOptions; isComplete: boolean; cache: ts.ModuleResolutionCache }

function resolve({ specifier, kind }: Found, file: string, project: Project, host: ts.ModuleResolutionHost) {
  if (kind === 'reference') return path.resolve(path.dirname(file), specifier)
  const { options, cache } = project
  const own = ts.getImpliedNodeFormatForFile(file, cache.getPackageJsonInfoCache(), host, options)
  const mode = kind === 'require' ? ts.ModuleKind.CommonJS : own
  const find = (options: ts.CompilerOptions, cache?: ts.ModuleResolutionCache) =>
    ts.resolveModuleName(specifier, file, options, host, cache, undefined, mode).resolvedModule?.resolvedFileName
  const bundled = {
    ...options,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
  }
  // An option of the language server's, not in the declared ones.
  const sources = /\.[cm]?jsx?$/.test(file) ? { noDtsResolution: true } : {}
  return find({ ...options, ...sources }) ?? find(options, cache) ?? find({ ...bundled, ...sources })
}

/** A `reference` is a path as it stands, from `/// <reference path>`. */
type Found = { specifier: string; line: number; kind: 'import' | 'require' | 'reference' }

/** What the file names as a module, wherever it does. */
function importsIn(file: string): Found[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, false)
  const found: Found[] = []
  const lineOf = (at: number) => source.getLineAndCharacterOfPosition(at).line + 1
  const add = (node: ts.Node | undefined, at: number, kind: Found['kind'] = 'import') => {
    if (node && ts.isStringLiteralLike(node)) found.push({ specifier: node.text, line: lineOf(at), kind })
  }
  for (const { fileName, pos } of source.referencedFiles)
    found.push({ specifier: fileName, line: lineOf(pos), kind: 'reference' })
  const isModule = ts.isExternalModule(source)
  const waiting: ts.Node[] = [source]
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    const at = ts.isSourceFile(node) ? 0 : node.getStart(source)
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) add(node.moduleSpecifier, at)
    else if (ts.isExternalModuleReference(node)) add(node.expression, at, 'require')
    else if (ts.isImportTypeNode(node)) add(ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined, at)
    else if (ts.isModuleDeclaration(node) && ts.isStringLiteral(node.name) && isModule) add(node.name, at)
    else if (ts.isCallExpression(node)) {
      const { expression, arguments: given } = node
      if (expression.kind === ts.SyntaxKind.ImportKeyword) add(given[0], at)
      else if (ts.isIdentifier(expression) && expression.text === 'require') add(given[0], at, 'require')
    }
    ts.forEachChild(node, (child) => void waiting.push(child))
  }
  return found
}

/** A host that sees the packages of the workspaces where an installation would link them. */
function hostOf(root: string, packages: ReadonlyMap<string, string>): ts.ModuleResolutionHost {
  const linked = (file: string): string => {
    const [, name = '', rest = ''] = /\/node_modules\/((?:@[^/]+\/)?[^/@][^/]*)(.*)$/s.exec(file) ?? []
    const folder = packages.get(name)
    return folder === undefined ? file : path.join(folder, rest)
  }
  const isInside = (file: string) => file.startsWith(`${root}/`)
  return {
    fileExists: (file) => isInside(file) && ts.sys.fileExists(linked(file)),
    readFile: (file) => ts.sys.readFile(linked(file)),
    // Folders named node_modules, and those of scopes in them, stand for what would be linked there.
    directoryExists: (folder) => /\/node_modules(?:\/@[^/]+)?$/.test(folder) || ts.sys.directoryExists(linked(folder)),
    realpath: linked,
    getCurrentDirectory: () => root,
  }
}

function packageName(specifier: string): string {
  return /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier
}

/** The folders of the packages that the root's package.json or pnpm-workspace.yaml lists, by name. */
function workspacePackages(root: string): Map<string, string> {
  const patterns = [
    ...listIn(readJson(path.join(root, 'package.json')), 'workspaces'),
    ...listIn(parseYaml(readText(path.join(root, 'pnpm-workspace.yaml'))), 'packages'),
  ]
  const matches = (folder: string, list: readonly string[]) =>
    list.some((pattern) => path.matchesGlob(folder, pattern.replace(/^!?(?:\.\/)?/, '').replace(/\/+$/, '')))
  const [refused, wanted] = [patterns.filter((p) => p.startsWith('!')), patterns.filter((p) => !p.startsWith('!'))]
  const found = new Map<string, string>()
  for (const manifest of ts.sys.readDirectory(root, ['.json'], ['**/node_modules'], ['**/package.json'])) {
    const folder = path.relative(root, path.dirname(manifest))
    const name = textIn(readJson(manifest), 'name')
    const isMember = folder === '' || (matches(folder, wanted) && !matches(folder, refused))
    if (name !== undefined && isMember) found.set(name, path.dirname(manifest))
  }
  return found
}

function listIn(value: unknown, key: string): string[] {
  const list = valueIn(value, key)
  if (Array.isArray(list)) return list.filter((item) => typeof item === 'string')
  return list === undefined ? [] : listIn(list, 'packages')
}

function textIn(value: unknown, key: string): string | undefined {
  const text = valueIn(value, key)
  return typeof text === 'string' ? text : undefined
}

function valueIn(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
}

function readText(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}

function readJson(file: string): unknown {
  return ts.parseConfigFileTextToJson(file, readText(file)).config
}

type Configured = {
  options: ts.CompilerOptions
  isComplete: boolean
  files: ReadonlySet<string>
  references: readonly string[]
}

function projectFinder(root: string): (file: string) => Project {
  const configured = new Map<string, Configured>()
  const projects = new Map<ts.CompilerOptions, Project>()
  const isDeno = ['deno.json', 'deno.jsonc'].some((name) => existsSync(path.join(root, name)))
  const load = (config: string): Configured => {
    const known = configured.get(config) ?? readConfig(config)
    configured.set(config, known)
    return known
  }
  const holderOf = (file: string, config: string, seen: Set<string>): Configured | undefined => {
    if (seen.has(config)) return undefined
    seen.add(config)
    const own = load(config)
    if (own.files.has(file)) return own
    for (const reference of own.references) {
      const holder = holderOf(file, reference, seen)
      if (holder) return holder
    }
  }
  const find = (file: string): Pick<Project, 'options' | 'isComplete'> => {
    let isLeftOut = false
    for (let folder = path.dirname(file); folder.startsWith(root); folder = path.dirname(folder)) {
      for (const config of ['tsconfig.json', 'jsconfig.json'].map((name) => path.join(folder, name))) {
        if (!existsSync(config)) continue
        const holder = holderOf(file, config, new Set())
        if (holder) return holder
        isLeftOut = true
      }
    }
    return isLeftOut || isDeno ? { options: leftOut, isComplete: false } : { options: inferred, isComplete: true }
  }
  return (file) => {
    const { options, isComplete } = find(file)
    const cache = projects.get(options)?.cache ?? ts.createModuleResolutionCache(root, (name) => name, options)
    const project = { options, isComplete, cache }
    projects.set(options, project)
    return project
  }
}

/** For files of no project, as editors take them. */
const inferred: ts.CompilerOptions = {
  allowJs: true,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
}
const leftOut = { ...inferred }

const noSuchFile = [5083, 6053]

function readConfig(config: string): Configured {
  const parsed = ts.parseJsonConfigFileContent(
    ts.readConfigFile(config, ts.sys.readFile).config ?? {},
    ts.sys,
    path.dirname(config),
    { allowJs: true },
    config,
  )
  const references = (parsed.projectReferences ?? []).map((reference) => ts.resolveProjectReferencePath(reference))
  const isFile = (file: string) => existsSync(file) && statSync(file).isFile()
  return {
    options: parsed.options,
    isComplete: !parsed.errors.some((error) => noSuchFile.includes(error.code)) && references.every(isFile),
    files: new Set(parsed.fileNames),
    references: references.filter(isFile),
  }
}
