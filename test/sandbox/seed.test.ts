import { existsSync, readFileSync } from 'node:fs';
import type { AppsManifestCreateArguments } from '@slack/web-api';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { travelClock } from '../../sandbox/clock.ts';
import { loadSeed, loadSkills } from '../../sandbox/seed/load.ts';
import { LIMITS } from '../../sandbox/slack/block-kit/limits.ts';
import { projectManifest } from '../../sandbox/slack/manifest.ts';
import { httpManifest } from '../../src/manifest-tool.ts';
import { typeFaultsOf } from './fidelity/typecheck.ts';

const shared = (name: string) => new URL(`../../../shared/slack/${name}`, import.meta.url);
const readJson = (name: string) => JSON.parse(readFileSync(shared(name), 'utf8'));
const isAtHand = (name: string) => existsSync(shared(name));

describe('The seeded company', () => {
  const { people, channels } = loadSeed();

  it('has some forty people in six zones and five departments, north and south of the equator', () => {
    expect(people.length).toBeGreaterThanOrEqual(40);
    expect(new Set(people.map(({ tz }) => tz)).size).toBe(6);
    expect(new Set(people.map(({ department }) => department)).size).toBe(5);
    expect(people.map(({ tz }) => tz)).toEqual(
      expect.arrayContaining(['Asia/Kolkata', 'Australia/Sydney', 'Europe/London']),
    );
    expect(new Set(people.map(({ id }) => id)).size).toBe(people.length);
    expect(people[0]).toMatchObject({ id: 'U0ADA', realName: 'Ada Okafor' });
  });

  it('has one owner, one guest of a single channel, one who has left, and another bot', () => {
    expect(people.filter(({ isOwner }) => isOwner).map(({ department }) => department)).toEqual(['People']);
    const [guest] = people.filter(({ guest }) => guest === 'single-channel');
    expect(channels.filter(({ members }) => members.includes(guest?.id ?? '')).map(({ name }) => name)).toEqual([
      'design',
    ]);
    const [gone] = people.filter(({ deleted }) => deleted);
    expect(channels.some(({ members }) => members.includes(gone?.id ?? ''))).toBe(false);
    expect(people.filter(({ isBot }) => isBot)).toHaveLength(1);
  });

  it('has skills of its own people at levels one to three, Kubernetes with a go-to person among several', () => {
    const skills = loadSkills();
    const handles = people.map(({ handle }) => handle);
    expect(Object.keys(skills).filter((handle) => !handles.includes(handle))).toEqual([]);
    const kubernetes = Object.values(skills).flatMap(({ offers }) => offers.Kubernetes ?? []);
    expect(kubernetes.toSorted()).toEqual([1, 1, 2, 2, 2, 3]);
  });
});

describe('The travelling clock', () => {
  it('stands still between moves when frozen, and tells those who listen of each', () => {
    const clock = travelClock({ start: Temporal.Instant.from('2026-03-28T10:00:00Z'), frozen: true });
    let moves = 0;
    const stop = clock.onMove(() => {
      moves += 1;
    });
    clock.moveBy({ days: 1, minutes: 5 });
    stop();
    clock.moveBy({ seconds: 1 });
    expect([clock.now().toString(), moves]).toEqual(['2026-03-29T10:05:01Z', 1]);
  });

  it('goes on from where it was moved to when it runs', () => {
    const clock = travelClock();
    clock.moveTo(Temporal.Instant.from('2030-01-01T00:00:00Z'));
    expect(clock.now().toString()).toMatch(/^2030-01-01T00:00:0\d/);
  });
});

describe('The manifest', () => {
  const manifest: unknown = parse(readFileSync(new URL('../../manifest.yml', import.meta.url), 'utf8'));

  it('fits the type that @slack/web-api gives to manifests', async () => {
    const type: keyof AppsManifestCreateArguments = 'manifest';
    expect(await typeFaultsOf(`AppsManifestCreateArguments['${type}']`, manifest)).toEqual([]);
  }, 60_000);

  it.runIf(isAtHand('manifest.schema.2.0.0.json'))('fits Slack’s own JSON schema', () => {
    const validate = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(
      readJson('manifest.schema.2.0.0.json'),
    );
    const address = new URL('https://bitewise.example.com');
    for (const one of [manifest, parse(httpManifest(address)), parse(httpManifest(address, true))]) {
      validate(one);
      expect(validate.errors ?? []).toEqual([]);
    }
  });

  it('has the scope that each of its events needs, and a bot to receive them', () => {
    const { oauth_config, settings, features } = projectManifest();
    const needs: Record<string, string> = {
      app_mention: 'app_mentions:read',
      'message.im': 'im:history',
      'message.mpim': 'mpim:history',
      'message.channels': 'channels:history',
      'message.groups': 'groups:history',
      team_join: 'users:read',
      user_change: 'users:read',
      member_joined_channel: 'channels:read',
    };
    const wanted = settings.event_subscriptions?.bot_events.flatMap((event) => needs[event] ?? []) ?? [];
    expect(wanted.filter((scope) => !oauth_config.scopes.bot.includes(scope))).toEqual([]);
    expect(features.bot_user.display_name).toBe('Bitewise');
  });
});

describe.runIf(isAtHand('blockkit-limits.json'))('The table of Block Kit limits', () => {
  it('agrees with a second table', () => {
    const other = readJson('blockkit-limits.json');
    const { view, button, confirm, option, select, input, section, image } = LIMITS;
    expect({
      id: [LIMITS.id, LIMITS.id],
      button: [button.text, button.value, button.url, button.label],
      confirm: Object.values(confirm),
      option: Object.values(option),
      select: [select.options, select.placeholder, LIMITS.group.label, LIMITS.group.options, LIMITS.group.groups],
      lists: [LIMITS.overflow.options, LIMITS.choices.options, LIMITS.files, LIMITS.actions, LIMITS.context.elements],
      input: [input.label, input.hint, input.text],
      view: [view.blocks, view.title, view.submit, view.close, view.callbackId, view.privateMetadata],
      texts: [LIMITS.header, LIMITS.markdown, section.text, section.fields, section.field, image.url, image.alt],
    }).toEqual({
      id: [other.action_id.max_length, other.block_id.max_length],
      button: ['text', 'value', 'url', 'accessibility_label'].map((key) => other.button[key].max_length),
      confirm: ['title', 'text', 'confirm', 'deny'].map((key) => other.confirmation[key].max_length),
      option: ['text', 'value', 'description', 'url'].map((key) => other.option[key].max_length),
      select: [
        other.select.options.max_items,
        other.select.placeholder.max_length,
        other.option_group.label.max_length,
        other.option_group.options.max_items,
        other.select.option_groups.max_items,
      ],
      lists: [
        other.overflow.options.max_items,
        other.radio_buttons.options.max_items,
        other.file_input.max_files.max,
        other.actions.elements.max_items,
        other.context.elements.max_items,
      ],
      input: [other.input.label.max_length, other.input.hint.max_length, other.plain_text_input.max_length.max],
      view: [
        other.view.blocks.max_items,
        ...['title', 'submit', 'close', 'callback_id', 'private_metadata'].map((key) => other.view[key].max_length),
      ],
      texts: [
        other.header.text.max_length,
        other.markdown.text.max_length,
        other.section.text.max_length,
        other.section.fields.max_items,
        other.section.fields.item_max_length,
        other.image.image_url.max_length,
        other.image.alt_text.max_length,
      ],
    });
  });
});
