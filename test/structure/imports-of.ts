import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { projectRoot } from './project-root.ts'

export interface Import {
  readonly path: string
  readonly specifier: string
  readonly isTypeOnly: boolean
}

/** What a file imports or re-exports, by statement, by `import()` and by `import('x').Type`. */
export function importsOf(path: string): Import[] {
  const text = readFileSync(join(projectRoot, path), 'utf8')
  return importsOfText(path, text)
}

/** As `importsOf`, of a given text. */
export function importsOfText(path: string, text: string): Import[] {
  const found: Import[] = []
  const add = (node: ts.Node | undefined, isTypeOnly: boolean) => {
    if (node !== undefined && ts.isStringLiteralLike(node))
      found.push({ path, specifier: node.text, isTypeOnly })
  }
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isTypeOnlyImport(node))
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly)
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
      add(node.argument.literal, true)
    else if (ts.isCallExpression(node) && isLoading(node.expression)) add(node.arguments[0], false)
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true))
  return found
}

function isTypeOnlyImport({ importClause }: ts.ImportDeclaration): boolean {
  return importClause?.isTypeOnly === true
}

function isLoading(callee: ts.Expression): boolean {
  const isRequire = ts.isIdentifier(callee) && callee.text === 'require'
  const isResolve = /^(import\.meta|require)\.resolve$/.test(callee.getText())
  return callee.kind === ts.SyntaxKind.ImportKeyword || isRequire || isResolve
}
