// Reads the body of a delivery. SAP's pages and samples differ in keys, empty values and times, so it is lenient in these.
// SAP: Event topics, Schema and Sample Events of the identity, spend, travel and user provisioning pages.
import { createHash } from 'node:crypto';
import { DateTime } from 'luxon';
import { jsonParse } from 'n8n-workflow';
import { isJsonObject, isTooDeep, type JsonObject } from '../../shared/schema/attributes';
import { definitionOf } from '../events';

/** What a delivery says; what was changed is worked out once it is known that somebody wants it. */
export interface ReceivedEvent {
	/** As SAP sent it, a UUID or not; of an event without one, a digest of its text, so that a repetition has the same. */
	id: string;
	/** One of the names in events.ts; empty for an event type that the trigger does not offer. */
	name: string;
	/** `eventType` as sent. */
	type: string;
	/** As sent; says less than the type (open-questions 3). */
	topic: string;
	/** ISO 8601 in UTC, or a date alone; the text as sent where it is no time; empty when nothing was sent. */
	timeStamp: string;
	correlationId: string;
	companyId?: string;
	userId?: string;
	provisionId?: string;
	success?: boolean;
	/** A name of an application, for travel the id of a user. */
	originator: string;
	/** As sent. */
	facts: JsonObject;
	/** The whole event as sent, of a type that the trigger does not offer. */
	raw?: JsonObject;
}

/**
 * Reads one event.
 * @param text JSON as it came
 * @param correlationHeader Concur-Correlationid, for an event that does not repeat it in its (signed) body
 * @returns undefined for what is no event: no JSON object, one with neither id nor event type, or one that is nested
 * deeper than n8n can pass on
 */
export function readEvent(text: string, correlationHeader?: string): ReceivedEvent | undefined {
	const envelope = jsonParse<unknown>(text, { fallbackValue: null });
	if (!isJsonObject(envelope) || isTooDeep(envelope)) return undefined;
	const id = textOf(envelope.id);
	const type = textOf(envelope.eventType);
	if (id === '' && type === '') return undefined;

	const definition = definitionOf(type);
	const facts = isJsonObject(envelope.facts) ? envelope.facts : {};
	const isProfile = definition !== undefined && definition.subject !== 'provisioning';
	const companyId = textOf(facts.companyId);
	// open-questions 36
	const subtopic = textOf(envelope.subtopic) || textOf(envelope.subTopic);
	const userId = textOf(facts.userId) || (isProfile ? subtopic : '');
	const provisionId = textOf(facts.provisionId) || idInHref(textOf(facts.provisionStatusHref));
	const success = booleanOf(facts.success);
	return {
		id: id || createHash('sha256').update(text).digest('hex'),
		name: definition?.name ?? '',
		type,
		topic: textOf(envelope.topic),
		timeStamp: timeOf(textOf(envelope.timeStamp)),
		correlationId: textOf(envelope.correlationId) || (correlationHeader ?? ''),
		...(companyId && { companyId }),
		...(userId && { userId }),
		...(provisionId && { provisionId }),
		...(success !== undefined && { success }),
		originator: textOf(facts.originator),
		facts,
		...(!definition && { raw: envelope }),
	};
}

function textOf(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

function booleanOf(value: unknown): boolean | undefined {
	if (typeof value === 'boolean') return value;
	const text = textOf(value).toLowerCase();
	return text === 'true' || text === 'false' ? text === 'true' : undefined;
}

/** The address itself is never called: SAP's sample of it is broken and of an old path (open-questions 1, 2). */
function idInHref(href: string): string {
	return /\/provisions\/([^/?#\s]+)/.exec(href)?.[1] ?? '';
}

/** Characters. */
const longestTime = 100;

const dateAlone = /^\d{4}-\d\d-\d\d$/;

function timeOf(text: string): string {
	if (dateAlone.test(text)) return text;
	return instantOf(text)?.toISO() ?? text;
}

/**
 * Reads a time stamp in any of SAP's formats (open-questions 38): a time without zone is UTC.
 * @returns the latest moment that is meant, thus the end of the day for a date alone; undefined for anything else
 */
export function instantOf(text: string): DateTime | undefined {
	if (text.length > longestTime || !/^\d{4}-\d\d-\d\d(T|$)/.test(text)) return undefined;
	const instant = DateTime.fromISO(text, { zone: 'utc' });
	if (!instant.isValid) return undefined;
	return dateAlone.test(text) ? instant.endOf('day') : instant;
}
