// Whether an event is one of those that the user asked for. Subscriptions only filter by topic and event type.
import { changedPlaces, fieldsAround } from './changedFields';
import { kindOf } from '../events';
import type { EssEvent } from './readEvent';

export interface Choice {
	/** Names of events.ts. */
	events: string[];
	/** Company UUIDs; empty for all. */
	companies: string[];
	/** Flat field ids; empty for any. */
	changedFields: string[];
}

/**
 * Tells whether an event fits the choice. In doubt it does: an event without a company (provisionCompleted has none)
 * fits each company, an update that does not say what was changed fits each field. Creations and deletions name no
 * fields, so `changedFields` does not limit them.
 */
export function fits(event: EssEvent, { events, companies, changedFields }: Choice): boolean {
	return (
		events.includes(event.name) &&
		isOfCompany(event, companies) &&
		(changedFields.length === 0 || hasChanged(event, changedFields))
	);
}

function isOfCompany({ companyId }: EssEvent, companies: string[]): boolean {
	const wanted = companies.map(plain).filter((company) => company !== '');
	return wanted.length === 0 || companyId === undefined || wanted.includes(plain(companyId));
}

function plain(text: string): string {
	return text.trim().toLowerCase();
}

function hasChanged({ name, type, facts }: EssEvent, changedFields: string[]): boolean {
	if (!name.endsWith('Updated')) return true;
	const places = changedPlaces(facts, kindOf(type)?.subject);
	return (
		places.length === 0 ||
		places.some((place) => fieldsAround(place).some(({ id }) => changedFields.includes(id)))
	);
}
