// Whether an event is one of those that the user chose. Subscriptions only filter by topic and event type.
import { changedPaths, relatedFields } from './changedFields';
import { definitionOf } from '../events';
import type { EssEvent } from './readEvent';

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
	event: EssEvent,
	{ events, companies, changedFields }: EventFilter,
): boolean {
	return (
		events.includes(event.name) &&
		isOfCompany(event, companies) &&
		(changedFields.length === 0 || hasChanged(event, changedFields))
	);
}

function isOfCompany({ companyId }: EssEvent, companies: string[]): boolean {
	const wanted = companies.map(normalized).filter((company) => company !== '');
	return wanted.length === 0 || companyId === undefined || wanted.includes(normalized(companyId));
}

function normalized(text: string): string {
	return text.trim().toLowerCase();
}

function hasChanged({ name, type, facts }: EssEvent, changedFields: string[]): boolean {
	if (!name.endsWith('Updated')) return true;
	const paths = changedPaths(facts, definitionOf(type)?.subject);
	return (
		paths.length === 0 ||
		paths.some((path) => relatedFields(path).some(({ id }) => changedFields.includes(id)))
	);
}
