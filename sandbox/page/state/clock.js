import { signal } from '@preact/signals';

/** The sandbox's time less this machine's, in milliseconds. */
let offset = 0;

/** The sandbox's time in epoch milliseconds, moved on every second. */
export const now = signal(Date.now());

/** @param {string} iso the sandbox's time, as it just said */
export function setNow(iso) {
  const told = Date.parse(iso);
  if (Number.isNaN(told)) return;
  offset = told - Date.now();
  now.value = told;
}

setInterval(() => {
  now.value = Date.now() + offset;
}, 1000);
