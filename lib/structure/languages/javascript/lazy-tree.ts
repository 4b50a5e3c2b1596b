import type { Node } from 'oxc-parser'
import type { LazyNode } from './lazy-parse'

/** How a node of oxc's own tree is seen as one of ESTree; what has no shape has a type and a place alone. */
type Shape = {
  as?: string
  /** Properties with plain values, with nodes, with lists of nodes, and with parameters. */
  plain?: readonly string[]
  nodes?: readonly string[]
  lists?: readonly string[]
  parameters?: readonly string[]
  fixed?: Readonly<Record<string, unknown>>
  computed?: Readonly<Record<string, (node: LazyNode, text: string) => unknown>>
}

const name: Shape = { as: 'Identifier', plain: ['name'] }
const literal: Shape = { as: 'Literal', plain: ['value'] }
const functions: Shape = { nodes: ['id', 'body'], parameters: ['params'] }
const classes: Shape = { nodes: ['id', 'body'], lists: ['decorators'] }
const member: Shape = { as: 'MemberExpression', nodes: ['object', 'property'] }
const method: Shape = { plain: ['kind', 'computed', 'accessibility'], nodes: ['key', 'value'], lists: ['decorators'] }
const property: Shape = { plain: ['computed', 'accessibility'], nodes: ['key', 'value'], lists: ['decorators'] }
const holder: Shape = { lists: ['body'] }
const wrapper: Shape = { nodes: ['expression'] }
const list: Shape = { as: 'ExportNamedDeclaration', lists: ['specifiers'], fixed: { declaration: null, source: null } }

/** As far as outlines look into a tree. */
const shapes: Readonly<Record<string, Shape>> = {
  IdentifierName: name,
  IdentifierReference: name,
  BindingIdentifier: name,
  PrivateIdentifier: { plain: ['name'] },
  StringLiteral: literal,
  NumericLiteral: literal,
  BigIntLiteral: literal,

  FunctionDeclaration: functions,
  FunctionExpression: functions,
  TSDeclareFunction: functions,
  TSEmptyBodyFunctionExpression: functions,
  ArrowFunctionExpression: { nodes: ['body'] },
  FunctionBody: { as: 'BlockStatement', lists: ['body'] },
  ClassDeclaration: classes,
  ClassExpression: classes,
  ClassBody: holder,
  MethodDefinition: method,
  TSAbstractMethodDefinition: method,
  PropertyDefinition: property,
  TSAbstractPropertyDefinition: property,
  AccessorProperty: property,
  TSAbstractAccessorProperty: property,
  VariableDeclaration: { plain: ['kind'], lists: ['declarations'] },
  VariableDeclarator: { nodes: ['id', 'init'] },

  ObjectPattern: { lists: ['properties'] },
  BindingProperty: { as: 'Property', nodes: ['value'] },
  BindingRestElement: { as: 'RestElement', nodes: ['argument'] },
  ArrayPattern: { lists: ['elements'] },
  AssignmentPattern: { nodes: ['left'] },

  ExpressionStatement: wrapper,
  StaticMemberExpression: { ...member, fixed: { computed: false } },
  PrivateFieldExpression: { ...member, fixed: { computed: false } },
  ComputedMemberExpression: { ...member, fixed: { computed: true } },
  CallExpression: { nodes: ['callee'], lists: ['arguments'] },
  AssignmentExpression: { nodes: ['left', 'right'] },
  SequenceExpression: { lists: ['expressions'] },
  UnaryExpression: { nodes: ['argument'] },
  ObjectExpression: { lists: ['properties'] },
  ObjectProperty: { as: 'Property', plain: ['computed'], nodes: ['key', 'value'] },
  SpreadElement: { nodes: ['argument'] },
  TSAsExpression: wrapper,
  TSSatisfiesExpression: wrapper,

  TSInterfaceDeclaration: { nodes: ['id', 'body'] },
  TSInterfaceBody: holder,
  TSTypeAliasDeclaration: { nodes: ['id', 'typeAnnotation'] },
  TSTypeLiteral: { lists: ['members'] },
  TSPropertySignature: { plain: ['computed'], nodes: ['key'] },
  TSMethodSignature: { plain: ['computed', 'kind'], nodes: ['key'] },
  TSEnumDeclaration: { nodes: ['id', 'body'] },
  TSEnumBody: { lists: ['members'] },
  TSEnumMember: { nodes: ['id', 'initializer'] },
  TSImportEqualsDeclaration: { nodes: ['id', 'moduleReference'] },
  TSExternalModuleDeclaration: { as: 'TSModuleDeclaration', plain: ['declare'], nodes: ['id', 'body'] },
  TSGlobalDeclaration: { as: 'TSModuleDeclaration', plain: ['declare'], nodes: ['body'], computed: { id: globalOf } },
  TSModuleBlock: holder,

  ExportDeclaration: { as: 'ExportNamedDeclaration', nodes: ['declaration'], fixed: { specifiers: [], source: null } },
  ExportNamedDeclaration: list,
  ExportFromDeclaration: { ...list, nodes: ['source'], fixed: { declaration: null } },
  ExportSpecifier: { nodes: ['local', 'exported'] },
  ExportAllDeclaration: { nodes: ['exported', 'source'] },
  ExportDefaultDeclaration: { nodes: ['declaration'] },
  TSExportAssignment: wrapper,
}

