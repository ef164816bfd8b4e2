/** What is chosen for each late client, and what of it the engine must be told. */
import type { StepChoice, TriageChoice, TriageRow } from '$lib/backend/contract.gen';
import { channel, triage as words } from '$lib/text/fr';

/** A step's id as text, « auto » (the plan starts by itself) or « leave ». */
export type Choice = string;
export const AUTO = 'auto';
export const LEAVE = 'leave';

/** The choice the engine proposes. */
export function proposal(row: TriageRow): Choice {
  return row.proposed === null ? AUTO : String(row.proposed);
}

/** The choices that differ from the proposals: the engine keeps the others. */
export function told(rows: readonly TriageRow[], chosen: Readonly<Record<number, Choice>>): TriageChoice[] {
  return rows.flatMap((row): TriageChoice[] => {
    const choice = chosen[row.clientId] ?? proposal(row);
    if (choice === proposal(row) || choice === AUTO) return [];
    if (choice === LEAVE) return [{ clientId: row.clientId, action: 'leave_alone' }];
    return [{ clientId: row.clientId, action: 'resume', stepId: Number(choice) }];
  });
}

/** What the menu of a row offers: the steps of the plan its client follows, then « laisser de côté ». */
export function menu(row: TriageRow, steps: readonly StepChoice[]): { value: Choice; label: string }[] {
  const his = steps.filter(({ planId }) => planId === row.planId);
  return [
    ...(row.proposed === null ? [{ value: AUTO, label: words.auto }] : []),
    ...his.map((step) => {
      const label = `${step.label}, ${channel(step.channel)}`;
      return { value: String(step.stepId), label: step.stepId === row.proposed ? words.proposed(label) : label };
    }),
    { value: LEAVE, label: words.leave },
  ];
}
