// What the trigger asks of the kinds of events. SAP: Event topics, identity, spend, travel and user provisioning pages.
import { eventDefinitions, type EventDefinition } from '../shared/concur/events/eventDefinitions';

/** Finds what a delivery is about by its `eventType`; its topic is not always the one subscribed to. */
export function definitionOf(eventType: string): EventDefinition | undefined {
	return eventDefinitions.find(({ eventTypes }) => eventTypes.includes(eventType));
}

/**
 * Whether somebody who chose these events wants each event of a topic, those that SAP will add to it as well.
 * @param topic in any of its spellings; an unknown one is not wanted
 * @param chosen names of events
 */
export function wantsAllOf(topic: string, chosen: string[]): boolean {
	const known = eventDefinitions.filter(({ topics }) => topics.includes(topic));
	return known.length > 0 && known.every(({ name }) => chosen.includes(name));
}

/**
 * Writes the `filter` of a subscription: a regular expression on `eventType`, right for a full match and for a search.
 * Whoever wants all events of the topic gets new ones, too.
 * @param definitions of one topic, at least one
 */
export function filterFor(definitions: EventDefinition[]): string {
	const [{ topics } = { topics: [] }] = definitions;
	const names = definitions.map(({ name }) => name);
	if (topics.some((topic) => wantsAllOf(topic, names))) return '.*';
	return definitions.flatMap(({ eventTypes }) => eventTypes).join('|');
}
