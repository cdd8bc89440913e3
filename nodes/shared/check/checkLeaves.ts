import { tooManyEntries } from '../row/readValue';
import { isJsonObject, urn, type JsonObject } from '../schema/attributes';
import type { FieldIssue, Finding } from '../schema/fieldIssue';
import { fieldAt, labelOf } from '../schema/labelOf';
import { isDay } from './checkDates';

/** A leave starts before it ends, and leaves do not overlap. SAP: guide Leave of Absence, Implementation. */
export function checkLeaves(document: JsonObject): FieldIssue[] {
	const extension = document[urn.enterprise];
	const list = isJsonObject(extension) ? extension.leavesOfAbsence : undefined;
	// That a list is too long was said by checkAttributes.
	if (!Array.isArray(list) || tooManyEntries(list.length)) return [];
	const leaves = list
		.filter(isJsonObject)
		.map(({ startDate, endDate }) => ({
			// A value that is no text was reported when it was read.
			start: typeof startDate === 'string' ? startDate : '',
			end: typeof endDate === 'string' ? endDate : '',
		}))
		.filter(({ start, end }) => isDay(start) && (end === '' || isDay(end)))
		.sort((left, right) => left.start.localeCompare(right.start));

	return leaves.flatMap(({ start, end }, index) => {
		const issues: FieldIssue[] = [];
		if (end !== '' && end <= start) {
			const problem = `must be after the start date, ${start}`;
			issues.push(issueOf('endDate', end, { problem, cure: 'Correct one of the two dates.' }));
		}
		const next = leaves[index + 1];
		if (next && (end === '' || next.start <= end)) {
			const problem = `falls within the leave that starts on ${start}`;
			const cure = 'End the first leave before the next one starts.';
			issues.push(issueOf('startDate', next.start, { problem, cure }));
		}
		return issues;
	});
}

function issueOf(attribute: string, sent: string, finding: Finding): FieldIssue {
	const path = `${urn.enterprise}:leavesOfAbsence.${attribute}`;
	return { fieldId: fieldAt(path)?.id, label: labelOf(path), sent, ...finding };
}
