// The envelope around the facts of an event (api-facts 12).
import { DateTime } from 'luxon';
import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import type { JsonObject } from '../../http/json.mts';
import type { DeliveryContext } from '../delivery/deliveries.mts';
import type { EventSettings } from '../settings.mts';
import { topic as topics } from '../subscriptions/topics.mts';

/** What was published so far. */
export interface PublicationState {
	/**
	 * The number in the ID of the last event. It goes on over a reset, and starts anywhere: to a
	 * subscriber that has seen an ID, the next event with that ID is a repetition.
	 */
	lastNumber: number;
}

/** What this room uses of a simulator. */
export type PublicationContext = DeliveryContext & { publications: PublicationState };

/** A state in which nothing was published. */
export function createPublicationState(): PublicationState {
	return { lastNumber: randomInt(10_000, 1_000_000_000) };
}

/** An event as it is known where something has changed. */
export interface Publication {
	/** The topic to which subscribers have subscribed; what the event calls it may differ. */
	topic: string;
	eventType: string;
	/** What the event is about: the ID of the user or of the provision request. */
	subtopic?: string;
	/** The company whose subscribers get it; the simulator's one company when not said. */
	companyId?: string;
	/** In SAP's documented shape. */
	facts: JsonObject;
	correlationId: string;
	/** Made here when not said. */
	id?: string;
	/** The text as it is sent; the simulator's clock when not said. */
	timeStamp?: string;
}

/** Returns the whole event, with its members in the order of SAP's samples. */
export function envelope(
	{ clock, settings: { events: settings }, publications }: PublicationContext,
	publication: Publication,
): JsonObject & { id: string } {
	const { topic, eventType, subtopic, facts, correlationId, id, timeStamp } = publication;
	return {
		id: id ?? newId(publication, (publications.lastNumber += 1)),
		correlationId,
		eventType,
		topic: topic === topics.identity ? settings.identityTopicInEvent : topic,
		timeStamp: timeStamp ?? timeText(clock.now(), settings.timeStampAs),
		...(subtopic !== undefined && { [settings.subtopicKey]: subtopic }),
		facts,
		...(topic === topics.provisioning && emptyMembers(settings.emptyValues)),
	};
}

/** SAP: the three forms of ID that the samples of event-topics/profile and user-provisioning show. */
function newId({ topic, eventType, subtopic }: Publication, number: number): string {
	if (topic === topics.travel) return randomBytes(16).toString('hex');
	const verb = /^(?:Identity|Spend)Profile(Created|Updated|Deleted)$/.exec(eventType)?.[1];
	if (verb && subtopic) return `${verb.toLowerCase()}-${subtopic}-${number}`;
	return randomUUID();
}

/** Only the sample of v4.user-provisioning-events has these members (open-questions 37). */
function emptyMembers(emptyValues: EventSettings['emptyValues']): JsonObject {
	const value = { null: null, text: '', list: [] }[emptyValues];
	return { groups: value, scopes: value, data: value };
}

/** The forms of time in SAP's documents (open-questions 38). */
function timeText(now: number, as: EventSettings['timeStampAs']): string {
	const time = DateTime.fromMillis(now, { zone: 'utc' });
	switch (as) {
		case 'iso':
			return time.toISO()!;
		case 'noZone':
			return time.toISO({ includeOffset: false })!;
		case 'offset':
			return time.toFormat("yyyy-MM-dd'T'HH:mm:ss.SSSZZZ");
		case 'date':
			return time.toISODate()!;
		case 'month13':
			return time.toISO()!.replace(/-\d\d-/, '-13-');
	}
}
