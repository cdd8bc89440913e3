// What stands around the facts of an event (api-facts 12).
import { DateTime } from 'luxon';
import { randomBytes, randomUUID } from 'node:crypto';
import type { JsonObject, Simulator } from '../context.mts';
import type { EventSettings } from './settings.mts';
import { topic as topics } from './topics.mts';

/** An event as whoever changes something knows it. */
export interface Publication {
	/** The topic to which subscribers have subscribed; what the event calls it may differ. */
	topic: string;
	eventType: string;
	/** What the event is about: the id of the user or of the provision request. */
	subtopic?: string;
	/** The company whose subscribers hear of it; the simulator's one company when not said. */
	companyId?: string;
	/** In SAP's documented shape. */
	facts: JsonObject;
	correlationId: string;
	/** Made here when not said. */
	id?: string;
	/** The text as it shall be; the simulator's clock when not said. */
	timeStamp?: string;
}

/** The whole event, in the order of members of SAP's samples. */
export function envelope(
	{ clock, settings: { events: settings }, events }: Simulator,
	publication: Publication,
): JsonObject & { id: string } {
	const { topic, eventType, subtopic, facts, correlationId, id, timeStamp } = publication;
	return {
		id: id ?? newId(publication, (events.lastNumber += 1)),
		correlationId,
		eventType,
		topic: topic === topics.identity ? settings.identityTopicInEvent : topic,
		timeStamp: timeStamp ?? timeText(clock.now(), settings.timeStampAs),
		...(subtopic !== undefined && { [settings.subtopicKey]: subtopic }),
		facts,
		...(topic === topics.provisioning && emptyMembers(settings.emptyValues)),
	};
}

/** SAP: the three kinds of id that the samples of event-topics/profile and user-provisioning show. */
function newId({ topic, eventType, subtopic }: Publication, number: number): string {
	if (topic === topics.travel) return randomBytes(16).toString('hex');
	const verb = /^(?:Identity|Spend)Profile(Created|Updated|Deleted)$/.exec(eventType)?.[1];
	if (verb && subtopic) return `${verb.toLowerCase()}-${subtopic}-${number}`;
	return randomUUID();
}

/** Open-questions 37: only the sample of v4.user-provisioning-events has these members. */
function emptyMembers(emptyValues: EventSettings['emptyValues']): JsonObject {
	const value = { null: null, text: '', list: [] }[emptyValues];
	return { groups: value, scopes: value, data: value };
}

/** Open-questions 38. */
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
