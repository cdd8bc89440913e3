// Compares what the nodes said with what SAP Concur holds. Pure.
import groupBy from 'lodash/groupBy.js';
import type { Report, Told } from './flows.mts';
import type { Person } from './people.mts';
import type { FoundUser, Part, Truth } from './truth.mts';

/** Something that a workflow would have been told wrongly, or not at all. */
export interface Deviation {
	kind: string;
	/** Whom or what it is about. */
	about: string;
	details: string;
}

/**
 * All deviations, person by person, then those of requests and nodes.
 * @param before who was there when the file was sent: Create or Update sends only what is missing
 */
export function judge(
	people: readonly Person[],
	told: Told,
	truth: Truth,
	before: Truth['users'] = new Map(),
): Deviation[] {
	const reports = groupBy(told.final, ({ person }) => person.userName);
	return [
		...people.flatMap((person) => {
			const name = person.userName.toLowerCase();
			const now = { user: truth.users.get(name), had: before.get(name)?.parts ?? [] };
			const own = reports[person.userName] ?? [];
			return judgePerson(person, own, now, told).map(([kind, details]) => ({
				kind,
				about: person.userName,
				details,
			}));
		}),
		...judgeRequests(told, truth),
		...told.stopped.map(({ node, error }) => ({
			kind: 'node stopped',
			about: node,
			details: `${error.message} ${error.description ?? ''}`.slice(0, 500),
		})),
	];
}

type Finding = [kind: string, details: string];

/** What SAP Concur holds of a person, and which parts it had before. */
interface Held {
	user: FoundUser | undefined;
	had: readonly Part[];
}

function judgePerson(
	person: Person,
	reports: Report[],
	{ user, had }: Held,
	told: Told,
): Finding[] {
	const findings: Finding[] = [];
	const expected = expectedOutcome(person, { user, had });
	const there = `in SAP Concur: ${user?.parts.join(', ') ?? 'nothing'}`;
	if (user && user.count > 1) findings.push(['doubled person', `${user.count} users`]);
	if (reports.length > 1) {
		findings.push(['doubled outcome', reports.map(({ outcome }) => outcome).join(', ')]);
	}
	const [report] = reports;
	if (!report) {
		if (!user) return [...findings, ['not finished', `no item; expected ${expected}`]];
		const isNamed = told.stopped.some(({ error }) => JSON.stringify(error).includes(user.id));
		return isNamed ? findings : [...findings, ['lost person', `no item names them; ${there}`]];
	}
	if (report.outcome !== expected) {
		// SAP Concur answers most requests, so one who keeps asking can know what became of everybody.
		const kind = report.outcome === 'unknown' ? 'needless unknown' : 'wrong outcome';
		const what = `${report.outcome || 'none'}, expected ${expected}; ${there}`;
		findings.push([kind, `${what}; ${reasonOf(report)}`]);
	}
	if (expected !== 'succeeded' && !person.isRejected && !person.isSlow) {
		findings.push(['not finished', `${report.outcome} though the data is right; ${there}`]);
	}
	const { userId } = report.json;
	if (userId && user && userId !== user.id) findings.push(['wrong user ID', String(userId)]);
	return findings;
}

/** The parts that the writes of a flow are to bring; Update writes no identity. */
const wanted: Record<Person['flow'], Part[]> = {
	bulk: ['identity', 'spend', 'approver'],
	identity: ['spend', 'approver'],
};

function expectedOutcome({ flow, isSlow }: Person, { user, had }: Held): string {
	const sent = wanted[flow].filter((part) => !had.includes(part));
	const missing = sent.filter((part) => !user?.parts.includes(part)).length;
	if (missing === 0) return 'succeeded';
	if (isSlow) return 'pending';
	return missing === sent.length ? 'failed' : 'partial';
}

function reasonOf({ json }: Report): string {
	const { why, error, errors, extensions, applied, provisionId } = json;
	return JSON.stringify({ why, error, errors, extensions, applied, provisionId }).slice(0, 600);
}

function judgeRequests(told: Told, { knownIds, acceptedRequests }: Truth): Deviation[] {
	const unknown = provisionIdsOf(told).filter((id) => !knownIds.has(id));
	const lost = acceptedRequests - knownIds.size;
	const without = told.earlier.filter(
		({ outcome, json }) => outcome === 'submitted' && !json.provisionId,
	);
	const deviation = (kind: string, about: string) => ({ kind, about, details: '' });
	return [
		...unknown.map((id) => deviation('provisionId that SAP Concur does not know', id)),
		...without.map(({ person }) => deviation('submitted without provisionId', person.userName)),
		...(lost === 0 ? [] : [deviation('lost provisionId', `${lost} accepted requests`)]),
	];
}

/** Those of all items, each once. */
export function provisionIdsOf({ earlier, final }: Told): string[] {
	const ids = [...earlier, ...final].map(({ json }) => json.provisionId);
	return [...new Set(ids.filter((id): id is string => typeof id === 'string' && id !== ''))];
}
