import { afterEach, expect, it } from 'vitest';
import { createWorld, type World } from './support/world.ts';

const worlds: World[] = [];
afterEach(async () => {
  await Promise.all(worlds.splice(0).map((world) => world.close()));
});

for (const mode of ['socket', 'http'] as const) {
  it(`The app starts in ${mode} mode, is ready, and has read the directory`, async () => {
    const world = await createWorld({ mode });
    worlds.push(world);
    const answer = await fetch(`http://127.0.0.1:${world.app().port}/readyz`);
    expect(answer.status).toBe(200);
    const people = await world.app().deps.db.read.selectFrom('member').selectAll().execute();
    expect(people.length).toBeGreaterThan(35);
    expect(people.find((p) => p.id === 'U0ADA')).toMatchObject({ zone: 'Europe/London', is_bot: 0, is_deactivated: 0 });
  });
}

for (const mode of ['socket', 'http'] as const) {
  it(`In ${mode} mode the app lives without Slack, but is not ready`, async () => {
    const world = await createWorld({ mode });
    const at = (path: string) => fetch(`http://127.0.0.1:${world.app().port}${path}`);
    await world.slack.close();
    const answer = await at('/readyz');
    expect(answer.status).toBe(503);
    expect(await answer.text()).toMatch(/Slack/);
    expect((await at('/healthz')).status).toBe(200);
    await world.stopApp();
  });
}
