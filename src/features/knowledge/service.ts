export { approveCard, cardNow, ownCard, takeDown, withdrawCard, withdrawCardsOf } from './service/decide.ts';
export { cardBetween, changeForm, mayPropose, newCard } from './service/form.ts';
export { countCards, mineOf } from './service/mine.ts';
export { cardsFor, cardsOfSkill, helpOf, readCard, sayHelped, wordsShown } from './service/offer.ts';
export { changeCard, proposeCard } from './service/write.ts';
export { moveCards } from './store.ts';
