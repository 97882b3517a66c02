import { calledBy, isNode, type Node, quasisOf, textIn, treeOf } from './syntax.ts';

/** Names of what the engineer reads in the log, and not on screen. */
const LOG = /^(trace|debug|info|warn|error|fatal)$/;

/** Whether what stands in a node is read by no one on screen: the log, an error of the program, SQL, types, imports. */
function isUnseen(node: Node): boolean {
  if (node.type === 'CallExpression') return LOG.test(String(calledBy(node).name));
  if (node.type === 'NewExpression') return isNode(node.callee) && node.callee.name !== 'UserError';
  if (node.type === 'TaggedTemplateExpression') return isNode(node.tag) && /^sql$/.test(String(rootOf(node.tag).name));
  return /^(ImportDeclaration|TSTypeAliasDeclaration|TSInterfaceDeclaration)$/.test(node.type);
}

const rootOf = (tag: Node): Node => (isNode(tag.expression) ? rootOf(tag.expression) : tag);

/** Every node that somebody on the screen could read from. */
function* seenIn(tree: unknown): Generator<Node> {
  if (Array.isArray(tree)) for (const part of tree) yield* seenIn(part);
  if (!isNode(tree) || isUnseen(tree)) return;
  yield tree;
  for (const part of Object.values(tree)) yield* seenIn(part);
}

/** Begins like a sentence, or ends like one. */
const isSentence = (text: string) => /\p{L}\s/u.test(text) && (/^[^\p{L}]*\p{Lu}/u.test(text) || /[.?…:]$/.test(text));

/** The texts that a value can have as it is written: both sides of a choice, and of a template only what is fixed. */
function textsOf(node: unknown): string[] {
  if (!isNode(node)) return [];
  if (node.type === 'ConditionalExpression') return [...textsOf(node.consequent), ...textsOf(node.alternate)];
  if (node.type === 'TemplateLiteral') return [quasisOf(node).join('')];
  return [textIn(node)].filter((text) => text !== undefined);
}

const property = (object: Node | undefined, name: string): unknown =>
  (object?.properties as Node[] | undefined)?.find(({ key }) => isNode(key) && key.name === name)?.value;

/** What a file has written out for people to read: sentences, titles of modals, and texts of buttons. */
export function writtenIn(path: string): { sentences: string[]; titles: string[]; buttons: string[] } {
  const nodes = [...seenIn(treeOf(path))];
  const calls = (name: string) =>
    nodes
      .filter((node) => node.type === 'CallExpression' && calledBy(node).name === name)
      .map((node) => node.arguments as Node[]);
  const modals = calls('modal').map(([options]) => options);
  return {
    sentences: nodes.map((node) => textIn(node)).filter((text) => text !== undefined && isSentence(text)) as string[],
    titles: modals.flatMap((options) => textsOf(property(options, 'title'))),
    buttons: [
      ...calls('button').flatMap(([, text]) => textsOf(text)),
      ...modals.flatMap((options) => textsOf(property(options, 'submit'))),
    ],
  };
}
