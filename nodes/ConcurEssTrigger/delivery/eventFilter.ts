// Whether an event is one of those that the user chose. Subscriptions only filter by topic and event type.
import { changedPaths, relatedFields } from './changedFields';
import { definitionOf, wantsAllOf } from '../events';
import type { ReceivedEvent } from './readEvent';

export interface EventFilter {
	/** Names of events.ts. */
	events: string[];
	/** Company UUIDs; empty for all. */
	companies: string[];
	/** Flat field ids; empty for any. */
	changedFields: string[];
}

/**
 * Whether an event passes the filter. In doubt it does: an event without a company (provisionCompleted has none)
 * passes for each company, an update that does not say what was changed passes for each field. Creations and deletions
 * name no fields, so `changedFields` does not limit them.
 */
export function passesFilter(
	event: ReceivedEvent,
	{ events, companies, changedFields }: EventFilter,
): boolean {
	return (
		isChosen(event, events) &&
		isOfCompany(event, companies) &&
		(changedFields.length === 0 || hasChanged(event, changedFields))
	);
}

/** An event type that the trigger does not offer is for those who chose all that it offers of the topic. */
function isChosen({ name, topic }: ReceivedEvent, events: string[]): boolean {
	return name === '' ? wantsAllOf(topic, events) : events.includes(name);
}

function isOfCompany({ companyId }: ReceivedEvent, companies: string[]): boolean {
	const wanted = companies.map(normalized).filter((company) => company !== '');
	return wanted.length === 0 || companyId === undefined || wanted.includes(normalized(companyId));
}

function normalized(text: string): string {
	return text.trim().toLowerCase();
}

function hasChanged({ name, type, facts }: ReceivedEvent, changedFields: string[]): boolean {
	if (!name.endsWith('Updated')) return true;
	const paths = changedPaths(facts, definitionOf(type)?.subject);
	return (
		paths.length === 0 ||
		paths.some((path) => relatedFields(path).some(({ id }) => changedFields.includes(id)))
	);
}
