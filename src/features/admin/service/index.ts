export { peopleFaults, saveSettings, welcomeOwner } from './settings.ts';
export { approveName, keepApart, keepOne, tidyOne, tidyUp } from './tidy.ts';