/** What is looked at, and whether something turned up that oxc's own tree does not show. */
export type Sight = { readonly text: string; isPartial: boolean }
type View = { node: LazyNode; sight: Sight }
type Parameter = LazyNode & { decorators: Iterable<LazyNode>; pattern: LazyNode }
type Parameters = { items: Iterable<Parameter> }

/** The nodes of oxc's own tree as ESTree has them, made one by one as they are asked for. */
export function viewOf(node: LazyNode, sight: Sight): Node {
  // The rest of a pattern is left out.
  if (node.type.endsWith('Pattern') && sight.text.slice(node.start, node.end).includes('...')) sight.isPartial = true
  return Object.assign(Object.create(prototypeOf(node.type)), { node, sight })
}

const prototypes = new Map<string, object>()

function prototypeOf(type: string): object {
  const prototype = prototypes.get(type) ?? prototypeFrom(type, shapes[type] ?? {})
  prototypes.set(type, prototype)
  return prototype
}

function prototypeFrom(type: string, shape: Shape): object {
  const { as = type, plain = [], nodes = [], lists = [], parameters = [], fixed = {}, computed = {} } = shape
  const prototype = Object.create(null, { type: { value: as } })
  const define = (keys: readonly string[], read: (value: unknown, sight: Sight) => unknown) => {
    for (const key of keys)
      Object.defineProperty(prototype, key, {
        get(this: View) {
          return read(this.node[key as keyof LazyNode], this.sight)
        },
      })
  }
  define(['start', 'end', ...plain], (value) => value)
  define(nodes, (child, sight) => child && viewOf(child as LazyNode, sight))
  define(lists, (children, sight) =>
    Array.from(children as Iterable<LazyNode | null>, (child) => child && viewOf(child, sight)),
  )
  define(parameters, (list, sight) => Array.from((list as Parameters).items, (item) => parameterOf(item, sight)))
  for (const [key, value] of Object.entries(fixed)) Object.defineProperty(prototype, key, { value })
  for (const [key, compute] of Object.entries(computed))
    Object.defineProperty(prototype, key, {
      get(this: View) {
        return compute(this.node, this.sight.text)
      },
    })
  return prototype
}

/** The word `global`, which is the name of such a declaration. */
function globalOf({ start }: LazyNode, text: string): LazyNode {
  const at = text.indexOf('global', start)
  return { type: 'Identifier', start: at, end: at + 'global'.length }
}

/** A parameter with a modifier is a property, too; oxc's own tree does not show modifiers. */
function parameterOf(node: Parameter, sight: Sight): Node {
  const { start, end, pattern } = node
  const parameter = viewOf(pattern, sight)
  const decorators = Array.from(node.decorators, (each) => viewOf(each, sight))
  const modifiers = sight.text
    .slice(decorators.at(-1)?.end ?? start, pattern.start)
    .replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')
  const accessibility = /\b(?:public|private|protected)\b/.exec(modifiers)?.[0]
  if (!accessibility && !/\b(?:readonly|override)\b/.test(modifiers)) return parameter
  const property = { type: 'TSParameterProperty', start, end, accessibility, decorators, parameter }
  return property as unknown as Node // as much of it as outlines read
}
