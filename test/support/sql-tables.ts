import { readFileSync } from 'node:fs';
import { calledBy, isNode, type Node, nodesIn, nodesOf, quasisOf, textIn } from './syntax.ts';

/** A table that a query names; `unknown` where the name is not written out at the query. */
type NamedTable = { line: number; table: string; isWrite: boolean };

const READ = ['selectFrom', 'innerJoin', 'leftJoin', 'rightJoin', 'fullJoin', 'crossJoin', 'table'];
const WRITE = ['updateTable', 'deleteFrom', 'insertInto', 'replaceInto', 'mergeInto', 'insertRows'];
const IN_SQL = /\b(delete\s+from|insert\s+into|update|from|join)\s+"?([a-z_]+)/gi;

/** Every table that the Kysely calls and the sql templates of a file name. */
export function tablesNamedIn(path: string): NamedTable[] {
  const text = readFileSync(path, 'utf8');
  const lineOf = ({ start }: Node) => text.slice(0, start).split('\n').length;
  return [...nodesOf(path)].flatMap((node) =>
    [...inCall(node), ...inSql(node, path)].map((named) => ({ ...named, line: lineOf(node) })),
  );
}

type Found = Omit<NamedTable, 'line'>;

function inCall(node: Node): Found[] {
  if (node.type !== 'CallExpression') return [];
  const { name, on } = calledBy(node);
  const isWrite = WRITE.includes(String(name));
  if (!isWrite && !READ.includes(String(name))) return [];
  if (name === 'table' && on !== 'sql') return [];
  const given = (node.arguments as Node[])[name === 'insertRows' ? 1 : 0];
  const all = given?.type === 'ArrayExpression' ? (given.elements as Node[]) : given ? [given] : [];
  return all.filter((one) => !isSubquery(one)).map((one) => ({ table: nameIn(one) ?? 'unknown', isWrite }));
}

/** What another function gave: its own tables are found where it is written. */
const isSubquery = ({ type }: Node) => ['CallExpression', 'ArrowFunctionExpression'].includes(type);

const nameIn = ({ type, value }: Node) =>
  type === 'Literal' && typeof value === 'string' ? value.split(' as ')[0] : undefined;

/** Conditions in SQL stand in templates, in sql.raw and in what a feature declares in its privacy.ts. */
function inSql(node: Node, path: string): Found[] {
  return textOf(node, path).flatMap((text) =>
    [...text.matchAll(IN_SQL)].map(([, verb = '', table = '']) => ({ table, isWrite: !/^(from|join)$/i.test(verb) })),
  );
}

function textOf(node: Node, path: string): string[] {
  if (node.type === 'TaggedTemplateExpression') {
    const tag = node.tag as Node;
    const isSql = tag.name === 'sql' || (isNode(tag.expression) && tag.expression.name === 'sql');
    return isSql ? [quasisOf(node.quasi as Node).join('?')] : [];
  }
  const isRaw = node.type === 'CallExpression' && calledBy(node).name === 'raw';
  if (isRaw) return [...nodesIn(node.arguments)].flatMap(stringsOf);
  return path.endsWith('/privacy.ts') ? stringsOf(node) : [];
}

const stringsOf = (node: Node): string[] => [textIn(node)].filter((text) => text !== undefined);

/** Whose each table is: the feature whose tables.ts adds its name to the schema. */
export function ownersOfTables(tablesPaths: string[]): Map<string, string> {
  const named = tablesPaths.flatMap((path) =>
    [...nodesOf(path)]
      .filter(({ type, id }) => type === 'TSInterfaceDeclaration' && isNode(id) && id.name === 'Schema')
      .flatMap((schema) => [...nodesIn(schema.body)].filter(({ type }) => type === 'TSPropertySignature'))
      .map(({ key }): [string, string] => [String((key as Node).name), folderOf(path)]),
  );
  return new Map(named);
}

const folderOf = (path: string) => path.split('/').at(-2) ?? path;

/** Names by which code asks which database it is: Kysely's dialects, and what only one of them understands. */
const OF_DIALECT = /^(isSqlite|(Sqlite|Postgres|Mysql|Mssql)[A-Z]\w*)$/;
const ASKING = ['getExecutor', 'skipLocked', 'forUpdate'];

/** Where a file imports a dialect or calls what only one of them has. */
export function dialectAskedIn(path: string): string[] {
  const text = readFileSync(path, 'utf8');
  const lineOf = ({ start }: Node) => text.slice(0, start).split('\n').length;
  return [...nodesOf(path)].flatMap((node) => {
    const imported = node.type === 'ImportSpecifier' ? String((node.imported as Node).name) : '';
    const called = node.type === 'CallExpression' ? String(calledBy(node).name) : '';
    const what = OF_DIALECT.test(imported) ? imported : ASKING.includes(called) ? called : undefined;
    return what === undefined ? [] : [`${lineOf(node)} ${what}`];
  });
}
