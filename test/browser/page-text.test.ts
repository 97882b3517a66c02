import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { type Kit, startKit } from './page-kit.ts';
import { card } from './page-views.ts';

let kit: Kit;
let page: Page;
let browser: Browser;
beforeAll(async () => {
  kit = await startKit();
  browser = kit.browser;
  page = await kit.as('U0ADA', { at: 'C0ENG' });
});
afterAll(() => kit.stop());

/** What the page makes of a text of the app, as HTML without classes. */
async function drawn(text: string): Promise<string> {
  const { ts } = await postAsApp(text);
  const message = page.locator(`[data-ts="${ts}"] .text`);
  await message.waitFor();
  const raw = await message.first().innerHTML();
  return raw.replaceAll(/ (class|type|target|rel|tabindex)="[^"]*"/g, '');
}

const posted = z.object({ ts: z.string() });

async function postAsApp(text: string): Promise<{ ts: string }> {
  const answer = await fetch(`${kit.slack.apiUrl}chat.postMessage`, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8', authorization: `Bearer ${kit.slack.botToken}` },
    body: JSON.stringify({ channel: 'C0ENG', text, blocks: [{ type: 'section', text: { type: 'mrkdwn', text } }] }),
  });
  return posted.parse(await answer.json());
}

test.each([
  ['*bold* _italic_ ~gone~ `code`', '<p><strong>bold</strong> <em>italic</em> <s>gone</s> <code>code</code></p>'],
  ['*bold _both_*', '<p><strong>bold <em>both</em></strong></p>'],
  ['2*3*4 snake_case_name a * b *', '<p>2*3*4 snake_case_name a * b *</p>'],
  ['&lt;b&gt; &amp;amp; &amp;', '<p>&lt;b&gt; &amp;amp; &amp;</p>'],
  ['<https://a.example/?x=1&amp;y=2|a *link*>', '<p><a href="https://a.example/?x=1&amp;y=2">a *link*</a></p>'],
  ['see https://a.example/b.', '<p>see <a href="https://a.example/b">https://a.example/b</a>.</p>'],
  ['<javascript:alert(1)|click>', '<p>&lt;javascript:alert(1)|click&gt;</p>'],
  [
    '<@U0MAYA> in <#C0ENG> <!here>',
    '<p><button>@Maya Chen</button> in <button>#engineering</button> <span>@here</span></p>',
  ],
  ['one\ntwo', '<p>one<br>two</p>'],
  ['&gt; quoted\nnot', '<blockquote><p>quoted</p></blockquote><p>not</p>'],
  ['```\na < *b*\n```', '<pre>a &lt; *b*</pre>'],
  ['• a\n• *b*', '<ul><li>a</li><li><strong>b</strong></li></ul>'],
  ['3. c\n4. d', '<ol start="3"><li>c</li><li>d</li></ol>'],
  [':wave: :no_such_sign: 10:30:tada:', '<p>👋 :no_such_sign: 10:30🎉</p>'],
  ['<!date^1768312800^{date_short_pretty} at {time}|then>', '<p><time>today at 15:00</time></p>'],
  ['<!date^1768399200^{date_long} {time}|then>', '<p><time>Wednesday 14 January 2026 15:00</time></p>'],
])('%j is drawn as a reader expects', async (text, html) => {
  expect(await drawn(text)).toBe(html);
});

test('a very long text of marks is drawn without delay', async () => {
  const started = performance.now();
  await drawn('*_~`'.repeat(700));
  expect(performance.now() - started).toBeLessThan(5_000);
});

test('hostile words in any place of a card stay words', async () => {
  const hostile = '<img src=x onerror=alert(1)>"\'</script>';
  const blocks = structuredClone(card);
  for (const block of blocks) if (block.type === 'header') block.text.text = hostile;
  const fresh = await browser.newPage();
  await fresh.goto(`${kit.slack.url}/?as=U0ADA&in=C0ENG`);
  await fetch(`${kit.slack.apiUrl}chat.postMessage`, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8', authorization: `Bearer ${kit.slack.botToken}` },
    body: JSON.stringify({ channel: 'C0ENG', text: hostile, blocks }),
  });
  const heading = fresh.getByRole('heading', { level: 3 });
  expect(await heading.textContent()).toBe(hostile);
  expect(await fresh.locator('main img').count()).toBe(0);
});

test('nothing went wrong in the page', () => {
  expect(kit.problems).toEqual([]);
});
