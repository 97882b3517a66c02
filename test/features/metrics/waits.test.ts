import { describe, expect, it } from 'vitest';
import { asking } from '../../../src/features/metrics/rules/asking.ts';
import type { Ask } from '../../../src/features/metrics/rules/facts.ts';

let next = 0;
const asks = (n: number, minutes: number, state: Ask['state'] = 'matched'): Ask[] =>
  Array.from({ length: n }, () => ({ span: 0, n: 1, menteeId: `U${next++}`, skillId: 'K', minutes, state }));
const month = (all: Ask[], stillOpen = 0) => {
  const openWaits = Array.from({ length: stillOpen }, () => ({ menteeId: `U${next++}`, minutes: 200 }));
  return asking({ months: 1, first: 0, asks: all, openWaits, waitListed: [] });
};

describe('How long half of those who asked waited', () => {
  const ten = [...asks(10, 30), ...asks(10, 300), ...asks(5, 60, 'expired')];

  it('counts those who never had somebody for as long as they waited', () => {
    // 25 wait; at 30 minutes 15 of them still do, at 60 five stop waiting, at 300 nobody is left.
    expect(month(ten).waitMedian).toMatchObject({ is: 'told', value: 300 });
    expect(month([...asks(10, 30), ...asks(10, 300)]).waitMedian).toMatchObject({ is: 'told', value: 30 });
  });

  it('counts those who still wait at the end', () => {
    const quick = [...asks(15, 30), ...asks(10, 300), ...asks(5, 60, 'expired')];
    expect(month(quick).waitMedian).toMatchObject({ is: 'told', value: 30 });
    expect(month(quick, 10).waitMedian).toMatchObject({ is: 'told', value: 300 });
  });

  it('is not told where it would be the wait of fewer than five', () => {
    expect(month([...asks(4, 30), ...asks(5, 60, 'expired'), ...asks(1, 90)]).waitMedian).toEqual({ is: 'few' });
  });
});
