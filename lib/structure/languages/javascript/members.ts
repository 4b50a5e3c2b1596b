import type { Class, ClassElement, ParamPattern, TSEnumDeclaration, TSSignature } from 'oxc-parser'
import { bodyOf, declare, keyName, type Scope } from './scope'

export function declareClassMembers(node: Class, scope: Scope): void {
  for (const member of node.body.body) declareClassMember(member, scope)
}

function declareClassMember(member: ClassElement, scope: Scope): void {
  if (member.type === 'StaticBlock' || member.type === 'TSIndexSignature') return
  const name = keyName(member.key, member.computed, scope.source)
  if (name === undefined) return
  const { decorators } = member
  const isExported = scope.isExported && !name.startsWith('#') && member.accessibility !== 'private'
  if (member.type === 'MethodDefinition' || member.type === 'TSAbstractMethodDefinition') {
    const isAccessor = member.kind === 'get' || member.kind === 'set'
    const body = member.value.body?.start
    const isOverload = body === undefined && member.type === 'MethodDefinition'
    declare(scope, {
      name,
      kind: isAccessor ? 'property' : 'method',
      outer: member,
      decorators,
      body,
      isExported,
      isOverload,
    })
    if (member.kind === 'constructor') declareParameterProperties(member.value.params, scope)
    return
  }
  const value = member.value
  const isFunction = value?.type === 'ArrowFunctionExpression' || value?.type === 'FunctionExpression'
  const body = isFunction ? value.body?.start : bodyOf(value, scope.source)
  declare(scope, { name, kind: isFunction ? 'method' : 'property', outer: member, decorators, body, isExported })
}

/** `constructor(private readonly store: Store)` declares the property too. */
function declareParameterProperties(params: readonly ParamPattern[], scope: Scope): void {
  for (const outer of params) {
    if (outer.type !== 'TSParameterProperty') continue
    const target = outer.parameter.type === 'AssignmentPattern' ? outer.parameter.left : outer.parameter
    if (target.type !== 'Identifier') continue
    const isExported = scope.isExported && outer.accessibility !== 'private'
    declare(scope, { name: target.name, kind: 'property', outer, decorators: outer.decorators, isExported })
  }
}

/** Members of an interface or of an object type. */
export function declareTypeMembers(members: readonly TSSignature[], scope: Scope): void {
  for (const member of members) {
    if (member.type !== 'TSPropertySignature' && member.type !== 'TSMethodSignature') continue
    const name = keyName(member.key, member.computed, scope.source)
    if (name === undefined) continue
    const isMethod = member.type === 'TSMethodSignature' && member.kind === 'method'
    const { isExported } = scope
    declare(scope, { name, kind: isMethod ? 'method' : 'property', outer: member, isExported, isOverload: isMethod })
  }
}

export function declareEnumMembers(node: TSEnumDeclaration, scope: Scope): void {
  for (const member of node.body.members) {
    const name = keyName(member.id, member.computed, scope.source)
    if (name === undefined) continue
    const body = bodyOf(member.initializer, scope.source)
    declare(scope, { name, kind: 'constant', outer: member, body, isExported: scope.isExported })
  }
}
