import { catalog, urn } from '../../schema/attributes';
import { namedCharacters } from '../../schema/fieldIssue';
import type { ConcurMessage } from '../failure';
import { placeOf, type Place } from './place';
import { inPlainWords } from './plainWords';
import { entryFor, isWhole, joined, sentenceOf, type Parts } from './sentence';

/** A message of SAP Concur as errors and items hold it. */
export interface Explained<Sent = unknown> extends Parts {
	sent?: Sent;
	/** One sentence for users. */
	message: string;
	/** What to do; never empty. */
	hint: string;
}

interface Known<Sent> {
	/** URN of the part whose message it is. */
	urn?: string;
	/** What was sent for a place. */
	sentFor?: (place: Place) => Sent | undefined;
	/** What to do about a message that no entry knows. */
	otherwise?: string;
}

/**
 * Puts a message of SAP Concur in words. How it is sent again depends on what else has happened, so it is not said here. An
 * unknown message is called so, and its text stands in the hint, with labels in place of paths. Pure.
 */
export function explain<Sent = unknown>(
	reported: Partial<ConcurMessage>,
	{ urn: own = '', sentFor = () => undefined, otherwise }: Known<Sent> = {},
): Explained<Sent> {
	const place = placeOf(own, reported);
	const sent = sentFor(place);
	const { extension, field } = place;
	const { code = '', message: details = code } = reported;
	const parts = { extension, field, code, ...(sent === undefined ? {} : { sent }), details };
	return { ...parts, message: sentenceOf(parts), hint: cureFor(parts, otherwise) };
}

/** What to do about a message. @param otherwise for one that no entry knows */
export function cureFor(parts: Parts, otherwise?: string): string {
	const entry = entryFor(parts);
	const { field, sent } = parts;
	const isValue = !entry || entry.mayBeCharacter;
	const ofLogin = field === 'User name' && isValue ? loginCure(sent) : undefined;
	const general = otherwise ?? (isWhole(parts) ? correctUser : correct);
	const cure = ofLogin ?? entry?.cure ?? general;
	// Without a field, only SAP Concur's text can say which one it is.
	const isNowhere = isWhole(parts) && /\bthis field\b/.test(cure);
	const own = isNowhere ? (otherwise ?? correctUser) : cure;
	return isNowhere || isUnknown(parts) ? `${own}${saying([parts])}` : own;
}

/** As items and errors hold it; the nodes' own sentences have no details. */
type Said = Partial<Pick<Parts, 'extension' | 'field' | 'code' | 'details'>>;

/** Whether no entry knows SAP Concur's text, so that a user can only be shown it. */
export function isUnknown({ extension = '', field = '', code = '', details = '' }: Said): boolean {
	return details !== '' && !entryFor({ extension, field, code, details })?.said?.test(details);
}

/** SAP Concur's own words, in plain ones, for the end of what to do. Empty without any. */
export function saying(messages: Said[]): string {
	const texts = messages.map(({ details = '' }) => inPlainWords(details));
	const said = joined(texts.filter((text) => /\w/.test(text)));
	return said === '' ? '' : ` SAP Concur says: ${said}.`;
}

/** What to do about a sentence of a node, or of an item that says no more. Pure. */
export const cureOfSentence = (message: string): string =>
	entryFor({ extension: '', field: '', code: '', details: message })?.cure ?? correct;

const correct = 'Correct the value of this field.';
const correctUser = 'Correct the data of this user.';

/** What to do about a user name that SAP Concur has rejected, where a disputed character can be the reason. */
function loginCure(userName: unknown): string | undefined {
	const { disputedCharacters } = catalog[urn.core]?.userName ?? {};
	const characters = namedCharacters(userName, disputedCharacters);
	return (
		characters &&
		`SAP Concur probably does not allow ${characters} in a user name. Use another user name.`
	);
}
