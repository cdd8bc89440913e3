import countBy from 'lodash/countBy.js';
import type { LoggedDelivery } from '../../../simulator/events/delivery/deliveries.mts';

/** What SAP Concur holds and has sent at the end, what n8n has stored, and what was to come. */
export interface Seen {
	/** User names of the rows. */
	wanted: string[];
	/** User names in SAP Concur, each as often as a user has it. */
	users: string[];
	/** How it ended for each person, by n8n's Data Table. */
	outcomes: Map<string, string>;
	/** Rows of people whom n8n gave to more than one execution by itself. */
	startedTwice: string[];
	/** How many provisioning requests SAP Concur has accepted. */
	accepted: number;
	/** Provisioning IDs in n8n's Data Table and in the items of its executions. */
	storedIds: string[];
	/** Provisioning IDs in the executions that events have started. */
	toldIds: string[];
	/** IDs of events that no request of ours has caused. */
	published: string[];
	deliveries: LoggedDelivery[];
	/** IDs of the events with which executions were started. */
	startedBy: string[];
}

export interface Tally {
	peopleLost: number;
	peopleDoubled: number;
	provisionIdsLost: number;
	eventsLost: number;
	/** Started the workflow twice though no delivery had failed. */
	eventsDoubled: number;
	/** Started it twice because the answer to a delivery was lost, as docs/events.md says. */
	eventsTwiceAfterKill: number;
}

/** Compares both sides; everything but the last has to be 0. */
export function tally(seen: Seen): Tally {
	const inConcur = countBy(seen.users);
	const ended = (name: string) =>
		['succeeded', 'unchanged'].includes(seen.outcomes.get(name) ?? 'nothing');
	const doubled = seen.wanted.filter((name) => (inConcur[name] ?? 0) > 1);
	const attempts = seen.deliveries.map(({ body, status }) => ({
		id: String(JSON.parse(body).id),
		isAnswered: status === 200,
	}));
	const events = [...new Set([...seen.published, ...attempts.map(({ id }) => id)])];
	const unanswered = new Set(attempts.filter((each) => !each.isAnswered).map(({ id }) => id));
	const runs = countBy(seen.startedBy);
	const twice = events.filter((id) => (runs[id] ?? 0) > 1);
	return {
		peopleLost: seen.wanted.filter((name) => !inConcur[name] || !ended(name)).length,
		peopleDoubled: new Set([...doubled, ...seen.startedTwice]).size,
		provisionIdsLost: seen.accepted - new Set([...seen.storedIds, ...seen.toldIds]).size,
		eventsLost: events.filter((id) => !runs[id]).length,
		eventsDoubled: twice.filter((id) => !unanswered.has(id)).length,
		eventsTwiceAfterKill: twice.filter((id) => unanswered.has(id)).length,
	};
}
