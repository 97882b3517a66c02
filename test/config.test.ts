import { describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';

const read = (more: Record<string, string>) =>
  readConfig({ SLACK_BOT_TOKEN: 'xoxb-1-2-abc', SLACK_SIGNING_SECRET: 'a1b2c3d4e5f6', ...more });

describe('What copying leaves around a setting is no part of it', () => {
  const around = (value: string) => [
    `${value}\n`,
    `${value}\r\n`,
    `  ${value}\t`,
    `"${value}"`,
    `'${value}'\n`,
    `“${value}”`,
    `\ufeff${value}\u200b`,
    `" ${value} "`,
  ];

  it.each(around('xoxb-1-2-abc'))('%j is the bot token', (given) => {
    expect(read({ SLACK_BOT_TOKEN: given }).slack.botToken).toBe('xoxb-1-2-abc');
  });

  it.each(around('xapp-1-a'))('%j is the app token', (given) => {
    expect(read({ SLACK_APP_TOKEN: given }).slack.appToken).toBe('xapp-1-a');
  });

  it.each(around('0123456789abcdef'))('%j is the signing secret', (given) => {
    expect(read({ SLACK_SIGNING_SECRET: given }).slack.signingSecret).toBe('0123456789abcdef');
  });

  it('holds for the other settings too', () => {
    const config = read({
      ...{ SLACK_API_URL: '"http://127.0.0.1:9/api"\n', DATABASE_URL: ' file:./x y.db ' },
      ...{ PORT: '"3001"', LOG_LEVEL: 'warn\r' },
    });
    expect(config).toMatchObject({ databaseUrl: 'file:./x y.db', port: 3001, logLevel: 'warn' });
    expect(config.slack.apiUrl).toBe('http://127.0.0.1:9/api/');
  });

  it('and a value of nothing else counts as absent', () => {
    expect(read({ SLACK_APP_TOKEN: ' \n', PORT: '""' })).toMatchObject({ slack: { appToken: undefined }, port: 3000 });
    expect(() => read({ SLACK_SIGNING_SECRET: '""' })).toThrow(/SLACK_SIGNING_SECRET \(for HTTP\) is missing/);
  });
});

describe('What stands inside a setting and cannot be meant is named, without the secret', () => {
  it.each([
    ['SLACK_BOT_TOKEN', 'xoxb-1-2\n-abc', 'line break'],
    ['SLACK_BOT_TOKEN', '"xoxb-1-2-abc', 'quote'],
    ['SLACK_APP_TOKEN', 'xapp-1 -a', 'space'],
    ['SLACK_SIGNING_SECRET', '01234567\n89abcdef', 'line break'],
    ['SLACK_SIGNING_SECRET', '0123456789abcdef"', 'quote'],
    ['SLACK_SIGNING_SECRET', 'SLACK_SIGNING_SECRET=0123456789abcdef', 'its own name'],
    ['SLACK_SIGNING_SECRET', '01234567\u200b89abcdef', 'can’t be seen'],
    ['SLACK_BOT_TOKEN', 'xoxb-1-2\u2060-abc', 'can’t be seen'],
    ['PORT', '1e4', '1 to 65535'],
    ['PORT', '0x2710', '1 to 65535'],
    ['PORT', '65536', '1 to 65535'],
    ['PORT', '-1', '1 to 65535'],
    ['PORT', '3000/tcp', '1 to 65535'],
    ['SLACK_API_URL', 'ftp://slack.com/api/', 'full address'],
    ['SLACK_API_URL', 'javascript:alert(1)', 'full address'],
    ['SLACK_API_URL', 'https://slack.com/api/?x=1', 'without'],
  ])('%s as %j', (name, value, what) => {
    expect(() => read({ [name]: value })).toThrow(new RegExp(`${name} must .*${what}`));
    expect(() => read({ [name]: value })).not.toThrow(/abc|89abcdef/);
  });

  it.each(['your-signing-secret', 'changeme-please', 'xxxxxxxxxxxxxxxx'])('%s is no signing secret', (value) => {
    expect(() => read({ SLACK_SIGNING_SECRET: value })).toThrow('still a placeholder');
  });
});
