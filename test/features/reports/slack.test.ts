import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inventCompany } from '../../../bench/report/company.ts';
import { fillWith } from '../../../bench/report/fill.ts';
import { saidIn, whispered } from '../../support/dm.ts';
import { createWorld, type World } from '../../support/world.ts';

const [OWNER, COLLEAGUE] = ['U0DANA', 'U0ADA'];

describe('`/mentor report`', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld({ at: Temporal.Instant.from('2026-10-05T09:00:00Z') });
  });
  afterEach(() => world.close());

  const fill = () =>
    world.work((tx) =>
      fillWith(
        tx,
        inventCompany({
          ...{ members: 300, asks: 3_000, seed: 3 },
          ...{ from: '2026-04-01T00:00:00Z', to: '2026-10-01T00:00:00Z' },
        }),
      ),
    );
  const ask = async (who: string, words: string) => {
    await world.as(who).command(`/mentor report ${words}`.trim());
    await world.settle();
  };
  const files = () => [...world.slack.state.files.values()];
  const text = (name: string) =>
    files()
      .find((file) => file.name === name)
      ?.content?.toString('utf8') ?? '';

  it('gives an owner findings in words, plots with their alt text, and one file that opens offline', async () => {
    await fill();
    await ask(OWNER, 'last quarter');
    expect(whispered(world.as(OWNER))).toContain('report for July to September 2026');
    const said = world
      .as(OWNER)
      .messages()
      .map((m) => saidIn(m.blocks))
      .join('\n');
    expect(said).toContain('Report for July to September 2026');
    expect(said).toMatch(/found someone\.\*\n\d+% of/);
    const pictures = files().filter((file) => file.name.endsWith('.png'));
    expect(pictures.map((file) => file.name)).toContain('shares.png');
    for (const { content, altText } of pictures) {
      expect(content?.subarray(1, 4).toString()).toBe('PNG');
      expect(altText).toMatch(/\d/);
    }
    const page = text('bitewise-report-2026-07-01-to-2026-10-01.html');
    expect(page).toContain('<svg');
    expect(page).toContain('@media print');
    expect(page).not.toMatch(/<script|<link|src=|href="http/);
    expect(page.match(/<figure>/g)?.length).toBe(pictures.length);
  });

  it('comes by itself on the first working day after a quarter, to owners, with a button for the plots', async () => {
    await world.close();
    world = await createWorld({ at: Temporal.Instant.from('2026-09-30T22:30:00Z') });
    const between = { from: '2026-07-01T00:00:00Z', to: '2026-09-30T22:00:00Z' };
    await world.work((tx) => fillWith(tx, inventCompany({ members: 40, asks: 300, seed: 3, ...between })));
    await world.travelTo(Temporal.Instant.from('2026-10-01T12:30:00Z'));
    const notes = (who: string) =>
      world
        .as(who)
        .messages()
        .filter((m) => saidIn(m.blocks).includes('How it went in July to September 2026'));
    expect(notes(OWNER).length).toBe(1);
    expect(notes(COLLEAGUE)).toEqual([]);
    expect(files()).toEqual([]);
    await world
      .as(OWNER)
      .click({ channel: world.as(OWNER).appDm(), ts: notes(OWNER)[0]!.ts, actionId: 'reports.plots' });
    await world.settle();
    expect(files().map((file) => file.name)).toContain('shares.png');
  });

  it('is the way to report a concern for whoever is no owner, and a topic with other words', async () => {
    await ask(COLLEAGUE, 'last quarter');
    expect(whispered(world.as(COLLEAGUE))).toContain('for the owners and admins');
    await ask(COLLEAGUE, '');
    expect(JSON.stringify(world.as(COLLEAGUE).modal())).toContain('Report a concern');
    expect(files()).toEqual([]);
  });

  it('says kindly what it does not tell', async () => {
    await ask(OWNER, '2026-12-01 to 2026-12-31');
    expect(whispered(world.as(OWNER))).toContain('isn’t over yet');
    expect(whispered(world.as(OWNER))).toContain('/mentor report last month');
    await ask(OWNER, '2026');
    expect(whispered(world.as(OWNER))).toContain('didn’t understand');
  });

  it('says of an empty workspace that there is nothing, in words and in the file', async () => {
    await ask(OWNER, '');
    const said = world
      .as(OWNER)
      .messages()
      .map((m) => saidIn(m.blocks))
      .join('\n');
    expect(said).toContain('too little took place');
    expect(files().map((file) => file.name)).toEqual(['bitewise-report-2026-07-01-to-2026-10-01.html']);
  });
});
