import { isJsonObject, urn, type JsonObject } from '../schema/attributes';
import type { FieldIssue } from '../schema/fieldIssue';
import { fieldAt, labelOf } from '../schema/labelOf';

/** A leave starts before it ends, and leaves do not overlap. SAP: guide Leave of Absence, Implementation. */
export function checkLeaves(document: JsonObject, issues: FieldIssue[]): void {
	const extension = document[urn.enterprise];
	const list = isJsonObject(extension) ? extension.leavesOfAbsence : undefined;
	if (!Array.isArray(list)) return;
	const leaves = list
		.filter(isJsonObject)
		.map(({ startDate, endDate }) => ({
			start: String(startDate ?? ''),
			end: String(endDate ?? ''),
		}))
		.filter(({ start }) => start !== '')
		.sort((left, right) => left.start.localeCompare(right.start));

	leaves.forEach(({ start, end }, index) => {
		if (end !== '' && end <= start) {
			report(issues, 'endDate', end, {
				problem: `is not after its start date ${start}`,
				cure: 'A leave of absence starts before it ends. Correct one of the two dates.',
			});
		}
		const next = leaves.at(index + 1);
		if (next && (end === '' || next.start <= end)) {
			report(issues, 'startDate', next.start, {
				problem: `lies inside the leave that starts on ${start}`,
				cure: 'Leaves of absence must not overlap. End the first one before.',
			});
		}
	});
}

function report(
	issues: FieldIssue[],
	attribute: string,
	sent: string,
	fault: { problem: string; cure: string },
): void {
	const path = `${urn.enterprise}:leavesOfAbsence.${attribute}`;
	issues.push({ fieldId: fieldAt(path)?.id, label: labelOf(path), sent, ...fault });
}
