export { applyFigures, checkFigures, type OutsidePlan, planFigures, takeFigures } from './plan.ts';
export { type OutsideShown, outsideFor, outsideUntil, removeMetric, setStart } from './shown.ts';
