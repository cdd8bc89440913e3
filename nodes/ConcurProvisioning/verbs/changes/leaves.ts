import { isJsonObject, urn, type JsonObject } from '../../../shared/schema/attributes';
import type { FieldIssue, Finding } from '../../../shared/schema/fieldIssue';
import type { Change } from '../frame/verbOperation';

/** Labels of the form. */
export const firstDay = 'First Day of Leave';
export const lastDay = 'Last Day of Leave';

/** Days as YYYY-MM-DD. */
interface Leave {
	startDate: string;
	endDate?: string;
	type?: unknown;
}

/**
 * What records a leave. SAP: guide Leave of Absence: the start says which leave it is, and leaves do not overlap. Pure.
 * @param document what the form says
 * @param existing what SAP Concur has
 */
export function recordedLeave(document: JsonObject, existing: JsonObject): Change {
	const [leave] = leavesIn(document);
	if (!leave) return { document };
	const present = leavesIn(existing);
	const known = present.find(({ startDate }) => startDate === leave.startDate);
	const issues = issuesOf({ ...known, ...leave }, present, firstDay);
	return { document, issues: [...hidden(existing), ...issues] };
}

/**
 * What ends a leave: the one that the form names by its first day, otherwise the only one without an end. Pure.
 * @param document what the form says
 * @param existing what SAP Concur has
 */
export function endedLeave(document: JsonObject, existing: JsonObject): Change {
	const { startDate, endDate } = partsIn(document);
	const present = leavesIn(existing);
	const open = present.filter((leave) => leave.endDate === undefined);
	const named = present.find((leave) => leave.startDate === startDate);
	const issues = hidden(existing);
	const refused = (label: string, sent: unknown, finding: Finding): Change => ({
		document: {},
		issues: [...issues, { label, sent, ...finding }],
	});
	if (startDate !== undefined && !named) {
		return refused(firstDay, startDate, {
			problem: 'is not the first day of any leave of the user',
			cure:
				present.length > 0
					? `Leave it empty, or use one of these: ${starts(present)}.`
					: 'The user has no leave. Check the user.',
		});
	}
	if (!named && open.length > 1) {
		return refused(lastDay, endDate, {
			problem: `fits ${open.length} leaves without an end: ${starts(open)}`,
			cure: `Say in ${firstDay} which one it is.`,
		});
	}
	const leave = named ?? open[0];
	if (!leave) {
		const isDone = present.some((one) => one.endDate === endDate);
		return {
			document: {},
			issues,
			notices: isDone ? [] : ['The user has no leave without an end'],
		};
	}
	const ended = { startDate: leave.startDate, endDate };
	return {
		document: { [urn.enterprise]: { leavesOfAbsence: [ended] } },
		issues: [...issues, ...issuesOf({ ...leave, endDate }, present, lastDay)],
	};
}

const starts = (leaves: Leave[]) => leaves.map(({ startDate }) => startDate).join(', ');

/** A leave that is not shown would be recorded once more. */
function hidden(existing: JsonObject): FieldIssue[] {
	if (isJsonObject(existing[urn.enterprise])) return [];
	return [
		{
			label: 'Leave of absence',
			sent: undefined,
			problem: 'cannot be compared, because the app in the credential is not allowed to read it',
			cure: 'Add the scope identity.user.enterprise.read to the app in SAP Concur, then save the credential again to get a new token.',
		},
	];
}

/** What is wrong with a leave beside the others of the user. @param label of the day that is to be corrected then */
function issuesOf({ startDate, endDate }: Leave, present: Leave[], label: string): FieldIssue[] {
	if (endDate !== undefined && endDate <= startDate) {
		const problem = `must be after the first day, ${startDate}`;
		return [{ label: lastDay, sent: endDate, problem, cure: 'Correct one of the two dates.' }];
	}
	const others = present.filter((other) => other.startDate !== startDate);
	const overlapping = others.find(
		(other) =>
			(endDate === undefined || other.startDate <= endDate) &&
			(other.endDate === undefined || other.endDate >= startDate),
	);
	if (!overlapping) return [];
	const { startDate: from, endDate: to } = overlapping;
	const problem = `falls together with the leave from ${from} ${to ? `to ${to}` : 'without an end'}`;
	const cure = to
		? 'Correct the dates: leaves of one user cannot overlap.'
		: 'End that leave first, with End Leave.';
	return [{ label, sent: label === firstDay ? startDate : endDate, problem, cure }];
}

/** What a form says, whether it has a first day or not. */
function partsIn(document: JsonObject): Partial<Leave> {
	const [parts] = entriesIn(document);
	return (parts ?? {}) as Partial<Leave>;
}

function leavesIn(document: JsonObject): Leave[] {
	return entriesIn(document).flatMap(({ startDate, endDate, ...others }) =>
		typeof startDate === 'string'
			? [
					{
						...others,
						startDate: startDate.slice(0, 10),
						...(typeof endDate === 'string' && endDate !== '' && { endDate: endDate.slice(0, 10) }),
					},
				]
			: [],
	);
}

function entriesIn(document: JsonObject): JsonObject[] {
	const employment = document[urn.enterprise];
	const list: unknown = isJsonObject(employment) ? employment.leavesOfAbsence : [];
	return Array.isArray(list) ? list.filter(isJsonObject) : [];
}
