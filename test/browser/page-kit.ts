import type { Browser, Page } from 'playwright-core';
import { travelClock } from '../../sandbox/clock.ts';
import { servePage } from '../../sandbox/page-files.ts';
import { createSlack, type Slack } from '../../sandbox/slack/server.ts';
import { launchBrowser, type Visit, visit } from '../support/browser.ts';
import { startGallery } from './page-app.ts';
import { pageSeed } from './page-seed.ts';

export type Kit = {
  slack: Slack;
  gallery: Awaited<ReturnType<typeof startGallery>>;
  browser: Browser;
  /** Opens the page as somebody, in a browser of their own. */
  as: (userId: string, how?: Visit & { at?: string }) => Promise<Page>;
  /** Every uncaught error of any page so far. */
  problems: string[];
  stop: () => Promise<void>;
};

/** The page on an embedded Slack with a small app, at five past two on a Tuesday afternoon in Berlin. */
export async function startKit(): Promise<Kit> {
  const clock = travelClock({ start: Temporal.Instant.from('2026-01-13T13:05:00Z') });
  const slack = await createSlack({
    seed: pageSeed,
    servePage,
    clock,
    onTravel: async (to) => {
      clock.moveBy({ minutes: 'minutes' in to ? to.minutes : 1165 });
      return clock.now();
    },
  });
  const gallery = await startGallery(slack);
  const browser = await launchBrowser();
  const problems: string[] = [];
  const as: Kit['as'] = async (userId, how = {}) => {
    const opened = await visit(browser, `${slack.url}/?as=${userId}${how.at ? `&in=${how.at}` : ''}`, how);
    opened.page.on('pageerror', (error) => problems.push(error.message));
    await opened.page.locator('#conversations').waitFor({ state: 'attached' });
    return opened.page;
  };
  const stop = async () => {
    await browser.close();
    await gallery.stop();
    await slack.close();
  };
  return { slack, gallery, browser, as, problems, stop };
}

/**
 * Types into the composer of the conversation on screen and sends it; like a person, only once no dialog lies over it
 * any more, since a modal that is being closed still takes the keys.
 */
export async function send(page: Page, text: string): Promise<void> {
  await page.locator('dialog[open]').first().waitFor({ state: 'detached' });
  const composer = page.getByRole('textbox', { name: /^Message / });
  await composer.fill(text);
  await composer.press('Escape');
  await composer.press('Enter');
}
