import { measureActivation } from './activation.bench.ts';
import { measureExplorer, printExplorer } from './explorer.bench.ts';
import { printMeasured } from './measure.ts';
import { measurePlan } from './plan.bench.ts';
import { measurePlanView } from './plan-view.bench.ts';
import { measureSql } from './sql.bench.ts';

/** Measures what the README promises; prints medians and ratios, asserts nothing. */
printMeasured(await measurePlan());
printMeasured(await measureActivation());
printMeasured(await measurePlanView());
printMeasured(await measureSql());
printExplorer(await measureExplorer());
