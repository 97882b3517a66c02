import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parser } from '@prometheus-io/lezer-promql';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { createMetrics } from '../src/metrics.ts';
import { freshDatabaseUrl } from './support/database.ts';
import { createWorld } from './support/world.ts';

const root = new URL('..', import.meta.url).pathname;
const read = (file: string) => readFileSync(join(root, file), 'utf8');

type Rule = { alert: string; expr: string; labels: { severity: string }; annotations: { summary: string } };
const rules: Rule[] = parse(read('deploy/prometheus/alerts.yml')).groups.flatMap((g: { rules: Rule[] }) => g.rules);
type Panel = { id: number; title: string; targets: { expr: string }[] };
const { panels }: { panels: Panel[] } = JSON.parse(read('deploy/grafana/bitewise.json'));

const inRules = rules.map(({ alert, expr }) => ({ where: alert, expr }));
const inPanels = panels.flatMap(({ title, targets }) => targets.map(({ expr }) => ({ where: title, expr })));

/** What Prometheus puts beside every scrape. */
const OF_PROMETHEUS = { metrics: ['up'], labels: ['job', 'instance'] };

/** What a query names, as Prometheus's own grammar reads it; Grafana fills its variables in before. */
function namedIn(query: string) {
  const expr = query.replaceAll('$__rate_interval', '5m');
  const named = { metrics: new Set<string>(), labels: new Set<string>(), faults: 0 };
  parser.parse(expr).iterate({
    enter: ({ name, type, from, to }) => {
      const text = expr.slice(from, to);
      if (type.isError) named.faults += 1;
      if (name === 'Identifier') named.metrics.add(text);
      if (name === 'LabelName') named.labels.add(text);
    },
  });
  return named;
}

describe('The alerts and the dashboard', () => {
  let metrics: Set<string>;
  let labels: Set<string>;

  beforeAll(async () => {
    const world = await createWorld({ databaseUrl: await freshDatabaseUrl('sqlite') });
    world.lookAway('only numbers are looked at');
    const { registry, stop } = createMetrics(world.app().deps, async () => undefined);
    const told = registry.getMetricsAsArray() as unknown as { name: string; type: string; labelNames: string[] }[];
    metrics = new Set(OF_PROMETHEUS.metrics);
    labels = new Set(['le', ...OF_PROMETHEUS.labels]);
    for (const { name, type, labelNames } of told) {
      const parts = type === 'histogram' ? ['_bucket', '_sum', '_count'] : [''];
      for (const part of parts) metrics.add(`${name}${part}`);
      for (const label of labelNames) labels.add(label);
    }
    stop();
    await world.close();
  });

  it('ask for metrics and labels that the app tells, in words that Prometheus understands', () => {
    const wrong = [...inRules, ...inPanels].flatMap(({ where, expr }) => {
      const named = namedIn(expr);
      const unknown = [...named.metrics].filter((one) => !metrics.has(one));
      unknown.push(...[...named.labels].filter((one) => !labels.has(one)));
      if (named.metrics.size === 0 || named.faults > 0) unknown.push(`a fault in “${expr}”`);
      return unknown.map((one) => `${where}: ${one}`);
    });
    expect(wrong).toEqual([]);
    expect(inRules.length + inPanels.length).toBeGreaterThan(30);
  });

  it('show each metric of the app’s own somewhere', () => {
    const asked = new Set([...inRules, ...inPanels].flatMap(({ expr }) => [...namedIn(expr).metrics]));
    const own = [...metrics].filter((name) => name.startsWith('bitewise_') && !/_(bucket|sum)$/.test(name));
    const base = (name: string) => name.replace(/_count$/, '');
    expect(own.filter((name) => ![...asked].some((one) => one.startsWith(base(name))))).toEqual([]);
  });

  it('have panels that do not lie on each other, each with its own number', () => {
    const places = JSON.parse(read('deploy/grafana/bitewise.json')).panels as {
      id: number;
      gridPos: { x: number; y: number; w: number; h: number };
    }[];
    const cells = places.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, i) => `${x + (i % w)}/${y + Math.floor(i / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
    expect(new Set(places.map(({ id }) => id)).size).toBe(places.length);
  });
});

describe('Every alert', () => {
  it('has its section in the runbook with what to look at and what to do, in the same order', () => {
    const runbook = read('docs/operating.md').split('## When an alarm rings\n')[1]?.split(/^## /m)[0] ?? '';
    const sections = runbook.split(/^### /m).slice(1);
    expect(sections.map((section) => section.split('\n')[0])).toEqual(rules.map(({ alert }) => alert));
    expect(sections.filter((section) => !/^- Look: .+\n- Do: .+/m.test(section))).toEqual([]);
  });

  it('says in one line what is the matter, and how soon to look', () => {
    for (const { labels, annotations } of rules) {
      expect(['page', 'ticket']).toContain(labels.severity);
      expect(annotations.summary).toMatch(/^[^\n]{10,90}$/);
    }
  });

  it('is made to ring in the tests of Prometheus', () => {
    const tests: { alert_rule_test?: { alertname: string; exp_alerts: unknown[] }[] }[] = parse(
      read('deploy/prometheus/alerts.test.yml'),
    ).tests;
    const rung = tests
      .flatMap((one) => one.alert_rule_test ?? [])
      .flatMap(({ alertname, exp_alerts }) => (exp_alerts.length > 0 ? [alertname] : []));
    expect([...new Set(rung)].sort()).toEqual(rules.map(({ alert }) => alert).sort());
  });
});

// Debian's package “prometheus” brings promtool; .ci/run installs it.
describe.runIf(spawnSync('promtool', ['--version']).status === 0)('promtool', () => {
  it.each([
    ['check', 'rules', 'alerts.yml'],
    ['check', 'config', 'scrape.yml'],
    ['test', 'rules', 'alerts.test.yml'],
  ])('finds no fault: %s %s %s', (...words) => {
    const said = execFileSync('promtool', words, { cwd: join(root, 'deploy/prometheus'), encoding: 'utf8' });
    expect(said).toContain('SUCCESS');
  });
});
