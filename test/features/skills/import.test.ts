import { describe, expect, it } from 'vitest';
import { readImport } from '../../../src/features/skills/rules/import-formats.ts';
import { planImport } from '../../../src/features/skills/rules/import-plan.ts';
import { Lexicon } from '../../../src/features/skills/rules/lexicon.ts';
import { findTopic } from '../../../src/features/skills/service/index.ts';
import { loadLexicon } from '../../../src/features/skills/service/workspace-lexicon.ts';
import { applyImport } from '../../../src/features/skills/store/import.ts';
import { freshDatabase, onBothDatabases, workOn } from '../../support/database.ts';

const esco =
  'conceptUri,preferredLabel,altLabels,description\n' +
  'x/1,tune pianos,"piano tuning | adjust pianos","Line one\nline two"\nx/2,Kubernetes,k8s | kubernetes fleet,\n';
const onet = 'O*NET-SOC Code\tExample\tCommodity Code\n11-1\tAdobe "Pro" tool\t43\n11-2\tAdobe "Pro" tool\t43\n';

describe('Reading a file of skills', () => {
  it('reads ESCO, with quotes and lines inside a field', () => {
    expect(readImport(esco)).toEqual([
      { name: 'tune pianos', aliases: ['piano tuning', 'adjust pianos'] },
      { name: 'Kubernetes', aliases: ['k8s', 'kubernetes fleet'] },
    ]);
  });

  it('reads O*NET technology skills, each once', () => {
    expect(readImport(onet)).toEqual([{ name: 'Adobe "Pro" tool', aliases: [] }]);
  });

  it('reads an object a line, and says which line is none', () => {
    const lines = '{"topic":"cpp","display_name":"C++","aliases":["c-plus-plus"]}\n\n{"name":"Welding"}\n';
    expect(readImport(lines)).toEqual([
      { name: 'C++', aliases: ['cpp', 'c-plus-plus'] },
      { name: 'Welding', aliases: [] },
    ]);
    expect(() => readImport('{"name":"Welding"}\nnonsense\n')).toThrow('Line 2');
    expect(() => readImport('{"name":"Welding"}\n{"aliases":["x"]}\n')).toThrow('Line 2 has no "name"');
  });

  it('reads a plain CSV, and says what is missing in another', () => {
    expect(readImport('name,aliases\nBilling app,billing;invoices app\n')[0]?.aliases).toEqual([
      'billing',
      'invoices app',
    ]);
    expect(() => readImport('title,other\na,b\n')).toThrow('preferredLabel');
  });
});

describe('A table as spreadsheets of all sorts save it', () => {
  it.each([
    ['semicolons', 'name;aliases\r\nBilling, app;invoices|bills\r\n'],
    ['semicolons and quotes', 'Name;Aliases\n"Billing, app";"invoices;bills"\n'],
    ['tabs and quotes', 'name\taliases\n"Billing, app"\t"invoices|bills"\n'],
    ['capitals', 'NAME,ALIASES\n"Billing, app",invoices|bills\n'],
    ['a line that says what parts the columns', 'sep=;\r\nname;aliases\r\nBilling, app;invoices|bills\r\n'],
    ['a mark and old line ends', '\ufeffname,aliases\r"Billing, app",invoices;bills\r'],
  ])('with %s gives the same skill', (_how, text) => {
    expect(readImport(text)).toEqual([{ name: 'Billing, app', aliases: ['invoices', 'bills'] }]);
  });
});

describe('Planning an import', () => {
  it('extends what is known, adds what is new, and leaves out labels that mean something else', () => {
    const lexicon = new Lexicon();
    lexicon.add('Kubernetes', ['k8s']);
    lexicon.add('Music', ['piano tuning']);
    const plan = planImport(lexicon, readImport(esco));
    expect(plan).toMatchObject({
      added: [{ name: 'tune pianos', aliases: ['adjust pianos'] }],
      extended: [{ name: 'Kubernetes', aliases: ['kubernetes fleet'] }],
      clashes: [{ label: 'piano tuning', of: 'tune pianos', belongsTo: 'Music' }],
    });
  });

  it('notices when the aliases belong to other rows', () => {
    const slipped = readImport('name,aliases\ntune pianos,cook soup\ncook soups,repair bicycles\n');
    expect(planImport(new Lexicon(), slipped).oddShare).toBe(1);
  });
});

onBothDatabases('An imported vocabulary', (dialect) => {
  it('is understood at once, and importing it twice changes nothing', async () => {
    const db = await freshDatabase(dialect);
    const now = Temporal.Instant.from('2026-03-02T10:00:00Z');
    for (let i = 0; i < 2; i++)
      await workOn(db, now, async (tx) =>
        applyImport(tx, planImport((await loadLexicon(tx)).lexicon, readImport(esco))),
      );
    const topic = await workOn(db, now, (tx) => findTopic(tx, 'adjust pianos'));
    expect(topic).toMatchObject({ how: 'alias', skill: { name: 'tune pianos' } });
    expect(await workOn(db, now, (tx) => findTopic(tx, 'kubernetes fleet'))).toMatchObject({ how: 'alias' });
    await db.close();
  });
});
