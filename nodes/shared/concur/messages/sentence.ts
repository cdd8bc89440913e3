// From the parts of a message to the sentence that a user reads.
import uniq from 'lodash/uniq';
import upperFirst from 'lodash/upperFirst';
import { quoted } from '../../schema/fieldIssue';
import { aboutAccess } from './aboutAccess';
import { aboutFields } from './aboutFields';
import { aboutRequests } from './aboutRequests';
import { aboutValues } from './aboutValues';
import type { Entry } from './entry';
import { partLabel } from './place';
import { inPlainWords } from './plainWords';

/** The first one that fits a message counts. */
export const entries: readonly Entry[] = [
	...aboutFields,
	...aboutValues,
	...aboutRequests,
	...aboutAccess,
];

/** What an item keeps of a message of SAP Concur. */
export interface Parts {
	/** Short name of the part of the user; empty for the request as a whole. */
	extension: string;
	/** Label of the field as the forms show it; empty when SAP Concur names none. */
	field: string;
	/** The company's own label with that of the forms beside it, where they differ. */
	label?: string;
	code: string;
	/** What was sent for the field, as far as it is known. */
	sent?: unknown;
	/** SAP Concur's own words; empty when it gave no reason. */
	details: string;
}

/** What a rejection says that no entry knows. */
function unknown(parts: Parts): string {
	const isReasoned = parts.details !== '';
	const reason = isReasoned ? 'gave a reason that is not known here' : 'gave no reason';
	if (labelFor(parts) === '') return `SAP Concur rejected the request and ${reason}`;
	if (isReasoned) return `SAP Concur ${reason}`;
	return isWhole(parts)
		? `SAP Concur rejected this part and ${reason}`
		: `SAP Concur rejects the value and ${reason}`;
}

/** The entry for a message; by its text first, because codes say less. Undefined for an unknown one. Pure. */
export function entryFor(parts: Parts): Entry | undefined {
	const { extension, code, details } = parts;
	const fits = ({ part = extension, field, namesNoField }: Entry) =>
		part === extension && (field?.test(parts.field) ?? true) && (!namesNoField || isWhole(parts));
	return (
		entries.find((entry) => entry.said?.test(details) && fits(entry)) ??
		entries.find((entry) => entry.code?.test(code) && fits(entry))
	);
}

/** Whether a message is about a part as a whole. */
export const isWhole = ({ field, extension }: Pick<Parts, 'field' | 'extension'>): boolean =>
	field === '' || field === partLabel(extension);

/** A rejection as one sentence: the label, what is wrong and, where it is known, what was sent. Pure. */
export const sentenceOf = (parts: Parts): string => sentenceWith(parts, unknown(parts));

/** The same for what is no rejection: nobody needs a cure, so an unknown text is told itself. Pure. */
export const remarkOf = (parts: Parts): string =>
	sentenceWith(parts, `SAP Concur says: ${inPlainWords(parts.details) || 'nothing more'}`);

function sentenceWith(parts: Parts, otherwise: string): string {
	const says = entryFor(parts)?.says ?? otherwise;
	const label = labelFor(parts);
	const named = says.includes('{field}')
		? says.replace('{field}', parts.label ?? (parts.field || 'value'))
		: label === ''
			? upperFirst(says)
			: `${label}: ${says}`;
	const sent = inWords(parts.sent);
	return sent === '' ? named : `${named} (sent: ${sent})`;
}

/** The part of the user stands in front of an attribute that has no label; the person named in a list needs no more than it. */
function labelFor({ extension, field, label = field }: Parts): string {
	const part = partLabel(extension);
	if (field === '' || field === 'approver' || field === 'delegate') return part || field;
	return part === '' || /^[A-Z]/.test(label) ? label : `${part}, ${label}`;
}

/** A list as a person writes it. Objects are left out: nobody has entered them. */
function inWords(sent: unknown): string {
	const values = [sent].flat(2).filter((value) => value !== '' && typeof value !== 'object');
	return values.flatMap((value) => (value === undefined ? [] : quoted(value))).join(', ');
}

/** Sentences that one can hold and stay readable. */
const mostSentences = 3;

/** Several sentences as one, each once. Empty without any. */
export function joined(sentences: string[]): string {
	const all = uniq(sentences);
	const more = all.length - mostSentences;
	return [...all.slice(0, mostSentences), ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}
