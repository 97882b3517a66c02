import { fileURLToPath } from 'node:url';
import { Resvg } from '@resvg/resvg-js';
import { parse, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import type { Plot } from '../rules/plot.ts';

/** The one font of all plots, bundled, so that every machine draws the same. */
const FONT = fileURLToPath(import.meta.resolve('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf'));
const FAMILY = 'Inter';

const text = {
  labelFont: FAMILY,
  titleFont: FAMILY,
  labelFontSize: 13,
  titleFontSize: 13,
  labelColor: '#1a1a1a',
  titleColor: '#1a1a1a',
};
const config = {
  font: FAMILY,
  background: '#ffffff',
  axis: { ...text, titleFontWeight: 'normal', gridColor: '#e3e3e3' },
  legend: { ...text, symbolSize: 90 },
  title: { font: FAMILY, fontSize: 16, fontWeight: 'normal', color: '#1a1a1a', anchor: 'start' },
  text: { font: FAMILY, fontSize: 13 },
  view: { stroke: null },
};

/** A plot as SVG, without a browser or the network. */
export async function drawSvg({ spec, title }: Plot): Promise<string> {
  const whole = { ...spec, title, padding: 16, config } as unknown as TopLevelSpec;
  return new View(parse(compile(whole).spec), { renderer: 'none' }).toSVG();
}

/** The same as PNG, twice as large for sharp screens. */
export function drawPng(svg: string): Uint8Array {
  const font = { fontFiles: [FONT], loadSystemFonts: false, defaultFontFamily: FAMILY };
  return new Resvg(svg, { font, fitTo: { mode: 'zoom', value: 2 } }).render().asPng();
}
