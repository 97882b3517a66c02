import { readFileSync } from 'node:fs';
import { parseAst } from 'vitest/node';

/** A node of a syntax tree as the parser gives it, with where it stands in its file. */
export type Node = { type: string; start: number; end: number } & Record<string, unknown>;

export const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value;

/** Every node of a syntax tree, from the outside in. */
export function* nodesIn(tree: unknown): Generator<Node> {
  if (Array.isArray(tree)) for (const part of tree) yield* nodesIn(part);
  if (!isNode(tree)) return;
  yield tree;
  for (const part of Object.values(tree)) yield* nodesIn(part);
}

/** The syntax tree of a TypeScript file. */
export const treeOf = (path: string): unknown => parseAst(readFileSync(path, 'utf8'), { lang: 'ts' });

/** The syntax tree of a TypeScript file, node by node. */
export const nodesOf = (path: string) => nodesIn(treeOf(path));

/** What is called: `f` of `f()`, `a.f()` and `a.b.f()`; the last also has what it is called on. */
export function calledBy(node: Node): { name: unknown; on: unknown } {
  const callee = isNode(node.callee) ? node.callee : node;
  const { property, object, name } = callee;
  return isNode(property) ? { name: property.name, on: isNode(object) ? object.name : undefined } : { name, on: '' };
}

/** The parts of a template that are written out. */
export const quasisOf = (node: Node) =>
  (node.quasis as { value: { cooked: string } }[]).map(({ value }) => value.cooked);

/** The text of a literal or, with `between` for what is put in, of a template. */
export function textIn(node: Node, between = '?'): string | undefined {
  if (node.type === 'TemplateLiteral') return quasisOf(node).join(between);
  return node.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined;
}
